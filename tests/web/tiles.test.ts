// Map tiles under the board's drawing: each place on the right spot of them whatever their datum, every mark with its contrast, a dead source quiet. [PAT-2]

import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { roughMetres } from "../../domain/patrols/track-line.ts";
import type { LonLat } from "../../domain/site/site.ts";
import { projectionOf } from "../../web/lib/map/map-plane.ts";
import { mercatorOf, tilesIn } from "../../web/lib/map/mercator.ts";
import { createTiling, shiftTo, type Tiling } from "../../web/lib/map/tiling.svelte.ts";
import { tries } from "../kit/tries.ts";

const places: readonly (readonly [string, LonLat])[] = [
  ["Arxan", [119.943_611, 47.177_5]],
  ["Hailar", [119.736_389, 49.211_944]],
  ["Genhe", [121.520_278, 50.780_278]],
];

/** GCJ-02 as it was published, written down once more beside the library that the pages use. */
const gcj = ([lon, lat]: LonLat): LonLat => {
  const [a, ee, x, y] = [6_378_245, 0.006_693_421_622_965_943, lon - 105, lat - 35];
  const s = (n: number): number => Math.sin(n * Math.PI);
  const near = ((20 * s(6 * x) + 20 * s(2 * x)) * 2) / 3;
  const north =
    -100 +
    2 * x +
    3 * y +
    0.2 * y * y +
    0.1 * x * y +
    0.2 * Math.sqrt(Math.abs(x)) +
    near +
    ((20 * s(y) + 40 * s(y / 3)) * 2) / 3 +
    ((160 * s(y / 12) + 320 * s(y / 30)) * 2) / 3;
  const east =
    300 +
    x +
    2 * y +
    0.1 * x * x +
    0.1 * x * y +
    0.1 * Math.sqrt(Math.abs(x)) +
    near +
    ((20 * s(x) + 40 * s(x / 3)) * 2) / 3 +
    ((150 * s(x / 12) + 300 * s(x / 30)) * 2) / 3;
  const f = (lat * Math.PI) / 180;
  const magic = 1 - ee * Math.sin(f) ** 2;
  return [
    lon + (east * 180) / ((a / Math.sqrt(magic)) * Math.cos(f) * Math.PI),
    lat + (north * 180) / (((a * (1 - ee)) / (magic * Math.sqrt(magic))) * Math.PI),
  ];
};

const tilingOf = async (datum: "wgs84" | "cgcs2000" | "gcj02"): Promise<Tiling> => ({
  attribution: "",
  maxZoom: 18,
  shift: await shiftTo(datum),
  address: () => "",
});
/** A site of some 60 km about the place. */
const planeAbout = ([lon, lat]: LonLat, tiling: Tiling) =>
  projectionOf(
    undefined,
    [],
    [
      [lon - 0.4, lat - 0.27],
      [lon + 0.4, lat + 0.27],
    ],
    tiling,
  );

