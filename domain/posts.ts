// Acts at a safety post: explicit sign-on, check-in, sign-off; a refusal names what is missing and the ways on. [POST-2, POST-3]

import * as v from "valibot";
import {
  accepted,
  alreadyDone,
  type Context,
  type Decision,
  isCountersigned,
  refused,
  type SeenCertificate,
} from "./decider.ts";
import { evacuatedUnit } from "./evacuated.ts";
import { type Millis, postId, type WorkerId } from "./ids.ts";
import type { PostRec, Watch } from "./post.ts";
import type { PostEvent, PostLook } from "./post-changes.ts";
import { isSilentAt } from "./post-log.ts";
import { signOnChecks } from "./post-status.ts";
import { id, type SiteRec, text } from "./site.ts";
import { clockText, hour, minute, nextShift, type ShiftRun, stampText } from "./time.ts";
import { maskName, type WorkerRec } from "./workers.ts";

export const postCommands = {
  SignOn: v.object({
    type: v.literal("SignOn"),
    post: id(postId),
    briefing: v.pipe(v.array(text), v.maxLength(50), v.readonly()),
  }),
  CheckIn: v.object({ type: v.literal("CheckIn"), post: id(postId) }),
  SignOff: v.object({ type: v.literal("SignOff"), post: id(postId) }),
  SuspendPost: v.object({ type: v.literal("SuspendPost"), post: id(postId), reason: text }),
  ResumePost: v.object({ type: v.literal("ResumePost"), post: id(postId) }),
} as const;

export type PostCommand = v.InferOutput<(typeof postCommands)[keyof typeof postCommands]>;

// ── decide ───────────────────────────────────────────────────────────────────────────────────────

/** The same act within 2 minutes is the same act. [POST-3] */
const sameAct = 2 * minute;

export const decidePosts = (command: PostCommand, context: Context, look: PostLook): Decision<PostEvent> => {
  const post = look.post(command.post);
  if (post === undefined) return refused({ code: "post_unknown" });
  switch (command.type) {
    case "SignOn":
      return signOn(post, command.briefing, context, look);
    case "CheckIn":
      return checkIn(post, context);
    case "SignOff":
      return signOff(post, context);
    case "SuspendPost":
      if (post.watch.state === "suspended") return alreadyDone(post.seq);
      return accepted({
        subject: "posts",
        type: "PostSuspended",
        post: post.id,
        at: context.at,
        reason: command.reason,
        ...(post.watch.state === "held" ? { relieved: post.watch.holder } : {}),
      });
    case "ResumePost":
      if (post.watch.state !== "suspended") return refused({ code: "not_suspended", params: { post: post.name } });
      return evacuatedUnit(post.scope, look.unit) === undefined
        ? accepted({ subject: "posts", type: "PostResumed", post: post.id, at: context.at })
        : refused({ code: "unit_evacuated", params: { post: post.name } });
  }
};

