// The rules of a case: which step follows which, who may take it, and what it needs. [CASE-1, CASE-5]

import type { Answerer } from "../alarms/alarm.ts";
import { accepted, alreadyDone, type Context, type Decision, refused } from "../decider.ts";
import { type CaseId, caseId, type FindingId, type PostId, type UnitId, type WorkerId } from "../ids.ts";
import type { FindingRec } from "../patrols/finding.ts";
import type { PostRec } from "../posts/post.ts";
import type { RefusalCode } from "../refusals.ts";
import { dayLength } from "../time.ts";
import { isForgotten, type WorkerRec } from "../workers.ts";
import { type CaseRec, type CaseStep, isOpen, isSame, rectifiers, teller } from "./case.ts";
import type { CaseCommand, CaseEvent } from "./case-acts.ts";
import { policies } from "./case-policy.ts";

export type CaseLook = {
  readonly case: (id: CaseId) => CaseRec | undefined;
  readonly unit: (id: UnitId) => { readonly scope: readonly UnitId[] } | undefined;
  readonly post: (id: PostId) => PostRec | undefined;
  readonly finding: (id: FindingId) => FindingRec | undefined;
  /** The open case that a finding became. */
  readonly caseOfFinding: (id: FindingId) => CaseRec | undefined;
  readonly worker: (id: WorkerId) => WorkerRec | undefined;
  readonly answererOf: (context: Context) => Answerer;
  readonly scopeOfActor: (context: Context) => readonly UnitId[];
};

type On = Exclude<CaseCommand, { readonly type: "ReportCase" | "ReadCases" }>;

/** From which steps each act may be taken; assigning anew and naming an acceptor have their own words below. */
const from: Readonly<Record<On["type"], readonly CaseStep[]>> = {
  VerifyCase: ["reported"],
  RejectCase: ["reported", "verified"],
  MergeCase: ["reported", "verified", "graded"],
  GradeCase: ["verified", "graded"],
  AssignCase: ["graded", "objected", "assigned", "working", "returned", "suspended"],
  NameAcceptor: ["assigned", "working", "returned", "suspended", "done"],
  ObjectCase: ["assigned"],
  StartCase: ["assigned", "returned"],
  SayCaseDone: ["assigned", "working", "returned"],
  ReturnCase: ["done"],
  AcceptCase: ["done"],
  CloseCase: ["accepted"],
  SuspendCase: ["assigned", "working", "returned"],
  ResumeCase: ["suspended"],
  SuperviseCase: ["graded", "assigned", "objected", "working", "done", "returned", "accepted", "suspended"],
  ReopenCase: ["closed"],
  VoidCase: [
    "reported",
    "verified",
    "graded",
    "assigned",
    "objected",
    "working",
    "done",
    "returned",
    "accepted",
    "suspended",
  ],
};

/** Where the act leads: said again it is the same act. */
const leadsTo: Partial<Readonly<Record<On["type"], CaseStep>>> = {
  VerifyCase: "verified",
  RejectCase: "rejected",
  MergeCase: "merged",
  ObjectCase: "objected",
  StartCase: "working",
  SayCaseDone: "done",
  ReturnCase: "returned",
  SuspendCase: "suspended",
  VoidCase: "void",
  CloseCase: "closed",
};

const no = (code: RefusalCode): Decision<never> => refused({ code });

