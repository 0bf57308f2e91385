// What a board counts of hazards: open by grade, overdue by whose turn it is, closed this month, days to close. [CASE-1, CASE-5]

import * as v from "valibot";
import { describe, expect, it } from "vitest";
import type { CaseRec } from "../../../domain/cases/case.ts";
import { publicCase } from "../../../domain/cases/case-faces.ts";
import { hazardFigures, hazardsOf, medianDays } from "../../../domain/cases/hazard-figures.ts";
import { dayLength, hour } from "../../../domain/time.ts";
import { acceptance, assigned, done, of, report, safety } from "../../kit/hazards.ts";
import { createSpec, type Spec } from "../../kit/spec.ts";
import { worker } from "../../kit/world.ts";

const figures = (spec: Spec, all: Iterable<CaseRec> = spec.board.all("case")) =>
  hazardFigures(all, spec.clock, spec.now());
/** What another sort of case would look like beside the hazards. */
const asAppeal = (one: CaseRec): CaseRec =>
  v.parse(
    v.custom<CaseRec>((rec) => typeof rec === "object"),
    { ...one, sort: "appeal" },
  );

describe("figures of hazards", () => {
  it("[CASE-1] given three open of which one is graded and one closed, when counted, then each stands under its grade", () => {
    const spec = createSpec();
    report(spec);
    report(spec);
    assigned(spec, "major");
    const id = done(spec);
    spec.given(acceptance(id), worker(6, "pin"));
    expect(figures(spec)).toMatchObject({
      open: 3,
      major: 1,
      byColour: { red: 0, orange: 1, yellow: 0, blue: 0 },
      ungraded: 2,
      overdue: 0,
      closedThisMonth: 1,
    });
  });

  it("[CASE-5] given nobody steps in time, when counted, then it is overdue with the office, then with whoever mends, then accepts, then signs off", () => {
    const spec = createSpec();
    const id = report(spec);
    const late = () => figures(spec).late.map(({ unit, turn, n, since }) => [unit, turn, n, spec.now() - since]);
    spec.pass(dayLength);
    expect(late()).toEqual([]);
    spec.pass(hour);
    expect(late()).toEqual([["mine", "office", 1, hour]]);
    const major = assigned(spec, "major");
    spec.pass(3 * dayLength + 2 * hour);
    expect(late()).toEqual([
      ["mine", "office", 1, 3 * dayLength + 3 * hour],
      ["mine", "rectifier", 1, 2 * hour],
    ]);
    spec.given({ type: "RejectCase", case: id, reason: "不是" }, safety);
    spec.given({ type: "SayCaseDone", case: major, evidence: "好了" }, worker(4, "pin"));
    expect(late()).toEqual([]);
    spec.pass(3 * dayLength + hour);
    expect(late()).toEqual([["mine", "acceptor", 1, hour]]);
    spec.given(acceptance(major), worker(6, "pin"));
    spec.pass(3 * dayLength + hour);
    expect(late()).toEqual([["mine", "manager", 1, hour]]);
  });

  it("[CASE-1] given the public face alone, when counted, then the figures are the same and hold nobody's name", () => {
    const spec = createSpec();
    report(spec);
    assigned(spec);
    const id = done(spec, "major");
    spec.pass(4 * dayLength);
    spec.given(acceptance(id), worker(6, "pin"));
    const bare = figures(spec, [...spec.board.all("case")].map(publicCase));
    expect(bare).toEqual(figures(spec));
    expect(bare.late).toHaveLength(2);
    expect(JSON.stringify(bare)).not.toMatch(/"w\d|风机|张|李/);
  });

  it("[CASE-1] given a case of any other sort, when counted, then it is as if it were not there", () => {
    const spec = createSpec();
    const id = report(spec);
    spec.pass(2 * dayLength);
    const before = figures(spec);
    expect(before).toMatchObject({ open: 1, overdue: 1 });
    const closed = assigned(spec);
    spec.given({ type: "SayCaseDone", case: closed, evidence: "好了" }, worker(4, "pin"));
    spec.given(acceptance(closed), worker(6, "pin"));
    const mixed = [of(spec, id), asAppeal(of(spec, id)), asAppeal(of(spec, closed))];
    expect(figures(spec, mixed)).toEqual(before);
    expect(hazardsOf(mixed)).toEqual([of(spec, id)]);
    expect(hazardsOf([{ sort: "appeal" }, { sort: "hazard" }, { sort: "" }])).toEqual([{ sort: "hazard" }]);
  });

  it("[CASE-1] given one closed on the month's last evening, when the site's month turns, then it is last month's", () => {
    const spec = createSpec();
    const id = done(spec);
    spec.given(acceptance(id), worker(6, "pin"));
    const closedOn = spec.clock.dayOf(spec.now());
    expect(figures(spec)).toMatchObject({ closedThisMonth: 1, medianDays: 0 });
    while (spec.clock.dayOf(spec.now()).slice(0, 7) === closedOn.slice(0, 7)) spec.pass(dayLength);
    expect(figures(spec)).toMatchObject({ closedThisMonth: 0, medianDays: undefined });
  });
});

describe("days to close", () => {
  it.each([
    [[], undefined],
    [[2], 2],
    [[5, 1, 3], 3],
    [[4, 1, 2, 3], 2.5],
  ])("[CASE-1] of %j days the median is %s, from when it was seen until it was closed", (days, median) => {
    const spec = createSpec();
    const closed = days.map((n) => {
      const one = of(spec, report(spec));
      return { ...one, is: { state: "closed", at: one.at + n * dayLength, by: "x" } } as const;
    });
    expect(medianDays(closed)).toBe(median);
  });
});
