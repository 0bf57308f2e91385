// The door for track files: every format by the bytes alone, once each, and a sentence with nothing kept for every no. [PAT-2]

import { Hono } from "hono";
import { describe, expect, test } from "vitest";
import { unitId } from "../../domain/ids.ts";
import { dayLength } from "../../domain/time.ts";
import { createTokenDoors } from "../../server/access/doors.ts";
import { createTracks } from "../../server/http/tracks.ts";
import { createGeodesy } from "../../server/ingest/geodesy.ts";
import { createIntake } from "../../server/intake.ts";
import { mutilated } from "../kit/mutations.ts";
import { shiftStart } from "../kit/site-fixture.ts";
import { createTempFolder } from "../kit/temp-folder.ts";
import { formatNames, formats, type Tape } from "../kit/track-files.ts";
import { createWorld } from "../kit/world.ts";
import { openRoom, value } from "./access-kit.ts";

const password = "风雪山神庙 2026 okay";

const open = async () => {
  const world = await createWorld();
  const { devices, people, identify } = await openRoom({
    folder: await createTempFolder(),
    clock: { now: shiftStart },
  });
  const doors = createTokenDoors(devices, people);
  const { projection } = world;
  const intake = createIntake({ handler: world.handler, projection, identify, now: world.now });
  const app = new Hono();
  app.route("/tracks", createTracks({ doors: () => doors, intake, projection, geodesy: createGeodesy() }));
  const asked = { login: "duty", name: "钱某", role: "duty-officer", unit: unitId("co") } as const;
  value(await people.addAccount(asked, password));
  const cookie = `shouwang_session=${value(await people.signIn("duty", password, "127.0.0.1")).token}`;
  const send = async (bytes: Uint8Array, query = "datum=wgs84&profile=foot&name=x") => {
    const response = await app.request(`/tracks?${query}`, {
      method: "POST",
      body: Uint8Array.from(bytes),
      headers: { cookie, "accept-language": "en" },
    });
    return { status: response.status, answer: JSON.parse(await response.text()) };
  };
  return { projection, send, tracks: () => [...projection.board.all("track")] };
};

/** A walk of the day before, on its own minute, so that no two formats bring the same fixes. */
const tapeOf = (n: number): Tape => [
  Array.from({ length: 12 }, (_, i) => ({
    at: shiftStart - dayLength + (n * 60 + i) * 60_000,
    lon: 119.9 + i * 8e-4,
    lat: 47.2 + n * 1e-3,
  })),
];

describe("[PAT-2] POST /api/v1/tracks", () => {
  test("[PAT-2] takes every format and answers what it counted; the same file again is refused", async () => {
    const { send, tracks } = await open();
    for (const [n, format] of formatNames.entries()) {
      const bytes = formats[format](tapeOf(n));
      const { status, answer } = await send(bytes);
      expect(status).toBe(201);
      expect(answer.track).toMatchObject({ fixes: 12, segments: 11, excluded: {}, file: { format, datum: "wgs84" } });
      expect(answer.track.km).toBeCloseTo(0.667, 2);
      expect(await send(bytes)).toMatchObject({ status: 409, answer: { refusal: { code: "track_known" } } });
    }
    expect(tracks()).toHaveLength(formatNames.length);
  });

  test("[PAT-2] without a datum nothing is taken, whatever the file", async () => {
    const { send, tracks } = await open();
    const bytes = formats.kmz(tapeOf(0));
    expect(await send(bytes, "profile=foot")).toMatchObject({
      status: 409,
      answer: { refusal: { code: "datum_missing" } },
    });
    expect(tracks()).toEqual([]);
  });

  test("[PAT-2] of a hundred mutilated files each is one record or leaves the board as it was", async () => {
    const { send, projection, tracks } = await open();
    for (let n = 0; n < 100; n++) {
      const before = projection.seq();
      const count = tracks().length;
      const { status, answer } = await send(mutilated(n));
      const taken = status === 201 ? 1 : 0;
      expect([n, projection.seq() - before, tracks().length - count]).toEqual([n, taken, taken]);
      if (taken === 0) expect(answer.message).toMatch(/Nothing was (imported|recorded)|was not counted twice/);
    }
    // How many are still files depends on how the Node at hand packs a KMZ.
    expect(tracks().length).toBeGreaterThan(0);
  });
});
