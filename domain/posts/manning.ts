// Posts as a board tells them: grouped by link class in places that never change, with counts and key-post coverage. [POST-1, POST-4, POST-6]

import { type AlarmRec, byUrgency, isOpen, type Priority } from "../alarms/alarm.ts";
import { silencePriority, vacancyPriority } from "../alarms/conditions.ts";
import type { Millis, PostId } from "../ids.ts";
import type { Records } from "../records.ts";
import type { SiteRec } from "../site/site.ts";
import { type ShiftRun, type SiteClock, shiftAt } from "../time.ts";
import { type LinkClass, linkClasses, type PostRec } from "./post.ts";
import { type PostState, type PostStatus, postStatusIn } from "./post-status.ts";

/** Where each post stands on every screen. It follows from ids alone: no change of state ever moves a post. */
export type PostOrder = {
  readonly groups: readonly { readonly linkClass: LinkClass; readonly posts: readonly PostId[] }[];
  readonly classById: ReadonlyMap<PostId, LinkClass>;
};

/** `p2` stands before `p10`: figures inside ids count as figures. */
export const naturalOrder = (a: string, b: string): number => {
  const left = a.match(/\d+|\D+/g) ?? [];
  const right = b.match(/\d+|\D+/g) ?? [];
  for (let i = 0; i < Math.min(left.length, right.length); i += 1) {
    const x = left[i] ?? "";
    const y = right[i] ?? "";
    if (x === y) continue;
    const [n, m] = [Number(x), Number(y)];
    if (!Number.isNaN(n) && !Number.isNaN(m) && n !== m) return n - m;
    return x < y ? -1 : 1;
  }
  return left.length - right.length || (a < b ? -1 : a > b ? 1 : 0);
};

/** The order of the posts; `before` itself where no post came, went or changed its class, so that asking again costs nothing. */
export const postOrder = (posts: Iterable<PostRec>, before?: PostOrder): PostOrder => {
  const classById = new Map<PostId, LinkClass>();
  let same = before !== undefined;
  for (const post of posts) {
    classById.set(post.id, post.linkClass);
    same = same && before?.classById.get(post.id) === post.linkClass;
  }
  if (same && before !== undefined && before.classById.size === classById.size) return before;
  const idsByClass = new Map<LinkClass, PostId[]>();
  for (const [id, linkClass] of classById) idsByClass.set(linkClass, [...(idsByClass.get(linkClass) ?? []), id]);
  return {
    groups: linkClasses.flatMap((linkClass) => {
      const ids = idsByClass.get(linkClass);
      return ids === undefined ? [] : [{ linkClass, posts: ids.sort(naturalOrder) }];
    }),
    classById,
  };
};

/** How urgent a post's state is by itself, as the alarm raised for it will be; `undefined`: nobody needs to act. */
export const postPriority = (post: PostRec, state: PostState): Priority | undefined => {
  switch (state) {
    case "vacant":
      return vacancyPriority(post);
    case "overdue":
    case "absent":
      return silencePriority(post, state);
    case "unscheduled":
    case "awaited":
    case "manned":
    case "due":
    case "handover":
    case "substituted":
    case "suspended":
      return undefined;
  }
};

/** Whether somebody stands there: an overdue holder still does, an absent one no longer. */
export const isHeld = (state: PostState): boolean =>
  state === "manned" || state === "due" || state === "overdue" || state === "handover" || state === "substituted";

/** Whether the shift asks for somebody there (a suspended post was asked for until it was suspended). */
export const isScheduled = (state: PostState): boolean => state !== "unscheduled";

export type PostLook = {
  readonly post: PostRec;
  readonly status: PostStatus;
  readonly priority: Priority | undefined;
  /** The open alarm that speaks of this post. */
  readonly alarm: AlarmRec | undefined;
};

export type PostGroup = {
  readonly linkClass: LinkClass;
  readonly looks: readonly PostLook[];
  readonly held: number;
  readonly scheduled: number;
  /** Of those scheduled, the ones where somebody is due now: a suspended post lacks nobody. */
  readonly asked: number;
};

export type Manning = {
  readonly groups: readonly PostGroup[];
  readonly counts: Readonly<Record<PostState, number>>;
  /** Posts that this shift asks for. */
  readonly scheduled: number;
  /** Of those scheduled, the ones where somebody is due now. */
  readonly asked: number;
  /** Key posts held of key posts asked for; suspended ones are not asked for. [POST-6] */
  readonly key: { readonly held: number; readonly scheduled: number; readonly suspended: number };
};

