// Closing a day of coverage and patrols: once, in time or late; what it comes to; and who sees it. [COV-2]

import { describe, expect, test } from "vitest";
import { retiring } from "../../../domain/alarms/conditions.ts";
import { roles } from "../../../domain/decider.ts";
import { checkpointId, day, patrolId, unitId, workerId } from "../../../domain/ids.ts";
import { present } from "../../../domain/present.ts";
import { addDays, dayLength, minute } from "../../../domain/time.ts";
import { watcher } from "../../kit/spec.ts";
import { admin, at, clock, createLand, type Land, landImport, walkEast } from "../../kit/walked-land.ts";

const begun = at("2026-11-22", 7);
const close = (on: string) => ({ type: "CloseDay", day: day(on) }) as const;
const forest = (land: Land, on: string) => {
  const found = land.dayRec(on).zones.find((one) => one.zone === "z-forest");
  if (found === undefined) throw new Error("no zone");
  return found;
};
const team = (land: Land, on: string, unit = "forest") => land.dayRec(on).teams?.find((one) => one.unit === unit);
/** One patrol of two on 22 November, 42 minutes and 2.87 km eastward from the gate. */
const lived = (): Land => {
  const land = createLand(begun);
  land.plan("p1", at("2026-11-22", 8), { members: ["w5"] });
  land.act({ type: "StartPatrol", patrol: patrolId("p1") }, admin);
  land.goTo(at("2026-11-22", 9));
  land.report("p1", walkEast(at("2026-11-22", 8), 42));
  return land;
};

