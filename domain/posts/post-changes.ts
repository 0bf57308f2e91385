// What happened at a post and what it makes of the record: who holds it, its log, the rest of who goes off. [POST-2, POST-3, POST-6]

import { type Change, put, type SeenCertificate } from "../decider.ts";
import type { Day, Millis, PostId, Seq, ShiftId, UnitId, WorkerId } from "../ids.ts";
import type { SiteRec, UnitRec } from "../site/site.ts";
import type { SiteClock } from "../time.ts";
import type { WorkerRec } from "../workers.ts";
import { type Left, type PostNote, type PostRec, type Watch, watched } from "./post.ts";
import { begunLog, endedLog, type PostLog, signedLog, withSpell } from "./post-log.ts";

type Countersign = { readonly by: WorkerId; readonly reason: string; readonly certificate?: SeenCertificate };
type On<T extends string, D> = {
  readonly subject: "posts";
  readonly type: T;
  readonly post: PostId;
  readonly at: Millis;
} & D;
export type PostEvent =
  | On<
      "SignedOn",
      {
        readonly worker: WorkerId;
        readonly shift: ShiftId;
        readonly day: Day;
        readonly briefing: readonly string[];
        readonly relieved?: WorkerId;
        readonly countersigned?: Countersign;
        readonly stands?: "substitute";
        /** The hand-over that it ended, and what he read of what was open. [POST-5] */
        readonly handover?: { readonly since: Millis; readonly read: readonly string[] };
        /** The holder had not signed: his foreman, who countersigned, stood in for him; what was read of what was open. [POST-5] */
        readonly unsigned?: { readonly read: readonly string[] };
      }
    >
  | On<"HandoverBegun", Left & { readonly from: WorkerId; readonly to: WorkerId; readonly until: Millis }>
  | On<"HandoverCancelled", object>
  | On<"NoteLeft", { readonly note: PostNote }>
  | On<"NoteWithdrawn", { readonly note: string }>
  | On<"CheckedIn", { readonly worker: WorkerId }>
  | On<"SignedOff", { readonly worker: WorkerId }>
  | On<"PostSuspended", { readonly reason: string; readonly relieved?: WorkerId }>
  | On<"PostResumed", object>;

/** What the rules of posts may look up. */
export type PostLook = {
  readonly site: SiteRec;
  readonly clock: SiteClock;
  readonly post: (id: PostId) => PostRec | undefined;
  readonly worker: (id: WorkerId) => WorkerRec | undefined;
  readonly unit: (id: UnitId) => UnitRec | undefined;
  readonly heldBy: (id: WorkerId) => PostRec | undefined;
};

export const evolvePosts = (
  event: PostEvent,
  seq: Seq,
  look: Pick<PostLook, "post" | "worker" | "site">,
): readonly Change<PostRec | WorkerRec>[] => {
  const post = look.post(event.post);
  if (post === undefined) return [];
  switch (event.type) {
    case "SignedOn":
      return [
        put(
          watched(
            post,
            seq,
            {
              state: "held",
              holder: event.worker,
              since: event.at,
              signedAt: event.at,
              shift: event.shift,
              day: event.day,
              ...(event.stands === undefined ? {} : { stands: event.stands }),
              ...signedForIn(event),
              ...tookIn(event, post.watch),
            },
            begunLog(logAfter(post, event.at, look), event.at),
            unread(post, event.handover?.read ?? event.unsigned?.read ?? []),
          ),
        ),
        ...offDuty(post.watch, event.at, seq, look),
        ...marked(event, seq, look),
      ];
    case "CheckedIn":
      return post.watch.state === "held"
        ? [
            put(
              watched(
                post,
                seq,
                signedAgain(post.watch, event.at),
                signedLog(post.log, post.watch, event.at, rhythmOf(post, look)),
              ),
            ),
          ]
        : [];
    case "HandoverBegun": {
      const { to, at: since, until, notes, words } = event;
      const handover = { to, since, until, notes, ...(words === undefined ? {} : { words }) };
      return post.watch.state === "held" ? [put(watched(post, seq, { ...post.watch, handover }, post.log))] : [];
    }
    case "HandoverCancelled": {
      if (post.watch.state !== "held") return [];
      const { handover: _, ...watch } = post.watch;
      return [put(watched(post, seq, watch, post.log))];
    }
    case "NoteLeft":
      return [put(watched(post, seq, post.watch, post.log, [...post.notes, event.note]))];
    case "NoteWithdrawn":
      return [put(watched(post, seq, post.watch, post.log, unread(post, [event.note])))];
    case "SignedOff":
      return [
        put(watched(post, seq, { state: "unheld", since: event.at }, logAfter(post, event.at, look))),
        ...offDuty(post.watch, event.at, seq, look),
      ];
    case "PostSuspended":
      return [
        put(
          watched(
            post,
            seq,
            { state: "suspended", reason: event.reason, since: event.at },
            logAfter(post, event.at, look),
          ),
        ),
        ...offDuty(post.watch, event.at, seq, look),
      ];
    case "PostResumed":
      return [put(watched(post, seq, { state: "unheld", since: event.at }, logAfter(post, event.at, look)))];
  }
};

