// The repeat of a new activity as the desk's form has it: what becomes a rule, and which field is wrong. [ACT-1]

import { expect, test } from "vitest";
import { freshRepeat, monthly, type RepeatFields, seriesOf } from "../../web/desk/activities/repeat-form.ts";

/** A Wednesday. */
const begins = "2026-11-25T18:00";
const fields = (more: Partial<RepeatFields>): RepeatFields => ({ ...freshRepeat(), ...more });

test("once is no series; a week has the first one's day besides those that were chosen, each once", () => {
  expect(seriesOf(freshRepeat(), begins)).toBeUndefined();
  expect(seriesOf(fields({ rhythm: "week" }), begins)).toEqual({ repeat: { every: "week", days: "3" }, times: 8 });
  expect(seriesOf(fields({ rhythm: "week", days: ["5", "3", "1"] }), begins)).toMatchObject({
    repeat: { days: "135" },
  });
});

test("months and shifts; an end that is empty is none", () => {
  expect(seriesOf(fields({ rhythm: "month-week", times: "60", until: "2027-06-01" }), begins)).toEqual({
    repeat: { every: "month-week" },
    times: 60,
    until: "2027-06-01",
  });
  expect(seriesOf(fields({ rhythm: "shifts", shifts: "4" }), begins)).toMatchObject({
    repeat: { every: "shifts", n: 4 },
  });
  expect(monthly(begins)).toEqual({ date: 25, week: 4, weekday: 3 });
  expect(monthly("")).toBeUndefined();
});

test("what is wrong is named", () => {
  for (const times of ["1", "61", "", "x", "2.5"])
    expect(seriesOf(fields({ rhythm: "week", times }), begins), times).toBe("form.repeat.times.wrong");
  for (const shifts of ["0", "91", ""])
    expect(seriesOf(fields({ rhythm: "shifts", shifts }), begins), shifts).toBe("form.repeat.shifts.wrong");
  for (const until of ["2026-11-25", "2026-02-30"])
    expect(seriesOf(fields({ rhythm: "month-day", until }), begins), until).toBe("form.repeat.until.wrong");
});
