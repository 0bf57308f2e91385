// A hazard found again, by whatever somebody still knows of it. [CASE-1]

import { describe, expect, it } from "vitest";
import { askNothing, caseNumber, monthsOf, searchHazards } from "../../../domain/cases/case-search.ts";
import { unitId } from "../../../domain/ids.ts";
import { dayLength } from "../../../domain/time.ts";
import { acceptance, done, of, report, safety } from "../../kit/hazards.ts";
import { createSpec } from "../../kit/spec.ts";
import { worker } from "../../kit/world.ts";

const setting = () => {
  const spec = createSpec();
  const gas = report(spec);
  const fire = report(spec, worker(2), { class: "fire", words: "灭火器 过期 Ｂ区" });
  spec.given({ type: "VerifyCase", case: fire }, safety);
  spec.given({ type: "GradeCase", case: fire, level: "major", colour: "red" }, safety);
  spec.pass(40 * dayLength);
  const closed = done(spec);
  spec.given(acceptance(closed), worker(6, "pin"));
  const find = (ask: Partial<typeof askNothing>) =>
    searchHazards(
      spec.board.all("case"),
      { ...askNothing, ...ask },
      spec.clock,
      (one) => `${caseNumber(one, spec.clock)} ${one.words}`,
    ).map(({ id }) => id);
  return { spec, gas, fire, closed, find };
};

describe("finding a hazard again", () => {
  it("[CASE-1] given nothing asked, when searched, then all are found", () => {
    const { find, gas, fire, closed } = setting();
    expect(find({})).toEqual([gas, fire, closed]);
  });

  it("[CASE-1] given words in any order, width and case, when searched, then each must stand in it", () => {
    const { find, fire } = setting();
    expect(find({ typed: " b区  灭火器 " })).toEqual([fire]);
    expect(find({ typed: "灭火器 顶板" })).toEqual([]);
  });

  it("[CASE-1] given its number, when searched, then it alone is found; the number is the day it was seen and its id's end", () => {
    const { find, spec, fire } = setting();
    const number = caseNumber(of(spec, fire), spec.clock);
    expect(number).toMatch(/^\d{8}-.{1,6}$/);
    expect(number.slice(0, 8)).toBe(spec.clock.dayOf(of(spec, fire).at).replaceAll("-", ""));
    expect(find({ typed: number })).toEqual([fire]);
  });

  it("[CASE-1] given kind, level, colour, unit or month, when searched, then those alone are found", () => {
    const { find, spec, gas, fire, closed } = setting();
    expect(find({ class: "fire" })).toEqual([fire]);
    expect(find({ grade: "major" })).toEqual([fire]);
    expect(find({ grade: "orange" })).toEqual([closed]);
    expect(find({ unit: "co" })).toEqual([gas, fire, closed]);
    expect(find({ unit: unitId("forest") })).toEqual([]);
    const months = monthsOf(spec.board.all("case"), spec.clock);
    expect(months).toHaveLength(2);
    expect(find({ month: months[0] ?? "" })).toEqual([closed]);
    expect(find({ month: months[1] ?? "", class: "gas" })).toEqual([gas]);
  });

  it("[CASE-1] given a case of another sort, when searched, then it is never found", () => {
    const { spec, fire } = setting();
    const other = Object.assign({}, of(spec, fire), { sort: "appeal" });
    expect(searchHazards([other], askNothing, spec.clock, () => "")).toEqual([]);
    expect(monthsOf([other], spec.clock)).toEqual([]);
  });
});
