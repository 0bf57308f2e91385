// An import of patrols is done in many small steps, and asks the site's clock by days and not by fixes. [PAT-1, PAT-2]

import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { unitId } from "../../domain/ids.ts";
import { dayLength, hour, type SiteClock, siteClock } from "../../domain/time.ts";
import { createGeodesy } from "../../server/ingest/geodesy.ts";
import { importingPatrols, importPatrols } from "../../server/ingest/import-patrols.ts";
import { trackLimits } from "../../server/ingest/limits.ts";
import { inTurns } from "../../server/ingest/steps.ts";
import {
  erEvent,
  erPage,
  erPatrol,
  erSegment,
  erTracks,
  smartPatrols,
  smartTracks,
  uuidOf,
} from "../kit/moved-files.ts";
import { shiftStart } from "../kit/site-fixture.ts";

const begun = shiftStart - 3 * dayLength;
const ended = begun + 4 * hour;
const geodesy = createGeodesy();
const shanghai = siteClock("Asia/Shanghai");
const filesOf = (...all: readonly object[]) =>
  all.map((one, n) => ({ name: `${n}.json`, bytes: Buffer.from(JSON.stringify(one)) }));
const askedOf = (clock: SiteClock = shanghai) => ({ datum: "gcj02", unit: unitId("co"), clock, now: shiftStart });
const spots = (count: number, every: number, from = begun) =>
  Array.from({ length: count }, (_, i) => ({ at: from + i * every, lon: 119.9 + i * 1e-6, lat: 47.2 }));
const stepsOf = (files: ReturnType<typeof filesOf>): number => {
  const work = importingPatrols(files, askedOf(), geodesy);
  let steps = 0;
  for (;;) {
    const step = work.next();
    if (step.done !== true) steps += 1;
    else return step.value.ok ? steps : 0;
  }
};

describe("[PAT-2] an import in steps", () => {
  const fixes = 14_000;
  const events = Array.from({ length: 2_000 }, (_, i) => erEvent(i, "fire_rep", begun));
  const ofEarthRanger = filesOf(
    erPage([erPatrol(1, [erSegment(begun, ended, { events })])]),
    erTracks(uuidOf(700), spots(fixes, 1000)),
  );
  const ofSmart = filesOf(smartPatrols(begun, ended, []), smartTracks([spots(fixes, 1000)]));

  test.each([
    ["EarthRanger", ofEarthRanger],
    ["SMART", ofSmart],
  ] as const)(
    "[PAT-2] given a long file of %s, when it is imported, then there is a pause after each piece and each thousand fixes read, dealt, moved and measured",
    (_, files) => {
      const pieces = files.reduce((sum, { bytes }) => sum + Math.floor(bytes.length / 65_536), 0);
      expect(stepsOf(files)).toBeGreaterThan(pieces + (3.5 * fixes) / 1_000);
    },
  );

  test("[PAT-2] in turns and at one go it is the same import, and its track is named as it always was", async () => {
    const read = await inTurns(importingPatrols(ofEarthRanger, askedOf(), geodesy));
    expect(read).toEqual(importPatrols(ofEarthRanger, askedOf(), geodesy));
    const [patrol] = read.ok ? read.command.patrols : [];
    const text = JSON.stringify([patrol?.id, patrol?.track?.raw]);
    expect(patrol?.track?.file.digest).toBe(createHash("sha256").update(text).digest("hex"));
  });
});

describe("[PAT-1] SMART's local times", () => {
  const counting = (zone = "Asia/Shanghai") => {
    let asked = 0;
    const clock = siteClock(zone);
    const counted: SiteClock = {
      ...clock,
      instant: (...of) => {
        asked += 1;
        return clock.instant(...of);
      },
    };
    return { clock: counted, asked: () => asked };
  };

  test("[PAT-1] given stamps of many quarter hours in two files, then the clock is asked for their days", () => {
    const { clock, asked } = counting();
    const days = 20;
    const walk = spots(days * 96, 15 * 60_000, begun - days * dayLength);
    const files = filesOf(smartPatrols(begun - days * dayLength, begun, []), smartTracks([walk]));
    const read = importPatrols(files, { ...askedOf(clock), datum: "wgs84" }, geodesy);
    expect(read.ok && read.command.patrols[0]?.track?.raw[0]?.map(([at]) => at)).toEqual(walk.map(({ at }) => at));
    expect(asked()).toBeLessThanOrEqual(2 * (days + 2));
  });

  test("[PAT-1] a day before GPS began or years ahead is no time, and the clock is not asked", () => {
    const { clock, asked } = counting();
    const walk = [...spots(500, dayLength, Date.UTC(1901, 0, 1)), ...spots(500, dayLength, Date.UTC(2030, 0, 1))];
    const files = filesOf(smartTracks([walk]));
    const read = importPatrols(files, { ...askedOf(clock), datum: "wgs84" }, geodesy);
    expect(read.ok && read.command.patrols[0]?.track?.file.timed).toBe(0);
    expect(asked()).toBe(0);
  });

  test("[PAT-1] a day that a zone change makes shorter is asked of the clock by the minute", () => {
    const { clock } = counting("Europe/Berlin");
    const track = smartTracks([spots(2, 3 * hour, Date.UTC(2026, 2, 28, 17, 30))]);
    const read = importPatrols(filesOf(track), { ...askedOf(clock), datum: "wgs84" }, geodesy);
    const times = read.ok ? read.command.patrols[0]?.track?.raw[0]?.map(([at]) => at) : [];
    // Written as 01:30 and 04:30 on the day that has no 02:30.
    expect(times).toEqual([Date.UTC(2026, 2, 29, 0, 30), Date.UTC(2026, 2, 29, 2, 30)]);
  });

  test("[PAT-2] more points than come at a time are refused while they are read", () => {
    const limits = { ...trackLimits, points: 100 };
    const features = smartTracks([spots(60, 1000)]).features;
    const { clock, asked } = counting();
    const later = smartTracks([spots(60, dayLength, begun - 100 * dayLength)]).features;
    const files = filesOf({ type: "FeatureCollection", features: [...features, ...features, ...later] });
    const read = importPatrols(files, askedOf(clock), geodesy, limits);
    expect([read.ok, asked()]).toEqual([false, 2]);
  });
});
