// What comes again after it has left the board: it is there again, and no figure counts it twice. [PAT-2, COV-2]

import { describe, expect, test } from "vitest";
import { retiring } from "../../../domain/alarms/conditions.ts";
import { lastVisit } from "../../../domain/coverage/coverage.ts";
import { unitId } from "../../../domain/ids.ts";
import { dayLength, hour, minute } from "../../../domain/time.ts";
import { createGeodesy } from "../../../server/ingest/geodesy.ts";
import { importPatrols } from "../../../server/ingest/import-patrols.ts";
import { erLeader, erPage, erPatrol, erSegment, erTracks, uuidOf, walkFrom } from "../../kit/moved-files.ts";
import { watcher } from "../../kit/spec.ts";
import { admin, at, clock, createLand, type Land, walkEast } from "../../kit/walked-land.ts";

const retire = (land: Land): string =>
  land.act({ type: "Retire", records: [...retiring(land.board, clock, land.now())] }, watcher);
const figures = (land: Land) => ({
  days: land.days().map(({ id, zones, teams }) => ({ id, zones, teams })),
  cells: [...land.board.all("cover")].map(({ id, cells }) => [id, cells.map((one) => lastVisit(one, 100))]),
});

describe("[PAT-2] what comes again after it has left the board", () => {
  test("[PAT-2] given a patrol that moved over and left the board, when its file comes again, then it is a patrol again and no kilometre and no cell counts twice", () => {
    const land = createLand(at("2026-11-22", 7));
    land.goTo(at("2026-11-25", 8));
    const start = at("2026-11-25", 6);
    const segment = erSegment(start, start + hour, { leader: erLeader("李2") });
    const files = [erPage([erPatrol(1, [segment])]), erTracks(uuidOf(700), walkFrom(start, 60))].map((one, n) => ({
      name: `${n}.json`,
      bytes: Buffer.from(JSON.stringify(one)),
    }));
    const move = (): string => {
      const read = importPatrols(
        files,
        { datum: "wgs84", unit: unitId("forest"), clock, now: land.now() },
        createGeodesy(),
      );
      return read.ok ? land.act(read.command, admin) : read.refusal.code;
    };
    expect(move()).toContain("TrackRecorded");
    const importedAt = land.now();
    land.goTo(importedAt + 62 * dayLength);
    retire(land);
    expect(move()).toBe("already");
    land.goTo(importedAt + 63 * dayLength + hour);
    const once = figures(land);
    expect(once.days.find((one) => one.id === "2026-11-25")?.teams).toMatchObject([{ patrols: 1, ms: hour }]);
    retire(land);
    expect([...land.board.all("patrol")]).toEqual([]);
    expect(move()).toContain("TrackRecorded");
    expect([...land.board.all("patrol")]).toHaveLength(1);
    expect(figures(land)).toEqual(once);
  });

  test("[PAT-2] a file whose last fixes lie minutes ahead of the server's clock, past midnight, is not counted again either", () => {
    const land = createLand(at("2026-11-22", 7));
    const midnight = at("2026-11-26", 0);
    const walk = walkEast(midnight - 20 * minute, 26);
    land.goTo(midnight - 2 * minute);
    expect(land.upload(walk)).toBe("TrackRecorded");
    const recordedAt = land.now();
    land.goTo(recordedAt + 62 * dayLength);
    const once = figures(land);
    expect(once.days.find((one) => one.id === "2026-11-26")?.teams).toMatchObject([{ patrols: 1, ms: 5 * minute }]);
    land.goTo(recordedAt + 62 * dayLength + minute);
    retire(land);
    land.upload(walk);
    expect(figures(land)).toEqual(once);
  });
});
