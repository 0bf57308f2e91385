// A hazard goes its way: told, looked at, graded, handed out with five fixes, mended, accepted by somebody else; whoever told it hears. [CASE-1]

import { describe, expect, it } from "vitest";
import { dueOf, inboxOf, isOverdue } from "../../../domain/cases/case-policy.ts";
import { caseId, postId, unitId, workerId } from "../../../domain/ids.ts";
import { present } from "../../../domain/present.ts";
import { dayLength } from "../../../domain/time.ts";
import {
  acceptance,
  assigned,
  desk,
  does,
  done,
  finisher,
  fixes,
  manager,
  of,
  plan,
  report,
  safety,
  told,
  who,
} from "../../kit/hazards.ts";
import { createSpec } from "../../kit/spec.ts";
import { worker } from "../../kit/world.ts";

describe("a hazard told", () => {
  it("[CASE-1] lies at its post's unit, whatever was said; the same touch tells it once", () => {
    const spec = createSpec();
    const id = report(spec, worker(2), { unit: unitId("forest") });
    expect(of(spec, id)).toMatchObject({ unit: "mine", post: "p1", is: { state: "reported" }, by: { worker: "w2" } });
    expect(spec.when(told, worker(2), { id })).toEqual({ is: "already" });
  });

  it("[CASE-1] by nobody known is told all the same; of an unknown post or unit it is not", () => {
    const spec = createSpec();
    const id = report(spec, { kind: "device", profile: "kiosk" });
    expect(of(spec, id).by).toBeUndefined();
    expect(does(spec, { ...told, post: postId("p99") }, worker(2))).toBe("post_unknown");
    const { post: _, ...placed } = told;
    expect(does(spec, { ...placed, unit: unitId("nowhere") }, worker(2))).toBe("unit_unknown");
    expect(does(spec, { ...placed, place: "二号井口" }, worker(2))).toBe("done");
  });

  it("[CASE-1] counts from its touch; the day to look at it counts from the telling", () => {
    const spec = createSpec();
    const at = spec.now() - 2 * dayLength;
    const [event] = spec.given(told, worker(2), { at });
    expect(event).toMatchObject({ at, toldAt: spec.now() });
    const [one] = spec.board.all("case");
    expect(one === undefined ? undefined : dueOf(one)).toBe(spec.now() + dayLength);
  });
});

