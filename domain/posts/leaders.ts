// The leader on shift 带班领导 is a post: of a unit that has such posts, one is to be manned in every shift that is worked there. [POST-6]

import type { Millis, UnitId } from "../ids.ts";
import type { Records } from "../records.ts";
import type { SiteRec } from "../site/site.ts";
import { minute, type ShiftRun } from "../time.ts";
import type { PostRec } from "./post.ts";
import { rostered } from "./post-status.ts";

export type LeaderGap = {
  readonly unit: UnitId;
  readonly scope: readonly UnitId[];
  /** Since when nobody leads there, ms: the shift's begin, or the last leader's going within it. */
  readonly since: Millis;
};

/** The leader posts of each unit that has any. */
export const leaderPosts = (posts: Iterable<PostRec>): ReadonlyMap<UnitId, readonly PostRec[]> => {
  const byUnit = new Map<UnitId, PostRec[]>();
  for (const post of posts) {
    if (post.leader !== true) continue;
    const known = byUnit.get(post.unit);
    if (known === undefined) byUnit.set(post.unit, [post]);
    else known.push(post);
  }
  return byUnit;
};

/**
 * Units where a shift runs and, after the grace, none of their leader posts is held. Whether anybody is rostered to lead does
 * not matter: a shift that others work without a leader is the gap itself. All of them suspended, nobody is asked to lead; a
 * leader who gives no sign of life still holds, and has the alarm of his own post. [ALM-1]
 */
export const leaderGaps = (
  records: Pick<Records, "all">,
  site: SiteRec,
  run: ShiftRun | undefined,
  now: Millis,
): readonly LeaderGap[] => {
  if (run === undefined) return [];
  const gaps: LeaderGap[] = [];
  for (const [unit, leaders] of leaderPosts(records.all("post"))) {
    const asked = leaders.filter(({ watch }) => watch.state !== "suspended");
    const [first] = asked;
    if (first === undefined || asked.some(({ watch }) => watch.state === "held")) continue;
    const since = Math.max(run.startsAt, ...asked.map(({ watch }) => watch.since));
    if (now >= since + site.settings.graceMin * minute && isWorked(records.all("post"), unit, run))
      gaps.push({ unit, scope: first.scope, since });
  }
  return gaps;
};

const isWorked = (posts: Iterable<PostRec>, unit: UnitId, run: ShiftRun): boolean => {
  for (const post of posts)
    if (post.scope.includes(unit) && post.watch.state !== "suspended" && rostered(post, run).length > 0) return true;
  return false;
};
