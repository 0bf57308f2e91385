// Hazards week by week and unit by unit. [CASE-1, CASE-5]

import { expect, it } from "vitest";
import { hazardsByUnit, hazardWeeks, weeksShown } from "../../../domain/cases/hazard-weeks.ts";
import { unitId } from "../../../domain/ids.ts";
import { dayLength, weekday } from "../../../domain/time.ts";
import { acceptance, done, report, safety, told } from "../../kit/hazards.ts";
import { createSpec, type Spec } from "../../kit/spec.ts";
import { worker } from "../../kit/world.ts";

const weeks = (spec: Spec) => hazardWeeks(spec.board.all("case"), spec.now(), spec.clock);

it("[CASE-1] given one closed after two days and nothing since, then its week alone has a median, and weeks begin on Monday", () => {
  const spec = createSpec();
  const id = done(spec);
  spec.pass(2 * dayLength);
  spec.given(acceptance(id), worker(6, "pin"));
  spec.pass(7 * dayLength);
  const all = weeks(spec);
  expect(all).toHaveLength(weeksShown);
  expect(all.map(({ from }) => weekday(from))).toEqual(Array.from({ length: weeksShown }, () => 1));
  expect(all.map((week) => week.medianDays)).toEqual([...Array.from({ length: weeksShown - 2 }), 2, undefined]);
  expect(all.at(-2)).toMatchObject({ closings: 1, reopenings: 0, reopenRate: 0 });
  expect(all.at(-1)).toMatchObject({ closings: 0, reopenRate: undefined });
});

it("[CASE-5] given one closed and reopened in the same week, then none of it held", () => {
  const spec = createSpec();
  const id = done(spec);
  spec.given(acceptance(id), worker(6, "pin"));
  spec.given({ type: "ReopenCase", case: id, reason: "又松了" }, safety);
  expect(weeks(spec).at(-1)).toMatchObject({ closings: 1, reopenings: 1, reopenRate: 100, medianDays: undefined });
});

it("[CASE-1] given two units, then the one with more overdue stands first; what is closed is not counted", () => {
  const spec = createSpec();
  const id = done(spec);
  spec.given(acceptance(id), worker(6, "pin"));
  const { post: _, ...placed } = told;
  spec.given({ ...placed, unit: unitId("forest"), place: "北沟" }, worker(2));
  spec.pass(2 * dayLength);
  report(spec);
  report(spec);
  expect(hazardsByUnit(spec.board.all("case"), spec.now())).toEqual([
    { unit: "forest", open: 1, overdue: 1 },
    { unit: "mine", open: 2, overdue: 0 },
  ]);
});

it("[CASE-1] given cases of another sort, then it is as if they were not there", () => {
  const spec = createSpec();
  report(spec);
  const others = [...spec.board.all("case")].map((one) => Object.assign({}, one, { sort: "appeal" }));
  expect(hazardsByUnit(others, spec.now())).toEqual([]);
  expect(hazardWeeks(others, spec.now(), spec.clock).every(({ closings }) => closings === 0)).toBe(true);
});