const unread = ({ notes }: PostRec, read: readonly string[]): readonly PostNote[] =>
  read.length === 0 ? notes : notes.filter((note) => !read.includes(note.id));

type Rhythm = Parameters<typeof signedLog>[3];
const rhythmOf = ({ intervalMin }: PostRec, { site }: Pick<PostLook, "site">): Rhythm => ({
  intervalMin,
  settings: site.settings,
});

/** The log once the watch that stands has ended. */
export const logAfter = (post: PostRec, at: Millis, look: Pick<PostLook, "site">): PostLog => {
  const { watch, log } = post;
  switch (watch.state) {
    case "unheld":
      return log;
    case "suspended":
      return withSpell(log, { was: "suspended", from: watch.since, to: at }, at);
    case "held":
      return endedLog(log, watch, at, rhythmOf(post, look));
  }
};

type Held = Extract<Watch, { readonly state: "held" }>;
type SignedOn = Extract<PostEvent, { readonly type: "SignedOn" }>;

const signedForIn = ({ unsigned, relieved, countersigned }: SignedOn): Pick<Held, "signedFor"> =>
  unsigned === undefined || relieved === undefined || countersigned === undefined
    ? {}
    : { signedFor: { from: relieved, by: countersigned.by } };

/** Nothing where nobody left anything. */
const tookIn = ({ handover: taken, at }: SignedOn, before: Watch): Pick<Held, "took"> => {
  if (taken === undefined || before.state !== "held") return {};
  const { handover: left, holder: from } = before;
  if (left === undefined || (left.notes.length === 0 && left.words === undefined)) return {};
  return { took: { at, from, notes: left.notes, ...(left.words === undefined ? {} : { words: left.words }) } };
};

/** Every field by name, as in `watched`: this is the busiest event. */
const signedAgain = (watch: Held, at: Millis): Held => {
  const { state, holder, since, shift, day } = watch;
  const signedAt = Math.max(watch.signedAt, at);
  const isPlain =
    watch.stands === undefined &&
    watch.handover === undefined &&
    watch.signedFor === undefined &&
    watch.took === undefined;
  if (isPlain) return { state, holder, since, signedAt, shift, day };
  return { ...watch, signedAt };
};

/** What the foreman's word leaves in the record of whom he let on: a certificate that he saw, why he signed for another. */
const marked = (event: SignedOn, seq: Seq, look: Pick<PostLook, "worker">): readonly Change<WorkerRec>[] => {
  const { countersigned, at } = event;
  const worker = look.worker(event.worker);
  if (countersigned === undefined || worker === undefined) return [];
  const { certificate, reason } = countersigned;
  const { seen = [] } = worker;
  const isNew = certificate !== undefined && seen.every((one) => one.name !== certificate.name);
  const relief = event.unsigned === undefined ? {} : { relief: { at, reason } };
  if (!isNew && event.unsigned === undefined) return [];
  return [put({ ...worker, seq, ...relief, ...(isNew ? { seen: [...seen, { ...certificate, at }] } : {}) })];
};

/** The holder goes off: from now on his rest counts. */
export const offDuty = (
  watch: Watch,
  at: Millis,
  seq: Seq,
  look: Pick<PostLook, "worker">,
): readonly Change<WorkerRec>[] => {
  const worker = watch.state === "held" ? look.worker(watch.holder) : undefined;
  return worker === undefined || watch.state !== "held"
    ? []
    : [put({ ...worker, seq, lastOff: { at, shift: watch.shift, day: watch.day } })];
};
