// Which alarms the clock calls for: the conditions whose passing time nobody records, each with its source and urgency. [ALM-2]

import { activityPhase } from "../activities/activity.ts";
import { unsettled } from "../activities/attendance-due.ts";
import { type CaseRec, isOpen as isCaseOpen, stepAt } from "../cases/case.ts";
import { dueOf, isOverdue as isCaseOverdue } from "../cases/case-policy.ts";
import { unfinished } from "../contests/contest-due.ts";
import { endOf, isOpen as isWaiting } from "../corrections/correction.ts";
import type { ActivityId, AlarmId, Millis, UnitId } from "../ids.ts";
import { isOpen } from "../patrols/finding.ts";
import type { PatrolRec } from "../patrols/patrol.ts";
import { isLone, patrolStatus } from "../patrols/patrol-status.ts";
import { retiredRounds } from "../patrols/round-due.ts";
import { routeOf } from "../patrols/walkers.ts";
import { leaderGaps } from "../posts/leaders.ts";
import type { PostRec } from "../posts/post.ts";
import { postStatus } from "../posts/post-status.ts";
import type { Records } from "../records.ts";
import { type Retiring, retention } from "../retire.ts";
import type { SiteRec } from "../site/site.ts";
import { closedAt } from "../study/study.ts";
import { addDays, type SiteClock, shiftAt } from "../time.ts";
import { type AlarmKind, alarmIdOf, isWatched, type Priority, stands } from "./alarm.ts";
import { type Climb, climbDue } from "./alarm-ladder.ts";

export type Condition = {
  readonly sort: AlarmKind;
  readonly source: string;
  readonly scope: readonly UnitId[];
  readonly priority: Priority;
  readonly since: Millis;
};

/** Every condition that holds now and needs a person's act. */
export const conditionsNow = (records: Records, site: SiteRec, clock: SiteClock, now: Millis): readonly Condition[] => {
  const found: Condition[] = [];
  const gaps = leaderGaps(records, site, shiftAt(clock, site.shifts, now), now);
  for (const { unit: source, scope, since } of gaps)
    found.push({ sort: "leader-missing", source, scope, priority: 1, since });
  for (const post of records.all("post")) {
    const status = postStatus(post, site, clock, now);
    const { scope, id: source } = post;
    // One cause, one alarm: that nobody leads says that the leaders' posts are empty.
    const isSaid = post.leader === true && gaps.some((gap) => gap.unit === post.unit);
    if (status.state === "vacant" && !isSaid)
      found.push({ sort: "post-vacant", source, scope, priority: vacancyPriority(post), since: status.since });
    if (status.state === "overdue" || status.state === "absent")
      found.push({
        sort: "post-overdue",
        source,
        scope,
        priority: silencePriority(post, status.state),
        since: status.since,
      });
  }
  const route = (patrol: PatrolRec) => routeOf(patrol, (id) => records.get("route", id));
  for (const patrol of records.all("patrol")) {
    const status = patrolStatus(patrol, route(patrol), site, now);
    const { scope, id: source } = patrol;
    if (status.state === "silent")
      found.push({ sort: "patrol-silent", source, scope, priority: isLone(patrol) ? 1 : 2, since: status.since });
    if (status.state === "start-overdue")
      found.push({ sort: "patrol-late", source, scope, priority: 3, since: status.since });
  }
  for (const finding of records.all("finding")) {
    if (finding.sort !== "fire" || !isOpen(finding)) continue;
    const { id: source, scope, at: since } = finding;
    found.push({ sort: "fire-sign", source, scope, priority: 1, since });
  }
  for (const one of records.all("case")) {
    const since = dueOf(one);
    if (since === undefined || !isCaseOverdue(one, now)) continue;
    found.push({ sort: "hazard-overdue", source: one.id, scope: one.scope, priority: hazardPriority(one), since });
  }
  return found;
};

/** A major one that nobody mended in time may hurt many; any other is for this shift. [CASE-1] */
export const hazardPriority = ({ grade }: CaseRec): Priority => (grade?.level === "major" ? 2 : 3);
/** An empty key post stops work: act now. Any other empty post: act this hour. */
export const vacancyPriority = (post: PostRec): Priority => (post.key ? 1 : 2);
/** A silent high-risk post (30 min) or an absent key post may be a person in danger. */
export const silencePriority = (post: PostRec, state: "overdue" | "absent"): Priority => {
  const grave = post.key || post.intervalMin <= 30;
  if (state === "absent") return grave ? 1 : 2;
  return grave ? 2 : 3;
};

export type AlarmActs = { readonly raise: readonly Condition[]; readonly clear: readonly AlarmId[] };

