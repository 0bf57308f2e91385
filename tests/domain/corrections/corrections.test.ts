// A worker asks to have his data put right, and is answered with a reason by somebody else; nobody but he and the desk hears of it. [ORG-2]

import { describe, expect, it } from "vitest";
import { retiring } from "../../../domain/alarms/conditions.ts";
import type { Audience } from "../../../domain/audience.ts";
import { byWaiting, dueAt, isOverdue, mostOpen, registerSays } from "../../../domain/corrections/correction.ts";
import { correctionsOf } from "../../../domain/corrections/corrections.ts";
import { type Actor, type Role, roles } from "../../../domain/decider.ts";
import { correctionId, seq, unitId, workerId } from "../../../domain/ids.ts";
import { present } from "../../../domain/present.ts";
import { dayLength } from "../../../domain/time.ts";
import { siteFixture } from "../../kit/site-fixture.ts";
import { createSpec, person, type Spec } from "../../kit/spec.ts";
import { worker } from "../../kit/world.ts";

const hers = worker(9, "pin");
const she = workerId("w9");
const desk = person("manager", "co");
const access: Actor = { kind: "system", part: "access" };
const crew = { type: "AskCorrection", field: "crew", about: "", wanted: "乙班" } as const;

const asked = (spec: Spec) => {
  const [one] = correctionsOf(spec.board, she);
  if (one === undefined) throw new Error("nothing was asked");
  return one;
};
const answer = (spec: Spec, accept: boolean, reason = "") =>
  ({ type: "AnswerCorrection", correction: asked(spec).id, accept, reason }) as const;

describe("asking", () => {
  it("[ORG-2] stands open with a day by which it is to be answered, and is overdue by the clock alone", () => {
    const spec = createSpec();
    expect(spec.when(crew, hers)).toMatchObject({ types: ["CorrectionAsked"] });
    expect(asked(spec)).toMatchObject({ worker: she, field: "crew", wanted: "乙班", is: { state: "open" } });
    expect(dueAt(asked(spec)) - asked(spec).at).toBe(15 * dayLength);
    expect(isOverdue(asked(spec), spec.now() + 15 * dayLength)).toBe(false);
    expect(isOverdue(asked(spec), spec.now() + 15 * dayLength + 1)).toBe(true);
  });

  it("[ORG-2] the same thing asked twice is asked once; said otherwise it waits for the first answer", () => {
    const spec = createSpec();
    spec.given(crew, hers);
    expect(spec.when(crew, hers)).toEqual({ is: "already" });
    expect(spec.when({ ...crew, wanted: "丙班" }, hers)).toMatchObject({ code: "correction_waits" });
    expect(spec.when({ ...crew, field: "qualification", about: "高处作业" }, hers)).toMatchObject({ is: "done" });
    expect(spec.when({ ...crew, field: "qualification", about: "电工" }, hers)).toMatchObject({ is: "done" });
  });

  it("[ORG-2] says what it should be, except for a copy and to be forgotten; only so many wait at once", () => {
    const spec = createSpec();
    expect(spec.when({ ...crew, wanted: "" }, hers)).toMatchObject({ code: "correction_empty" });
    expect(spec.when({ ...crew, field: "copy", wanted: "" }, hers)).toMatchObject({ is: "done" });
    expect(spec.when({ ...crew, field: "forget", wanted: "" }, hers)).toMatchObject({ is: "done" });
    for (let n = 2; n < mostOpen; n++) spec.given({ ...crew, field: "hours", about: `活动 ${n}` }, hers);
    expect(spec.when(crew, hers)).toMatchObject({ code: "correction_many" });
    expect(spec.when(crew, worker(8, "pin"))).toMatchObject({ is: "done" });
  });

  it("[ORG-2] is taken back by whoever asked and by nobody else", () => {
    const spec = createSpec();
    spec.given(crew, hers);
    const back = { type: "WithdrawCorrection", correction: asked(spec).id } as const;
    expect(spec.when(back, worker(8, "pin"))).toMatchObject({ code: "correction_unknown" });
    expect(spec.when(back, hers)).toMatchObject({ types: ["CorrectionWithdrawn"] });
    expect(spec.when(back, hers)).toEqual({ is: "already" });
    expect(spec.when(answer(spec, true), desk)).toMatchObject({ code: "correction_answered" });
    expect(spec.when(crew, hers)).toMatchObject({ is: "done" });
  });
});

