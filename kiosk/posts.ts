// What a kiosk says of posts: the one a worker is here for, what is still missing there, and where else he could stand.

import type { Millis, UnitId } from "../domain/ids.ts";
import { briefingOf, leftFor } from "../domain/posts/briefing.ts";
import { handedTo } from "../domain/posts/handover.ts";
import { isHeld, naturalOrder } from "../domain/posts/manning.ts";
import { type BriefingPoint, handoverAt, type Left, type PostRec } from "../domain/posts/post.ts";
import { type PostStatus, postStatus, rostered, type SignOnChecks, signOnChecks } from "../domain/posts/post-status.ts";
import type { Refusal } from "../domain/refusals.ts";
import { addDays, minute, nextShift, type ShiftRun, shiftAt, shiftRun } from "../domain/time.ts";
import type { WorkerRec } from "../domain/workers.ts";
import { isFirst } from "./attending/first.ts";
import { type Place, postRefusal } from "./rules.ts";

/** The run that matters to who comes now: the next one once its people may sign on, else the one that runs. */
export const runNow = ({ site, clock }: Place, now: Millis): ShiftRun | undefined => {
  const next = nextShift(clock, site.shifts, now);
  if (next !== undefined && next.startsAt - now <= site.settings.earlyMin * minute) return next;
  return shiftAt(clock, site.shifts, now);
};

export type Plate = {
  readonly post: PostRec;
  readonly status: PostStatus;
  readonly run: ShiftRun | undefined;
  /** Undefined for a badge without a line: nothing can be checked here. */
  readonly checks: SignOnChecks | undefined;
  /** What is told at the post for that run, and what of it nobody has confirmed for him. [NOT-1] */
  readonly points: readonly BriefingPoint[];
  readonly left: readonly BriefingPoint[];
  /** He holds it himself. */
  readonly own: boolean;
  /** What would refuse a sign-on with the whole briefing confirmed. */
  readonly refusal: Refusal | undefined;
  /** A foreman's countersign would lift it. */
  readonly countersignable: boolean;
  /** Another holds it: he takes it over from him, or by the foreman's word, never by signing on. [POST-5] */
  readonly held: boolean;
};

/** Before a shift begins its people already come: a post that waits for them is no longer one that nobody planned. */
const statusNow = (place: Place, post: PostRec, now: Millis): PostStatus => {
  const status = postStatus(post, place.site, place.clock, now);
  const run = runNow(place, now);
  return status.state === "unscheduled" && run !== undefined && run.startsAt > now
    ? postStatus(post, place.site, place.clock, run.startsAt)
    : status;
};

export const plateOf = (place: Place, post: PostRec, self: WorkerRec | undefined, now: Millis): Plate => {
  const status = statusNow(place, post, now);
  if (self === undefined) {
    // Whose badge it is cannot be known here: it may be the holder's own.
    const run = runNow(place, now);
    const points = run === undefined ? post.briefing : briefingOf(post, run.day);
    return {
      post,
      status,
      run,
      points,
      left: points,
      checks: undefined,
      own: false,
      refusal: undefined,
      countersignable: false,
      held: post.watch.state === "held",
    };
  }
  const own = post.watch.state === "held" && post.watch.holder === self.id;
  const checks = signOnChecks(post, self, now, place);
  const points = checks.run === undefined ? post.briefing : briefingOf(post, checks.run.day);
  const command = { type: "SignOn", post: post.id, briefing: points.map((point) => point.id) } as const;
  const refusal = own ? undefined : postRefusal(place, self, command, now);
  return {
    post,
    status,
    run: own ? (status.run ?? checks.run) : checks.run,
    checks,
    points,
    left: checks.run === undefined ? points : leftFor(post, self, checks.run),
    own,
    refusal,
    countersignable: refusal !== undefined && postRefusal(place, self, command, now, true) === undefined,
    held: refusal?.code === "post_held" || refusal?.code === "handover_under_way",
  };
};

/** The post he is here for: the one he holds, else the one that the roster gives him now or soon. */
export const ownPost = (place: Place, self: WorkerRec, now: Millis): PostRec | undefined => {
  const posts = [...place.records.all("post")];
  const held = posts.find((post) => post.watch.state === "held" && post.watch.holder === self.id);
  if (held !== undefined) return held;
  return posts
    .map((post) => ({ post, checks: signOnChecks(post, self, now, place) }))
    .filter(({ post, checks }) => checks.rostered && !relieved(post, checks.run))
    .sort(
      (a, b) => (b.checks.run?.startsAt ?? 0) - (a.checks.run?.startsAt ?? 0) || naturalOrder(a.post.id, b.post.id),
    )[0]?.post;
};

/** Somebody of another run came after his began: his time at this post is over. */
const relieved = ({ watch }: PostRec, run: ShiftRun | undefined): boolean =>
  run !== undefined &&
  watch.state === "held" &&
  (watch.shift !== run.shift.id || watch.day !== run.day) &&
  watch.since > run.startsAt;

/** A post of his own unit, of one below or above it: nobody else's is his to mind. */
const isOwn = (post: PostRec, self: WorkerRec | undefined): boolean =>
  self === undefined || post.scope.includes(self.unit) || self.scope.includes(post.unit);