export const decideCases = (command: CaseCommand, context: Context, look: CaseLook): Decision<CaseEvent> => {
  if (command.type === "ReportCase") return report(command, context, look);
  if (command.type === "ReadCases") {
    const { actor, at } = context;
    if (actor.kind !== "worker") return no("case_unknown");
    const unread = command.cases.filter((id) => {
      const one = look.case(id);
      return one?.news === true && teller(one) === actor.worker;
    });
    return unread.length === 0 ? accepted() : accepted({ subject: "cases", type: "CasesRead", cases: unread, at });
  }
  const known = look.case(command.case);
  if (known === undefined) return no("case_unknown");
  const why = whyNotHim(command.type, known, context, look);
  if (why !== undefined) return no(why);
  if (!from[command.type].includes(known.is.state))
    return leadsTo[command.type] === known.is.state ? alreadyDone(known.seq) : no("case_step");
  const on = { subject: "cases", case: known.id, at: context.at, by: look.answererOf(context) } as const;
  switch (command.type) {
    case "VerifyCase":
      return accepted({ ...on, type: "CaseVerified" });
    case "RejectCase":
      return accepted({ ...on, type: "CaseRejected", reason: command.reason });
    case "MergeCase": {
      const into = look.case(command.into);
      if (into === undefined || into.id === known.id || !isOpen(into)) return no("case_merge_self");
      return accepted({ ...on, type: "CaseMerged", into: into.id });
    }
    case "GradeCase": {
      const { level, colour } = command;
      if (known.grade?.level === level && known.grade.colour === colour) return alreadyDone(known.seq);
      return accepted({ ...on, type: "CaseGraded", grade: { level, colour } });
    }
    case "AssignCase":
      return assign(command, known, context, look);
    case "NameAcceptor": {
      const { acceptor, reason } = command;
      if (!isHere(acceptor, look)) return no("case_worker");
      if (rectifiers(known).includes(acceptor) || isSame(known.doneBy, { worker: acceptor }))
        return no("case_acceptor");
      if (known.fixes?.acceptor === acceptor) return alreadyDone(known.seq);
      return accepted({ ...on, type: "AcceptorNamed", acceptor, reason });
    }
    case "ObjectCase": {
      const { object } = policies[known.sort];
      if (context.at - known.is.at > object)
        return refused({ code: "case_object_late", params: { days: object / dayLength } });
      return accepted({ ...on, type: "CaseObjected", reason: command.reason });
    }
    case "StartCase":
      return accepted({ ...on, type: "CaseStarted" });
    case "SayCaseDone":
      return accepted({ ...on, type: "CaseDone", evidence: command.evidence });
    case "ReturnCase":
      return accepted({ ...on, type: "CaseReturned", reason: command.reason });
    case "AcceptCase":
      // A general one is closed by its acceptance; a major one is signed off by somebody above. [CASE-1]
      return known.grade?.level === "major"
        ? accepted({ ...on, type: "CaseAccepted" })
        : accepted({ ...on, type: "CaseAccepted" }, { ...on, type: "CaseClosed" });
    case "CloseCase":
      return accepted({ ...on, type: "CaseClosed" });
    case "SuspendCase":
      if (command.until <= context.now) return no("case_due_past");
      return accepted({ ...on, type: "CaseSuspended", reason: command.reason, until: command.until });
    case "ResumeCase":
      return accepted({ ...on, type: "CaseResumed" });
    case "SuperviseCase":
      if (known.supervised !== undefined) return no("case_supervised");
      return accepted({ ...on, type: "CaseSupervised", reason: command.reason });
    case "ReopenCase":
      return accepted({ ...on, type: "CaseReopened", reason: command.reason });
    case "VoidCase":
      return accepted({ ...on, type: "CaseVoided", reason: command.reason });
  }
};

