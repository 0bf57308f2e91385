// Days of patrols that moved over: those of the site's own are rewritten, those before its first are closed like any other, as far as cells know them. [PAT-2, COV-2]

import { describe, expect, test } from "vitest";
import { unitId } from "../../../domain/ids.ts";
import { dayLength, hour, minute } from "../../../domain/time.ts";
import { createGeodesy } from "../../../server/ingest/geodesy.ts";
import { importPatrols } from "../../../server/ingest/import-patrols.ts";
import { erLeader, erPage, erPatrol, erSegment, erTracks, uuidOf, walkFrom } from "../../kit/moved-files.ts";
import { admin, at, clock, createLand, type Land, walkEast } from "../../kit/walked-land.ts";

const begun = at("2026-11-22", 7);
const geodesy = createGeodesy();

/** A patrol of four hours on each of these days, with a walk of 3.6 km eastward from the gate in it. */
const move = (
  land: Land,
  days: readonly string[],
  more: { readonly leader?: string; readonly tracked?: boolean } = {},
) => {
  const starts = days.map((on) => at(on, 9));
  const page = erPage(
    starts.map((start) =>
      erPatrol(
        start / dayLength,
        [erSegment(start, start + 4 * hour, { leader: erLeader(more.leader ?? "李2"), id: uuidOf(start / minute) })],
        { id: uuidOf(Math.round(start / minute)) },
      ),
    ),
  );
  const tracks = erTracks(
    uuidOf(700),
    starts.flatMap((start) => walkFrom(start + hour, 60)),
  );
  const files = (more.tracked === false ? [page] : [page, tracks]).map((one, n) => ({
    name: `${n}.json`,
    bytes: Buffer.from(JSON.stringify(one)),
  }));
  const asked = { datum: "wgs84", unit: unitId("forest"), clock, now: land.now() };
  const read = importPatrols(files, asked, geodesy);
  return read.ok ? land.act(read.command, admin) : read.refusal.code;
};
const team = (land: Land, on: string) => land.dayRec(on).teams?.find((one) => one.unit === "forest");
const forest = (land: Land, on: string) => land.dayRec(on).zones.find((one) => one.zone === "z-forest");
const idsOf = (land: Land) => land.days().map((one) => one.id);
const dayBefore = (n: number): string => clock.dayOf(at("2026-11-22", 12) - n * dayLength);

describe("[PAT-2] days of the site's own", () => {
  test("[PAT-2] given a closed day, when a patrol of that day moves over, then the day is rewritten and says 补传", () => {
    const land = createLand(begun);
    land.goTo(at("2026-11-25", 8));
    expect(team(land, "2026-11-23")).toBeUndefined();
    move(land, ["2026-11-23"], { leader: "Okello" });
    expect(team(land, "2026-11-23")).toMatchObject({ patrols: 1, personDays: 1, called: 0, ms: 60 * minute });
    expect(forest(land, "2026-11-23")?.day).toBeGreaterThanOrEqual(4);
    expect(land.dayRec("2026-11-23").rewritten?.first).toBe(land.now());
    const once = land.days();
    land.goTo(at("2026-11-25", 9));
    expect(move(land, ["2026-11-23"], { leader: "Okello" })).toBe("already");
    expect(land.days()).toEqual(once);
  });

  test("[COV-2] who walked counts as come; a patrol of record without a track says nothing of anybody", () => {
    const land = createLand(begun);
    land.goTo(at("2026-11-25", 8));
    move(land, ["2026-11-23"]);
    move(land, ["2026-11-24"], { tracked: false });
    expect(team(land, "2026-11-23")).toMatchObject({ called: 1, online: 1, met: 1 });
    expect(team(land, "2026-11-24")).toBeUndefined();
  });
});

describe("[COV-2] days before the site's first", () => {
  test("[COV-2] given a site that has closed days, when older patrols move over, then their days are closed too, without a gap", () => {
    const land = createLand(begun);
    land.goTo(at("2026-11-25", 8));
    expect(idsOf(land)).toEqual(["2026-11-22", "2026-11-23", "2026-11-24"]);
    move(land, [dayBefore(12), dayBefore(20)]);
    land.goTo(at("2026-11-25", 9));
    expect(idsOf(land)).toHaveLength(3 + 20);
    expect(idsOf(land)[0]).toBe(dayBefore(20));
    expect(team(land, dayBefore(12))).toMatchObject({ patrols: 1, personDays: 1, called: 1, online: 1 });
    expect(forest(land, dayBefore(12))?.day).toBeGreaterThanOrEqual(4);
    // What was walked then is still in time a week on, and not after.
    expect(forest(land, dayBefore(6))?.inTime).toBeGreaterThanOrEqual(4);
    expect(forest(land, dayBefore(2))?.inTime).toBe(0);
    expect(land.dayRec(dayBefore(15)).teams).toEqual([]);
  });

  test("[COV-2] as far back as cells know their days, and no further: 61 days", () => {
    const land = createLand(begun);
    land.goTo(at("2026-11-25", 8));
    move(land, [dayBefore(58), dayBefore(59), dayBefore(400)]);
    land.goTo(at("2026-11-25", 9));
    expect(idsOf(land)[0]).toBe(dayBefore(58));
    expect(team(land, dayBefore(58))?.patrols).toBe(1);
    expect(land.due()).toEqual([]);
  });

  test("[COV-2] what moves over in two imports, the older last or first, gives the same days as in one", () => {
    const figures = (...imports: readonly (readonly string[])[]) => {
      const land = createLand(begun);
      land.goTo(at("2026-11-25", 8));
      imports.forEach((days, n) => {
        move(land, days);
        land.goTo(at("2026-11-25", 9 + n));
      });
      return land.days().map(({ id, zones, teams }) => ({ id, zones, teams }));
    };
    const one = figures([dayBefore(9), dayBefore(5), dayBefore(2)]);
    expect(one).toHaveLength(3 + 9);
    expect(figures([dayBefore(2)], [dayBefore(5), dayBefore(9)])).toEqual(one);
    expect(figures([dayBefore(9)], [dayBefore(2)], [dayBefore(5)])).toEqual(one);
  });

  test("[COV-2] a site of today has no day of its own yet: the days of what moved over are closed at once", () => {
    const land = createLand(begun);
    move(land, [dayBefore(3)]);
    land.goTo(at("2026-11-22", 9));
    expect(idsOf(land)).toEqual([dayBefore(3), dayBefore(2), dayBefore(1)]);
    expect(forest(land, dayBefore(3))?.day).toBeGreaterThanOrEqual(4);
  });

  test("[COV-2] a track that came as a file, of a day before the first, has its day too", () => {
    const land = createLand(begun);
    land.goTo(at("2026-11-25", 8));
    expect(land.upload(walkEast(at(dayBefore(5), 10), 60))).toBe("TrackRecorded");
    land.goTo(at("2026-11-25", 9));
    expect(idsOf(land)[0]).toBe(dayBefore(5));
    expect(team(land, dayBefore(5))).toMatchObject({ patrols: 1, ms: 59 * minute });
    expect(forest(land, dayBefore(5))?.day).toBeGreaterThanOrEqual(4);
  });

  test("[COV-2] without anything that moved over no day before the first is made", () => {
    const land = createLand(begun);
    land.upload([]);
    land.goTo(at("2026-11-25", 8));
    expect(idsOf(land)).toHaveLength(3);
  });
});
