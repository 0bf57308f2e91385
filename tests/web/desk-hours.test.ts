// The certificate of hours and the settling at the desk, as the records give them. [ACT-4]

import { expect, test } from "vitest";
import { day, workerId } from "../../domain/ids.ts";
import { dayLength, hour, minute, siteClock } from "../../domain/time.ts";
import { mayDecide, mayEnter, settlingOf, stateText } from "../../web/desk/activities/attendance-view.ts";
import { entryLists } from "../../web/desk/activities/entry-lists.ts";
import { certificateOf, hoursOf } from "../../web/desk/hours/certificate.ts";
import { createSay } from "../../web/desk/words.ts";
import {
  a1,
  cameAndLeft,
  checkIn,
  endsAt,
  enter,
  entryOf,
  excused,
  organiser,
  overAt,
  settleIt,
  signedUp,
  startsAt,
  watched,
} from "../kit/attended.ts";
import type { Spec } from "../kit/spec.ts";
import { worker } from "../kit/world.ts";

const clock = siteClock("Asia/Shanghai");
const all = { from: undefined, to: undefined };
const on = day("2026-11-29");
const activityIn = (spec: Spec) => {
  const activity = spec.board.look.activity(a1);
  if (activity === undefined) throw new Error("no activity");
  return activity;
};

test("[ACT-4] a certificate lists what was credited, corrections in it, and the last event that it rests on", () => {
  const spec = signedUp(2);
  for (const n of [0, 1]) cameAndLeft(spec, n, startsAt, endsAt);
  expect(certificateOf(spec.board, workerId("w0"), clock, all).lines).toEqual([]);
  spec.given(settleIt, organiser, { now: overAt });
  enter(spec, 0, startsAt, startsAt + 100 * minute);
  const paper = certificateOf(spec.board, workerId("w0"), clock, all);
  expect(paper.lines.map(({ credit, sum }) => [credit.name, sum])).toEqual([
    ["活动a1", { minutes: 100, credits: 1.5 }],
  ]);
  expect(paper.total).toEqual({ minutes: 100, credits: 1.5 });
  expect(paper.upTo).toBe(spec.events.length);
});

test("[ACT-4] its bounds are days of the site, both counted in; what was taken back entirely is not in it", () => {
  const spec = signedUp(1);
  cameAndLeft(spec, 0, startsAt, endsAt);
  spec.given(settleIt, organiser, { now: overAt });
  const between = (from: string, to: string) =>
    certificateOf(spec.board, workerId("w0"), clock, { from: day(from), to: day(to) }).lines.length;
  expect(between(on, on)).toBe(1);
  expect(between("2026-11-01", "2026-11-28")).toBe(0);
  expect(between("2026-11-30", "2026-12-01")).toBe(0);
  enter(spec, 0, startsAt, startsAt);
  expect(between(on, on)).toBe(0);
});

test("hours are cut to a tenth and never rounded up", () => {
  expect([0, 5, 6, 59, 60, 119, 120].map(hoursOf)).toEqual(["0.0", "0.0", "0.1", "0.9", "1.0", "1.9", "2.0"]);
});

test("[ACT-4] an entry's credits are those of its own ledger, whatever rule the site has now", () => {
  const spec = signedUp(1);
  cameAndLeft(spec, 0, startsAt, endsAt);
  spec.given(settleIt, organiser, { now: overAt });
  const site = spec.board.get("site", "site");
  if (site === undefined) throw new Error("no site");
  spec.board.apply([{ kind: "put", record: { ...site, settings: { ...site.settings, creditMin: 120 } } }]);
  const desk = { say: createSay("zh-CN"), join: (...parts: readonly (string | undefined)[]) => parts.join("·") };
  expect(stateText(entryOf(spec, 0), { ...desk, siteClock: clock, records: spec.board })).toBe("120 分钟 · 2 积分");
});

test("[ACT-4] the desk is told why it cannot settle yet, and offers only acts that the rules allow", () => {
  const spec = signedUp(2);
  const site = spec.board.get("site", "site");
  const settling = (now: number) =>
    settlingOf(activityIn(spec), entryLists(spec.board.all("entry"), a1).seated, {
      ...{ say: createSay("zh-CN"), site, siteClock: clock, now },
    });
  spec.given(checkIn, worker(0), { now: startsAt });
  expect(settling(overAt - 1).why).toBe("签退到 11-29 05:30 才结束。");
  expect(settling(overAt).why).toBe("还有 1 人没签退，先补登时间。");
  watched(spec, overAt);
  expect(mayEnter(activityIn(spec), entryOf(spec, 0), overAt, hour)).toBe(true);
  expect(mayDecide(activityIn(spec), entryOf(spec, 0))).toBe(false);
  enter(spec, 0, startsAt, endsAt);
  expect(settling(overAt)).toEqual({ known: 1, why: undefined });
  expect(mayDecide(activityIn(spec), entryOf(spec, 1))).toBe(true);
  spec.given(excused(spec, 1), organiser);
  expect(mayDecide(activityIn(spec), entryOf(spec, 1))).toBe(false);
  expect(mayEnter(activityIn(spec), entryOf(spec, 1), startsAt - hour - 1, hour)).toBe(false);
  const cancelled = signedUp(1);
  watched(cancelled, overAt);
  cancelled.given({ type: "CancelActivity", activity: a1, reason: "雪" }, organiser, { now: overAt + dayLength });
  expect(mayDecide(activityIn(cancelled), entryOf(cancelled, 0))).toBe(false);
});
