// How a held post changes hands: the outgoing signs, or a foreman in his place; the incoming reads, is briefed and signs; until then the outgoing holds. [POST-5]

import * as v from "valibot";
import { accepted, alreadyDone, type Context, type Decision, refused } from "../decider.ts";
import { postId, type WorkerId } from "../ids.ts";
import { bothNames } from "../in-both.ts";
import { id, text } from "../site/site.ts";
import { clockText, minute } from "../time.ts";
import { maskName } from "../workers.ts";
import { handoverAt, handoverNotes, type Left, mostOwnWords, ownWordsId, type PostRec, type Watch } from "./post.ts";
import type { PostEvent, PostLook } from "./post-changes.ts";
import { signedOn, signOnGate, toldLate } from "./sign-on.ts";

const list = v.pipe(v.array(text), v.maxLength(50), v.readonly());
export const handoverCommands = {
  /** The outgoing signs; who takes over laid his own badge down beside him. */
  BeginHandover: v.object({
    type: v.literal("BeginHandover"),
    post: id(postId),
    notes: v.pipe(v.array(v.picklist(handoverNotes)), v.maxLength(8), v.readonly()),
    /** What no choice says, in his own words. */
    words: v.optional(
      v.pipe(
        text,
        v.check((said) => [...said].length <= mostOwnWords),
      ),
    ),
  }),
  /** The incoming signs: briefed, and the open items read. */
  TakeOver: v.object({ type: v.literal("TakeOver"), post: id(postId), briefing: list, read: list }),
  /** The incoming signs where the holder cannot: the foreman who countersigns stands in for him, and says why. */
  RelievePost: v.object({ type: v.literal("RelievePost"), post: id(postId), briefing: list, read: list }),
  CancelHandover: v.object({ type: v.literal("CancelHandover"), post: id(postId) }),
  /** A word from the desk to whoever takes the post over next. */
  LeaveNote: v.object({ type: v.literal("LeaveNote"), post: id(postId), text }),
  WithdrawNote: v.object({ type: v.literal("WithdrawNote"), post: id(postId), note: text }),
} as const;
export type HandoverCommand = v.InferOutput<(typeof handoverCommands)[keyof typeof handoverCommands]>;

/** Unread notes that a post may have: what is more is no note but a case. */
export const mostNotes = 6;

type Held = Extract<Watch, { readonly state: "held" }>;

// ── decide ───────────────────────────────────────────────────────────────────────────────────────

export const decideHandover = (
  post: PostRec,
  command: HandoverCommand,
  context: Context,
  look: PostLook,
): Decision<PostEvent> => {
  const on = { subject: "posts", post: post.id, at: context.at } as const;
  switch (command.type) {
    case "BeginHandover":
      return begin(post, command, context, look);
    case "TakeOver":
      return takeOver(post, command, context, look);
    case "RelievePost":
      return relieve(post, command, context, look);
    case "CancelHandover": {
      const holder = heldBy(post, context);
      if (holder === undefined) return refused({ code: "not_holder", params: { post: bothNames(post) } });
      return holder.handover === undefined || context.at < holder.handover.since
        ? alreadyDone(post.seq)
        : accepted({ ...on, type: "HandoverCancelled" });
    }
    case "LeaveNote":
      return post.notes.length >= mostNotes
        ? refused({ code: "notes_full", params: { post: bothNames(post), count: mostNotes } })
        : accepted({ ...on, type: "NoteLeft", note: { id: context.id, at: context.at, text: command.text } });
    case "WithdrawNote":
      return post.notes.some((one) => one.id === command.note)
        ? accepted({ ...on, type: "NoteWithdrawn", note: command.note })
        : alreadyDone(post.seq);
  }
};

const begin = (
  post: PostRec,
  { notes, words }: Extract<HandoverCommand, { readonly type: "BeginHandover" }>,
  context: Context,
  look: PostLook,
): Decision<PostEvent> => {
  const holder = heldBy(post, context);
  // One that waited in an outbox hands over the watch that it was done in, never a later one.
  if (holder === undefined || context.at < holder.since)
    return refused({ code: "not_holder", params: { post: bothNames(post) } });
  const { incoming } = context;
  if (incoming === undefined) return refused({ code: "incoming_needed", params: { post: bothNames(post) } });
  if (incoming === holder.holder) return refused({ code: "handover_self" });
  if (look.worker(incoming) === undefined) return refused({ code: "worker_unknown" });
  const other = look.heldBy(incoming);
  if (other !== undefined) return refused({ code: "incoming_elsewhere", params: { post: bothNames(other) } });
  if (handoverAt(holder, context.at)?.to === incoming) return alreadyDone(post.seq);
  return accepted({
    subject: "posts",
    type: "HandoverBegun",
    post: post.id,
    at: context.at,
    from: holder.holder,
    to: incoming,
    until: context.at + look.site.settings.handoverMin * minute,
    notes: [...new Set(notes)],
    ...(words === undefined ? {} : { words }),
  });
};

