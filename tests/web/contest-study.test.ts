// Contests and study days as desk, wall and kiosk tell them: typed points, the order of items, who is first on a wall. [ACT-5, ACT-6]

import { describe, expect, test } from "vitest";
import type { ContestRound } from "../../domain/contests/contest.ts";
import { freshResults } from "../../domain/contests/results.ts";
import { addDays, dayLength } from "../../domain/time.ts";
import { fieldsOf, flawsOf, freshRound, pointsOf, roundsOf } from "../../web/desk/contests/contest-form.ts";
import { studyRows } from "../../web/desk/study/study-view.ts";
import { unitLine } from "../../web/wall/activity-rows.ts";
import { a1, cameAndLeft, endsAt, organiser, overAt, signedUp, startsAt } from "../kit/attended.ts";
import { closing, contested, during, finishing, marked, oneRound, publishing } from "../kit/contested.ts";
import { watcher } from "../kit/spec.ts";
import { worker } from "../kit/world.ts";

describe("[ACT-5] the form of a contest", () => {
  test("points are read with two decimals at most, full-width figures too", () => {
    expect(["85.5", "０８５", "100", "0", "1.005", "-1", "", "abc"].map(pointsOf)).toEqual([
      8550,
      8500,
      10_000,
      0,
      ...[undefined, undefined, undefined, undefined],
    ]);
  });

  test("what is kept comes back as it was typed, criteria and all", () => {
    const rounds: readonly ContestRound[] = [
      oneRound({ goOn: 3, weight: 40 }),
      oneRound({ criteria: [{ name: "用时", nameEn: "Time", most: 10_000 }], trim: true }),
    ];
    const judges = [{ by: "account", login: "j", name: "周" } as const];
    const fields = fieldsOf({ ...empty, rounds, judges });
    expect(flawsOf(fields).any).toBe(false);
    expect(roundsOf(fields)).toEqual(rounds);
  });

  test("a name, the points, the weight, a judge: each that is missing is said", () => {
    const wrong = { ...freshRound("", ""), most: "x", weight: "101", goOn: "0" };
    expect(flawsOf({ rounds: [wrong], judges: [], days: "31" })).toMatchObject({
      rounds: [{ name: "needed.one", most: "contest.number.wrong", weight: "contest.number.wrong" }],
      judges: "contest.judges.needed",
      days: "contest.number.wrong",
      any: true,
    });
    expect(flawsOf({ rounds: [freshRound("决赛", "Final")], judges: [], days: "3" }).any).toBe(true);
  });
});

const empty = {
  kind: "contest",
  id: a1,
  seq: signedUp(0).board.get("site", "site")?.seq ?? fail(),
  scope: [],
  objectionDays: 3,
  begun: false,
  closed: [],
  ties: [],
  result: { state: "none" },
} as const;
function fail(): never {
  throw new Error("fixture");
}

test("[ACT-5] the desk's list begins with study days that named nothing, then what is overdue, then what is said to be done", () => {
  const spec = signedUp(1, {}, { sort: "study" });
  cameAndLeft(spec, 0, startsAt, endsAt);
  spec.pass(overAt - spec.now());
  const on = spec.clock.dayOf(endsAt);
  const rows = (today = on) => studyRows(spec.board.all("study"), spec.board.all("activity"), today, spec.now());
  expect(rows().map(({ kind }) => kind)).toEqual(["unnamed"]);
  const add = (what: string, days: number, who: { office: string } | { worker: ReturnType<typeof idOf> }) =>
    spec.given({ type: "AddFollowUp", activity: a1, what, who, due: addDays(on, days) }, organiser);
  add("后办", 9, { office: "工会" });
  add("先办", 1, { office: "工会" });
  add("说完", 20, { worker: idOf(3) });
  const names = (today = on) => rows(today).map((row) => (row.kind === "item" ? row.item.what : "-"));
  const said = spec.board.get("study", a1)?.items[2]?.id ?? "";
  spec.given({ type: "SayFollowUpDone", activity: a1, item: said }, worker(3, "pin"));
  expect(names()).toEqual(["说完", "先办", "后办"]);
  expect(names(addDays(on, 2))).toEqual(["先办", "说完", "后办"]);
});
const idOf = (n: number) => {
  const one = worker(n);
  return one.kind === "worker" ? one.worker : fail();
};

test("[ACT-5] [ASM-3] a wall tells of a final result for a day, with the first three and nobody behind them", () => {
  const spec = contested(5, [oneRound()], 1, 0);
  marked(spec, [90, 80, 80, 60, 50]);
  spec.given(closing(), organiser);
  spec.given(publishing, organiser);
  expect(freshResults(spec.board, during)).toEqual([]);
  spec.given(finishing, watcher, { now: during });
  const told = (now: number) => freshResults(spec.board, now).map(({ first }) => first.map(({ rank }) => rank));
  expect(told(during)).toEqual([[1, 2, 2]]);
  expect(told(during + dayLength)).toEqual([[1, 2, 2]]);
  expect(told(during + dayLength + 1)).toEqual([]);
});

describe("[ACT-6] the units on a wall", () => {
  const units = [
    { name: "越冬物资站", onGround: 12 },
    { name: "云杉坪管护站", onGround: 8 },
    { name: "松月广场", onGround: 0 },
    { name: "信号队", onGround: 3 },
  ];
  test("as many stand in the line as it holds, the rest are counted, and one without anybody is not named", () => {
    expect(unitLine(units, { width: 900, scale: 1 })).toBe("越冬物资站 12 · 云杉坪管护站 8 · 信号队 3");
    expect(unitLine(units, { width: 330, scale: 1 })).toBe("越冬物资站 12 +2");
    expect(unitLine(units, { width: 60, scale: 1 })).toBe("");
    expect(unitLine([], { width: 900, scale: 1 })).toBe("");
  });
});
