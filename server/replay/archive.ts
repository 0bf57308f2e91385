// Keeps the checkpoints of the last 72 h as the board moves on: when one is due, which ones go, and which alarms were raised.

import type { Event } from "../../domain/board.ts";
import type { Recorded } from "../../domain/decider.ts";
import { type Millis, seq } from "../../domain/ids.ts";
import { type RaisedMoment, replayReach } from "../../domain/replay.ts";
import { hour } from "../../domain/time.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { Projection } from "../projection.ts";
import type { Checkpoint, Checkpoints, Mark } from "./checkpoints.ts";

/** A checkpoint is due after so many events, or after an hour in which anything happened. */
export const checkpointEvery = 5_000;
const longestPause = hour;
/** Most checkpoints that are kept; beyond, those that stand closest together are thinned out. */
export const mostCheckpoints = 400;
/** The ledger's beginning serves as a checkpoint where the first one, or the head, is no more events away than this. */
export const mostFolded = 100_000;
/** Most raised alarms that are remembered: a flood of 11 minutes has 275. */
export const mostRaised = 5_000;

/** The board before the first event. */
const beginning: Mark = { seq: seq(0), at: 0 };

export type Archive = {
  /** The moments that can be shown; undefined while there is nothing to show. */
  readonly range: (now: Millis) => { readonly from: Millis; readonly to: Millis } | undefined;
  /** The last checkpoint at or before the moment, with the one that follows it. */
  readonly before: (at: Millis) => Promise<{ readonly checkpoint: Checkpoint; readonly next: Mark | undefined }>;
  readonly raised: () => readonly RaisedMoment[];
  /** Writes a checkpoint if one is due, and removes what is too old. One at a time. */
  readonly look: () => Promise<void>;
  readonly close: () => Promise<void>;
};

export const openArchive = async (deps: {
  readonly checkpoints: Checkpoints;
  readonly ledger: Ledger<Event>;
  readonly projection: Projection;
  readonly now: () => Millis;
  readonly every?: number;
  readonly most?: number;
  /** A checkpoint that could not be written or removed: the ledger stands, replay is only slower there. */
  readonly onFailed: (error: unknown) => void;
}): Promise<Archive> => {
  const { checkpoints, ledger, projection, now, onFailed, every = checkpointEvery, most = mostCheckpoints } = deps;
  let saving: Promise<void> | undefined;
  let raised: readonly RaisedMoment[] = [];
  let firstAt: Millis | undefined;

  const note = (events: readonly Recorded<Event>[]): void => {
    firstAt ??= events[0]?.seq === 1 ? events[0].at : undefined;
    const more = events.flatMap(raisedIn);
    if (more.length > 0) raised = [...raised, ...more].slice(-mostRaised);
  };

  /** The moments at which the board is known; the beginning, where it is near enough to what follows. */
  const marks = (): readonly Mark[] => {
    const kept = checkpoints.marks();
    const next = kept[0]?.seq ?? projection.seq();
    return next > mostFolded || firstAt === undefined ? kept : [{ ...beginning, at: firstAt }, ...kept];
  };

  // What was raised since the newest checkpoint, and when it all began, only the ledger knows.
  const from = await newestOf(checkpoints);
  raised = from?.raised ?? [];
  const after = from?.seq ?? beginning.seq;
  if (ledger.head - after <= mostFolded) for await (const events of ledger.read(after, ledger.head)) note(events);
  if (ledger.head > 0) for await (const [first] of ledger.read(seq(0), seq(1))) firstAt = first?.at;
  const unfollow = ledger.follow(note);

  const tidy = async (): Promise<void> => {
    const horizon = now() - replayReach;
    raised = raised.filter((one) => one.at >= horizon);
    const kept = checkpoints.marks();
    // The one before the horizon leads to the first moment behind it.
    const old = kept.filter((_, n) => (kept[n + 1]?.at ?? Number.POSITIVE_INFINITY) <= horizon);
    for (const mark of old) await checkpoints.remove(mark);
    while (checkpoints.marks().length > most) await checkpoints.remove(mostCrowded(checkpoints.marks()));
  };

  const isDue = (): boolean => {
    const head = projection.seq();
    const last = checkpoints.marks().at(-1) ?? { ...beginning, at: firstAt ?? 0 };
    if (head <= last.seq) return false;
    return head - last.seq >= every || Math.abs(now() - last.at) >= longestPause;
  };

  const save = async (): Promise<void> => {
    try {
      const records = [...projection.snapshot()].flatMap((line) => (line.is === "record" ? [line.record] : []));
      await checkpoints.save({ seq: projection.seq(), at: now(), records, raised });
      await tidy();
    } catch (error) {
      onFailed(error);
    } finally {
      saving = undefined;
    }
  };

  return {
    range: (to) => {
      const [first] = marks();
      return first === undefined ? undefined : { from: Math.min(to, Math.max(first.at, to - replayReach)), to };
    },
    before: async (at) => {
      for (;;) {
        const all = marks();
        const place = all.findLastIndex((mark) => mark.at <= at);
        const mark = all[place] ?? all[0] ?? beginning;
        const next = all[Math.max(0, place) + 1];
        const checkpoint =
          mark.seq === beginning.seq ? { ...mark, records: [], raised: [] } : await checkpoints.load(mark);
        // One that cannot be read is gone from the list by now: the one before it serves.
        if (checkpoint !== undefined) return { checkpoint, next };
      }
    },
    raised: () => raised,
    look: async () => {
      if (saving === undefined && !isDue()) return;
      saving ??= save();
      await saving;
    },
    close: async () => {
      unfollow();
      await saving;
    },
  };
};

const raisedIn = ({ at, data }: Recorded<Event>): readonly RaisedMoment[] =>
  data.type === "AlarmRaised" ? [{ at, alarm: data.alarm, priority: data.priority, scope: data.scope }] : [];

const newestOf = async (checkpoints: Checkpoints): Promise<Checkpoint | undefined> => {
  for (let last = checkpoints.marks().at(-1); last !== undefined; last = checkpoints.marks().at(-1)) {
    const found = await checkpoints.load(last);
    if (found !== undefined) return found;
  }
  return undefined;
};

/** The mark without which the longest way between two marks grows least; never the newest or the oldest. */
export const mostCrowded = (marks: readonly Mark[]): Mark => {
  const [, ...rest] = marks;
  const inner = rest.slice(0, -1);
  const gap = (n: number): number => (marks[n + 2]?.seq ?? 0) - (marks[n]?.seq ?? 0);
  const best = inner.reduce((least, _, n) => (gap(n) < gap(least) ? n : least), 0);
  const found = inner[best] ?? marks[0];
  if (found === undefined) throw new Error("no checkpoint to thin out");
  return found;
};