/** 0: wants somebody; 1: is free; 2: a foreman must sign; 3: another holds it. */
export type Choice = { readonly plate: Plate; readonly rank: 0 | 1 | 2 | 3 };

/** Posts he could take instead: his unit's first, those that want somebody before others, held ones last; what he may not take at all is left out. */
export const otherPosts = (place: Place, self: WorkerRec | undefined, now: Millis): readonly Choice[] => {
  const choices: Choice[] = [];
  for (const post of place.records.all("post")) {
    const plate = plateOf(place, post, self, now);
    if (plate.status.state === "suspended") continue;
    const open = plate.own || plate.refusal === undefined || plate.countersignable || plate.held;
    if (self !== undefined && !open) continue;
    const wanted = plate.status.state === "vacant" || plate.status.state === "awaited";
    choices.push({ plate, rank: plate.held && self !== undefined ? 3 : plate.countersignable ? 2 : wanted ? 0 : 1 });
  }
  const urgency = ({ plate }: Choice): number =>
    plate.status.state === "vacant" ? 0 : plate.status.state === "awaited" ? 1 : isHeld(plate.status.state) ? 3 : 2;
  const held = ({ rank }: Choice): number => Number(rank === 3);
  const foreign = ({ plate }: Choice): number => Number(!isOwn(plate.post, self));
  return choices.sort(
    (a, b) =>
      held(a) - held(b) ||
      foreign(a) - foreign(b) ||
      a.rank - b.rank ||
      urgency(a) - urgency(b) ||
      naturalOrder(a.plate.post.id, b.plate.post.id),
  );
};

/** Those of them that he could have by himself or with a foreman's countersign. */
export const freePosts = (place: Place, self: WorkerRec | undefined, now: Millis): readonly Choice[] =>
  otherPosts(place, self, now).filter((choice) => choice.rank < 3);

export type Barred = {
  readonly refusal: Refusal;
  /** The unit of the post that it speaks of, where that is not his own. */
  readonly unit: UnitId | undefined;
};
/**
 * Why there is no post that he could take at all; undefined where there is one. His own unit's posts speak first. Of many reasons
 * the one nearest to a way on: a certificate that ran out at a post that wants somebody says more than that the others are held.
 */
export const barredBy = (place: Place, self: WorkerRec, now: Millis): Barred | undefined => {
  if (freePosts(place, self, now).length > 0) return undefined;
  const told = [...place.records.all("post")].flatMap((post): Barred[] => {
    const { refusal } = plateOf(place, post, self, now);
    return refusal === undefined ? [] : [{ refusal, unit: isOwn(post, self) ? undefined : post.unit }];
  });
  const order = ["qualification_expired", "qualification_missing", "rest_short", "post_held"];
  const rank = ({ refusal: { code } }: Barred): number => (order.includes(code) ? order.indexOf(code) : order.length);
  const foreign = ({ unit }: Barred): number => Number(unit !== undefined);
  return told.sort((a, b) => foreign(a) - foreign(b) || rank(a) - rank(b))[0];
};

/** What a badge opens: the briefing itself where only that is missing, what is missing else, the plate otherwise. */
export type Opening =
  | { readonly kind: "home" }
  | { readonly kind: "briefing"; readonly post: PostRec }
  | { readonly kind: "missing"; readonly post: PostRec; readonly refusal: Refusal }
  /** Somebody holds it still: both badges, or the foreman's. [POST-5] */
  | { readonly kind: "held"; readonly post: PostRec }
  /** A post is being handed to him: he reads what is open there. [POST-5] */
  | { readonly kind: "takeover"; readonly post: PostRec; readonly left: Left };

export const openingOf = (place: Place, self: WorkerRec | undefined, now: Millis): Opening => {
  const handed = self === undefined ? undefined : handedTo(place.records.all("post"), self.id, now);
  const left = handed === undefined ? undefined : handoverAt(handed.watch, now);
  if (handed !== undefined && left !== undefined) return { kind: "takeover", post: handed, left };
  // His activity, or what he is asked, is the first thing that he sees. [ACT-4]
  if (self !== undefined && isFirst(place, self, now)) return { kind: "home" };
  const post = self === undefined ? undefined : ownPost(place, self, now);
  if (post === undefined || self === undefined) return { kind: "home" };
  const plate = plateOf(place, post, self, now);
  if (plate.own) return { kind: "home" };
  if (plate.refusal?.code === "post_held") return { kind: "held", post };
  if (plate.refusal !== undefined) return { kind: "missing", post, refusal: plate.refusal };
  return plate.left.length > 0 ? { kind: "briefing", post } : { kind: "home" };
};

export type OwnRun = { readonly post: PostRec; readonly run: ShiftRun };

/** His shifts of the coming seven days, the one that runs now among them. */
export const ownRuns = ({ records, site, clock }: Place, self: WorkerRec, now: Millis): readonly OwnRun[] => {
  const runs: OwnRun[] = [];
  const today = clock.dayOf(now);
  for (const post of records.all("post"))
    for (let n = -1; n < 7; n++)
      for (const shift of site.shifts) {
        const run = shiftRun(clock, shift, addDays(today, n));
        if (run.endsAt > now && rostered(post, run).includes(self.id)) runs.push({ post, run });
      }
  return runs.sort((a, b) => a.run.startsAt - b.run.startsAt);
};
