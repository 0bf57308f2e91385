// What nobody does in time, and what comes back. [CASE-5, ALM-2]

import { describe, expect, it } from "vitest";
import { conditionsNow, retiring } from "../../../domain/alarms/conditions.ts";
import { asksSupervision, cameBack, inboxOf } from "../../../domain/cases/case-policy.ts";
import { postId, workerId } from "../../../domain/ids.ts";
import { dayLength, hour } from "../../../domain/time.ts";
import {
  acceptance,
  acceptor,
  assigned,
  desk,
  does,
  done,
  fixes,
  manager,
  of,
  report,
  safety,
  who,
} from "../../kit/hazards.ts";
import { createSpec } from "../../kit/spec.ts";
import { worker } from "../../kit/world.ts";

describe("what nobody does in time", () => {
  it("[ALM-2] rings as overdue: priority 2 where it is major, else 3; and rests when it is taken on", () => {
    const spec = createSpec();
    const id = report(spec);
    const rings = () =>
      conditionsNow(spec.board, spec.board.look.site, spec.clock, spec.now())
        .filter(({ sort }) => sort === "hazard-overdue")
        .map(({ source, priority, since }) => ({ source, priority, since }));
    const due = spec.now() + dayLength;
    spec.pass(dayLength);
    expect(rings()).toEqual([]);
    spec.pass(1);
    expect(rings()).toEqual([{ source: id, priority: 3, since: due }]);
    spec.given({ type: "VerifyCase", case: id }, safety);
    expect(rings()).toEqual([]);
    spec.given({ type: "GradeCase", case: id, level: "major", colour: "red" }, safety);
    spec.pass(dayLength + hour);
    expect(rings()).toMatchObject([{ source: id, priority: 2 }]);
  });

  it("[CASE-1] asks for supervision: a major one, or one handed out twice; it is hung out once", () => {
    const spec = createSpec();
    const id = assigned(spec);
    spec.pass(4 * dayLength);
    expect(asksSupervision(of(spec, id), spec.now())).toBe(false);
    spec.given({ type: "AssignCase", case: id, fixes: fixes(spec), reason: "缺件" }, safety);
    spec.pass(4 * dayLength);
    expect(asksSupervision(of(spec, id), spec.now())).toBe(true);
    spec.given({ type: "SuperviseCase", case: id, reason: "两次超期" }, manager);
    expect(asksSupervision(of(spec, id), spec.now())).toBe(false);
    expect(does(spec, { type: "SuperviseCase", case: id, reason: "两次超期" }, manager)).toBe("case_supervised");
  });

  it("[CASE-1] lies in one inbox; of somebody who left the register it lies with the office", () => {
    const spec = createSpec();
    const id = assigned(spec);
    expect(inboxOf(of(spec, id), () => true)).toEqual({ kind: "worker", worker: who });
    expect(inboxOf(of(spec, id), () => false)).toEqual({ kind: "safety" });
    spec.given({ type: "SayCaseDone", case: id, evidence: "好了" }, worker(4, "pin"));
    expect(inboxOf(of(spec, id), () => true)).toEqual({ kind: "worker", worker: acceptor });
    // On no post's roster: this alone counts on him.
    const other = workerId("w9");
    spec.given({ type: "NameAcceptor", case: id, acceptor: other, reason: "休假" }, safety);
    const forget = { type: "ForgetWorker", worker: other } as const;
    expect(spec.when(forget, desk("admin"))).toMatchObject({ params: { where: expect.stringContaining("1号岗") } });
    spec.given({ type: "AcceptCase", case: id }, worker(9, "pin"));
    expect(spec.when(forget, desk("admin"))).toMatchObject({ is: "done" });
  });
});

describe("what comes back", () => {
  it("[CASE-5] same place and class within 90 days suggests the closed one; reopened it keeps its grade and wants fixes anew", () => {
    const spec = createSpec();
    const id = done(spec);
    spec.given(acceptance(id), worker(6, "pin"));
    spec.pass(30 * dayLength);
    const again = of(spec, report(spec));
    const elsewhere = of(spec, report(spec, worker(2), { post: postId("p2") }));
    const other = of(spec, report(spec, worker(2), { class: "roof" }));
    const all = [...spec.board.all("case")];
    expect(cameBack(again, all).map((one) => one.id)).toEqual([id]);
    expect(cameBack(elsewhere, all)).toEqual([]);
    expect(cameBack(other, all)).toEqual([]);
    spec.pass(61 * dayLength);
    expect(cameBack(of(spec, report(spec)), [...spec.board.all("case")])).toEqual([]);
    spec.given({ type: "ReopenCase", case: id, reason: "又响" }, safety);
    expect(of(spec, id)).toMatchObject({
      is: { state: "graded" },
      reopened: 1,
      grade: { level: "general" },
      news: true,
    });
    expect(does(spec, { type: "AssignCase", case: id, fixes: fixes(spec), reason: "" }, safety)).toBe("done");
  });

  it("[CASE-5] what is over leaves the board after 92 days; what is open never does", () => {
    const spec = createSpec();
    const [open, over] = [report(spec), done(spec)];
    spec.given(acceptance(over), worker(6, "pin"));
    const leaving = () =>
      retiring(spec.board, spec.clock, spec.now()).flatMap((one) => (one.of === "case" ? [one.id] : []));
    spec.pass(92 * dayLength);
    expect(leaving()).toEqual([]);
    spec.pass(1);
    expect(leaving()).toEqual([over]);
    expect(leaving()).not.toContain(open);
  });
});
