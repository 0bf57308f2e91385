// Carries the notices of one hook in the order of the ledger: waits, tries again, gathers a flood into one message, gives up aloud.

import { isCalled, isShelved } from "../../domain/alarms/alarm.ts";
import type { Delivery, HookMark } from "../../domain/alarms/webhook.ts";
import type { Event } from "../../domain/board.ts";
import type { Recorded } from "../../domain/decider.ts";
import { seq as asSeq, type Millis } from "../../domain/ids.ts";
import { dayLength, minute, second } from "../../domain/time.ts";
import type { Ledger } from "../ledger/ledger.ts";
import { type FormLook, fitting, mayYetArrive, parcelOf, perMinute, testParcel } from "./formats.ts";
import type { Hook } from "./hook-store.ts";
import { createPace } from "./pace.ts";
import type { Alarm, Post } from "./post.ts";
import { concerns, type Notice, noticeOf } from "./telling.ts";

export type Outcome = "sent" | "retried" | "given-up";

export type CourierDeps = {
  /** As it stands now: an edit holds from the next try on. */
  readonly hook: () => Hook;
  readonly ledger: Pick<Ledger<Event>, "read" | "head">;
  readonly look: () => FormLook | undefined;
  readonly mark: () => HookMark;
  readonly setMark: (mark: HookMark) => Promise<void>;
  readonly post: Post;
  readonly now: () => Millis;
  readonly after: Alarm;
  /** In [0, 1). */
  readonly chance: () => number;
  readonly onOutcome: (outcome: Outcome, how: Delivery, notices: readonly Notice[]) => void;
  readonly onFault: (error: unknown) => void;
};

export type Courier = {
  /** Events as they are recorded. */
  readonly hear: (events: readonly Recorded<Event>[]) => void;
  /** Something has changed: looks again at once. */
  readonly wake: () => void;
  /** How far it has come is durable when this resolves. */
  readonly keep: () => Promise<void>;
  readonly state: () => {
    readonly waiting: number;
    readonly retrying: boolean;
    /** When the event happened that has waited longest. */
    readonly oldest: Millis | undefined;
  };
  readonly test: () => Promise<Delivery>;
  /** Lets a delivery that is on its way arrive, for two seconds; then forgets it, and it is made again after the next start. */
  readonly close: () => Promise<void>;
};

const firstWait = second;
const mostWait = 5 * minute;
/** Tried for so long after the event; each at least once. */
const giveUpAfter = dayLength;
/** Notices held in memory; further ones are read from the ledger when their turn comes. */
const heldMost = 500;
const farewell = 2 * second;
/** Events after which a hook that has nothing to tell notes how far it has read: a start reads on from there. */
const noteEvery = 10_000;

/** Full jitter: anything from nothing to the whole, which doubles to five minutes. */
export const waitBefore = (tries: number, chance: number): number =>
  Math.round(Math.min(mostWait, firstWait * 2 ** Math.min(tries - 1, 16)) * chance);