describe("[COV-2] a day is closed", () => {
  test("[COV-2] 20 minutes after its end, not before, and once", () => {
    const land = lived();
    land.goTo(at("2026-11-23", 0) + 20 * minute - 1, false);
    expect(land.due()).toEqual([]);
    expect(land.act(close("2026-11-22"), watcher)).toBe("day_open");
    land.goTo(at("2026-11-23", 0) + 20 * minute, false);
    expect(land.due()).toEqual(["2026-11-22"]);
    expect(land.act(close("2026-11-22"), watcher)).toBe("DayClosed");
    const first = land.dayRec("2026-11-22");
    expect(land.due()).toEqual([]);
    land.goTo(at("2026-12-20", 8), false);
    expect(land.act(close("2026-11-22"), watcher)).toBe("already");
    expect(land.dayRec("2026-11-22")).toEqual(first);
  });

  test("[COV-2] it tells each zone's cells and each team's effort, by what they were counted, and no name", () => {
    const land = lived();
    land.goTo(at("2026-11-23", 1));
    expect(land.dayRec("2026-11-22")).toMatchObject({ id: "2026-11-22", season: "2026-10-01" });
    const zone = forest(land, "2026-11-22");
    expect(zone).toMatchObject({ intervalDays: 7, lmin: 100, cell: 1000, crs: "EPSG:4549", day: zone.inTime });
    expect(zone.day).toBeGreaterThanOrEqual(3);
    expect([zone.week, zone.month, zone.season]).toEqual([zone.day, zone.day, zone.day]);
    expect(zone.metres).toBeCloseTo(41 * 70, -1);
    expect(land.dayRec("2026-11-22").zones.find((one) => one.zone === "z-mine")).toMatchObject({
      day: 0,
      inTime: 0,
      intervalDays: 30,
    });
    expect(land.dayRec("2026-11-22").teams).toEqual([
      {
        unit: "forest",
        scope: ["co", "forest"],
        metres: expect.closeTo(41 * 70, -1),
        ms: 41 * minute,
        patrols: 1,
        personDays: 2,
        due: 2,
        inTime: 2,
        missed: 0,
        called: 2,
        online: 2,
        met: 0,
      },
    ]);
    expect(JSON.stringify(land.dayRec("2026-11-22"))).not.toMatch(/李|王|w\d/);
  });

  test("[COV-2] recency falls by itself on the days when nobody goes; week, month and season count each cell once", () => {
    const land = lived();
    land.goTo(at("2026-11-30", 8));
    const { day: visited } = forest(land, "2026-11-22");
    // 22 November 2026 is a Sunday.
    expect(forest(land, "2026-11-23")).toMatchObject({
      day: 0,
      week: 0,
      month: visited,
      season: visited,
      inTime: visited,
    });
    expect(forest(land, "2026-11-29")).toMatchObject({ inTime: visited });
    land.goTo(at("2026-12-01", 8));
    expect(forest(land, "2026-11-30")).toMatchObject({ inTime: 0, month: visited });
    land.goTo(at("2026-12-02", 8));
    expect(forest(land, "2026-12-01")).toMatchObject({ month: 0, season: visited });
  });

  test("[COV-2] seasons begin on the days that the site says", () => {
    const land = createLand(begun, landImport({ settings: { seasons: ["03-15", "06-16", "09-15", "11-16"] } }));
    land.goTo(at("2026-11-23", 1));
    expect(land.dayRec("2026-11-22").season).toBe("2026-11-16");
  });

  test("[COV-2] a checkpoint is in time inside its window, missed where nobody came before the patrol's own ended; a cancelled patrol owes none", () => {
    const land = createLand(begun);
    for (const id of ["p1", "p2", "p3"]) land.plan(id, at("2026-11-22", 8));
    land.act({ type: "CancelPatrol", patrol: patrolId("p3"), reason: "暴雪" }, admin);
    land.goTo(at("2026-11-22", 10));
    const scan = (checkpoint: string, when: number) =>
      land.act(
        { type: "ScanCheckpoint", patrol: patrolId("p1"), checkpoint: checkpointId(checkpoint), by: "nfc", at: when },
        { kind: "worker", worker: workerId("w2"), proof: "badge", roles: ["worker"] },
      );
    scan("gate", at("2026-11-22", 9.5));
    scan("tower", at("2026-11-22", 9));
    land.goTo(at("2026-11-23", 1));
    // Of p1: the gate too late, the tower in time; of p2 nothing.
    expect(team(land, "2026-11-22")).toMatchObject({
      due: 4,
      inTime: 1,
      missed: 2,
      called: 1,
      online: 0,
      met: 0,
      patrols: 0,
    });
  });

  test("[COV-2] who walks an hour and a kilometre in all has met the day; each person counts once", () => {
    const land = createLand(begun);
    land.plan("p1", at("2026-11-22", 8), { members: ["w5"] });
    land.plan("p2", at("2026-11-22", 14), { leader: "w5" });
    land.goTo(at("2026-11-22", 16));
    land.report("p1", walkEast(at("2026-11-22", 8), 40));
    land.report("p2", walkEast(at("2026-11-22", 14), 30));
    land.goTo(at("2026-11-23", 1));
    expect(team(land, "2026-11-22")).toMatchObject({ called: 2, online: 2, met: 1, personDays: 3, patrols: 2 });
  });

  test("[COV-2] after a standstill every day is closed in its order; what is past reckoning is refused", () => {
    const land = lived();
    land.goTo(at("2026-12-05", 8), false);
    expect(land.due()).toHaveLength(7);
    land.goTo(at("2026-12-05", 8));
    expect(land.days().map(({ id }) => id)).toEqual(
      Array.from({ length: 13 }, (_, n) => addDays(day("2026-11-22"), n)),
    );
    expect(land.act(close("2026-10-01"), watcher)).toBe("day_past");
  });

  test("[COV-2] closed when its patrols were no longer on the board, its teams are not known, and not nought", () => {
    const land = lived();
    land.goTo(at("2026-12-05", 8), false);
    land.goTo(at("2026-12-05", 8));
    expect(forest(land, "2026-11-22").day).toBeGreaterThanOrEqual(3);
    expect(land.dayRec("2026-11-22").teams).toBeUndefined();
    expect(land.dayRec("2026-11-29").teams).toEqual([]);
  });

  test("[COV-2] a zone begins with the day on which it was drawn", () => {
    const land = createLand(begun);
    land.plan("p1", at("2026-11-20", 8));
    land.goTo(at("2026-11-23", 1));
    expect(land.dayRec("2026-11-21").zones).toEqual([]);
    expect(land.dayRec("2026-11-22").zones).toHaveLength(2);
  });

  test("[ORG-1] a desk sees the zones and teams of its unit and below; walls, kiosks and workers none", () => {
    const land = lived();
    land.goTo(at("2026-11-23", 1));
    const record = land.dayRec("2026-11-22");
    for (const role of roles) {
      expect(present(record, { kind: "desk", role, unit: unitId("co") })).toEqual(record);
      const mine = present(record, { kind: "desk", role, unit: unitId("mine") });
      expect(mine).toMatchObject({ zones: [{ zone: "z-mine" }], teams: [] });
    }
    expect(present(record, { kind: "auditor" })).toEqual(record);
    expect(present(record, { kind: "wall", unit: unitId("co") })).toBeUndefined();
    expect(present(record, { kind: "kiosk", unit: unitId("co") })).toBeUndefined();
    expect(present(record, { kind: "person", worker: workerId("w2") })).toBeUndefined();
  });

  test("[COV-2] day records leave the board after two years", () => {
    const land = lived();
    land.goTo(at("2026-11-23", 1));
    const gone = (days: number) =>
      retiring(land.board, clock, land.now() + days * dayLength).filter(({ of }) => of === "coverday");
    expect(gone(729)).toEqual([]);
    expect(gone(732)).toEqual([{ of: "coverday", id: "2026-11-22" }]);
  });
});