describe("[PAT-2] tiles of another datum", () => {
  it.each(places)(
    "[PAT-2] at %s every place lies within 2 m of where GCJ-02 tiles draw it, and half a kilometre off without it",
    async (_, middle) => {
      const [shifted, plain] = [
        planeAbout(middle, await tilingOf("gcj02")),
        planeAbout(middle, await tilingOf("wgs84")),
      ];
      for (const [east, north] of [
        [0, 0],
        [0.39, 0.26],
        [-0.39, -0.26],
        [0.39, -0.26],
      ] as const) {
        const at: LonLat = [middle[0] + east, middle[1] + north];
        // Where the source draws it: by the corners of the tile that holds it.
        const [x, y] = mercatorOf(gcj(at));
        const [tile] = tilesIn({ west: x, east: x, south: y, north: y }, 2 ** 16 / 156_543, 18);
        const { tiles } = shifted;
        if (tile === undefined || tiles === undefined) throw new Error("no tile");
        const [nw, se] = [tiles.ofMercator(tile.from), tiles.ofMercator(tile.to)];
        const [right, down] = [
          (x - tile.from[0]) / (tile.to[0] - tile.from[0]),
          (tile.from[1] - y) / (tile.from[1] - tile.to[1]),
        ];
        const drawn = [nw[0] + (se[0] - nw[0]) * down, nw[1] + (se[1] - nw[1]) * right] as const;
        const ours = shifted.plane(at);
        expect(Math.hypot(ours[0] - drawn[0], ours[1] - drawn[1]) * 1000).toBeLessThan(2);
        // The same place, taken as if the tiles were WGS-84.
        const [px, py] = plain.tiles?.toMercator(plain.plane(at)) ?? [0, 0];
        expect(Math.hypot(px - x, py - y) * Math.cos((at[1] * Math.PI) / 180)).toBeGreaterThan(400);
      }
    },
  );

  it.each(places)(
    "[PAT-2] about %s the net of shifts lies within 0.3 m of the formula, whose zero it is not",
    async (_, [lon, lat]) => {
      const shift = await shiftTo("gcj02");
      fc.assert(
        fc.property(
          fc.double({ min: -1, max: 1, noNaN: true }),
          fc.double({ min: -1, max: 1, noNaN: true }),
          (e, n) => {
            const at: LonLat = [lon + e, lat + n];
            expect(roughMetres(shift(at), gcj(at))).toBeLessThan(0.3);
            expect(roughMetres(shift(at), at)).toBeGreaterThan(300);
          },
        ),
        { numRuns: tries(500) },
      );
    },
  );

  it("[PAT-2] a plane of tiles is as large as the plane without them, within 1 % of any distance", async () => {
    for (const [, middle] of places) {
      const [tiled, bare] = [
        planeAbout(middle, await tilingOf("gcj02")),
        projectionOf(
          undefined,
          [],
          [
            [middle[0] - 0.4, middle[1] - 0.27],
            [middle[0] + 0.4, middle[1] + 0.27],
          ],
        ),
      ];
      const far: LonLat = [middle[0] + 0.3, middle[1] + 0.2];
      const length = ({ plane }: typeof bare): number => {
        const [a, b] = [plane(middle), plane(far)];
        return Math.hypot(a[0] - b[0], a[1] - b[1]);
      };
      expect(Math.abs(length(tiled) / length(bare) - 1)).toBeLessThan(0.01);
    }
  });
});

describe("tiles in a view", () => {
  it("cover it without a hole, near their own size, and never deeper than there are any", () => {
    const [x, y] = mercatorOf([119.94, 47.18]);
    const view = { west: x - 20_000, east: x + 20_000, south: y - 15_000, north: y + 15_000 };
    for (const px of [600, 1184, 3840]) {
      const perMetre = px / 40_000;
      const tiles = tilesIn(view, perMetre, 18);
      const [west, east] = [Math.min(...tiles.map((one) => one.from[0])), Math.max(...tiles.map((one) => one.to[0]))];
      const [south, north] = [Math.min(...tiles.map((one) => one.to[1])), Math.max(...tiles.map((one) => one.from[1]))];
      expect(west <= view.west && east >= view.east && south <= view.south && north >= view.north).toBe(true);
      const [first] = tiles;
      const size = ((first?.to[0] ?? 0) - (first?.from[0] ?? 0)) * perMetre;
      expect(size).toBeGreaterThan(256 / 1.5);
      expect(size).toBeLessThan(256 * 1.5);
      expect(new Set(tiles.map((one) => `${one.x} ${one.y}`)).size).toBe(tiles.length);
      expect(tilesIn(view, perMetre, 9).every(({ z }) => z <= 9)).toBe(true);
    }
    // At the edge of the world there is nothing beyond.
    expect(tilesIn({ west: -3e7, east: 3e7, south: -3e7, north: 3e7 }, 1e-5, 18).length).toBeLessThanOrEqual(4);
  });
});

