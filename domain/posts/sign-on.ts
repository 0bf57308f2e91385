// The gate before a post: what must be true of whoever takes it, by sign-on or by hand-over; the first that fails is named. [POST-2]

import { type Context, type Decision, isCountersigned, type refused, type SeenCertificate } from "../decider.ts";
import type { WorkerId } from "../ids.ts";
import { bothNames } from "../in-both.ts";
import { certificateInBoth } from "../site/certificates.ts";
import { hour, minute, type ShiftRun, stampText } from "../time.ts";
import type { WorkerRec } from "../workers.ts";
import { briefingOf, leftFor } from "./briefing.ts";
import type { PostRec } from "./post.ts";
import type { PostEvent, PostLook } from "./post-changes.ts";
import { signOnChecks } from "./post-status.ts";

export type Gate =
  | {
      readonly kind: "open";
      readonly post: PostRec;
      readonly worker: WorkerRec;
      readonly run: ShiftRun;
      readonly rostered: boolean;
    }
  | Extract<Decision<never>, { readonly kind: "refused" }>;

/**
 * Suspension, another post, the foreman's word, the shift, qualification, the holder, roster, rest, briefing: in this order.
 * `held` is what the holder's watch has against him: asked after what nobody can mend, before what a foreman can.
 */
export const signOnGate = (
  post: PostRec,
  briefing: readonly string[],
  context: Context,
  look: PostLook,
  held: Decision<never> | undefined,
): Gate => {
  const no = (refusal: Parameters<typeof refused>[0]) => ({ kind: "refused", refusal }) as const;
  const worker = context.actor.kind === "worker" ? look.worker(context.actor.worker) : undefined;
  if (worker === undefined) return no({ code: "worker_unknown" });
  const { watch } = post;
  if (watch.state === "suspended")
    return no({ code: "post_suspended", params: { post: bothNames(post), reason: watch.reason } });
  const other = look.heldBy(worker.id);
  if (other !== undefined) return no({ code: "on_other_post", params: { post: bothNames(other) } });
  const signed = context.countersign;
  if (signed !== undefined && !(isCountersigned(signed, worker.id) && answersFor(signed.worker, post, look)))
    return no({ code: "countersign_refused" });

  const check = signOnChecks(post, worker, context.at, look);
  const { run, rostered } = check;
  if (run === undefined) return no({ code: "post_unscheduled", params: { post: bothNames(post) } });
  for (const qualification of check.qualifications) {
    if (qualification.state === "missing" && !isSeen(qualification.name, worker, context))
      return no({ code: "qualification_missing", params: { name: certificateInBoth(look.site, qualification.name) } });
    if (qualification.state === "expired")
      return no({
        code: "qualification_expired",
        params: { name: certificateInBoth(look.site, qualification.name), until: qualification.until },
      });
  }
  if (held?.kind === "refused") return held;
  if (!rostered && signed === undefined) return no({ code: "not_rostered", params: { post: bothNames(post) } });
  if (check.rest.state === "short" && signed === undefined)
    return no({
      code: "rest_short",
      params: {
        hours: check.rest.hours,
        need: look.site.settings.restHours,
        until: stampText(look.clock, check.rest.until),
      },
    });
  const left = leftFor(post, worker, run);
  // A kiosk without a line knew only what always holds.
  const asked = context.now - context.at > toldLate ? left.filter((point) => post.briefing.includes(point)) : left;
  const missing = asked.filter((point) => !briefing.includes(point.id)).length;
  if (missing > 0) return no({ code: "briefing_unconfirmed", params: { count: missing } });
  return { kind: "open", post, worker, run, rostered };
};

type SignedOn = Extract<PostEvent, { readonly type: "SignedOn" }>;

/** An act told later than this waited in an outbox: its kiosk could not know what the desk said meanwhile. */
export const toldLate = 2 * minute;

/** The event of who passed the gate. */
export const signedOn = (
  { post, worker, run, rostered }: Extract<Gate, { readonly kind: "open" }>,
  { at, countersign: signed }: Context,
  from: Pick<SignedOn, "relieved" | "handover" | "unsigned">,
  /** What he confirmed himself; the rest his foreman did. */
  heard: readonly string[],
): SignedOn => ({
  subject: "posts",
  type: "SignedOn",
  post: post.id,
  worker: worker.id,
  at,
  shift: run.shift.id,
  day: run.day,
  briefing: briefingOf(post, run.day).flatMap(({ id }) => (heard.includes(id) ? [id] : [])),
  ...(rostered ? {} : { stands: "substitute" }),
  ...from,
  ...(signed === undefined
    ? {}
    : { countersigned: { by: signed.worker, reason: signed.reason, ...seenNow(signed.certificate) } }),
});

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