describe("its way", () => {
  it("[CASE-1] told → verified → graded → assigned → working → done → accepted, which closes a general one", () => {
    const spec = createSpec();
    const id = assigned(spec);
    expect(does(spec, { type: "StartCase", case: id }, worker(3, "pin"))).toBe("done");
    expect(does(spec, { type: "SayCaseDone", case: id, evidence: "已换" }, worker(4, "pin"))).toBe("done");
    expect(spec.when(acceptance(id), worker(6, "pin"))).toMatchObject({ types: ["CaseAccepted", "CaseClosed"] });
    expect(of(spec, id).is.state).toBe("closed");
    expect(of(spec, id).log.map(({ did }) => did)).toEqual([
      "reported",
      "verified",
      "graded",
      "assigned",
      "working",
      "done",
      "accepted",
      "closed",
    ]);
  });

  it("[CASE-1] a major one wants its plan, is accepted first and signed off by somebody above", () => {
    const spec = createSpec();
    const id = report(spec);
    spec.given({ type: "VerifyCase", case: id }, safety);
    spec.given({ type: "GradeCase", case: id, level: "major", colour: "red" }, safety);
    expect(does(spec, { type: "AssignCase", case: id, fixes: fixes(spec), reason: "" }, safety)).toBe(
      "case_major_plan",
    );
    spec.given({ type: "AssignCase", case: id, fixes: fixes(spec, { major: plan }), reason: "" }, safety);
    expect(of(spec, id).fixes?.major?.control).toBe("stopped");
    spec.given({ type: "SayCaseDone", case: id, evidence: "已修" }, worker(4, "pin"));
    spec.given(acceptance(id), worker(6, "pin"));
    expect(of(spec, id).is.state).toBe("accepted");
    expect(inboxOf(of(spec, id), () => true)).toEqual({ kind: "manager" });
    expect(does(spec, { type: "CloseCase", case: id }, desk("manager", "w4"))).toBe("case_own_work");
    expect(does(spec, { type: "CloseCase", case: id }, manager)).toBe("done");
  });

  it("[CASE-1] no step is skipped and none is gone back to", () => {
    const spec = createSpec();
    const id = report(spec);
    const assign = { type: "AssignCase", case: id, fixes: fixes(spec), reason: "" } as const;
    expect(does(spec, assign, safety)).toBe("case_step");
    expect(does(spec, { type: "GradeCase", case: id, level: "general", colour: "blue" }, safety)).toBe("case_step");
    spec.given({ type: "VerifyCase", case: id }, safety);
    expect(does(spec, { type: "VerifyCase", case: id }, safety)).toBe("already");
    expect(does(spec, assign, safety)).toBe("case_step");
    expect(does(spec, { type: "ReopenCase", case: id, reason: "又响" }, safety)).toBe("case_step");
    expect(does(spec, { type: "CloseCase", case: id }, manager)).toBe("case_step");
    spec.given({ type: "RejectCase", case: id, reason: "试转正常" }, safety);
    expect(does(spec, { type: "VoidCase", case: id, reason: "重复" }, safety)).toBe("case_step");
    expect(does(spec, { type: "VerifyCase", case: caseId("none") }, safety)).toBe("case_unknown");
  });

  it("[CASE-1] five fixes: people of the register, a time ahead, an acceptor who mends nothing of it", () => {
    const spec = createSpec();
    const id = report(spec);
    spec.given({ type: "VerifyCase", case: id }, safety);
    spec.given({ type: "GradeCase", case: id, level: "general", colour: "yellow" }, safety);
    const tries = (more: object) =>
      does(spec, { type: "AssignCase", case: id, fixes: fixes(spec, more), reason: "" }, safety);
    expect(tries({ acceptor: who })).toBe("case_acceptor");
    expect(tries({ acceptor: finisher })).toBe("case_acceptor");
    expect(tries({ due: spec.now() })).toBe("case_due_past");
    expect(tries({ finisher: workerId("w99") })).toBe("case_worker");
    expect(tries({ finisher: who })).toBe("done");
  });

  it("[CASE-1] handed out anew needs its reason; the acceptor is named anew without sending the work back", () => {
    const spec = createSpec();
    const id = done(spec);
    expect(does(spec, { type: "NameAcceptor", case: id, acceptor: finisher, reason: "休假" }, safety)).toBe(
      "case_acceptor",
    );
    expect(does(spec, { type: "NameAcceptor", case: id, acceptor: workerId("w7"), reason: "休假" }, safety)).toBe(
      "done",
    );
    expect(of(spec, id)).toMatchObject({ is: { state: "done" }, fixes: { acceptor: "w7" } });
    expect(does(spec, acceptance(id), worker(6, "pin"))).toBe("case_not_acceptor");
    spec.given({ type: "ReturnCase", case: id, reason: "还响" }, worker(7, "pin"));
    const again = { type: "AssignCase", case: id, fixes: fixes(spec), reason: "" } as const;
    expect(does(spec, again, safety)).toBe("case_reason");
    expect(does(spec, { ...again, reason: "换人" }, safety)).toBe("done");
  });

  it("[CASE-1] is objected to before the work begins and within its days; it lies with the office again", () => {
    const spec = createSpec();
    const id = assigned(spec);
    const not = { type: "ObjectCase", case: id, reason: "不归我们管" } as const;
    expect(does(spec, not, worker(5, "pin"))).toBe("case_not_owner");
    expect(does(spec, not, worker(3, "pin"))).toBe("done");
    expect(inboxOf(of(spec, id), () => true)).toEqual({ kind: "safety" });
    spec.given(
      { type: "AssignCase", case: id, fixes: fixes(spec, { due: spec.now() + 20 * dayLength }), reason: "核过" },
      safety,
    );
    spec.pass(7 * dayLength + 1);
    expect(does(spec, not, worker(3, "pin"))).toBe("case_object_late");
  });

  it("[CASE-1] rests until a day with a reason, and goes on", () => {
    const spec = createSpec();
    const id = assigned(spec);
    const rest = { type: "SuspendCase", case: id, reason: "冻土", until: spec.now() + 90 * dayLength } as const;
    expect(does(spec, { ...rest, until: spec.now() }, safety)).toBe("case_due_past");
    expect(does(spec, rest, safety)).toBe("done");
    spec.pass(10 * dayLength);
    expect(isOverdue(of(spec, id), spec.now())).toBe(false);
    expect(does(spec, { type: "ResumeCase", case: id }, safety)).toBe("done");
    expect(of(spec, id).is.state).toBe("assigned");
    expect(isOverdue(of(spec, id), spec.now())).toBe(true);
  });
});

