// Trackers as the desk lists them: devices that nobody registered, then those silent on a patrol, then the rest by name, then those retired; and what may be done. [PAT-1]

import type { Millis, PatrolId, WorkerId } from "../../../domain/ids.ts";
import type { PatrolRec } from "../../../domain/patrols/patrol.ts";
import type { TrackerRec } from "../../../domain/patrols/tracker.ts";
import { patrolAt } from "../../../domain/patrols/tracker-bearer.ts";
import { naturalOrder } from "../../../domain/posts/manning.ts";
import type { SiteRec } from "../../../domain/site/site.ts";
import { minute } from "../../../domain/time.ts";
import type { TrackersHeard } from "../doors.ts";

export type UnknownDevice = TrackersHeard["unknown"][number];
export type Heard = TrackersHeard["heard"][number];
export type KnownRow = {
  readonly is: "known";
  readonly tracker: TrackerRec;
  /** Undefined: not since the server started. */
  readonly heard: Heard | undefined;
  /** The patrol that is walked with it now. */
  readonly walked: PatrolRec | undefined;
  /** It is out on a patrol and has not been heard for long. */
  readonly isQuiet: boolean;
};
/** Its token opens nothing any more; what it told before stands in the patrols. */
export type RetiredRow = { readonly is: "retired"; readonly tracker: TrackerRec; readonly removedAt: Millis };
export type TrackerRow = { readonly is: "unknown"; readonly unknown: UnknownDevice } | KnownRow | RetiredRow;

type Look = {
  readonly heard: Pick<TrackersHeard, "heard" | "unknown">;
  readonly patrols: Iterable<PatrolRec>;
  readonly site: SiteRec | undefined;
  readonly now: Millis;
};

/** Half of the time after which the patrol itself is called silent: somebody may still ask by radio before that. */
const quietShare = 0.5;

export const trackerRows = (trackers: Iterable<TrackerRec>, look: Look): readonly TrackerRow[] => {
  const heardById = new Map(look.heard.heard.map((one) => [one.tracker, one]));
  const patrols = [...look.patrols];
  const all = [...trackers];
  const retired = all
    .flatMap((tracker): readonly RetiredRow[] => {
      const { removedAt } = tracker;
      return removedAt === undefined ? [] : [{ is: "retired", tracker, removedAt }];
    })
    .sort((a, b) => b.removedAt - a.removedAt || (a.tracker.id < b.tracker.id ? -1 : 1));
  const known = all
    .filter(({ removedAt }) => removedAt === undefined)
    .map((tracker) => rowOf(tracker, heardById.get(tracker.id), patrols, look))
    .sort(
      (a, b) =>
        Number(b.isQuiet) - Number(a.isQuiet) ||
        naturalOrder(a.tracker.name, b.tracker.name) ||
        (a.tracker.id < b.tracker.id ? -1 : 1),
    );
  return [...look.heard.unknown.map((unknown) => ({ is: "unknown", unknown }) as const), ...known, ...retired];
};

const rowOf = (
  tracker: TrackerRec,
  heard: Heard | undefined,
  patrols: readonly PatrolRec[],
  { site, now }: Look,
): KnownRow => {
  const walked = patrolAt(carriedOn(tracker, patrols), now);
  const began = walked?.run.state === "active" ? walked.run.startedAt : undefined;
  if (walked === undefined || began === undefined || site === undefined)
    return { is: "known", tracker, heard, walked, isQuiet: false };
  // After a restart of the server nothing has been heard yet: what the patrol itself told last stands for it.
  const sign = Math.max(began, tracker.since, heard?.at ?? walked.last?.at ?? began);
  const isQuiet = now - sign >= site.settings.silentMin * minute * quietShare;
  return { is: "known", tracker, heard, walked, isQuiet };
};

const carriedOn = ({ carried }: TrackerRec, patrols: readonly PatrolRec[]): readonly PatrolRec[] => {
  switch (carried.by) {
    case "nobody":
      return [];
    case "worker":
      return patrols.filter(({ leader, members }) => leader === carried.worker || members.includes(carried.worker));
    case "patrol":
      return patrols.filter(({ id }) => id === carried.patrol);
  }
};

/** Patrols that a tracker can go with, the next to set out or under way first. */
export const openPatrols = (patrols: Iterable<PatrolRec>, now: Millis): readonly PatrolRec[] =>
  [...patrols]
    .filter((patrol) => isOpen(patrol, now))
    .sort((a, b) => a.plannedAt - b.plannedAt || (a.id < b.id ? -1 : 1));

const isOpen = ({ run, windowEnd }: PatrolRec, now: Millis): boolean => {
  switch (run.state) {
    case "planned":
      return windowEnd >= now;
    case "active":
    case "paused":
      return true;
    case "completed":
    case "cancelled":
      return false;
  }
};

export type TrackerAct = "give" | "take" | "token" | "rename" | "remove";

/** What the desk offers: what the role may, and what the state allows. `may`: undefined where the server does not say. */
export const trackerActs = (
  { carried, uniqueId }: Pick<TrackerRec, "carried" | "uniqueId">,
  may: readonly string[] | undefined,
): readonly TrackerAct[] => {
  const mayDo = (act: string): boolean => may?.includes(act) ?? true;
  return [
    ...(mayDo("AssignTracker") ? (["give"] as const) : []),
    ...(mayDo("AssignTracker") && carried.by !== "nobody" ? (["take"] as const) : []),
    // What comes through a platform needs none of its own.
    ...(mayDo("AddTracker") && uniqueId === "" ? (["token"] as const) : []),
    ...(mayDo("RenameTracker") ? (["rename"] as const) : []),
    ...(mayDo("RemoveTracker") ? (["remove"] as const) : []),
  ];
};

export const hasIt = (
  { carried }: Pick<TrackerRec, "carried">,
  whom: { readonly by: "worker"; readonly worker: WorkerId } | { readonly by: "patrol"; readonly patrol: PatrolId },
): boolean =>
  whom.by === "worker"
    ? carried.by === "worker" && carried.worker === whom.worker
    : carried.by === "patrol" && carried.patrol === whom.patrol;
