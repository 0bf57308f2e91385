// Acts of findings: told once however often it is sent, closed once with what came of it. [COV-2, COV-3]

import * as v from "valibot";
import type { Answerer } from "../alarms/alarm.ts";
import { accepted, alreadyDone, type Change, type Context, type Decision, put, refused } from "../decider.ts";
import { type FindingId, findingId, type Millis, type PatrolId, type Seq, type UnitId, type WorkerId } from "../ids.ts";
import { id, type LonLat, text } from "../site/site.ts";
import type { FindingRec, FindingSort, Photo } from "./finding.ts";
import type { PatrolRec } from "./patrol.ts";

export const findingCommands = {
  CloseFinding: v.object({
    type: v.literal("CloseFinding"),
    finding: id(findingId),
    outcome: v.pipe(text, v.minLength(1), v.maxLength(500)),
  }),
} as const;

/** By the server's own door only, which has made the photo durable before and knows whose phone it was. */
export type ReportFinding = {
  readonly type: "ReportFinding";
  readonly finding: FindingId;
  readonly sort: FindingSort;
  readonly unit: UnitId;
  readonly patrol?: PatrolId;
  /** Whoever carried the phone then; a person at a desk tells in his own name. */
  readonly bearer?: WorkerId;
  readonly lonLat?: LonLat;
  readonly acc?: number;
  readonly note: string;
  readonly photo?: Photo;
};
export type FindingCommand = v.InferOutput<(typeof findingCommands)["CloseFinding"]> | ReportFinding;

type On<T extends string, D> = {
  readonly subject: "findings";
  readonly type: T;
  readonly finding: FindingId;
  readonly at: Millis;
} & D;
export type FindingEvent =
  | On<"FindingReported", Omit<FindingRec, "kind" | "id" | "seq" | "at" | "is">>
  | On<"FindingClosed", { readonly by: Answerer; readonly outcome: string }>;

export type FindingLook = {
  readonly finding: (id: FindingId) => FindingRec | undefined;
  readonly patrol: (id: PatrolId) => PatrolRec | undefined;
  readonly unit: (id: UnitId) => { readonly scope: readonly UnitId[] } | undefined;
  readonly answererOf: (context: Context) => Answerer;
};

export const decideFindings = (
  command: FindingCommand,
  context: Context,
  look: FindingLook,
): Decision<FindingEvent> => {
  const known = look.finding(command.finding);
  const on = { subject: "findings", finding: command.finding, at: context.at } as const;
  switch (command.type) {
    case "ReportFinding": {
      // Its id was made at the finding: told again it is the same, also when the answer was lost a month ago.
      if (known !== undefined) return alreadyDone(known.seq);
      const { type: _, finding: __, bearer, ...told } = command;
      const unit = look.unit(told.unit);
      if (unit === undefined) return refused({ code: "unit_unknown" });
      const patrol = told.patrol === undefined ? undefined : look.patrol(told.patrol);
      if (told.patrol !== undefined && patrol === undefined) return refused({ code: "patrol_unknown" });
      const by = tellerOf(bearer, context, look);
      return accepted({
        ...on,
        type: "FindingReported",
        ...told,
        ...(by === undefined ? {} : { by }),
        scope: unit.scope,
        toldAt: context.now,
      });
    }
    case "CloseFinding":
      if (known === undefined) return refused({ code: "finding_unknown" });
      if (known.is.state === "closed") return alreadyDone(known.seq);
      return accepted({ ...on, type: "FindingClosed", by: look.answererOf(context), outcome: command.outcome });
  }
};

const tellerOf = (bearer: WorkerId | undefined, context: Context, look: FindingLook): Answerer | undefined => {
  if (bearer !== undefined) return { worker: bearer };
  return context.actor.kind === "device" ? undefined : look.answererOf(context);
};

export const evolveFindings = (
  event: FindingEvent,
  seq: Seq,
  look: Pick<FindingLook, "finding">,
): readonly Change<FindingRec>[] => {
  switch (event.type) {
    case "FindingReported": {
      const { subject: _, type: __, finding, ...told } = event;
      return [put({ kind: "finding", id: finding, seq, ...told, is: { state: "open" } })];
    }
    case "FindingClosed": {
      const known = look.finding(event.finding);
      const { at, by, outcome } = event;
      return known === undefined ? [] : [put({ ...known, seq, is: { state: "closed", at, by, outcome } })];
    }
  }
};

/** The finding after an import: under its unit's new scope; under the whole site where its unit is there no more. */
export const findingAfterImport = (
  finding: FindingRec,
  seq: Seq,
  scopes: ReadonlyMap<UnitId, readonly UnitId[]>,
  root: UnitId | undefined,
): Change<FindingRec> => {
  const unit = scopes.has(finding.unit) || root === undefined ? finding.unit : root;
  return put({ ...finding, seq, unit, scope: scopes.get(unit) ?? finding.scope });
};
