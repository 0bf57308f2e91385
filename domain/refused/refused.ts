// Refused acts that nobody stood by to read: written down before the kiosk may drop them, settled by a person, told to the worker.

import * as v from "valibot";
import type { Answerer } from "../alarms/alarm.ts";
import { accepted, alreadyDone, type Change, type Context, type Decision, put, refused } from "../decider.ts";
import { type CommandId, commandId, type Millis, type Seq, type UnitId, type WorkerId } from "../ids.ts";
import type { Refusal } from "../refusals.ts";
import { id, text } from "../site/site.ts";
import { isForgotten, type WorkerRec } from "../workers.ts";
import {
  type About,
  isSettled,
  isUntold,
  mostOthers,
  type Other,
  type RefusedRec,
  withoutOther,
  wordlessAct,
} from "./refused-act.ts";

export const refusedCommands = {
  /** `note`: in a word, what was done about it. */
  SettleRefused: v.object({ type: v.literal("SettleRefused"), act: id(commandId), note: text }),
  /** The worker himself has read it at a kiosk. */
  ReadRefused: v.object({
    type: v.literal("ReadRefused"),
    acts: v.pipe(v.array(id(commandId)), v.minLength(1), v.maxLength(20), v.readonly()),
  }),
} as const;

/** By the server itself only, at its IN-door. */
export type NoteRefused = {
  readonly type: "NoteRefused";
  readonly act: CommandId;
  readonly did: string;
  readonly doneAt: Millis;
  readonly worker?: WorkerId;
  readonly about?: About;
  /** Those whose matter it is, as far as they are known. */
  readonly units: readonly UnitId[];
  readonly refusal: Refusal;
  readonly words: string;
  readonly others?: readonly Other[];
  /** As it came, where it could not be opened: in the ledger alone, for whoever finds the key. */
  readonly box?: string;
};
export type RefusedCommand = v.InferOutput<(typeof refusedCommands)[keyof typeof refusedCommands]> | NoteRefused;

type On<T extends string, D> = {
  readonly subject: "refused";
  readonly type: T;
  readonly act: CommandId;
  readonly at: Millis;
} & D;
export type RefusedEvent =
  | On<
      "ActRefused",
      Pick<
        RefusedRec,
        "units" | "scope" | "did" | "worker" | "tail" | "about" | "refusal" | "words" | "others" | "screen"
      > & {
        readonly doneAt: Millis;
        readonly box?: string;
      }
    >
  /** `worker`: under whose key the note is sealed. */
  | On<"RefusedSettled", { readonly worker?: WorkerId; readonly by: Answerer; readonly note: string }>
  | On<"RefusedRead", object>;

export type RefusedLook = {
  readonly refusedAct: (id: CommandId) => RefusedRec | undefined;
  readonly openRefused: () => number;
  readonly worker: (id: WorkerId) => WorkerRec | undefined;
  readonly scopeOf: (unit: UnitId) => readonly UnitId[];
  readonly scopeOfActor: (context: Context) => readonly UnitId[];
  readonly answererOf: (context: Context) => Answerer;
};

/** Open ones that the board bears: a kiosk gone mad must not fill it. What comes then waits on the kiosk until some are settled. */
export const mostRefused = 5_000;
/** A kiosk that was told so asks again after this, s. */
const askAgain = 60;

