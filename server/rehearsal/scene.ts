// What the script sees: the desk's copy of the board, the clock and the cast, with the questions it asks of them.

import type { EntryRec } from "../../domain/activities/activity.ts";
import type { ActivityId, Millis, WorkerId } from "../../domain/ids.ts";
import type { PostRec } from "../../domain/posts/post.ts";
import type { Records } from "../../domain/records.ts";
import type { SiteRec } from "../../domain/site/site.ts";
import { nextShift, type ShiftRun, type SiteClock, shiftAt, siteClock } from "../../domain/time.ts";
import type { Cast } from "./cast.ts";
import { type Chance, createChance } from "./chance.ts";
import { createWalks, type WalkOf } from "./way.ts";

export type Scene = Records & {
  readonly now: Millis;
  /** When this rehearsal first saw the board. */
  readonly startedAt: Millis;
  readonly site: SiteRec;
  readonly clock: SiteClock;
  readonly cast: Cast;
  readonly chance: Chance;
  readonly walkOf: WalkOf;
  readonly run: ShiftRun | undefined;
  readonly nextRun: ShiftRun | undefined;
  readonly previousRun: ShiftRun | undefined;
  readonly badgeOf: (worker: WorkerId) => string | undefined;
  readonly heldBy: (worker: WorkerId) => PostRec | undefined;
  readonly rosteredPosts: (worker: WorkerId) => readonly PostRec[];
  readonly entriesOf: (worker: WorkerId) => readonly EntryRec[];
  readonly entriesIn: (activity: ActivityId) => readonly EntryRec[];
};

export type SceneReader = (records: Records, now: Millis, startedAt: Millis) => Scene | undefined;

/** Undefined where the board has no site, or a real one: there is nothing to play. */
export const createSceneReader = (cast: Cast): SceneReader => {
  const chance = createChance(cast.seed);
  const walkOf = createWalks(chance);
  let clock: SiteClock | undefined;
  return (records, now, startedAt) => {
    const site = records.get("site", "site");
    if (site?.rehearsal !== true) return undefined;
    if (clock?.zone !== site.zone) clock = siteClock(site.zone);
    const run = shiftAt(clock, site.shifts, now);
    const holders = new Map<WorkerId, PostRec>();
    const rosters = new Map<WorkerId, PostRec[]>();
    for (const post of records.all("post")) {
      if (post.watch.state === "held") holders.set(post.watch.holder, post);
      for (const worker of new Set(post.roster.map((line) => line.worker))) listed(rosters, worker).push(post);
    }
    const byWorker = new Map<WorkerId, EntryRec[]>();
    const byActivity = new Map<ActivityId, EntryRec[]>();
    for (const entry of records.all("entry")) {
      listed(byWorker, entry.worker).push(entry);
      listed(byActivity, entry.activity).push(entry);
    }
    return {
      get: records.get,
      all: records.all,
      now,
      startedAt,
      site,
      clock,
      cast,
      chance,
      walkOf,
      run,
      nextRun: nextShift(clock, site.shifts, now),
      previousRun: run === undefined ? undefined : shiftAt(clock, site.shifts, run.startsAt - 1),
      badgeOf: (worker) => cast.badgesByNumber.get(records.get("worker", worker)?.number ?? ""),
      heldBy: (worker) => holders.get(worker),
      rosteredPosts: (worker) => rosters.get(worker) ?? [],
      entriesOf: (worker) => byWorker.get(worker) ?? [],
      entriesIn: (activity) => byActivity.get(activity) ?? [],
    };
  };
};

const listed = <K, V>(lists: Map<K, V[]>, key: K): V[] => {
  const known = lists.get(key) ?? [];
  lists.set(key, known);
  return known;
};
