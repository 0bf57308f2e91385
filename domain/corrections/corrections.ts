// Asking for a correction, answering it, taking it back: the worker by his PIN, the desk with a reason. (PIPL art. 46, 47, 50) [ORG-2]

import * as v from "valibot";
import type { Answerer } from "../alarms/alarm.ts";
import { accepted, alreadyDone, type Change, type Context, type Decision, put, refused } from "../decider.ts";
import { type CorrectionId, correctionId, type Millis, type Seq, type UnitId, type WorkerId } from "../ids.ts";
import { id, optionalText } from "../site/site.ts";
import type { Tables } from "../tables.ts";
import { isForgotten, type WorkerRec } from "../workers.ts";
import {
  type AskedField,
  askedFields,
  awaitsReader,
  type CorrectionRec,
  isOpen,
  mostOpen,
  mostWanted,
} from "./correction.ts";

const wanted = v.pipe(
  v.string(),
  v.trim(),
  v.check((text) => [...text].length <= mostWanted, "signs"),
);
const correction = id(correctionId);
export const correctionCommands = {
  AskCorrection: v.object({
    type: v.literal("AskCorrection"),
    field: v.picklist(askedFields),
    about: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(120)), ""),
    wanted: v.optional(wanted, ""),
  }),
  WithdrawCorrection: v.object({ type: v.literal("WithdrawCorrection"), correction }),
  AnswerCorrection: v.object({
    type: v.literal("AnswerCorrection"),
    correction,
    accept: v.boolean(),
    reason: v.optional(optionalText, ""),
  }),
} as const;
type Wire = v.InferOutput<(typeof correctionCommands)[keyof typeof correctionCommands]>;
/** By the server's own door only, which has just shown him the answers. */
export type ReadCorrections = { readonly type: "ReadCorrections"; readonly worker: WorkerId };
export type CorrectionCommand = Wire | ReadCorrections;

type On<T extends string, D = object> = {
  readonly subject: "corrections";
  readonly type: T;
  readonly worker: WorkerId;
  readonly at: Millis;
} & D;
export type CorrectionEvent =
  | On<
      "CorrectionAsked",
      {
        readonly correction: CorrectionId;
        readonly scope: readonly UnitId[];
        readonly field: AskedField;
        readonly about: string;
        readonly wanted: string;
      }
    >
  | On<"CorrectionWithdrawn", { readonly correction: CorrectionId }>
  | On<
      "CorrectionAnswered",
      { readonly correction: CorrectionId; readonly accept: boolean; readonly by: Answerer; readonly reason: string }
    >
  | On<"CorrectionsRead">;

export type CorrectionLook = {
  readonly correctionsOf: (worker: WorkerId) => readonly CorrectionRec[];
  readonly worker: (id: WorkerId) => WorkerRec | undefined;
  readonly correction: (id: CorrectionId) => CorrectionRec | undefined;
  readonly answererOf: (context: Context) => Answerer;
};

// ── decide ───────────────────────────────────────────────────────────────────────────────────────

export const decideCorrections = (
  command: CorrectionCommand,
  context: Context,
  look: CorrectionLook,
): Decision<CorrectionEvent> => {
  const { actor, at } = context;
  if (command.type === "ReadCorrections") {
    const { worker } = command;
    const unread = look.correctionsOf(worker).some(awaitsReader);
    return unread ? accepted({ subject: "corrections", type: "CorrectionsRead", worker, at }) : accepted();
  }
  if (command.type === "AskCorrection") return ask(command, context, look);
  const known = look.correction(command.correction);
  if (known === undefined) return refused({ code: "correction_unknown" });
  const on = { subject: "corrections", correction: known.id, worker: known.worker, at } as const;
  const isHis = (actor.kind === "worker" || actor.kind === "person") && actor.worker === known.worker;
  if (command.type === "WithdrawCorrection") {
    // To whoever did not ask it there is no such thing.
    if (actor.kind !== "worker" || !isHis) return refused({ code: "correction_unknown" });
    if (known.is.state === "withdrawn") return alreadyDone(known.seq);
    return isOpen(known) ? accepted({ ...on, type: "CorrectionWithdrawn" }) : refused({ code: "correction_answered" });
  }
  const { accept, reason } = command;
  if (isHis) return refused({ code: "correction_own" });
  if (known.is.state === (accept ? "accepted" : "refused")) return alreadyDone(known.seq);
  if (!isOpen(known)) return refused({ code: "correction_answered" });
  if (!accept && reason === "") return refused({ code: "correction_reason" });
  // Nothing but forgetting him is a yes to that: then there is nothing left to answer.
  if (accept && known.field === "forget") return refused({ code: "correction_forget" });
  return accepted({ ...on, type: "CorrectionAnswered", accept, by: look.answererOf(context), reason });
};

const ask = (
  { field, about, wanted: said }: Extract<Wire, { readonly type: "AskCorrection" }>,
  { actor, at, id: command }: Context,
  look: CorrectionLook,
): Decision<CorrectionEvent> => {
  const worker = actor.kind === "worker" ? look.worker(actor.worker) : undefined;
  if (worker === undefined || isForgotten(worker)) return refused({ code: "worker_unknown" });
  if (said === "" && field !== "copy" && field !== "forget") return refused({ code: "correction_empty" });
  const open = look.correctionsOf(worker.id).filter(isOpen);
  const same = open.find((one) => one.field === field && one.about === about);
  if (same !== undefined) return same.wanted === said ? alreadyDone(same.seq) : refused({ code: "correction_waits" });
  if (open.length >= mostOpen) return refused({ code: "correction_many", params: { limit: mostOpen } });
  return accepted({
    subject: "corrections",
    type: "CorrectionAsked",
    correction: correctionId(command),
    worker: worker.id,
    scope: worker.scope,
    field,
    about,
    wanted: said,
    at,
  });
};

// ── evolve ───────────────────────────────────────────────────────────────────────────────────────

export const evolveCorrections = (
  event: CorrectionEvent,
  seq: Seq,
  look: Pick<CorrectionLook, "correctionsOf" | "correction" | "worker">,
): readonly Change<CorrectionRec>[] => {
  if (event.type === "CorrectionAsked") {
    const { correction: name, worker, scope, field, about, wanted: said, at } = event;
    const asker = look.worker(worker);
    // Who has been forgotten since asks for nothing any more: his words are gone, and nobody could be answered.
    if (asker !== undefined && isForgotten(asker)) return [];
    return [
      put({ kind: "correction", id: name, seq, worker, scope, field, about, wanted: said, at, is: { state: "open" } }),
    ];
  }
  if (event.type === "CorrectionsRead")
    return look
      .correctionsOf(event.worker)
      .filter(awaitsReader)
      .map((one) => put({ ...one, seq, is: "read" in one.is ? { ...one.is, read: true } : one.is }));
  const known = look.correction(event.correction);
  if (known === undefined) return [];
  const { at } = event;
  if (event.type === "CorrectionWithdrawn") return [put({ ...known, seq, is: { state: "withdrawn", at } })];
  const { accept, by, reason } = event;
  return [put({ ...known, seq, is: { state: accept ? "accepted" : "refused", at, by, reason, read: false } })];
};

// ── views ────────────────────────────────────────────────────────────────────────────────────────

export const correctionsOf = ({ where }: Pick<Tables, "where">, worker: string): readonly CorrectionRec[] =>
  where("correction", "worker", worker);