describe("tiles of a server", () => {
  const answering = (answers: readonly (() => Response)[]) => {
    const rings: (() => void)[] = [];
    let asked = 0;
    const tiling = createTiling({
      fetch: async () => {
        const answer = answers[asked];
        asked += 1;
        if (answer === undefined) throw new TypeError("no line");
        return answer();
      },
      after: (_, ring) => {
        rings.push(ring);
        return () => {};
      },
    });
    const settle = async (): Promise<void> => {
      for (let n = 0; n < 30; n += 1) await Promise.resolve();
    };
    return { tiling, settle, again: () => rings.shift()?.(), asked: () => asked };
  };

  it("are used as they are told, and where there are none nothing is asked again", async () => {
    const none = answering([() => Response.json({ kind: "none" })]);
    await none.settle();
    none.again();
    await none.settle();
    expect([none.tiling.now, none.asked()]).toEqual([undefined, 1]);
    const told = { kind: "tiles", datum: "wgs84", attribution: "© 天地图", maxZoom: 14 };
    const some = answering([() => Response.json(told)]);
    await some.settle();
    expect(some.tiling.now).toMatchObject({ attribution: "© 天地图", maxZoom: 14 });
    expect(some.tiling.now?.address(3, 4, 5)).toBe("/tiles/3/4/5");
  });

  it("are asked for again where the server is away or answers something else; the map waits for nothing", async () => {
    const bad = [
      () => new Response("<html>"),
      () => Response.json({ kind: "tiles", datum: "bd09", attribution: "", maxZoom: 3 }),
      () => Response.json({ kind: "tiles", datum: "wgs84", attribution: "", maxZoom: 9 }),
    ];
    const { tiling, settle, again } = answering(bad);
    await settle();
    expect(tiling.now).toBeUndefined();
    again();
    await settle();
    expect(tiling.now).toBeUndefined();
    again();
    await settle();
    expect(tiling.now?.maxZoom).toBe(9);
  });
});

describe("tiles whisper", () => {
  const sheet = readFileSync("web/lib/tokens.css", "utf8");
  const [dark = "", light = ""] = sheet.split('[data-theme="light"] {');
  const tokenIn = (theme: string, name: string): string =>
    new RegExp(`${name}: ([^;]+);`).exec(theme)?.[1]?.trim() ?? "";
  const linear = (c: number): number => (c <= 0.040_45 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
  const channels = (hex: string): readonly number[] =>
    [1, 3, 5].map((n) => Number.parseInt(hex.slice(n, n + 2), 16) / 255);
  const luminance = ([r = 0, g = 0, b = 0]: readonly number[]): number =>
    0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
  const contrast = (a: number, b: number): number => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  /** What a tile's grey becomes: the filter's steps in their order, then the opacity over the ground. */
  const shown = (theme: string, grey: number): readonly number[] => {
    let v = grey;
    for (const [, step = "", amount = ""] of tokenIn(theme, "--tile-filter").matchAll(/(\w+)\(([\d.]+)\)/g)) {
      if (step === "contrast") v = (v - 0.5) * Number(amount) + 0.5;
      if (step === "brightness") v *= Number(amount);
      v = Math.max(0, Math.min(1, v));
    }
    const opacity = Number(tokenIn(theme, "--tile-opacity"));
    return channels(tokenIn(theme, "--tile-ground")).map((c) => c * (1 - opacity) + v * opacity);
  };

  it.each([
    ["dark", dark],
    ["light", light],
  ])("in the %s theme: marks keep 3:1 and words 7:1 on any tile, white or black", (_, theme) => {
    const grounds = Array.from({ length: 11 }, (_unused, n) => luminance(shown(theme, n / 10)));
    const worst = (name: string): number =>
      Math.min(...grounds.map((ground) => contrast(ground, luminance(channels(tokenIn(theme, name))))));
    for (const mark of ["--mark-calm", "--mark-strong", "--p1-mark", "--p2-mark", "--cover-overdue"])
      expect.soft(worst(mark), mark).toBeGreaterThanOrEqual(3);
    expect(worst("--text-1")).toBeGreaterThanOrEqual(7);
    // And they are seen at all.
    expect(Math.max(...grounds) / Math.min(...grounds)).toBeGreaterThan(1.2);
  });
});