const report = (
  { type: _, post: named, ...told }: Extract<CaseCommand, { readonly type: "ReportCase" }>,
  context: Context,
  look: CaseLook,
): Decision<CaseEvent> => {
  const name = caseId(context.id);
  const known = look.case(name);
  if (known !== undefined) return alreadyDone(known.seq);
  const post = named === undefined ? undefined : look.post(named);
  if (named !== undefined && post === undefined) return no("post_unknown");
  const { actor, at, now } = context;
  const found = told.finding === undefined ? undefined : look.finding(told.finding);
  if (told.finding !== undefined) {
    // A desk's to name, of what was found under its own unit.
    const isHis = actor.kind === "person" && found?.scope.some((unit) => unit === actor.unit) === true;
    if (found === undefined || !isHis) return no("finding_unknown");
  }
  if (found !== undefined && look.caseOfFinding(found.id) !== undefined) return no("case_of_finding");
  // A post lies where it lies, whatever else was said.
  const unit = post?.unit ?? told.unit ?? found?.unit ?? look.scopeOfActor(context).at(-1);
  if (unit === undefined) return no("unit_unknown");
  const scope = post?.scope ?? look.unit(unit)?.scope;
  if (scope === undefined) return no("unit_unknown");
  const by = actor.kind === "device" || actor.kind === "system" ? undefined : look.answererOf(context);
  return accepted({
    subject: "cases",
    type: "CaseReported",
    case: name,
    ...told,
    ...(post === undefined ? {} : { post: post.id }),
    unit,
    scope,
    // Who walked there saw it, then, and said so; he is the one to be answered.
    words: found === undefined || found.note === "" ? told.words : found.note,
    at: found?.at ?? at,
    toldAt: now,
    ...(found?.by !== undefined ? { by: found.by } : by === undefined ? {} : { by }),
  });
};

const isHere = (worker: WorkerId, look: CaseLook): boolean => {
  const known = look.worker(worker);
  return known !== undefined && !isForgotten(known);
};

const assign = (
  { fixes, reason }: Extract<CaseCommand, { readonly type: "AssignCase" }>,
  known: CaseRec,
  context: Context,
  look: CaseLook,
): Decision<CaseEvent> => {
  if (![fixes.who, fixes.finisher, fixes.acceptor].every((worker) => isHere(worker, look))) return no("case_worker");
  if (fixes.acceptor === fixes.who || fixes.acceptor === fixes.finisher) return no("case_acceptor");
  if (fixes.due <= context.now) return no("case_due_past");
  const { major, ...five } = fixes;
  if (known.grade?.level === "major" && major === undefined) return no("case_major_plan");
  if (known.fixes !== undefined && known.is.state !== "graded" && reason === "") return no("case_reason");
  return accepted({
    subject: "cases",
    type: "CaseAssigned",
    case: known.id,
    at: context.at,
    by: look.answererOf(context),
    fixes: known.grade?.level === "major" && major !== undefined ? { ...five, major } : five,
    reason,
  });
};

/** Why it is not his to do, whatever his office; undefined: it is. */
const whyNotHim = (type: On["type"], known: CaseRec, context: Context, look: CaseLook): RefusalCode | undefined => {
  const { actor } = context;
  const he = actor.kind === "worker" || actor.kind === "person" ? actor.worker : undefined;
  const rectifies = he !== undefined && rectifiers(known).includes(he);
  switch (type) {
    case "ObjectCase":
    case "StartCase":
    case "SayCaseDone":
      // Somebody at a desk writes it down for whoever calls in; a worker speaks for himself alone.
      if (actor.kind === "worker" && !rectifies) return he === undefined ? "case_unknown" : "case_not_owner";
      return he !== undefined && he === known.fixes?.acceptor && type === "SayCaseDone" ? "case_acceptor" : undefined;
    case "ReturnCase":
    case "AcceptCase":
      if (rectifies || isSame(known.doneBy, look.answererOf(context))) return "case_own_work";
      return he !== undefined && he === known.fixes?.acceptor ? undefined : "case_not_acceptor";
    case "CloseCase":
      return rectifies || isSame(known.doneBy, look.answererOf(context)) ? "case_own_work" : undefined;
    case "VerifyCase":
    case "RejectCase":
    case "MergeCase":
    case "GradeCase":
    case "AssignCase":
    case "NameAcceptor":
    case "SuspendCase":
    case "ResumeCase":
    case "SuperviseCase":
    case "ReopenCase":
    case "VoidCase":
      return undefined;
  }
};
