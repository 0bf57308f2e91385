// A long file is read with the server's other business between its pieces, and says what it says at one go. [PAT-2]

import { describe, expect, test } from "vitest";
import { unitId } from "../../domain/ids.ts";
import { createGeodesy } from "../../server/ingest/geodesy.ts";
import { importing, importTrack } from "../../server/ingest/import-track.ts";
import { inTurns, type Steps } from "../../server/ingest/steps.ts";

const geodesy = createGeodesy();
const gpx = (fixes: number): string => {
  const points = Array.from(
    { length: fixes },
    (_, n) =>
      `<trkpt lat="${(47.1 + n * 1e-5).toFixed(6)}" lon="119.9"><time>${new Date(1.79e12 + n * 1000).toISOString()}</time></trkpt>`,
  );
  return `<gpx version="1.1"><trk><trkseg>${points.join("\n")}</trkseg></trk></gpx>`;
};
const upload = (fixes: number) => ({
  bytes: Buffer.from(gpx(fixes)),
  name: "x.gpx",
  datum: "wgs84",
  profile: "foot" as const,
  unit: unitId("co"),
});

describe("[PAT-2] a file in steps", () => {
  test("there is a place to pause after each piece of the file, and each stretch of its length", () => {
    const asked = upload(20_000);
    const steps = importing(asked, geodesy);
    let count = 0;
    while (steps.next().done !== true) count += 1;
    expect(count).toBeGreaterThanOrEqual(Math.floor(asked.bytes.length / 65_536) + 20_000 / 2_000);
  });

  test("in turns and at one go it is the same import; others had their turn meanwhile", async () => {
    let turns = 0;
    let isOver = false;
    const other = (): void => {
      turns += 1;
      if (!isOver) setImmediate(other);
    };
    setImmediate(other);
    const asked = upload(20_000);
    const read = await inTurns(importing(asked, geodesy));
    isOver = true;
    expect(read).toEqual(importTrack(asked, geodesy));
    expect(turns).toBeGreaterThan(1);
  });

  test("what the work throws is thrown to whoever waits", async () => {
    const broken = function* (): Steps<never> {
      yield;
      throw new Error("disk");
    };
    await expect(inTurns(broken())).rejects.toThrow("disk");
  });
});