const takeOver = (
  post: PostRec,
  command: Extract<HandoverCommand, { readonly type: "TakeOver" }>,
  context: Context,
  look: PostLook,
): Decision<PostEvent> => {
  const { watch } = post;
  const own = context.actor.kind === "worker" ? context.actor.worker : undefined;
  if (watch.state === "held" && own === watch.holder) return alreadyDone(post.seq);
  if (watch.state === "suspended")
    return refused({ code: "post_suspended", params: { post: bothNames(post), reason: watch.reason } });
  const { handover } = watch.state === "held" ? watch : { handover: undefined };
  if (watch.state !== "held" || handover === undefined || context.at < handover.since)
    return refused({ code: "handover_none", params: { post: bothNames(post) } });
  if (handover.to !== own) return refused({ code: "handover_other", params: { post: bothNames(post) } });
  if (context.at >= handover.until)
    return refused({
      code: "handover_lapsed",
      params: { post: bothNames(post), until: clockText(look.clock, handover.until) },
    });
  const gate = signOnGate(post, command.briefing, context, look, undefined);
  if (gate.kind === "refused") return gate;
  const unread = unreadOf(post, [...leftIds(handover), ...asked(post, handover.since, context)], command.read);
  if (unread !== undefined) return unread;
  return accepted(
    signedOn(
      gate,
      context,
      { relieved: watch.holder, handover: { since: handover.since, read: command.read } },
      command.briefing,
    ),
  );
};

/** The foreman's word is judged in the watch in which it was given: whoever came since is not relieved by it. */
const relieve = (
  post: PostRec,
  { briefing, read }: Extract<HandoverCommand, { readonly type: "RelievePost" }>,
  context: Context,
  look: PostLook,
): Decision<PostEvent> => {
  const { watch } = post;
  const own = context.actor.kind === "worker" ? context.actor.worker : undefined;
  if (watch.state === "held" && own === watch.holder) return alreadyDone(post.seq);
  const held = watch.state === "held" ? notRelieved(post, watch, context, look) : undefined;
  const gate = signOnGate(post, briefing, context, look, held);
  if (gate.kind === "refused") return gate;
  const unread = unreadOf(post, asked(post, context.at, context), read);
  if (unread !== undefined) return unread;
  // He had gone off meanwhile: then nobody's signature was wanting.
  const from = watch.state === "held" ? { relieved: watch.holder, unsigned: { read } } : {};
  return accepted(signedOn(gate, context, from, briefing));
};

const notRelieved = (post: PostRec, watch: Held, context: Context, look: PostLook): Decision<never> | undefined => {
  const { at, actor, countersign } = context;
  const params = { post: bothNames(post), holder: maskName(look.worker(watch.holder)?.name ?? "—") };
  if (at < watch.since) return refused({ code: "post_held", params });
  const handover = handoverAt(watch, at);
  if (handover !== undefined && !(actor.kind === "worker" && actor.worker === handover.to))
    return refused({
      code: "handover_under_way",
      params: { post: bothNames(post), until: clockText(look.clock, handover.until) },
    });
  if (countersign === undefined) return refused({ code: "relief_unsigned", params });
  // A foreman who holds it himself is here: he hands over like anybody.
  return countersign.worker === watch.holder ? refused({ code: "relief_by_holder", params }) : undefined;
};

const leftIds = ({ notes, words }: Left): readonly string[] => (words === undefined ? notes : [...notes, ownWordsId]);

/** What of the desk's words he must have read: all that stood at that time, as far as his kiosk could know it. */
const asked = ({ notes }: PostRec, since: number, { now, at }: Context): readonly string[] =>
  now - at > toldLate ? [] : notes.filter((note) => note.at <= since).map((note) => note.id);

const unreadOf = (post: PostRec, items: readonly string[], read: readonly string[]): Decision<never> | undefined => {
  const count = items.filter((item) => !read.includes(item)).length;
  return count === 0 ? undefined : refused({ code: "items_unread", params: { post: bothNames(post), count } });
};

const heldBy = (post: PostRec, { actor }: Context): Held | undefined =>
  post.watch.state === "held" && actor.kind === "worker" && post.watch.holder === actor.worker ? post.watch : undefined;

/** The post that is being handed to him now. */
export const handedTo = (posts: Iterable<PostRec>, worker: WorkerId, at: number): PostRec | undefined => {
  for (const post of posts) if (handoverAt(post.watch, at)?.to === worker) return post;
  return undefined;
};
