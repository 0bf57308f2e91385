// Activities as a board tells them: people on the ground, sign-ups, hours, and what comes next.

import { describe, expect, it } from "vitest";
import { volunteers } from "../../../domain/activities/volunteers.ts";
import { day } from "../../../domain/ids.ts";
import type { Rec } from "../../../domain/records.ts";
import { hour, minute, siteClock } from "../../../domain/time.ts";
import { boardFixture, emptyFixture, plainScene, recordsOf } from "../../kit/board-fixture.ts";
import { sceneNow } from "../../kit/post-fixture.ts";

const clock = siteClock("Asia/Shanghai");
const board = boardFixture(plainScene);
const edited = (change: (record: Rec) => Rec) => recordsOf(board.list.map(change));

describe("volunteers", () => {
  it("[ACT-6] counts people on the ground, entries of the site's day and hours of its month", () => {
    expect(volunteers(board, clock, sceneNow)).toMatchObject({
      onGround: 21,
      signedUpToday: 63,
      monthHours: 1146,
      today: 8,
    });
  });

  it("begins the day and the month at the site's midnight, not at UTC's", () => {
    const lastDay = Date.UTC(2026, 9, 31, 15, 59);
    const records = recordsOf([
      ...board.list.filter((record) => record.kind !== "daily"),
      {
        kind: "daily",
        id: day("2026-10-31"),
        seq: board.list[0]?.seq ?? fail(),
        signUps: 5,
        volunteerMinutes: 60,
        signOns: 0,
        checkIns: 0,
        alarms: 0,
        alarmPeak: 0,
        shifts: [],
      },
    ]);
    expect(volunteers(records, clock, lastDay)).toMatchObject({ signedUpToday: 5, monthHours: 1 });
    expect(volunteers(records, clock, lastDay + minute)).toMatchObject({ signedUpToday: 0, monthHours: 0 });
  });

  it("lists what runs or comes, soonest first, and drops what is over", () => {
    const names = volunteers(board, clock, sceneNow).lines.map((line) => line.activity.name);
    expect(names.slice(0, 4)).toEqual(["河岸清理", "防火宣传", "苗圃防寒", "井口帮教"]);
    const evening = volunteers(board, clock, sceneNow + 2 * hour);
    expect(evening.lines[0]?.activity.name).toBe("苗圃防寒");
    expect(evening.today).toBe(8);
  });

  it("keeps an activity cancelled today on the list until its end, and does not count it", () => {
    const records = edited((record) =>
      record.kind === "activity" && record.name === "急救培训"
        ? { ...record, cancelled: { reason: "大风", at: sceneNow } }
        : record,
    );
    const view = volunteers(records, clock, sceneNow);
    expect(view.today).toBe(7);
    expect(view.lines.find((line) => line.activity.name === "急救培训")?.phase).toBe("cancelled");
    const after = volunteers(records, clock, sceneNow + 5 * hour);
    expect(after.lines.some((line) => line.activity.name === "急救培训")).toBe(false);
  });

  it("says nothing where there is nothing", () => {
    expect(volunteers(emptyFixture(), clock, sceneNow)).toEqual({
      onGround: 0,
      signedUpToday: 0,
      monthHours: 0,
      today: 0,
      byUnit: [],
      lines: [],
    });
  });
});

const fail = (): never => {
  throw new Error("the fixture is empty");
};
