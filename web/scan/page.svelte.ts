// What happens on the phone's page: a sign is kept before anything else, then given a place, then sent; the store is the truth.

import { v7 as uuid } from "uuid";
import type { ScanNames } from "../../domain/patrols/scan-report.ts";
import type { Door } from "./door.ts";
import { type Place, type Scan, type Shown, sameScan } from "./scan.ts";
import type { NameShelf, ScanStore } from "./scan-store.ts";
import { createSender, type LineState } from "./sender.ts";
import type { Sign } from "./sign.ts";

/** What the last scan of this page came to, before the store knows it. */
export type Moment =
  | { readonly kind: "none" }
  | { readonly kind: "keeping" }
  | { readonly kind: "scan"; readonly scan: Scan }
  | { readonly kind: "unkept" }
  | { readonly kind: "bad-sign" };

/** Sent scans stay to be looked at so long, ms. */
const sentKept = 7 * 24 * 3_600_000;
const latestShown = 20;

export type ScanPage = ReturnType<typeof createScanPage>;

export const createScanPage = (deps: {
  readonly store: ScanStore;
  readonly names: NameShelf;
  readonly door: Door;
  readonly token: () => string | undefined;
  readonly placeNow: () => Promise<Place | undefined>;
  readonly now: () => number;
  readonly wait: (ms: number, run: () => void) => () => void;
  readonly alone: (run: () => Promise<void>) => Promise<void>;
}) => {
  const { store, now } = deps;
  let shown = $state.raw<Shown>({ waiting: 0, refused: 0, latest: [] });
  let line = $state.raw<LineState>({ state: "idle" });
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
        shown = await store.shown(latestShown);
      }
    } finally {
      looking = false;
    }
  };

  const sender = createSender({
    ...deps,
    tell: async (scans) => (known ? deps.door.tell(scans) : { kind: "stopped", message: "" }),
    isHeld: (id) => held.has(id),
    onChange: (next) => {
      line = next;
      void look();
    },
  });

  const learnNames = async (): Promise<void> => {
    names ??= await deps.names.take();
    const told = known ? await deps.door.names() : undefined;
    if (told === undefined) return;
    names = told;
    await deps.names.put(told);
  };

  const givePlace = async (id: string): Promise<void> => {
    const place = await deps.placeNow();
    if (place !== undefined) await store.place(id, place);
    held.delete(id);
    sender.flush();
  };

  /** Resolves when the disk has it, or has refused it. */
  const scan = async (sign: Sign | undefined, by: Scan["by"]): Promise<void> => {
    if (sign === undefined) {
      moment = { kind: "bad-sign" };
      return;
    }
    const at = now();
    moment = { kind: "keeping" };
    try {
      const last = await store.last(sign.route, sign.checkpoint);
      if (last !== undefined && Math.abs(at - last.at) < sameScan) {
        moment = { kind: "scan", scan: last };
        return;
      }
      const one: Scan = { id: uuid(), ...sign, by, at, fate: { state: "waiting" } };
      held.add(one.id);
      await store.keep(one);
      moment = { kind: "scan", scan: one };
      void look();
      void givePlace(one.id);
    } catch (error) {
      // The browser's storage failing is expected (full, forbidden, broken): it is said in the largest words.
      if (!(error instanceof DOMException)) throw error;
      moment = { kind: "unkept" };
    }
  };

  return {
    get shown() {
      return shown;
    },
    get line() {
      return line;
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
    open: async (): Promise<void> => {
      await store.prune(now() - sentKept);
      await look();
      sender.flush();
      await learnNames();
    },
    /** The line may be back, or the person asks. */
    flush: (): void => {
      void look();
      sender.flush();
    },
    again: async (): Promise<void> => {
      await store.again();
      sender.flush();
    },
    /** It has a token now, or another one. */
    introduced: (): void => {
      known = deps.token() !== undefined;
      sender.flush();
      void learnNames();
    },
    close: sender.close,
  };
};
