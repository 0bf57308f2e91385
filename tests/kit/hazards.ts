// A hazard of the test site, told and led on its way, for the tests that look at one step of it. [CASE-1]

import type { CaseRec } from "../../domain/cases/case.ts";
import type { CaseCommand } from "../../domain/cases/case-acts.ts";
import type { CasePhotoCommand } from "../../domain/cases/case-photos.ts";
import type { Actor, Role } from "../../domain/decider.ts";
import { type CaseId, postId, unitId, workerId } from "../../domain/ids.ts";
import { dayLength } from "../../domain/time.ts";
import type { Spec } from "./spec.ts";
import { worker } from "./world.ts";

export const desk = (role: Role, asWorker?: string): Actor => ({
  kind: "person",
  login: `${role}${asWorker ?? ""}`,
  name: `${role}${asWorker ?? ""}`,
  role,
  unit: unitId("co"),
  ...(asWorker === undefined ? {} : { worker: workerId(asWorker) }),
});
export const safety = desk("safety-officer");
export const manager = desk("manager");
export const [who, finisher, acceptor] = [workerId("w3"), workerId("w4"), workerId("w6")];
export const told = {
  type: "ReportCase",
  sort: "hazard",
  unit: unitId("mine"),
  class: "gas",
  urgency: "now",
  post: postId("p1"),
  place: "",
  words: "风机异响",
} as const;

export const report = (
  spec: Spec,
  by: Actor = worker(2),
  more: Partial<Extract<CaseCommand, { readonly type: "ReportCase" }>> = {},
): CaseId => {
  const [event] = spec.given({ ...told, ...more }, by);
  if (event?.type !== "CaseReported") throw new Error("nothing was told");
  return event.case;
};
export const of = (spec: Spec, id: CaseId): CaseRec => {
  const one = spec.board.get("case", id);
  if (one === undefined) throw new Error("no such case");
  return one;
};
export const fixes = (spec: Spec, more: object = {}) => ({
  who,
  measure: "换轴承",
  due: spec.now() + 3 * dayLength,
  finisher,
  acceptor,
  ...more,
});
export const plan = { plan: "停风检修", funds: 20_000, emergency: "备用风机", control: "stopped" } as const;
export const assigned = (spec: Spec, level: "general" | "major" = "general"): CaseId => {
  const id = report(spec);
  spec.given({ type: "VerifyCase", case: id }, safety);
  spec.given({ type: "GradeCase", case: id, level, colour: "orange" }, safety);
  spec.given(
    { type: "AssignCase", case: id, fixes: fixes(spec, level === "major" ? { major: plan } : {}), reason: "" },
    safety,
  );
  return id;
};
export const done = (spec: Spec, level: "general" | "major" = "general"): CaseId => {
  const id = assigned(spec, level);
  spec.given({ type: "SayCaseDone", case: id, evidence: "已换，试转半小时" }, worker(4, "pin"));
  return id;
};
export const does = (spec: Spec, command: CaseCommand | CasePhotoCommand, actor: Actor) => {
  const outcome = spec.when(command, actor);
  return outcome.is === "refused" ? outcome.code : outcome.is;
};
export const acceptance = (id: CaseId) => ({ type: "AcceptCase", case: id }) as const;
