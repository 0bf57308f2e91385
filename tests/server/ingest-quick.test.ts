// Short ways through the import that nearly every point takes: each says what the long way says. [PAT-2, PAT-3]

import fc from "fast-check";
import geographiclib from "geographiclib-geodesic";
import { describe, expect, test } from "vitest";
import { walkCells } from "../../domain/coverage/coverage-walk.ts";
import { createGeodesy } from "../../server/ingest/geodesy.ts";
import { createJsonScan, type JsonScalar } from "../../server/ingest/json.ts";
import { trackLimits } from "../../server/ingest/limits.ts";
import { timeOf } from "../../server/ingest/values.ts";
import { tries } from "../kit/tries.ts";

const { metres } = createGeodesy();
const { WGS84, DISTANCE } = geographiclib.Geodesic;

describe("[PAT-3] short lines", () => {
  test("[PAT-3] anywhere, any way, to any length about the bound: the geodesic to a micrometre", () => {
    const place = fc.tuple(
      fc.double({ min: -180, max: 180, noNaN: true }),
      fc.double({ min: -89.9, max: 89.9, noNaN: true }),
    );
    const way = fc.tuple(fc.double({ min: 0, max: 360, noNaN: true }), fc.double({ min: 0, max: 260, noNaN: true }));
    let worst = 0;
    fc.assert(
      fc.property(place, way, ([lon, lat], [azimuth, length]) => {
        const end = WGS84.Direct(lat, lon, azimuth, length);
        const [from, to] = [[lon, lat] as const, [end.lon2 ?? 0, end.lat2 ?? 0] as const];
        const geodesic = WGS84.Inverse(from[1], from[0], to[1], to[0], DISTANCE).s12 ?? Number.NaN;
        worst = Math.max(worst, Math.abs(metres(from, to) - geodesic));
        // Nobody's way back is another way.
        return metres(from, to) === metres(to, from) || length > 199;
      }),
      { numRuns: tries(4000) },
    );
    expect(worst).toBeLessThan(1e-6);
  });

  test("[COV-1] within one cell the line is one stretch of it, as by its crossings", () => {
    const metre = fc.integer({ min: -3000, max: 3000 }).map((n) => n / 2);
    fc.assert(
      fc.property(metre, metre, metre, metre, (x1, y1, x2, y2) => {
        const stretches = walkCells([x1, y1], [x2, y2], 500);
        if (x1 === x2 && y1 === y2) return stretches.length === 0;
        const middle = (a: number, b: number, part: (typeof stretches)[number]): number =>
          Math.floor((a + ((b - a) * (part.from + part.to)) / 2) / 500);
        const ends = stretches.flatMap((part) => [part.from, part.to]);
        return (
          ends[0] === 0 &&
          ends.at(-1) === 1 &&
          stretches.every((part) => part.column === middle(x1, x2, part) && part.row === middle(y1, y2, part))
        );
      }),
      { numRuns: tries(2000) },
    );
  });
});

describe("[PAT-2] times as recorders write them", () => {
  const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`));
  test("[PAT-2] what reads like one is what the calendar says, or no time at all", () => {
    const written = fc
      .tuple(
        digits(4),
        digits(2),
        digits(2),
        digits(2),
        digits(2),
        digits(2),
        fc.option(fc.tuple(fc.constantFrom(".", ":", ","), digits(3))),
      )
      .map(([y, mo, d, h, mi, s, ms]) => `${y}-${mo}-${d}T${h}:${mi}:${s}${ms === null ? "" : ms.join("")}Z`);
    const small = fc
      .tuple(
        fc.integer({ min: 1900, max: 2100 }),
        fc.integer({ min: 0, max: 13 }),
        fc.integer({ min: 0, max: 32 }),
        fc.integer({ min: 0, max: 25 }),
      )
      .map(([y, mo, d, h]) =>
        `${y}-${String(mo).padStart(2, "0")}-${String(d).padStart(2, "0")}T${String(h).padStart(2, "0")}:59:60Z`.replace(
          "60Z",
          "07.125Z",
        ),
      );
    fc.assert(
      fc.property(fc.oneof(written, small), (text) => {
        const told = Date.parse(text);
        const isOurs = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z$/.test(text);
        expect([text, timeOf(text)]).toEqual([text, Number.isNaN(told) || !isOurs ? null : told]);
      }),
      { numRuns: tries(3000) },
    );
  });
});

describe("[PAT-2] JSON in pieces of any length", () => {
  test("[PAT-2] every value is told as JSON.parse tells it", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.integer({ min: 1, max: 9 }), (value, length) => {
        const told: JsonScalar[] = [];
        const scan = createJsonScan(
          { open: () => undefined, value: (one) => told.push(one), close: () => undefined },
          trackLimits,
        );
        const text = JSON.stringify(value, null, length % 3);
        for (let at = 0; at < text.length; at += length)
          expect(scan.write(text.slice(at, at + length))).toBeUndefined();
        expect(scan.end()).toBeUndefined();
        const leaves: JsonScalar[] = [];
        JSON.parse(text, (_, one) => {
          if (one === null || typeof one !== "object") leaves.push(one);
          return one;
        });
        const order = (all: readonly JsonScalar[]): readonly string[] => all.map((one) => JSON.stringify(one)).sort();
        expect(order(told)).toEqual(order(leaves));
      }),
      { numRuns: tries(500) },
    );
  });
});
