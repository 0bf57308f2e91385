// A unit's month of hazards: what it counts, of whom, and in which month. [CASE-1, CASE-5]

import { describe, expect, it } from "vitest";
import { hazardMonth } from "../../../domain/cases/hazard-month.ts";
import { dayLength } from "../../../domain/time.ts";
import { acceptance, done, report, safety } from "../../kit/hazards.ts";
import { createSpec, type Spec } from "../../kit/spec.ts";
import { worker } from "../../kit/world.ts";

const monthOf = (spec: Spec): string => spec.clock.dayOf(spec.now()).slice(0, 7);
const told = (spec: Spec, unit = "mine", month = monthOf(spec)) =>
  hazardMonth(spec.board.all("case"), { unit, month, now: spec.now() }, spec.clock);
const toNextMonth = (spec: Spec): void => {
  const month = monthOf(spec);
  while (monthOf(spec) === month) spec.pass(dayLength);
};

describe("a unit's month of hazards", () => {
  it("[CASE-1] given one open and late and one closed, when counted, then each stands once, for the unit and those above it alone", () => {
    const spec = createSpec();
    report(spec);
    const id = done(spec);
    spec.pass(2 * dayLength);
    spec.given(acceptance(id), worker(6, "pin"));
    expect(told(spec)).toMatchObject({ told: 2, open: 1, overdue: 1, closings: 1, reopenings: 0, reopenRate: 0 });
    expect(told(spec)).toMatchObject({ medianDays: 2, ungraded: 1, major: 0 });
    expect(told(spec, "co")).toEqual(told(spec));
    expect(told(spec, "forest")).toMatchObject({ told: 0, open: 0, closings: 0, reopenRate: undefined, list: [] });
  });

  it("[CASE-5] given one closed and reopened, when counted, then its closing did not hold and it is open again", () => {
    const spec = createSpec();
    const id = done(spec);
    spec.given(acceptance(id), worker(6, "pin"));
    spec.given({ type: "ReopenCase", case: id, reason: "又松了" }, safety);
    expect(told(spec)).toMatchObject({ closings: 1, reopenings: 1, reopenRate: 100, medianDays: undefined, open: 1 });
  });

  it("[CASE-1] given the month has turned, when counted, then only what is open is still listed, and last month is as it was", () => {
    const spec = createSpec();
    const id = report(spec);
    const closed = done(spec);
    spec.given(acceptance(closed), worker(6, "pin"));
    const before = monthOf(spec);
    toNextMonth(spec);
    expect(told(spec)).toMatchObject({ told: 0, closings: 0, open: 1 });
    expect(told(spec).list.map((one) => one.id)).toEqual([id]);
    expect(told(spec, "mine", before)).toMatchObject({ told: 2, closings: 1 });
    expect(told(spec, "mine", before).list.map((one) => one.id)).toEqual([id, closed]);
  });

  it("[CASE-1] given cases of another sort, when counted, then it is as if they were not there", () => {
    const spec = createSpec();
    report(spec);
    const others = [...spec.board.all("case")].map((one) => Object.assign({}, one, { sort: "appeal" }));
    const ask = { unit: "co", month: monthOf(spec), now: spec.now() };
    expect(hazardMonth(others, ask, spec.clock)).toMatchObject({ told: 0, open: 0, list: [] });
  });
});