describe("whoever did the work", () => {
  it("[CASE-1] never accepts, returns or closes it; nor does anybody but the acceptor accept it", () => {
    const spec = createSpec();
    const id = done(spec);
    for (const actor of [worker(3, "pin"), worker(4, "pin"), desk("admin", "w3")])
      expect(does(spec, acceptance(id), actor)).toBe("case_own_work");
    for (const actor of [worker(5, "pin"), safety, manager])
      expect(does(spec, acceptance(id), actor)).toBe("case_not_acceptor");
    expect(does(spec, { type: "ReturnCase", case: id, reason: "还响" }, worker(6, "pin"))).toBe("done");
    expect(does(spec, { type: "SayCaseDone", case: id, evidence: "再换" }, worker(6, "pin"))).toBe("case_not_owner");
    expect(does(spec, { type: "SayCaseDone", case: id, evidence: "再换" }, desk("duty-officer", "w6"))).toBe(
      "case_acceptor",
    );
  });

  it("[CASE-1] whoever wrote it down for him does not accept it either", () => {
    const spec = createSpec();
    const id = assigned(spec);
    const radio = desk("foreman", "w7");
    spec.given({ type: "SayCaseDone", case: id, evidence: "电话里说好了" }, radio);
    expect(does(spec, { type: "NameAcceptor", case: id, acceptor: workerId("w7"), reason: "就近" }, safety)).toBe(
      "done",
    );
    expect(does(spec, acceptance(id), radio)).toBe("case_own_work");
  });
});

describe("whoever told it", () => {
  it("[CASE-1] hears of every answer, and of what another was merged into", () => {
    const spec = createSpec();
    const [first, second] = [report(spec, worker(2)), report(spec, worker(8))];
    spec.given({ type: "VerifyCase", case: first }, safety);
    expect(of(spec, first).news).toBe(true);
    expect(does(spec, { type: "ReadCases", cases: [first] }, worker(8))).toBe("already");
    spec.given({ type: "ReadCases", cases: [first] }, worker(2));
    expect(of(spec, first).news).toBe(false);
    expect(does(spec, { type: "MergeCase", case: second, into: second }, safety)).toBe("case_merge_self");
    spec.given({ type: "MergeCase", case: second, into: first }, safety);
    spec.given({ type: "ReadCases", cases: [second] }, worker(8));
    spec.given({ type: "RejectCase", case: first, reason: "试转正常" }, safety);
    expect([of(spec, first).news, of(spec, second).news]).toEqual([true, true]);
    expect(does(spec, { type: "MergeCase", case: report(spec), into: first }, safety)).toBe("case_merge_self");
  });

  it("[CASE-1] is known to the desk alone: not to whoever mends it, nor on a wall, nor to others", () => {
    const spec = createSpec();
    const one = of(spec, assigned(spec));
    const seen = (audience: Parameters<typeof present>[1]) => JSON.stringify(present(one, audience) ?? "");
    expect(seen({ kind: "desk", role: "safety-officer", unit: unitId("co") })).toContain('"w2"');
    for (const n of [3, 4, 6]) {
      expect(seen({ kind: "person", worker: workerId(`w${n}`) })).toContain("风机异响");
      expect(seen({ kind: "person", worker: workerId(`w${n}`) })).not.toContain('"w2"');
    }
    expect(seen({ kind: "person", worker: workerId("w5") })).toBe('""');
    for (const kind of ["wall", "kiosk"] as const) {
      const text = seen({ kind, unit: unitId("mine") });
      expect(text).toContain("gas");
      for (const word of ["风机异响", "换轴承", '"w2"', '"w3"', '"w4"', '"w6"', "safety-officer"])
        expect(text).not.toContain(word);
      expect(seen({ kind, unit: unitId("forest") })).toBe('""');
    }
    expect(seen({ kind: "desk", role: "safety-officer", unit: unitId("forest") })).toBe('""');
  });
});