/** Sign-on: holder, roster, qualification, rest, briefing, in this order; the first that fails is named with the ways on. [POST-2] */
const signOn = (post: PostRec, briefing: readonly string[], context: Context, look: PostLook): Decision<PostEvent> => {
  const worker = context.actor.kind === "worker" ? look.worker(context.actor.worker) : undefined;
  if (worker === undefined) return refused({ code: "worker_unknown" });
  const { watch } = post;
  if (watch.state === "suspended")
    return refused({ code: "post_suspended", params: { post: post.name, reason: watch.reason } });
  if (watch.state === "held" && watch.holder === worker.id) return alreadyDone(post.seq);
  const other = look.heldBy(worker.id);
  if (other !== undefined) return refused({ code: "on_other_post", params: { post: other.name } });
  const signed = context.countersign;
  if (signed !== undefined && !(isCountersigned(signed, worker.id) && answersFor(signed.worker, post, look)))
    return refused({ code: "countersign_refused" });

  const check = signOnChecks(post, worker, context.at, look);
  const { run } = check;
  if (run === undefined) return refused({ code: "post_unscheduled", params: { post: post.name } });
  if (watch.state === "held" && !mayRelieve(watch, run, context.at, look.site)) {
    const holder = look.worker(watch.holder);
    const next = nextShift(look.clock, look.site.shifts, context.at);
    return refused({
      code: "post_held",
      params: {
        post: post.name,
        holder: maskName(holder?.name ?? "—"),
        from: next === undefined ? "—" : clockText(look.clock, next.startsAt - look.site.settings.earlyMin * minute),
      },
    });
  }
  for (const qualification of check.qualifications) {
    if (qualification.state === "missing" && !isSeen(qualification.name, worker, context))
      return refused({ code: "qualification_missing", params: { name: qualification.name } });
    if (qualification.state === "expired")
      return refused({
        code: "qualification_expired",
        params: { name: qualification.name, until: qualification.until },
      });
  }
  if (!check.rostered && signed === undefined) return refused({ code: "not_rostered", params: { post: post.name } });
  if (check.rest.state === "short" && signed === undefined)
    return refused({
      code: "rest_short",
      params: {
        hours: check.rest.hours,
        need: look.site.settings.restHours,
        until: stampText(look.clock, check.rest.until),
      },
    });
  const missing = post.briefing.filter((point) => !briefing.includes(point.id)).length;
  if (missing > 0) return refused({ code: "briefing_unconfirmed", params: { count: missing } });
  return accepted({
    subject: "posts",
    type: "SignedOn",
    post: post.id,
    worker: worker.id,
    at: context.at,
    shift: run.shift.id,
    day: run.day,
    briefing: post.briefing.map((point) => point.id),
    ...(watch.state === "held" ? { relieved: watch.holder } : {}),
    ...(signed === undefined
      ? {}
      : { countersigned: { by: signed.worker, reason: signed.reason, ...seenNow(signed.certificate) } }),
  });
};

/** A foreman answers for his own unit and those below it. [ORG-1] */
const answersFor = (foreman: WorkerId, post: PostRec, look: PostLook): boolean => {
  const unit = look.worker(foreman)?.unit;
  return unit !== undefined && post.scope.includes(unit);
};

/** A new certificate not yet entered stands in for 24 h after a foreman first saw it; an expired one never. [POST-2] */
const seenLasts = 24 * hour;
const isSeen = (name: string, worker: WorkerRec, { at, countersign }: Context): boolean => {
  const before = worker.seen?.find((one) => one.name === name);
  if (before !== undefined) return at < before.at + seenLasts;
  return countersign?.certificate?.name === name;
};
const seenNow = (certificate: SeenCertificate | undefined) => (certificate === undefined ? {} : { certificate });

const checkIn = (post: PostRec, context: Context): Decision<PostEvent> => {
  const holder = heldByActor(post, context);
  if (holder === undefined) return refused({ code: "not_holder", params: { post: post.name } });
  // One told late, older than the last, still counts where it speaks of a time in which he had been taken for gone.
  const isKnown = context.at < holder.since || !isSilentAt(post.log, context.at);
  if (context.at - holder.signedAt < sameAct && isKnown) return alreadyDone(post.seq);
  return accepted({ subject: "posts", type: "CheckedIn", post: post.id, worker: holder.holder, at: context.at });
};

const signOff = (post: PostRec, context: Context): Decision<PostEvent> => {
  const holder = heldByActor(post, context);
  // A sign-off that waited in an outbox ends the watch that it was done in, never a later one.
  if (holder !== undefined && context.at >= holder.since)
    return accepted({ subject: "posts", type: "SignedOff", post: post.id, worker: holder.holder, at: context.at });
  if (post.watch.state === "unheld" && context.at - post.watch.since < sameAct && context.actor.kind === "worker")
    return alreadyDone(post.seq);
  return refused({ code: "not_holder", params: { post: post.name } });
};

type Held = Extract<Watch, { readonly state: "held" }>;

const heldByActor = (post: PostRec, context: Context): Held | undefined =>
  post.watch.state === "held" && context.actor.kind === "worker" && post.watch.holder === context.actor.worker
    ? post.watch
    : undefined;

/** The next run's people may relieve the run before them from `earlyMin` before their shift begins; nobody relieves backwards. */
const mayRelieve = (watch: Held, run: ShiftRun, at: Millis, site: SiteRec): boolean =>
  !(watch.shift === run.shift.id && watch.day === run.day) &&
  at >= run.startsAt - site.settings.earlyMin * minute &&
  at >= watch.since &&
  watch.since < run.startsAt;
