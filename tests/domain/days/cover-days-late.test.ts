// 补传: what is uploaded after a day was closed rewrites its record and says so; what cannot be rewritten any more is said too. [PAT-2, COV-2]

import { describe, expect, test } from "vitest";
import { coverDayFigures } from "../../../domain/days/cover-closing.ts";
import { checkpointId, patrolId } from "../../../domain/ids.ts";
import { minute } from "../../../domain/time.ts";
import { admin, at, createLand, type Land, landImport, walkEast } from "../../kit/walked-land.ts";

const begun = at("2026-11-22", 7);
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

describe("[PAT-2] 补传: what is uploaded after a day was closed", () => {
  test("[PAT-2] rewrites that day and the days whose recency it changes, and says on each when", () => {
    const land = lived();
    land.goTo(at("2026-11-25", 8));
    const before = land.days();
    const added = walkEast(at("2026-11-23", 10), 60, [0, 2000]);
    expect(land.upload(added)).toBe("TrackRecorded");
    expect(land.days()[0]).toEqual(before[0]);
    const rewritten = { first: land.now(), last: land.now(), times: 1 };
    for (const on of ["2026-11-23", "2026-11-24"]) expect(land.dayRec(on).rewritten).toEqual(rewritten);
    expect(forest(land, "2026-11-23").day).toBeGreaterThanOrEqual(4);
    expect(forest(land, "2026-11-24")).toMatchObject({
      day: 0,
      inTime: (before[2]?.zones[0]?.inTime ?? 0) + forest(land, "2026-11-23").day,
    });
    expect(team(land, "2026-11-23")).toMatchObject({ patrols: 1, personDays: 1, ms: 59 * minute });
    expect(team(land, "2026-11-24")).toBeUndefined();
    expect(land.board.get("coverday", "2026-11-25")).toBeUndefined();
  });

  test("[PAT-2] told twice it changes nothing the second time", () => {
    const land = lived();
    land.goTo(at("2026-11-25", 8));
    const late = walkEast(at("2026-11-22", 8) + 42 * minute, 20, [42 * 70, 0]);
    expect(land.report("p1", late)).toBe("FixesReported");
    const once = land.days();
    land.goTo(at("2026-11-25", 9));
    expect(land.report("p1", late)).toBe("already");
    expect(land.days()).toEqual(once);
    expect(land.dayRec("2026-11-22").rewritten).toMatchObject({ times: 1 });
  });

  test("[PAT-2] a live fix after midnight rewrites nothing, though its patrol set out the day before", () => {
    const land = createLand(begun);
    land.plan("p1", at("2026-11-22", 22), { windowEnd: at("2026-11-23", 6) });
    land.goTo(at("2026-11-22", 23));
    land.report("p1", walkEast(at("2026-11-22", 22), 30));
    land.goTo(at("2026-11-23", 2));
    land.report("p1", walkEast(at("2026-11-23", 1), 30, [5000, 0]));
    expect(land.dayRec("2026-11-22").rewritten).toBeUndefined();
  });

  test("[PAT-2] a scan that comes late, and a patrol cancelled after the day was closed, change what was due", () => {
    const land = lived();
    land.plan("p2", at("2026-11-22", 9));
    land.goTo(at("2026-11-23", 8));
    expect(team(land, "2026-11-22")).toMatchObject({ due: 4, inTime: 2, missed: 2 });
    land.act(
      {
        type: "ScanCheckpoint",
        patrol: patrolId("p2"),
        checkpoint: checkpointId("tower"),
        by: "qr",
        at: at("2026-11-22", 11),
      },
      { kind: "device", profile: "tracker" },
      at("2026-11-22", 11),
    );
    expect(team(land, "2026-11-22")).toMatchObject({ due: 4, inTime: 3, missed: 1 });
    land.act({ type: "CancelPatrol", patrol: patrolId("p2"), reason: "封山" }, admin);
    expect(team(land, "2026-11-22")).toMatchObject({ due: 2, inTime: 2, missed: 0 });
    expect(land.dayRec("2026-11-22").rewritten).toEqual({ first: land.now(), last: land.now(), times: 2 });
  });

  test("[PAT-2] older than the days that cells keep, it is said to be short: kilometres are added, cells are not guessed", () => {
    const land = lived();
    land.goTo(at("2027-02-15", 8));
    const before = forest(land, "2026-11-23");
    expect(land.upload(walkEast(at("2026-11-23", 10), 60, [0, 2000]))).toBe("TrackRecorded");
    const record = land.dayRec("2026-11-23");
    expect(record.short).toEqual({ first: land.now(), last: land.now(), times: 1 });
    expect(forest(land, "2026-11-23")).toEqual(before);
  });

  test("[PAT-2] where the zone was redrawn since, the old grid's cells are left as they were, and it is said", () => {
    const land = lived();
    land.goTo(at("2026-11-24", 8));
    land.act({ type: "ImportSite", import: landImport({ wide: true }) }, { kind: "system", part: "import" });
    const before = forest(land, "2026-11-23");
    land.upload(walkEast(at("2026-11-23", 10), 60, [0, 2000]));
    expect(forest(land, "2026-11-23")).toEqual(before);
    expect(land.dayRec("2026-11-23")).toMatchObject({ short: { times: 1 }, rewritten: { times: 1 } });
  });

  test("[PAT-2] a day is counted on by the rule it was closed by, when the site's Lmin is another since", () => {
    const land = lived();
    land.goTo(at("2026-11-24", 8));
    land.act(
      { type: "ImportSite", import: landImport({ settings: { lmin: 900 } }) },
      { kind: "system", part: "import" },
    );
    land.upload(walkEast(at("2026-11-23", 10), 20, [0, 2000]));
    expect(forest(land, "2026-11-23").day).toBeGreaterThanOrEqual(2);
    expect(forest(land, "2026-11-23").lmin).toBe(100);
  });

  test("[PAT-2] walks off the zones rewrite effort alone", () => {
    const land = lived();
    land.goTo(at("2026-11-24", 8));
    const { zones } = land.dayRec("2026-11-23");
    const away = walkEast(at("2026-11-23", 10), 30).map(([when, lon, lat]) => [when, lon + 1, lat, 5] as const);
    land.upload(away);
    expect(land.dayRec("2026-11-23").zones).toEqual(zones);
    expect(team(land, "2026-11-23")?.metres).toBeGreaterThan(1900);
  });

  test("[PAT-2] a file that is laid down again after its track has left the board adds nothing to a day so long ago", () => {
    const land = lived();
    land.goTo(at("2026-11-24", 8));
    const walk = walkEast(at("2026-11-23", 10), 60);
    land.upload(walk);
    const before = team(land, "2026-11-23");
    land.goTo(at("2027-01-27", 8));
    for (const { id } of land.board.all("track"))
      land.act({ type: "Retire", records: [{ of: "track", id }] }, { kind: "system", part: "watch" });
    land.upload(walk);
    expect(team(land, "2026-11-23")).toEqual(before);
    expect(land.dayRec("2026-11-23").short).toBeDefined();
  });

  test("[PAT-2] a day that a wrong clock closed before it was walked is written as it is walked", () => {
    const land = createLand(begun);
    land.plan("p1", at("2026-11-22", 8), { members: ["w5"] });
    land.act({ type: "StartPatrol", patrol: patrolId("p1") }, admin);
    land.close("2026-11-22", at("2026-11-24", 8));
    expect(forest(land, "2026-11-22").day).toBe(0);
    land.goTo(at("2026-11-22", 9), false);
    land.report("p1", walkEast(at("2026-11-22", 8), 42));
    expect(forest(land, "2026-11-22").day).toBeGreaterThan(1);
    expect(team(land, "2026-11-22")?.metres).toBeGreaterThan(2000);
  });

  test("[PAT-2] a track set aside after its day was closed leaves that day as if nobody had walked; put back, as it was", () => {
    const land = lived();
    land.plan("p2", at("2026-11-22", 9), { members: ["w5"] });
    land.goTo(at("2026-11-22", 12));
    land.act({ type: "EndPatrol", patrol: patrolId("p1") }, admin);
    land.goTo(at("2026-11-25", 8));
    const before = land.days();
    expect(forest(land, "2026-11-22").day).toBeGreaterThan(1);
    const told = ({ zones, teams }: (typeof before)[number]) => ({ zones, teams });
    land.act({ type: "SetTrackAside", patrol: patrolId("p1"), reason: "借给别人用" }, admin);
    expect(forest(land, "2026-11-22")).toMatchObject({ day: 0, inTime: 0 });
    expect(forest(land, "2026-11-24")).toMatchObject({ inTime: 0 });
    expect(team(land, "2026-11-22")?.metres).toBe(0);
    expect(land.dayRec("2026-11-22").rewritten).toMatchObject({ times: 1 });
    for (const record of land.days()) {
      const { season, zones, teams } = record;
      expect({ season, zones, teams }).toEqual(
        coverDayFigures(record.id, land.board.look, { now: land.now(), teams: "known" }),
      );
    }
    land.act({ type: "PutTrackBack", patrol: patrolId("p1"), reason: "弄错了" }, admin);
    expect(land.days().map(told)).toEqual(before.map(told));
    expect(land.dayRec("2026-11-22").rewritten).toMatchObject({ times: 2 });
  });

  test("[PAT-2] what stands in the records is what the board would close them with now", () => {
    const land = lived();
    land.plan("p2", at("2026-11-23", 8), { members: ["w5", "w8"] });
    land.goTo(at("2026-11-26", 8));
    land.report("p2", walkEast(at("2026-11-23", 8), 90, [-4000, 500]));
    land.upload(walkEast(at("2026-11-24", 8), 70, [300, -3000]), "mine");
    land.report("p1", walkEast(at("2026-11-22", 11), 45, [0, -1200]));
    for (const record of land.days()) {
      const { season, zones, teams } = record;
      expect({ season, zones, teams }).toEqual(
        coverDayFigures(record.id, land.board.look, { now: land.now(), teams: "known" }),
      );
    }
    expect(land.days().filter(({ rewritten }) => rewritten !== undefined)).toHaveLength(4);
  });
});
