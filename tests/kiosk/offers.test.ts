// When a sign-up asks whether to queue: badge and three touches where seats are free, and nobody is queued unasked. [ACT-3]

import { expect, test } from "vitest";
import { day } from "../../domain/ids.ts";
import { siteClock } from "../../domain/time.ts";
import { dayDateText, fullDateText, spanText } from "../../kiosk/dates.ts";
import { queueQuestion } from "../../kiosk/offers.ts";

test("[ACT-3] with seats free on a living line nothing is asked", () => {
  expect(queueQuestion(14, true)).toBe("none");
});

test("[ACT-3] with few seats, or without a line, it is asked; when full, the queue is all there is", () => {
  expect(queueQuestion(3, true)).toBe("ask");
  expect(queueQuestion(14, false)).toBe("ask");
  expect(queueQuestion(0, true)).toBe("only-queue");
  expect(queueQuestion(0, false)).toBe("only-queue");
});

test("a date has one form in each language, the wall's", () => {
  const monday = day("2026-11-23");
  expect(dayDateText(monday, "zh-CN")).toBe("11 月 23 日 周一");
  expect(dayDateText(monday, "en")).toBe("Mon 23 Nov");
  expect(fullDateText(monday, "zh-CN")).toBe("2026 年 11 月 23 日");
  const clock = siteClock("Asia/Shanghai");
  const [from, to] = [clock.instant(monday, 13 * 60 + 30), clock.instant(monday, 17 * 60 + 30)];
  expect(spanText(clock, from, to, "en")).toBe("Mon 23 Nov 13:30–17:30");
});
