// What happens on the phone's page: a sign is kept before anything else, then given a place, then sent; the store is the truth.

import { v7 as uuid } from "uuid";
import type { ScanNames } from "../../domain/patrols/scan-report.ts";
import type { Door } from "./door.ts";
import { type Finding, isFinding, type Kept, type Place, type Scan, type Shown, sameScan } from "./scan.ts";
import type { NameShelf, ScanStore } from "./scan-store.ts";
import { type Answered, createSender, type LineState, scansAtOnce, type Told } from "./sender.ts";
import type { Sign } from "./sign.ts";

/** What the last scan or finding of this page came to, before the store knows it. */
export type Moment =
  | { readonly kind: "none" }
  | { readonly kind: "keeping" }
  | { readonly kind: "kept"; readonly kept: Kept }
  | { readonly kind: "unkept" }
  | { readonly kind: "bad-sign" };

/** Sent scans stay to be looked at so long, ms. */
const sentKept = 7 * 24 * 3_600_000;
const latestShown = 20;
const findingsAtOnce = 8;

export type ScanPage = ReturnType<typeof createScanPage>;

export const createScanPage = (deps: {
  readonly scans: ScanStore;
  readonly findings: ScanStore;
  readonly names: NameShelf;
  readonly door: Door;
  readonly token: () => string | undefined;
  readonly placeNow: () => Promise<Place | undefined>;
  readonly now: () => number;
  readonly wait: (ms: number, run: () => void) => () => void;
  /** Runs it in one tab at a time, each of the two queues by itself. */
  readonly alone: (queue: "scans" | "findings", run: () => Promise<void>) => Promise<void>;
}) => {
  const { scans, findings, now } = deps;
  const queues = [findings, scans] as const;
  let shown = $state.raw<Shown>({ waiting: 0, refused: 0, latest: [] });
  let lines = $state.raw<{ readonly scans: LineState; readonly findings: LineState }>({
    scans: { state: "idle" },
    findings: { state: "idle" },
  });
  let moment = $state.raw<Moment>({ kind: "none" });
  let names = $state.raw<ScanNames>();
  let known = $state(deps.token() !== undefined);
  const held = new Set<string>();

  let looking = false;
  let lookAgain = false;
  /** Many changes at once are looked at once. */
  const look = async (): Promise<void> => {
    lookAgain = true;
    if (looking) return;
    looking = true;
    try {
      while (lookAgain) {
        lookAgain = false;
        shown = together(await Promise.all(queues.map((queue) => queue.shown(latestShown))));
      }
    } finally {
      looking = false;
    }
  };

  const senderOf = (queue: "scans" | "findings", atOnce: number, tell: (kept: readonly Kept[]) => Promise<Told>) =>
    createSender({
      store: deps[queue],
      atOnce,
      tell: async (kept) => (known ? tell(kept) : { kind: "stopped", message: "" }),
      isHeld: (id) => held.has(id),
      now,
      wait: deps.wait,
      alone: (run) => deps.alone(queue, run),
      onChange: (next) => {
        lines = { ...lines, [queue]: next };
        void look();
      },
    });
  const senders = [
    senderOf("findings", findingsAtOnce, (kept) => tellFindings(kept.filter(isFinding), deps.door.found)),
    senderOf("scans", scansAtOnce, (kept) => deps.door.tell(kept.flatMap((one) => (isFinding(one) ? [] : [one])))),
  ];
  const flush = (): void => {
    for (const sender of senders) sender.flush();
  };

  const learnNames = async (): Promise<void> => {
    names ??= await deps.names.take();
    const told = known ? await deps.door.names() : undefined;
    if (told === undefined) return;
    names = told;
    await deps.names.put(told);
  };

  const givePlace = async (queue: ScanStore, id: string): Promise<void> => {
    const place = await deps.placeNow();
    if (place !== undefined) await queue.place(id, place);
    held.delete(id);
    flush();
  };

  /** On the disk first, whatever comes then; true where the disk took it. */
  const keep = async (queue: ScanStore, kept: Kept): Promise<boolean> => {
    try {
      held.add(kept.id);
      await queue.keep(kept);
      moment = { kind: "kept", kept };
      void look();
      void givePlace(queue, kept.id);
      return true;
    } catch (error) {
      // The browser's storage failing is expected (full, forbidden, broken): it is said in the largest words.
      if (!(error instanceof DOMException)) throw error;
      moment = { kind: "unkept" };
      return false;
    }
  };

  /** Resolves when the disk has it, or has refused it. */
  const scan = async (sign: Sign | undefined, by: Scan["by"]): Promise<void> => {
    if (sign === undefined) {
      moment = { kind: "bad-sign" };
      return;
    }
    const at = now();
    moment = { kind: "keeping" };
    const last = await scans.last(sign.route, sign.checkpoint).catch(noneOnDisk);
    if (last !== undefined && Math.abs(at - last.at) < sameScan) {
      moment = { kind: "kept", kept: last };
      return;
    }
    await keep(scans, { id: uuid(), ...sign, by, at, fate: { state: "waiting" } });
  };

  const find = (found: Pick<Finding, "sort" | "note" | "photo">): Promise<boolean> => {
    moment = { kind: "keeping" };
    return keep(findings, { id: uuid(), ...found, at: now(), fate: { state: "waiting" } });
  };

  const checkIn = async (): Promise<void> => {
    moment = { kind: "keeping" };
    await keep(scans, { id: uuid(), what: "check-in", at: now(), fate: { state: "waiting" } });
  };

  return {
    get shown() {
      return shown;
    },
    /** The findings' line, unless it has nothing to say: a fire that waits is what the page speaks of. */
    get line() {
      return lines.findings.state === "idle" ? lines.scans : lines.findings;
    },
    get moment() {
      return moment;
    },
    get names() {
      return names;
    },
    /** It has a token; whether the server knows it is another matter. */
    get known() {
      return known;
    },
    scan,
    /** False where the phone's disk refused it: then what was typed is still on the page. */
    find,
    checkIn,
    open: async (): Promise<void> => {
      for (const queue of queues) await queue.prune(now() - sentKept);
      await look();
      flush();
      await learnNames();
    },
    /** The line may be back, or the person asks. */
    flush: (): void => {
      void look();
      flush();
    },
    again: async (): Promise<void> => {
      for (const queue of queues) await queue.again();
      flush();
    },
    /** It has a token now, or another one. */
    introduced: (): void => {
      known = deps.token() !== undefined;
      flush();
      void learnNames();
    },
    close: (): void => {
      for (const sender of senders) sender.close();
    },
  };
};

/** The lightest first: a fire without a photo does not wait behind a photo that the line cannot carry. */
const tellFindings = async (findings: readonly Finding[], tell: (finding: Finding) => Promise<Told>): Promise<Told> => {
  const weight = ({ photo }: Finding): number => photo?.size ?? 0;
  const answers: Answered[] = [];
  for (const one of findings.toSorted((a, b) => weight(a) - weight(b))) {
    const told = await tell(one);
    if (told.kind !== "answered") return answers.length === 0 ? told : { kind: "answered", answers };
    answers.push(...told.answers);
  }
  return { kind: "answered", answers };
};

const noneOnDisk = (error: unknown): undefined => {
  // Reading failed; whether it can be kept is told by the keeping.
  if (!(error instanceof DOMException)) throw error;
  return undefined;
};

const together = (all: readonly Shown[]): Shown => ({
  waiting: all.reduce((sum, one) => sum + one.waiting, 0),
  refused: all.reduce((sum, one) => sum + one.refused, 0),
  latest: all.flatMap(({ latest }) => latest).sort((a, b) => (a.id < b.id ? 1 : -1)),
});