/** Open alarms by what they speak of, the most pressing of each. */
export const openAlarmsBySource = (alarms: Iterable<AlarmRec>): ReadonlyMap<string, AlarmRec> => {
  const bySource = new Map<string, AlarmRec>();
  for (const alarm of alarms) {
    if (!isOpen(alarm)) continue;
    const known = bySource.get(alarm.source);
    if (known === undefined || byUrgency(alarm, known) < 0) bySource.set(alarm.source, alarm);
  }
  return bySource;
};

const noneYet = (): Record<PostState, number> => ({
  unscheduled: 0,
  awaited: 0,
  vacant: 0,
  manned: 0,
  due: 0,
  overdue: 0,
  absent: 0,
  handover: 0,
  substituted: 0,
  suspended: 0,
});

/** The share in percent, cut to one decimal and never rounded up to a whole that is not there; undefined of nothing. */
export const percent = (part: number, whole: number): number | undefined =>
  whole <= 0 ? undefined : Math.floor((part / whole) * 1000) / 10;

/** Looks computed before, by record: one stands until its record, its shift, its alarm or the clock changes it. */
export type LookMemory = WeakMap<PostRec, { readonly look: PostLook; readonly site: SiteRec; readonly at: Millis }>;

const stands = (look: PostLook, run: ShiftRun | undefined, now: Millis): boolean =>
  look.status.run?.startsAt === run?.startsAt &&
  look.status.run?.shift === run?.shift &&
  (look.status.next === undefined || now < look.status.next);

const sameLooks = (a: readonly PostLook[], b: readonly PostLook[]): boolean =>
  a.length === b.length && a.every((look, i) => look === b[i]);

/**
 * How the posts stand at `now`. With the `memory` of earlier calls only what may have changed is computed; a group in which nothing
 * did is the very group of `before`, and where no group changed the answer is `before` itself: a screen need not draw it again.
 */
export const manning = (
  order: PostOrder,
  records: Records,
  look: { readonly site: SiteRec; readonly clock: SiteClock },
  now: Millis,
  memory: LookMemory = new WeakMap(),
  before?: Manning,
): Manning => {
  const { site } = look;
  const counts = noneYet();
  const key = { held: 0, scheduled: 0, suspended: 0 };
  const run = shiftAt(look.clock, site.shifts, now);
  const alarms = openAlarmsBySource(records.all("alarm"));
  const lookAt = (post: PostRec): PostLook => {
    const alarm = alarms.get(post.id);
    const known = memory.get(post);
    if (known?.site === site && known.at <= now && known.look.alarm === alarm && stands(known.look, run, now))
      return known.look;
    const status = postStatusIn(post, site, run, now);
    const raised = alarm?.is.state === "unack" || alarm?.is.state === "acked" ? alarm.priority : undefined;
    const fresh = { post, status, priority: raised ?? postPriority(post, status.state), alarm };
    // What begins at this very moment may have been cut to it: not worth remembering.
    if (status.since < now) memory.set(post, { look: fresh, site, at: now });
    return fresh;
  };
  const groups = order.groups.map(({ linkClass, posts }, i): PostGroup => {
    const looks: PostLook[] = [];
    let held = 0;
    let scheduled = 0;
    let asked = 0;
    for (const id of posts) {
      const post = records.get("post", id);
      if (post === undefined) continue;
      const one = lookAt(post);
      const { state } = one.status;
      looks.push(one);
      counts[state] += 1;
      if (!isScheduled(state)) continue;
      scheduled += 1;
      if (isHeld(state)) held += 1;
      if (state === "suspended") {
        if (post.key) key.suspended += 1;
        continue;
      }
      asked += 1;
      if (!post.key) continue;
      key.scheduled += 1;
      if (isHeld(state)) key.held += 1;
    }
    const kept = before?.groups[i];
    if (kept?.linkClass === linkClass && sameLooks(kept.looks, looks)) return kept;
    return { linkClass, looks, held, scheduled, asked };
  });
  if (
    before !== undefined &&
    before.groups.length === groups.length &&
    groups.every((one, i) => one === before.groups[i])
  )
    return before;
  const sum = (of: "scheduled" | "asked"): number => groups.reduce((total, group) => total + group[of], 0);
  return { groups, counts, scheduled: sum("scheduled"), asked: sum("asked"), key };
};