/** What is to be commanded so that the open alarms are those whose condition holds. */
export const alarmActs = (records: Records, conditions: readonly Condition[]): AlarmActs => {
  const held = new Set(conditions.map((one) => alarmIdOf(one.sort, one.source)));
  const clear: AlarmId[] = [];
  for (const alarm of records.all("alarm"))
    if (stands(alarm) && isWatched(alarm.sort) && !held.has(alarm.id)) clear.push(alarm.id);
  const raise = conditions.filter((one) => {
    const alarm = records.get("alarm", alarmIdOf(one.sort, one.source));
    if (alarm?.out !== undefined) return false;
    return alarm === undefined || !stands(alarm) || alarm.priority > one.priority;
  });
  return { raise, clear };
};

/** The rungs that unanswered alarms are to ask now. [POST-4, ALM-2] */
export const climbsNow = (
  records: Records,
  site: SiteRec,
  now: Millis,
): readonly { readonly alarm: AlarmId; readonly rung: Climb["rung"] }[] => {
  const climbs: { readonly alarm: AlarmId; readonly rung: Climb["rung"] }[] = [];
  for (const alarm of records.all("alarm")) {
    const rung = climbDue(alarm, site, now);
    if (rung !== undefined) climbs.push({ alarm: alarm.id, rung });
  }
  return climbs;
};

/** What is over and past its retention. */
export const retiring = (records: Records, clock: SiteClock, now: Millis): readonly Retiring[] => {
  const out: Retiring[] = [];
  for (const { is, id, out: outOfService } of records.all("alarm"))
    if (outOfService === undefined && is.state === "normal" && now - is.at > retention.alarm)
      out.push({ of: "alarm", id });
  for (const { id, windowEnd, origin } of records.all("patrol")) {
    if (now - windowEnd <= retention.patrol) continue;
    // Its day can be rewritten for so long after the walk, and one that was planned ahead is walked after its import.
    if (origin !== undefined && now - Math.max(windowEnd, origin.importedAt) <= retention.moved) continue;
    out.push({ of: "patrol", id });
    if (records.get("trail", id) !== undefined) out.push({ of: "trail", id });
  }
  for (const id of retiredRounds(records.all("round"), clock, now)) out.push({ of: "round", id });
  for (const { id, recordedAt } of records.all("track"))
    if (now - recordedAt > retention.track) out.push({ of: "track", id });
  for (const { id, is, sort, toldAt } of records.all("finding")) {
    // A sighting is a note for the books: nobody need close it.
    const over = is.state === "closed" ? is.at : sort === "wildlife" || sort === "pest" ? toldAt : now;
    if (now - over > retention.finding) out.push({ of: "finding", id });
  }
  for (const one of records.all("case"))
    if (!isCaseOpen(one) && now - stepAt(one) > retention.case) out.push({ of: "case", id: one.id });
  for (const { id, settled } of records.all("refused"))
    if (settled !== undefined && now - settled.at > retention.refused) out.push({ of: "refused", id });
  // Minutes that nobody has settled do not leave silently.
  const waited = new Set([...unsettled(records, now), ...unfinished(records, now)]);
  /** What belongs to an activity leaves with it. */
  const isGone = (id: ActivityId): boolean => {
    if (waited.has(id)) return false;
    const activity = records.get("activity", id);
    return activity === undefined || now - activity.endsAt > retention.activity;
  };
  for (const activity of records.all("activity")) {
    if (waited.has(activity.id)) continue;
    const phase = activityPhase(activity, now);
    if ((phase === "finished" || phase === "cancelled") && now - activity.endsAt > retention.activity)
      out.push({ of: "activity", id: activity.id });
  }
  for (const { id } of records.all("contest")) if (isGone(id)) out.push({ of: "contest", id });
  for (const { id, activity } of records.all("entrant")) if (isGone(activity)) out.push({ of: "entrant", id });
  for (const study of records.all("study")) {
    const closed = closedAt(study);
    const isPast = closed === undefined ? now - study.endsAt > retention.studyOpen : now - closed > retention.study;
    if (isPast) out.push({ of: "study", id: study.id });
  }
  for (const entry of records.all("entry")) if (isGone(entry.activity)) out.push({ of: "entry", id: entry.id });
  for (const { id, endsAt } of records.all("credit"))
    if (now - endsAt > retention.credit) out.push({ of: "credit", id });
  for (const { id, at } of records.all("learner"))
    if (records.get("worker", id) === undefined && now - at > retention.learner) out.push({ of: "learner", id });
  for (const one of records.all("correction"))
    if (!isWaiting(one) && now - endOf(one) > retention.correction) out.push({ of: "correction", id: one.id });
  const oldest = addDays(clock.dayOf(now), -Math.floor(retention.daily / 86_400_000));
  for (const { id } of records.all("daily")) if (id < oldest) out.push({ of: "daily", id });
  for (const { id } of records.all("coverday")) if (id < oldest) out.push({ of: "coverday", id });
  const oldestLoad = addDays(clock.dayOf(now), -Math.floor(retention.load / 86_400_000));
  for (const { id } of records.all("load")) if (id < oldestLoad) out.push({ of: "load", id });
  return out.slice(0, 1000);
};
