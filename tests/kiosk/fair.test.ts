// What a kiosk says of a fairness window and of a series: his own crew's share where it knows him; of a series the nearest. [ACT-1, ACT-3]

import { expect, test } from "vitest";
import type { ActivityRec } from "../../domain/activities/activity.ts";
import { activityId, seq, unitId } from "../../domain/ids.ts";
import { hour } from "../../domain/time.ts";
import { behind } from "../../kiosk/behind.ts";
import { fairIn, leftFor } from "../../kiosk/fair.ts";
import { folded } from "../../kiosk/open-activities.ts";
import type { Person } from "../../kiosk/person.ts";
import { shiftStart } from "../kit/site-fixture.ts";

const until = shiftStart + hour;
const activity: ActivityRec = {
  ...{ kind: "activity", id: activityId("f1"), seq: seq(1), unit: unitId("co"), scope: [unitId("co")] },
  ...{ sort: "volunteer", name: "护林", nameEn: "Ranger day", place: "", capacity: 9, roles: [], nextPlace: 1 },
  ...{ startsAt: until + hour, endsAt: until + 2 * hour, opensAt: shiftStart, closesAt: until, cancelUntil: until },
  fair: { until, shares: { "mine/一班": 5, "mine/二班": 4 } },
  counts: { taken: 3, waiting: 0, here: 0, takenByRole: {} },
};
const known: Person = {
  kind: "known",
  request: { badge: "B1" },
  card: {
    ...{ name: "李*", tail: "007", lang: "zh-CN", largeText: false, proof: "p", level: "badge", records: [] },
    shares: [{ activity: activity.id, share: 5, left: 2 }],
  },
};

test("his crew's share bounds what he may take, while the window runs and no longer", () => {
  expect(fairIn(known, activity, until - 1)).toMatchObject({ until, own: { share: 5, left: 2 } });
  expect(leftFor(known, activity, 6, until - 1)).toBe(2);
  expect(leftFor(known, activity, 1, until - 1)).toBe(1);
  expect(fairIn(known, activity, until)).toBeUndefined();
  expect(leftFor(known, activity, 6, until)).toBe(6);
});

test("a badge without a line is told of the window alone", () => {
  const badge: Person = { kind: "badge", badge: "B1" };
  expect(fairIn(badge, activity, until - 1)).toEqual({ until, own: undefined });
  expect(leftFor(badge, activity, 6, until - 1)).toBe(6);
});

test("[ACT-1] a list has of each series the nearest alone; behind its other days lies the list", () => {
  const of = (id: string, series?: string): ActivityRec => ({
    ...activity,
    id: activityId(id),
    ...(series === undefined ? {} : { series: activityId(series) }),
  });
  const list = [of("a"), of("s", "s"), of("s.2", "s"), of("t", "t"), of("b"), of("s.3", "s")];
  expect(folded(list, (one) => one).map((one) => one.id)).toEqual(["a", "s", "t", "b"]);
  const days = { at: "activities", person: known, show: "all", sheet: 1, series: activityId("s") } as const;
  expect(behind(days)).toEqual({ at: "activities", person: known, show: "all", sheet: 0 });
  expect(behind(behind(days))).toMatchObject({ at: "home" });
});
