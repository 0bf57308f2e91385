// What a screen may call a worker, and whether a certificate holds on a day. [ORG-2, POST-2]

import { expect, test } from "vitest";
import { day, seq } from "../../domain/ids.ts";
import { isDay, maskName, numberTail, qualificationOn, workerRecord } from "../../domain/workers.ts";
import { siteFixture } from "../kit/site-fixture.ts";

test.each([
  ["王小明", "王*明"],
  ["李江", "李*"],
  ["欧阳娜娜", "欧*娜"],
  ["Anna Berg", "A* B*"],
  ["O'Neil", "O*"],
  ["𠮷田", "𠮷*"],
  ["  王 ", "王*"],
  ["", ""],
])("[ORG-2] %j is shown as %j", (name, masked) => {
  expect(maskName(name)).toBe(masked);
});

test("[ORG-2] a masked name never holds the name itself, a tail never the number", () => {
  for (const { name, number } of siteFixture({ workers: 60 }).workers) {
    expect(maskName(name)).not.toContain(name);
    expect(numberTail(number)).toBe(number.slice(3));
  }
});

test("[POST-2] the latest certificate of a name counts; none is missing", () => {
  const [draft] = siteFixture().workers;
  if (draft === undefined) throw new Error("fixture");
  const held = (until: string) => ({ name: "证", until: day(until) });
  const units = new Map(siteFixture().site.units.map((unit) => [unit.id, unit]));
  const one = workerRecord(
    { ...draft, qualifications: [held("2027-01-01"), held("2026-01-01")] },
    seq(1),
    units,
    undefined,
  );
  expect(qualificationOn(one, "证", day("2026-11-23"))).toEqual({ state: "valid", until: "2027-01-01" });
  expect(qualificationOn(one, "证", day("2027-01-01")).state).toBe("valid");
  expect(qualificationOn(one, "证", day("2027-01-02"))).toEqual({ state: "expired", until: "2027-01-01" });
  expect(qualificationOn(one, "他证", day("2026-11-23"))).toEqual({ state: "missing" });
});

test.each(["2026-02-29", "2026-02-30", "2026-04-31", "2026-13-01", "2026-1-1", "26-01-01", "2026-00-10", "今天", ""])(
  "[ORG-4] %j is no day",
  (text) => {
    expect(isDay(text)).toBe(false);
  },
);

test.each(["2028-02-29", "2026-12-31", "2000-01-01"])("[ORG-4] %s is a day", (text) => {
  expect(isDay(text)).toBe(true);
});
