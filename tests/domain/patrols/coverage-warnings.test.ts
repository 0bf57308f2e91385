// What coverage warns of: areas where nobody has been for three days, key zones not covered this month; never before anybody could know it. [COV-3]

import { describe, expect, test } from "vitest";
import { siteCoverage } from "../../../domain/coverage/coverage-views.ts";
import { coverageWarnings, lastMonthWarnings } from "../../../domain/coverage/coverage-warnings.ts";
import { at, clock, createLand, fromGate, type Land, walkEast } from "../../kit/walked-land.ts";

const told = (land: Land, moment: number) => {
  const { board } = land;
  const { site } = board.look;
  const cover = siteCoverage(board.all("zone"), board.all("cover"), moment, clock, site.settings);
  return coverageWarnings(cover, (id) => board.get("zone", id), clock);
};
const idle = (land: Land, moment: number) => told(land, moment).filter((one) => one.is === "idle");
const months = (land: Land, moment: number) => told(land, moment).filter((one) => one.is === "month");
const cells = (land: Land): number => land.board.get("zone", "z-forest")?.grid.cells.length ?? 0;
const walked = (land: Land, on: string, up = 0): void => {
  land.goTo(at(on, 12));
  land.upload(walkEast(at(on, 8), 45, [0, up]));
};

describe("[COV-3] nobody has been in a zone", () => {
  test("[COV-3] for three site days: not on the second, on the third, with how many; a visit ends it", () => {
    const land = createLand(at("2026-11-02", 7));
    walked(land, "2026-11-02");
    expect(idle(land, at("2026-11-04", 23))).toEqual([]);
    expect(idle(land, at("2026-11-05", 0))).toEqual([
      { is: "idle", zone: "z-mine", days: 3 },
      { is: "idle", zone: "z-forest", days: 3 },
    ]);
    walked(land, "2026-11-06");
    expect(idle(land, at("2026-11-07", 12))).toEqual([{ is: "idle", zone: "z-mine", days: 5 }]);
  });

  test("[COV-3] a few steps at its edge are no visit", () => {
    const land = createLand(at("2026-11-02", 7));
    land.goTo(at("2026-11-06", 12));
    const [lon, lat] = fromGate(0, 0);
    land.upload([
      [at("2026-11-06", 8), lon, lat, 5],
      [at("2026-11-06", 8) + 60_000, lon + 0.0005, lat, 5],
    ]);
    expect(idle(land, at("2026-11-06", 13)).map(({ zone }) => zone)).toContain("z-forest");
  });

  test("[COV-3] a zone drawn today waits for nobody yet", () => {
    const land = createLand(at("2026-11-02", 7));
    expect(told(land, at("2026-11-02", 8))).toEqual([]);
  });
});

describe("[COV-3] a key zone not covered this month", () => {
  test("[COV-3] is told in the month's last five days, while it can be mended: how many cells, how many days", () => {
    const land = createLand(at("2026-11-02", 7));
    walked(land, "2026-11-02");
    const lacking = cells(land) - visited(land);
    expect(months(land, at("2026-11-25", 12))).toEqual([]);
    expect(months(land, at("2026-11-26", 12))).toEqual([{ is: "month", zone: "z-forest", cells: lacking, days: 5 }]);
    expect(months(land, at("2026-11-30", 12))).toEqual([{ is: "month", zone: "z-forest", cells: lacking, days: 1 }]);
    // Other zones have their own intervals; a month is asked of key zones alone.
    expect(months(land, at("2026-12-01", 0))).toEqual([]);
  });

  test("[COV-3] a cell visited last month is not covered this month; February has its own end", () => {
    const land = createLand(at("2027-01-30", 7));
    walked(land, "2027-01-30");
    expect(months(land, at("2027-02-23", 12))).toEqual([]);
    expect(months(land, at("2027-02-24", 12))).toEqual([
      { is: "month", zone: "z-forest", cells: cells(land), days: 5 },
    ]);
  });

  test("[COV-3] what a month lacked is told in the first three days of the next, from its last day's record", () => {
    const land = createLand(at("2026-11-02", 7));
    walked(land, "2026-11-20");
    land.goTo(at("2026-12-03", 23));
    const lacked = [{ is: "last-month", zone: "z-forest", cells: cells(land) - visited(land) }];
    expect(lastMonthWarnings(land.board, at("2026-12-01", 8), clock)).toEqual(lacked);
    expect(lastMonthWarnings(land.board, land.now(), clock)).toEqual(lacked);
    expect(lastMonthWarnings(land.board, at("2026-12-04", 0), clock)).toEqual([]);
    // A late upload takes back what it mends.
    land.upload(walkEast(at("2026-11-25", 8), 45, [0, 3000]));
    expect(lastMonthWarnings(land.board, land.now(), clock)[0]).toMatchObject({ cells: cells(land) - visited(land) });
  });
});

/** Cells of the forest that were ever visited. */
function visited(land: Land): number {
  const cover = siteCoverage(
    land.board.all("zone"),
    land.board.all("cover"),
    land.now(),
    clock,
    land.board.look.site.settings,
  );
  const forest = cover.zones.find(({ zone }) => zone === "z-forest");
  return forest === undefined ? 0 : forest.cells - forest.never;
}
