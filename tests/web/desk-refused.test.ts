// Refused acts as the desk lists them: open and settled apart, the longest waiting first, each by its name and person.

import { expect, test } from "vitest";
import { commandId, seq, unitId, workerId } from "../../domain/ids.ts";
import type { RefusedRec } from "../../domain/refused/refused-act.ts";
import type { ScreenReport } from "../../domain/site/screens.ts";
import { aboutOf, didOf, openRefused, othersOf, refusedRows, whoseOf } from "../../web/desk/refused/refused-rows.ts";
import { parseRoute, railPage } from "../../web/desk/route.ts";
import { sealingOf } from "../../web/desk/screens/liveness.ts";
import { createSay } from "../../web/desk/words.ts";

const say = createSay("zh-CN");
const act = (id: string, at: number, more: Partial<RefusedRec> = {}): RefusedRec => ({
  ...{ kind: "refused", id: commandId(id), seq: seq(1), units: [unitId("mine")], scope: [unitId("mine")] },
  ...{ did: "SignOn", at, notedAt: at + 5, tail: "", words: "", refusal: { code: "too_old" } },
  ...more,
});
const settled = (at: number) => ({ settled: { at, by: "赵", note: "办了" } });

test("open ones stand with the longest waiting on top, settled ones with the newest, and only open ones are counted", () => {
  const all = [act("b", 20), act("a", 10), act("c", 1, settled(30)), act("d", 2, settled(40))];
  expect(refusedRows(all, "open").map(({ id }) => id)).toEqual(["a", "b"]);
  expect(refusedRows(all, "done").map(({ id }) => id)).toEqual(["d", "c"]);
  expect(openRefused(all)).toBe(2);
});

test("each is called by what was done, of what, and by whom; what cannot be known is said", () => {
  const desk = {
    say,
    workerName: (id: string) => `名${id}`,
    named: ({ name }: { readonly name: string }) => name,
    records: { get: () => undefined, all: () => [] },
  };
  expect(didOf(act("a", 1), desk)).toBe("上岗签到");
  expect(didOf(act("a", 1, { did: "DanceOnPost" }), desk)).toBe("DanceOnPost");
  expect(aboutOf(act("a", 1, { about: { kind: "post", id: "p9" } }), desk)).toBe("p9");
  expect(aboutOf(act("a", 1), desk)).toBe("");
  expect(whoseOf(act("a", 1, { worker: workerId("w1") }), desk)).toBe("名w1");
  expect(whoseOf(act("a", 1, { tail: "817" }), desk)).toContain("817");
  expect(whoseOf(act("a", 1), desk)).toBe(say("refused.unknown"));
});

test("[§5] the whole crew is called by name and role, the second signer as such; whom nobody knows is said", () => {
  const desk = {
    say,
    workerName: (id: string) => `名${id}`,
    named: ({ name }: { readonly name: string }) => name,
    records: { get: () => undefined, all: () => [] },
  };
  const others = [
    { as: "crew", worker: workerId("w1"), of: "司机" },
    { as: "incoming", worker: workerId("w2"), of: "" },
    { as: "countersign", of: "" },
  ] as const;
  expect(othersOf(act("a", 1, { others }), desk)).toEqual(["名w1：司机", "接班：名w2", "会签：不知道是谁"]);
  expect(othersOf(act("a", 1), desk)).toEqual([]);
});

test("the page has an address of its own under the posts", () => {
  expect(parseRoute("#/refused/a")).toEqual({ page: "refused", id: "a" });
  expect(railPage("refused")).toBe("posts");
});

test("[SCR-1] a kiosk of an older build is said to keep what waits in the clear", () => {
  const report: ScreenReport = { build: "b", seq: 1, heap: 0, queue: 0, error: "", clockOff: 0 };
  expect(sealingOf(report)).toBe("old");
  expect(sealingOf({ ...report, sealed: true })).toBe("yes");
  expect(sealingOf({ ...report, sealed: false })).toBe("no");
});
