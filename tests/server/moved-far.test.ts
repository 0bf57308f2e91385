// What an import says of itself: places far off the site, and a file that brings nothing new. [PAT-1, PAT-2]

import { describe, expect, test } from "vitest";
import { dayLength, hour } from "../../domain/time.ts";
import { isNew } from "../../web/desk/patrols/moved-told.ts";
import { createSay } from "../../web/desk/words.ts";
import { erEvent, erPage, erPatrol, erSegment, erTracks, uuidOf, walkFrom } from "../kit/moved-files.ts";
import { shiftStart } from "../kit/site-fixture.ts";
import { landImport } from "../kit/walked-land.ts";
import { openPatrolsDoor } from "./moved-kit.ts";

const begun = shiftStart - 3 * dayLength;
const at = (n: number, coordinates: readonly [number, number]) => {
  const event = erEvent(n, "fire_rep", begun, { geojson: { geometry: { type: "Point", coordinates } } });
  return erPatrol(n, [erSegment(begun, begun + 4 * hour, { events: [event] })]);
};
const near = at(1, [119.91, 47.2]);
const asked = "datum=wgs84&preview=yes";

describe("[PAT-2] places far off the site", () => {
  test("[PAT-2] given a site with zones, when a file of Kenya is shown, then its preview counts the patrols and places that are far, and how far", async () => {
    const { send } = await openPatrolsDoor(landImport());
    const { answer } = await send([erPage([near, at(2, [37.3, 0.2]), at(3, [36.8, -1.3])])], asked);
    expect(answer.summary.far).toMatchObject({ patrols: 2, places: 2 });
    expect(answer.summary.far.km).toBeGreaterThan(8_000);
    expect(answer.summary.far.km).toBeLessThan(10_000);
  });

  test("[PAT-2] 190 km off is not far, 210 km is; the fixes of a walk are asked as its reports are", async () => {
    const off = async (km: number) => {
      const { send } = await openPatrolsDoor(landImport());
      const walk = walkFrom(begun, 3, 47.25 + km / 111.2);
      const { answer } = await send(
        [erPage([erPatrol(1, [erSegment(begun, begun + hour)])]), erTracks(uuidOf(700), walk)],
        asked,
      );
      expect(answer.summary.tracks).toBe(1);
      return answer.summary.far;
    };
    expect(await off(190)).toBeUndefined();
    expect(await off(210)).toEqual({ patrols: 1, places: 4, km: 210 });
  });

  test("[PAT-2] nothing is far from a site that has drawn nothing, and longitude is counted round the globe", async () => {
    const bare = await openPatrolsDoor();
    expect((await bare.send([at(2, [37.3, 0.2])], asked)).answer.summary).not.toHaveProperty("far");
    const { send } = await openPatrolsDoor(landImport());
    // East of the date line, and yet nearer than Kenya, which is told as the farthest.
    const both = [erPage([at(2, [-179.9, 47.2]), at(3, [37.3, 0.2])])];
    expect((await send(both, asked)).answer.summary.far).toMatchObject({ patrols: 2 });
    expect((await send(both, asked)).answer.summary.far.km).toBeGreaterThan(8_000);
  });
});

describe("[PAT-2] longitude and latitude changed over", () => {
  test("[PAT-2] at 120° E they lie off the globe: each such place is counted, and its patrol and report come without them", async () => {
    const { send, projection } = await openPatrolsDoor(landImport());
    const walk = walkFrom(begun, 3, 47.2);
    const swapped = walk.map(({ at, lon, lat }) => ({ at, lon: lat, lat: lon }));
    const files = [erPage([at(1, [47.2, 119.91])]), erTracks(uuidOf(700), swapped)];
    const preview = await send(files, asked);
    expect(preview.answer.summary).toMatchObject({ completed: 1, astray: 1 + swapped.length, tracks: 0 });
    const { status, answer } = await send(files);
    expect([status, answer.summary.astray]).toEqual([201, 1 + swapped.length]);
    const [finding] = [...projection.board.all("finding")];
    expect(finding).not.toHaveProperty("lonLat");
    expect(createSay("en")("moved.astray")).toContain("changed over");
  });
});

describe("[COV-2] patrols of long ago", () => {
  test("[COV-2] the preview counts those whose day's figures can change no more: older than 62 site days", async () => {
    const { send } = await openPatrolsDoor(landImport());
    const ago = (n: number) => {
      const start = shiftStart - n * dayLength;
      return erPatrol(n, [erSegment(start, start + hour)]);
    };
    const { answer } = await send([erPage([ago(2), ago(61), ago(62), ago(400)])], asked);
    expect(answer.summary).toMatchObject({ completed: 4, old: 2 });
  });
});

describe("[PAT-1] a file that is here already", () => {
  test("[PAT-1] the second import brings nothing new, and says what of it is here", async () => {
    const { send, projection } = await openPatrolsDoor();
    expect(isNew((await send([near])).answer.summary)).toBe(true);
    const before = projection.seq();
    const { status, answer } = await send([near]);
    expect([status, isNew(answer.summary), projection.seq()]).toEqual([201, false, before]);
    expect(answer.summary).toMatchObject({ known: 1, knownFindings: 1, knownTracks: 0 });
  });

  test("[PAT-1] one is told as one in English", () => {
    const say = createSay("en");
    const told = { known: 1, findings: 2, tracks: 1 };
    expect(say("moved.nothing-new", told)).toBe("Nothing new. Here already: 1 patrol, 2 findings, 1 track.");
    expect([1, 3].map((n) => say("moved.times", { n }))).toEqual(["1 time", "3 times"]);
    expect(createSay("zh-CN")("moved.times", { n: 1 })).toBe("1 次");
  });
});