export const decideRefused = (command: RefusedCommand, context: Context, look: RefusedLook): Decision<RefusedEvent> => {
  switch (command.type) {
    case "NoteRefused": {
      const known = look.refusedAct(command.act);
      if (known !== undefined) return alreadyDone(known.seq);
      if (look.openRefused() >= mostRefused) return refused({ code: "too_many", params: { seconds: askAgain } });
      const { type: _, act, units, refusal, worker, words, others = [], ...told } = command;
      const whose = worker === undefined ? undefined : look.worker(worker);
      // Of nobody known, or of whoever was forgotten while it waited, there is no key that could forget what was written with it.
      const his = whose === undefined || isForgotten(whose) ? { words: "" } : { worker: whose.id, words };
      const scope = units.length === 0 ? look.scopeOfActor(context) : units.flatMap(look.scopeOf);
      return accepted({
        subject: "refused",
        type: "ActRefused",
        act,
        at: context.now,
        ...told,
        ...his,
        ...(others.length === 0 ? {} : { others: others.slice(0, mostOthers).map((one) => ofKnown(one, look)) }),
        tail: "",
        units,
        scope: [...new Set(scope)],
        refusal: namingNobody(refusal),
        ...(context.device === undefined ? {} : { screen: context.device }),
      });
    }
    case "SettleRefused": {
      const known = look.refusedAct(command.act);
      if (known === undefined) return refused({ code: "refused_unknown" });
      if (isSettled(known)) return alreadyDone(known.seq);
      const { worker } = known;
      const whose = worker === undefined ? undefined : look.worker(worker);
      // Nothing more is written of whoever was forgotten.
      const isGone = whose !== undefined && isForgotten(whose);
      return accepted({
        subject: "refused",
        type: "RefusedSettled",
        act: command.act,
        at: context.now,
        by: look.answererOf(context),
        note: isGone ? "" : command.note,
        ...(worker === undefined || isGone ? {} : { worker }),
      });
    }
    case "ReadRefused": {
      const { actor } = context;
      const own = command.acts
        .map((act) => look.refusedAct(act))
        .filter((known) => known !== undefined && actor.kind === "worker" && known.worker === actor.worker);
      if (own.length === 0) return refused({ code: "refused_unknown" });
      const untold = [...new Set(own)].flatMap((known) => (known !== undefined && isUntold(known) ? [known] : []));
      if (untold.length === 0) return accepted();
      return accepted(
        ...untold.map(
          ({ id: act }): RefusedEvent => ({ subject: "refused", type: "RefusedRead", act, at: context.now }),
        ),
      );
    }
  }
};

/** Of nobody known, or of whoever was forgotten, only that there was one. */
const ofKnown = ({ as, worker, of }: Other, look: Pick<RefusedLook, "worker">): Other => {
  const known = worker === undefined ? undefined : look.worker(worker);
  return known === undefined || isForgotten(known) ? { as, of: "" } : { as, worker: known.id, of };
};

/** What a refusal tells of somebody else: who holds, answered or lacks, and what he lacks. It reads as "—" where it is left out. */
const ofAnother: ReadonlySet<string> = new Set(["holder", "who", "worker", "why", "by"]);
/** Others who stand in the way are named by their own records, not here, where nobody's key forgets them. */
const namingNobody = ({ code, params }: Refusal): Refusal => {
  if (params === undefined) return { code };
  const rest = Object.entries(params).filter(([name]) => !ofAnother.has(name));
  return rest.length === 0 ? { code } : { code, params: Object.fromEntries(rest) };
};

export const evolveRefused = (
  event: RefusedEvent,
  seq: Seq,
  look: Pick<RefusedLook, "refusedAct">,
): readonly Change<RefusedRec>[] => {
  switch (event.type) {
    case "ActRefused": {
      const { subject: _, type: __, box: ___, act, at: notedAt, doneAt: at, ...told } = event;
      return [put({ kind: "refused", id: act, seq, ...told, at, notedAt })];
    }
    case "RefusedSettled": {
      const known = look.refusedAct(event.act);
      const { at, by, note } = event;
      return known === undefined ? [] : [put({ ...known, seq, settled: { at, by, note } })];
    }
    case "RefusedRead": {
      const known = look.refusedAct(event.act);
      return known === undefined ? [] : [put({ ...known, seq, readAt: event.at })];
    }
  }
};

/** Nothing that he wrote, nor that was written of him, outlives his being forgotten. */
export const refusedAfterForget = (
  worker: WorkerId,
  seq: Seq,
  all: Iterable<RefusedRec>,
): readonly Change<RefusedRec>[] =>
  [...all].flatMap((one) => {
    const left = withoutOther(one.worker === worker ? wordlessAct(one) : one, worker);
    return left === one ? [] : [put({ ...left, seq })];
  });

/** After an import: under its units' new scopes; under the whole site where none of them is there any more. */
export const refusedAfterImport = (
  one: RefusedRec,
  seq: Seq,
  scopes: ReadonlyMap<UnitId, readonly UnitId[]>,
  root: UnitId | undefined,
): Change<RefusedRec> => {
  const known = one.units.filter((unit) => scopes.has(unit));
  const units = known.length > 0 || root === undefined ? known : [root];
  const scope = [...new Set(units.flatMap((unit) => scopes.get(unit) ?? []))];
  return put({ ...one, seq, units, scope: scope.length === 0 ? one.scope : scope });
};