export const createCourier = (deps: CourierDeps): Courier => {
  const { ledger, now } = deps;
  let waiting: readonly Notice[] = [];
  /** The last event that was looked at. */
  let readTo = Math.min(deps.mark().seq, ledger.head);
  let reading: "no" | "yes" = "no";
  let running: Promise<void> | undefined;
  let closed: "no" | "yes" = "no";
  /** How many of `waiting` are under way together, and how often that was tried. */
  let underway = 0;
  let tries = 0;
  let rouse = (): void => {};
  const stop = new AbortController();
  const pace = createPace(perMinute[deps.hook().format]);

  const isWanted = (notice: Notice): boolean => {
    const { least, kinds, unit, acknowledged, returned } = deps.hook();
    const { alarm, type } = notice;
    if (type === "AlarmAcknowledged" && !acknowledged) return false;
    if ((type === "AlarmReturned" || type === "AlarmReset") && !returned) return false;
    // A call for help goes to everybody, whatever was chosen. [POST-3]
    if (isCalled(alarm.sort)) return true;
    if (isShelved(alarm, notice.at) || alarm.priority > least || !concerns(notice, unit)) return false;
    return kinds.length === 0 || kinds.includes(alarm.sort);
  };

  const take = (event: Recorded<Event>): void => {
    readTo = event.seq;
    const look = event.data.subject === "alarms" ? deps.look() : undefined;
    const notice = look === undefined ? undefined : noticeOf(event, look);
    if (notice !== undefined && isWanted(notice)) waiting = [...waiting, notice];
  };

  /** Up to here nothing is owed any more. */
  const place = (): number => {
    const [first] = waiting;
    return first === undefined ? readTo : first.seq - 1;
  };

  /** A mark that the disk refuses holds in memory: the hook goes on, and after a crash it repeats itself. */
  const keep = (mark: HookMark): Promise<void> => deps.setMark(mark).catch(deps.onFault);

  /** Reads on from the ledger until it has caught up or holds enough. */
  const readOn = async (): Promise<void> => {
    reading = "yes";
    try {
      while (readTo < ledger.head && waiting.length < heldMost && closed === "no")
        for await (const events of ledger.read(asSeq(readTo))) {
          for (const event of events) if (waiting.length < heldMost) take(event);
          if (waiting.length >= heldMost) break;
        }
    } finally {
      reading = "no";
    }
  };

  const rest = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const callOff = deps.after(ms, () => resolve());
      rouse = () => {
        callOff();
        resolve();
      };
    });

  const mayGo = (): boolean => closed === "no" && !deps.hook().paused;

  const run = async (): Promise<void> => {
    while (closed === "no") {
      await readOn();
      const look = deps.look();
      if (waiting.length === 0 || look === undefined || !mayGo()) return;
      const pause = pace.rest(now());
      if (pause > 0) {
        await rest(pause);
        continue;
      }
      if (underway === 0) underway = pace.isCrowded(now()) ? fitting(deps.hook(), waiting, now(), look) : 1;
      await tryOnce(waiting.slice(0, underway), look);
    }
  };

  const tryOnce = async (notices: readonly Notice[], look: FormLook): Promise<void> => {
    const hook = deps.hook();
    pace.sent(now());
    const how = await deps.post(parcelOf(hook, notices, now(), look), hook.format, stop.signal);
    if (stop.signal.aborted) return;
    if (how.end === "sent") return done("sent", how, notices);
    const newest = notices.at(-1)?.at ?? 0;
    if (!mayYetArrive(how) || now() - newest >= giveUpAfter) return done("given-up", how, notices);
    tries += 1;
    const { failed } = deps.mark();
    await keep({ ...deps.mark(), failed: { at: now(), how, gaveUp: failed?.gaveUp ?? false } });
    deps.onOutcome("retried", how, notices);
    await rest(waitBefore(tries, deps.chance()));
  };

  const done = async (outcome: "sent" | "given-up", how: Delivery, notices: readonly Notice[]): Promise<void> => {
    waiting = waiting.slice(notices.length);
    underway = 0;
    const { failed: _, ...mark } = { ...deps.mark(), seq: place() };
    if (outcome === "sent") tries = 0;
    await keep(
      outcome === "sent"
        ? { ...mark, sentAt: now() }
        : { ...mark, failed: { at: now(), how, gaveUp: true }, lost: mark.lost + notices.length },
    );
    deps.onOutcome(outcome, how, notices);
  };

  const begin = (): void => {
    running ??= run()
      .catch(async (error: unknown) => {
        deps.onFault(error);
        if (closed === "no") await rest(mostWait);
      })
      .finally(() => {
        running = undefined;
        // What was heard between the last look and here must not wait for the next event.
        if (mayGo() && deps.look() !== undefined && (waiting.length > 0 || readTo < ledger.head)) begin();
      });
  };

  const wake = (): void => {
    rouse();
    begin();
  };

  return {
    hear: (events) => {
      const [first] = events;
      if (first === undefined || closed === "yes") return;
      const held = waiting.length;
      if (reading === "no" && readTo === first.seq - 1 && held < heldMost) for (const event of events) take(event);
      // A call for help does not wait for the end of a pause after a failure.
      if (waiting.slice(held).some(({ alarm }) => isCalled(alarm.sort))) rouse();
      if (waiting.length > 0 || readTo < ledger.head) begin();
      else if (readTo - deps.mark().seq >= noteEvery) void keep({ ...deps.mark(), seq: place() });
    },
    wake,
    keep: () => deps.setMark({ ...deps.mark(), seq: place() }),
    state: () => {
      const [first] = waiting;
      const retrying = tries > 0 && first !== undefined;
      return { waiting: waiting.length, retrying, oldest: first?.at };
    },
    test: async () => {
      const look = deps.look();
      if (look === undefined) return { end: "rehearsal" };
      const hook = deps.hook();
      pace.sent(now());
      const how = await deps.post(testParcel(hook, now(), look.store), hook.format, stop.signal);
      const { failed, ...mark } = deps.mark();
      const gaveUp = failed?.gaveUp ?? false;
      await keep(how.end === "sent" ? { ...mark, sentAt: now() } : { ...mark, failed: { at: now(), how, gaveUp } });
      if (how.end === "sent") wake();
      return how;
    },
    close: async () => {
      closed = "yes";
      const callOff = deps.after(farewell, () => stop.abort());
      rouse();
      await running;
      stop.abort();
      callOff();
      await keep({ ...deps.mark(), seq: place() });
    },
  };
};