describe("answering", () => {
  it("[ORG-2] a refusal needs its reason; a yes notes who and when; once answered it stays answered", () => {
    const spec = createSpec();
    spec.given(crew, hers);
    expect(spec.when(answer(spec, false), desk)).toMatchObject({ code: "correction_reason" });
    expect(spec.when(answer(spec, false, "名册上就是甲班"), desk)).toMatchObject({ types: ["CorrectionAnswered"] });
    expect(asked(spec).is).toMatchObject({ state: "refused", by: "赵主任", reason: "名册上就是甲班", read: false });
    expect(spec.when(answer(spec, false, "名册上就是甲班"), desk)).toEqual({ is: "already" });
    expect(spec.when(answer(spec, true), desk)).toMatchObject({ code: "correction_answered" });
  });

  it("[ORG-2] nobody answers himself, at a desk's account of his own or at a kiosk", () => {
    const spec = createSpec();
    spec.given(crew, hers);
    const own: Actor = desk.kind === "person" ? { ...desk, worker: she } : desk;
    expect(spec.when(answer(spec, true), own)).toMatchObject({ code: "correction_own" });
    const manager: Actor = { kind: "worker", worker: she, proof: "pin", roles: ["manager"] };
    expect(spec.when(answer(spec, true), manager)).toMatchObject({ code: "correction_own" });
  });

  it("[ORG-2] an agreed name, number or crew is told apart from one that the register says by now", () => {
    const spec = createSpec();
    spec.given(crew, hers);
    spec.given(answer(spec, true), desk);
    const before = spec.board.get("worker", she);
    expect(before === undefined ? undefined : registerSays(asked(spec), before)).toBe(false);
    const site = siteFixture();
    const workers = site.workers.map((one) => (one.id === she ? { ...one, crew: "乙班" } : one));
    spec.given({ type: "ImportSite", import: { ...site, workers } }, { kind: "system", part: "import" });
    const after = spec.board.get("worker", she);
    expect(after === undefined ? undefined : registerSays(asked(spec), after)).toBe(true);
    expect(asked(spec).is).toMatchObject({ state: "accepted" });
  });

  it("[ORG-2] he has read it once he was shown it", () => {
    const spec = createSpec();
    spec.given(crew, hers);
    expect(spec.when({ type: "ReadCorrections", worker: she }, access)).toEqual({ is: "already" });
    spec.given(answer(spec, true), desk);
    expect(spec.when({ type: "ReadCorrections", worker: she }, access)).toMatchObject({ types: ["CorrectionsRead"] });
    expect(asked(spec).is).toMatchObject({ read: true });
    expect(spec.when({ type: "ReadCorrections", worker: she }, access)).toEqual({ is: "already" });
  });

  it("[ORG-2] to be forgotten is agreed to by forgetting, and by that alone: nothing that he asked is left", () => {
    const spec = createSpec({ site: rosterless() });
    spec.given({ ...crew, field: "forget", wanted: "" }, hers);
    spec.given(crew, hers);
    expect(spec.when(answer(spec, true), desk)).toMatchObject({ code: "correction_forget" });
    spec.given({ type: "ForgetWorker", worker: she }, person("admin", "co"));
    expect(correctionsOf(spec.board, she)).toEqual([]);
    expect(spec.when(crew, hers)).toMatchObject({ code: "worker_unknown" });
  });
});

/** Nobody stands on a roster there who is forgotten here. */
const rosterless = () => {
  const site = siteFixture();
  const posts = site.posts.map((post) => ({ ...post, roster: post.roster.filter((line) => line.worker !== she) }));
  return { ...site, posts };
};

describe("who sees it", () => {
  const spec = createSpec();
  spec.given({ ...crew, field: "qualification", about: "高处作业" }, hers);
  spec.given(answer(spec, false, "证书没见到"), desk);
  const seenBy = (audience: Audience) => present(asked(spec), audience);
  const unit = unitId("co");

  it.each(roles)(
    "[ORG-2] the desk of a %s sees it where it keeps the register or stands up for people",
    (role: Role) => {
      const seen = seenBy({ kind: "desk", role, unit }) !== undefined;
      expect(seen).toBe(["union-officer", "manager", "admin"].includes(role));
    },
  );

  it("[ORG-2] no wall, no kiosk, no other worker, no desk of another unit; an auditor how it ended, without a word", () => {
    expect(seenBy({ kind: "wall", unit })).toBeUndefined();
    expect(seenBy({ kind: "kiosk", unit })).toBeUndefined();
    expect(seenBy({ kind: "person", worker: workerId("w8") })).toBeUndefined();
    expect(seenBy({ kind: "desk", role: "manager", unit: unitId("elsewhere") })).toBeUndefined();
    const heard = JSON.stringify(seenBy({ kind: "auditor" }));
    expect(heard).toContain("refused");
    for (const word of ["高处作业", "乙班", "证书没见到"]) expect(heard).not.toContain(word);
  });

  it("[ORG-2] she reads the answer, and not the whole name of who gave it", () => {
    const own = seenBy({ kind: "person", worker: she });
    expect(own).toMatchObject({ wanted: "乙班", is: { state: "refused", reason: "证书没见到" } });
    expect(JSON.stringify(own)).not.toContain("赵主任");
  });
});

describe("how long it stays", () => {
  it("[ORG-2] what was answered or taken back leaves after half a year; what is open stays until somebody answers", () => {
    const spec = createSpec();
    spec.given(crew, hers);
    const later = spec.now() + 400 * dayLength;
    const gone = (now: number) => retiring(spec.board, spec.clock, now).filter(({ of }) => of === "correction");
    expect(gone(later)).toEqual([]);
    spec.given(answer(spec, true), desk);
    expect(gone(spec.now() + 183 * dayLength)).toEqual([]);
    expect(gone(spec.now() + 184 * dayLength)).toEqual([{ of: "correction", id: asked(spec).id }]);
  });

  it("[ORG-2] open ones stand first, the longest waiting on top; then the latest answer", () => {
    const one = { kind: "correction", worker: she, scope: [], field: "name", about: "", wanted: "x" } as const;
    const made = (id: string, at: number, end?: number) => ({
      ...one,
      seq: seq(1),
      id: correctionId(id),
      at,
      is: end === undefined ? ({ state: "open" } as const) : ({ state: "withdrawn", at: end } as const),
    });
    const list = [made("a", 5), made("b", 1, 9), made("c", 3), made("d", 2, 20)];
    expect([...list].sort(byWaiting).map(({ id }) => id)).toEqual(["c", "a", "d", "b"]);
  });
});
