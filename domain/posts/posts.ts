// Acts at a safety post: explicit sign-on, check-in, sign-off; a refusal names what is missing and the ways on. [POST-2, POST-3]

import * as v from "valibot";
import { accepted, alreadyDone, type Context, type Decision, refused } from "../decider.ts";
import { postId } from "../ids.ts";
import { bothNames } from "../in-both.ts";
import { id, text } from "../site/site.ts";
import { clockText, minute } from "../time.ts";
import { maskName } from "../workers.ts";
import { evacuatedUnit } from "./evacuated.ts";
import { decideHandover, type HandoverCommand } from "./handover.ts";
import { handoverAt, type PostRec, type Watch } from "./post.ts";
import type { PostEvent, PostLook } from "./post-changes.ts";
import { isSilentAt, wasHeldAt } from "./post-log.ts";
import { signedOn, signOnGate } from "./sign-on.ts";

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

export type PostCommand = v.InferOutput<(typeof postCommands)[keyof typeof postCommands]> | HandoverCommand;

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
      if (post.watch.state !== "suspended")
        return refused({ code: "not_suspended", params: { post: bothNames(post) } });
      return evacuatedUnit(post.scope, look.unit) === undefined
        ? accepted({ subject: "posts", type: "PostResumed", post: post.id, at: context.at })
        : refused({ code: "unit_evacuated", params: { post: bothNames(post) } });
    case "BeginHandover":
    case "TakeOver":
    case "RelievePost":
    case "CancelHandover":
    case "LeaveNote":
    case "WithdrawNote":
      return decideHandover(post, command, context, look);
  }
};

/** Sign-on to a post that nobody holds: a held one changes hands by hand-over or by the foreman's word, never by this. [POST-2, POST-5] */
const signOn = (post: PostRec, briefing: readonly string[], context: Context, look: PostLook): Decision<PostEvent> => {
  const { watch } = post;
  const { actor } = context;
  const already = watch.state === "held" && actor.kind === "worker" && watch.holder === actor.worker;
  if (already && look.worker(watch.holder) !== undefined) return alreadyDone(post.seq);
  const gate = signOnGate(post, briefing, context, look, heldAgainst(post, context, look));
  return gate.kind === "refused" ? gate : accepted(signedOn(gate, context, {}, briefing));
};

/** Who holds it, or held it when the act was done that was told late, against whoever signs on. */
const heldAgainst = (post: PostRec, { at }: Context, look: PostLook): Decision<never> | undefined => {
  const { watch } = post;
  if (watch.state !== "held")
    return wasHeldAt(post.log, at)
      ? refused({ code: "post_held", params: { post: bothNames(post), holder: "—" } })
      : undefined;
  const handover = handoverAt(watch, at);
  if (handover !== undefined)
    return refused({
      code: "handover_under_way",
      params: { post: bothNames(post), until: clockText(look.clock, handover.until) },
    });
  const holder = maskName(look.worker(watch.holder)?.name ?? "—");
  return refused({ code: "post_held", params: { post: bothNames(post), holder } });
};

const checkIn = (post: PostRec, context: Context): Decision<PostEvent> => {
  const holder = heldByActor(post, context);
  if (holder === undefined) return refused({ code: "not_holder", params: { post: bothNames(post) } });
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
  return refused({ code: "not_holder", params: { post: bothNames(post) } });
};

type Held = Extract<Watch, { readonly state: "held" }>;

const heldByActor = (post: PostRec, context: Context): Held | undefined =>
  post.watch.state === "held" && context.actor.kind === "worker" && post.watch.holder === context.actor.worker
    ? post.watch
    : undefined;
