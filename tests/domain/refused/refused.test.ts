// Refused acts that nobody stood by to read: written down once, settled once, told to the worker twice, gone 30 days after.

import { expect, test } from "vitest";
import { retiring } from "../../../domain/alarms/conditions.ts";
import type { Audience } from "../../../domain/audience.ts";
import type { Command } from "../../../domain/board.ts";
import { roles } from "../../../domain/decider.ts";
import { commandId, unitId, workerId } from "../../../domain/ids.ts";
import { present } from "../../../domain/present.ts";
import { mostRefused } from "../../../domain/refused/refused.ts";
import { isUntold, type RefusedRec } from "../../../domain/refused/refused-act.ts";
import { dayLength, minute } from "../../../domain/time.ts";
import { shiftStart, siteFixture } from "../../kit/site-fixture.ts";
import { createSpec, person, type Spec } from "../../kit/spec.ts";
import { worker } from "../../kit/world.ts";

const kiosk = { kind: "device", profile: "kiosk" } as const;
const act = commandId("a1");
const noted: Extract<Command, { readonly type: "NoteRefused" }> = {
  type: "NoteRefused",
  act,
  did: "SignOn",
  doneAt: shiftStart - 90 * minute,
  worker: workerId("w2"),
  about: { kind: "post", id: "p1" },
  units: [unitId("mine")],
  refusal: { code: "post_held", params: { post: "1号", holder: "李*" } },
  words: "顶板有响声",
};
const settle: Command = { type: "SettleRefused", act, note: "已补签" };
const read: Command = { type: "ReadRefused", acts: [act] };
const recordIn = (spec: Spec): RefusedRec => {
  const record = spec.board.get("refused", act);
  if (record === undefined) throw new Error("no record");
  return record;
};

test("[§5] a refused act is written down once: who, what, when by the device's clock, why; others are not named", () => {
  const spec = createSpec();
  spec.given(noted, kiosk);
  expect(recordIn(spec)).toMatchObject({
    worker: "w2",
    did: "SignOn",
    at: shiftStart - 90 * minute,
    notedAt: shiftStart,
    about: { kind: "post", id: "p1" },
    scope: expect.arrayContaining(["mine", "co"]),
    refusal: { code: "post_held", params: { post: "1号" } },
    words: "顶板有响声",
  });
  expect(spec.when(noted, kiosk)).toEqual({ is: "already" });
  expect(spec.events.filter(({ data }) => data.type === "ActRefused")).toHaveLength(1);
});

test("[§5] it is settled once, with a word of what was done, by whom and when; what is not there cannot be", () => {
  const spec = createSpec();
  const officer = person("duty-officer", "co");
  expect(spec.when(settle, officer)).toMatchObject({ is: "refused", code: "refused_unknown" });
  spec.given(noted, kiosk);
  spec.pass(minute).given(settle, officer);
  expect(recordIn(spec).settled).toEqual({ at: shiftStart + minute, by: "赵主任", note: "已补签" });
  expect(spec.when({ type: "SettleRefused", act, note: "再来" }, officer)).toEqual({ is: "already" });
  expect(recordIn(spec).settled?.note).toBe("已补签");
});

test("[§5] the worker alone reads his own: that it was refused, and once more what was done about it", () => {
  const spec = createSpec();
  spec.given(noted, kiosk);
  expect(isUntold(recordIn(spec))).toBe(true);
  expect(spec.when(read, worker(3))).toMatchObject({ is: "refused", code: "refused_unknown" });
  spec.pass(minute).given(read, worker(2));
  expect(isUntold(recordIn(spec))).toBe(false);
  expect(spec.when(read, worker(2))).toEqual({ is: "already" });
  spec.pass(minute).given(settle, person("manager", "co"));
  expect(isUntold(recordIn(spec))).toBe(true);
  spec.pass(minute).given(read, worker(2));
  expect(isUntold(recordIn(spec))).toBe(false);
});

test("[§6] it is seen by those who may mend it, in its units, by the worker himself, without words by the auditor, by no screen", () => {
  const spec = createSpec();
  spec.given(noted, kiosk);
  const sees = (audience: Audience) => present(recordIn(spec), audience);
  for (const role of roles) {
    const may = ["foreman", "station-head", "duty-officer", "manager", "admin"].includes(role);
    for (const unit of ["co", "mine"])
      expect(sees({ kind: "desk", role, unit: unitId(unit) }) !== undefined, `${role} ${unit}`).toBe(may);
    expect(sees({ kind: "desk", role, unit: unitId("forest") })).toBeUndefined();
  }
  for (const kind of ["wall", "kiosk"] as const) expect(sees({ kind, unit: unitId("co") })).toBeUndefined();
  expect(sees({ kind: "auditor" })).toMatchObject({ words: "", did: "SignOn" });
  expect(sees({ kind: "person", worker: workerId("w3") })).toBeUndefined();
  expect(sees({ kind: "person", worker: workerId("w2") })).toMatchObject({ words: "顶板有响声", did: "SignOn" });
  spec.given(settle, person("manager", "co"));
  const own = sees({ kind: "person", worker: workerId("w2") });
  expect(own).toMatchObject({ settled: { note: "已补签" } });
  expect(JSON.stringify(own)).not.toContain("赵主任");
});

test("[§4] settled ones leave the board after 30 days, open ones never; and no kiosk can fill it", () => {
  const spec = createSpec();
  spec.given(noted, kiosk);
  spec.given({ ...noted, act: commandId("a2") }, kiosk);
  spec.given(settle, person("manager", "co"));
  const leaving = (days: number) =>
    retiring(spec.board, spec.clock, shiftStart + days * dayLength).filter(({ of }) => of === "refused");
  expect(leaving(30)).toEqual([]);
  expect(leaving(31)).toEqual([{ of: "refused", id: "a1" }]);
  const { settled: _, ...open } = recordIn(spec);
  for (let n = spec.board.look.openRefused(); n < mostRefused; n++)
    spec.board.apply([{ kind: "put", record: { ...open, id: commandId(`full${n}`) } }]);
  expect(spec.when({ ...noted, act: commandId("more") }, kiosk)).toMatchObject({ is: "refused", code: "too_many" });
});

test("[ORG-2] who is forgotten leaves no word of his in it, nor one about him; an import keeps it under its units", () => {
  const spec = createSpec();
  spec.given(noted, kiosk);
  spec.given(settle, person("manager", "co"));
  spec.given({ type: "ImportSite", import: siteFixture() }, { kind: "system", part: "import" });
  expect(recordIn(spec).scope).toEqual(expect.arrayContaining(["mine", "co"]));
  for (const post of spec.board.all("post"))
    spec.board.apply([{ kind: "put", record: { ...post, roster: [], responsible: undefined, deputy: undefined } }]);
  spec.given({ type: "ForgetWorker", worker: workerId("w2") }, person("admin", "co"));
  expect(recordIn(spec)).toMatchObject({ words: "", settled: { note: "" } });
});
