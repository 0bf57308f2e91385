// The door for track files: every format by the bytes alone, once each, and a sentence with nothing kept for every no. [PAT-2]

import { describe, expect, test } from "vitest";
import { dayLength } from "../../domain/time.ts";
import { mutilated } from "../kit/mutations.ts";
import { shiftStart } from "../kit/site-fixture.ts";
import { asGpx, asKml, formatNames, formats, type Tape } from "../kit/track-files.ts";
import { openTracksDoor } from "./tracks-kit.ts";

const open = async () => {
  const { app, cookie, projection, tracks } = await openTracksDoor();
  const send = async (bytes: Uint8Array, query = "datum=wgs84&profile=foot&name=x") => {
    const response = await app.request(`/tracks?${query}`, {
      method: "POST",
      body: Uint8Array.from(bytes),
      headers: { cookie, "accept-language": "en" },
    });
    return { status: response.status, answer: JSON.parse(await response.text()) };
  };
  const sendForm = async (
    files: readonly (readonly [name: string, text: string])[],
    query: string,
    datums: readonly string[] = [],
  ) => {
    const body = new FormData();
    for (const [name, text] of files) body.append("files", new File([text], name));
    for (const datum of datums) body.append("datum", datum);
    const headers = { cookie, "accept-language": "en" };
    const response = await app.request(`/tracks?profile=foot&${query}`, { method: "POST", body, headers });
    return { status: response.status, answer: JSON.parse(await response.text()) };
  };
  return { projection, send, sendForm, tracks };
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

describe("[PAT-2] several files in one upload", () => {
  const plain = ["a.gpx", asGpx(tapeOf(0))] as const;
  const other = ["b.kml", asKml(tapeOf(1))] as const;
  const said = (datum: string): readonly [string, string] => [
    "c.gpx",
    asGpx(tapeOf(2)).replace("<trk>", `<extensions><datum>${datum}</datum></extensions><trk>`),
  ];

  test("[PAT-2] each is a track of its own; one that is empty costs no other", async () => {
    const { sendForm, tracks } = await open();
    const { status, answer } = await sendForm([plain, ["none.gpx", asGpx([])], other], "datum=wgs84");
    expect(status).toBe(201);
    expect(answer.files).toMatchObject([
      { kind: "ok", name: "a.gpx", track: { fixes: 12 } },
      { kind: "refused", name: "none.gpx", refusal: { code: "track_empty" } },
      { kind: "ok", name: "b.kml", track: { fixes: 12 } },
    ]);
    expect(answer.files[1].message).toMatch(/Nothing was imported/);
    expect(tracks()).toHaveLength(2);
  });

  test.each([
    ["one of them says another datum than the rest", "datum=wgs84", [], "GCJ-02 (c.gpx)"],
    ["two datums are said for all of them", "datum=wgs84&datum=gcj02", [], "GCJ-02"],
    ["the form says another than the address", "datum=wgs84", ["gcj02"], "GCJ-02"],
  ])("[PAT-2] nothing of it is imported where %s", async (_, query, datums, named) => {
    const { sendForm, tracks, projection } = await open();
    const before = projection.seq();
    const { status, answer } = await sendForm([plain, said("GCJ-02"), other], query, datums);
    expect([status, answer.refusal.code]).toEqual([409, "datum_mixed"]);
    expect(answer.message).toBe(
      `Datums are mixed: WGS-84${named.includes("(") ? " (as chosen)" : ""} and ${named}. Nothing at all was imported; part them by datum and import one datum at a time.`,
    );
    expect([projection.seq(), tracks().length]).toEqual([before, 0]);
  });

  test("[PAT-2] the same datum said twice is one, and CGCS2000 lies where WGS-84 lies", async () => {
    const { sendForm } = await open();
    const { status, answer } = await sendForm([plain, said("EPSG:4490")], "datum=wgs84", ["WGS-84"]);
    expect([status, answer.files.length]).toEqual([201, 2]);
  });

  test("[PAT-2] a form without a file is refused", async () => {
    const { sendForm } = await open();
    expect(await sendForm([], "datum=wgs84")).toMatchObject({
      status: 400,
      answer: { refusal: { code: "malformed" } },
    });
  });
});
