// The door for map tiles: nothing is fetched unless it is configured, one source alone is asked, and a dead one is quiet and left in peace.

import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ConfigWrong, readConfig } from "../../server/config.ts";
import { createTiles } from "../../server/http/tiles.ts";
import { createTileSource, type TileSource } from "../../server/tiles/tile-source.ts";
import { pngOf } from "../kit/pictures.ts";
import { createTempFolder } from "../kit/temp-folder.ts";

const picture = new Uint8Array(pngOf(256, 256));
const at = { z: 5, x: 7, y: 9 };
const template = "http://10.0.0.5/map/{z}/{x}/{y}.png";
const config = { url: template, datum: "gcj02", attribution: "© 天地图", maxZoom: 12 } as const;

/** A source whose server answers by the test's hand. */
const served = (answer: (url: string) => Response | Promise<Response>) => {
  const asked: string[] = [];
  let now = 0;
  const source = createTileSource(template, {
    fetch: async (url, init) => {
      asked.push(url);
      expect(init.redirect).toBe("error");
      return answer(url);
    },
    monotonic: () => now,
  });
  return {
    source,
    asked,
    pass: (ms: number) => {
      now += ms;
    },
  };
};
const dead = (): never => {
  throw new TypeError("fetch failed");
};

describe("where tiles come from", () => {
  test("a server of the site's net: the tile's own address, and a picture of any of three forms", async () => {
    const { source, asked } = served(() => new Response(picture));
    expect(await source(at)).toMatchObject({ state: "whole", form: "png" });
    expect(asked).toEqual(["http://10.0.0.5/map/5/7/9.png"]);
  });

  test("no tile there is no fault; a page, a giant, a broken answer or none is a source that is away", async () => {
    const stateOf = async (answer: () => Response): Promise<string> => (await served(answer).source(at)).state;
    expect(await stateOf(() => new Response("", { status: 404 }))).toBe("none");
    expect(await stateOf(() => new Response(null, { status: 204 }))).toBe("none");
    expect(await stateOf(() => new Response("<html>sign in</html>"))).toBe("away");
    expect(await stateOf(() => new Response("<svg xmlns='http://www.w3.org/2000/svg'/>"))).toBe("away");
    expect(await stateOf(() => new Response("", { status: 500 }))).toBe("away");
    expect(await stateOf(() => new Response(new Uint8Array(3 * 1024 * 1024)))).toBe("away");
    expect(await stateOf(dead)).toBe("away");
  });

  test("a dead one is asked three times, then left in peace for half a minute, then asked again", async () => {
    let alive = false;
    const { source, asked, pass } = served(() => (alive ? new Response(picture) : dead()));
    for (let n = 0; n < 40; n += 1) expect((await source({ ...at, x: n % 8 })).state).toBe("away");
    expect(asked).toHaveLength(3);
    pass(29_000);
    await source(at);
    expect(asked).toHaveLength(3);
    alive = true;
    pass(2_000);
    expect((await source(at)).state).toBe("whole");
    expect((await source(at)).state).toBe("whole");
    expect(asked).toHaveLength(5);
  });

  test("a slow one is asked sixteen times at once; the others wait their turn, and all are answered", async () => {
    let under = 0;
    let most = 0;
    const open: (() => void)[] = [];
    const { source } = served(
      () =>
        new Promise((answer) => {
          under += 1;
          most = Math.max(most, under);
          open.push(() => {
            under -= 1;
            answer(new Response(picture));
          });
        }),
    );
    const all = Promise.all(Array.from({ length: 60 }, (_, x) => source({ z: 6, x, y: 1 })));
    const pump = async (): Promise<void> => {
      for (let n = 0; n < 400; n += 1) {
        open.shift()?.();
        await Promise.resolve();
      }
    };
    for (let n = 0; n < 40; n += 1) {
      await pump();
      await new Promise((turn) => setImmediate(turn));
    }
    expect((await all).every(({ state }) => state === "whole")).toBe(true);
    expect(most).toBe(16);
  });

  test("a folder: its files, none where there is none, and no picture where the file is none", async () => {
    const folder = await createTempFolder();
    await mkdir(join(folder, "5", "7"), { recursive: true });
    await writeFile(join(folder, "5", "7", "9.png"), picture);
    await writeFile(join(folder, "5", "7", "10.png"), "no picture");
    const source = createTileSource(`${folder}/{z}/{x}/{y}.png`, { fetch: dead, monotonic: () => 0 });
    expect((await source(at)).state).toBe("whole");
    expect((await source({ ...at, y: 10 })).state).toBe("away");
    expect((await source({ ...at, y: 11 })).state).toBe("none");
  });
});

describe("tiles by the door", () => {
  const whole: TileSource = async () => ({ state: "whole", bytes: picture, form: "png" });

  test("without a configuration there are none, and nothing to ask for", async () => {
    const app = createTiles(undefined, undefined);
    expect(await (await app.request("/about")).json()).toEqual({ kind: "none" });
    expect((await app.request("/1/0/0")).status).toBe(404);
  });

  test("a screen learns whose they are and in which datum, never the address they come from", async () => {
    const text = await (await createTiles(config, whole).request("/about")).text();
    expect(JSON.parse(text)).toEqual({ kind: "tiles", datum: "gcj02", attribution: "© 天地图", maxZoom: 12 });
    expect(text).not.toContain("10.0.0.5");
  });

  test("a tile is a guarded picture; one that is missing is a clear pixel, to be asked for again where the source was away", async () => {
    const got = await createTiles(config, whole).request("/5/7/9");
    expect([got.status, got.headers.get("content-type"), got.headers.get("x-content-type-options")]).toEqual([
      200,
      "image/png",
      "nosniff",
    ]);
    expect(got.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(got.headers.get("cache-control")).toContain("max-age=86400");
    for (const [state, kept, wide] of [
      ["none", "public, max-age=3600", 2],
      ["away", "no-store", 1],
    ] as const) {
      const clear = await createTiles(config, async () => ({ state })).request("/5/7/9");
      expect([clear.status, clear.headers.get("cache-control")]).toEqual([200, kept]);
      const bytes = new DataView(await clear.arrayBuffer());
      expect([bytes.getUint32(16), bytes.getUint32(20)]).toEqual([wide, 1]);
    }
  });

  test("only tiles that can be: no other depth, no place beyond the world, no way out of the template", async () => {
    const asked: unknown[] = [];
    const app = createTiles(config, async (tile) => {
      asked.push(tile);
      return { state: "none" };
    });
    for (const path of [
      "/13/0/0",
      "/5/32/0",
      "/5/0/32",
      "/5/-1/0",
      "/5/1.5/0",
      "/5/%2E%2E/0",
      "/5/a/0",
      "/5/999999999/0",
    ])
      expect([path, (await app.request(path)).status]).toEqual([path, 404]);
    expect(asked).toEqual([]);
    expect((await app.request("/5/31/31")).status).toBe(200);
  });
});

describe("the configuration of tiles", () => {
  const tilesOf = (env: Record<string, string>) => readConfig(env).tiles;

  test("none without an address; with one the datum must be said", () => {
    expect(tilesOf({})).toBeUndefined();
    expect(tilesOf({ TILES_URL: template, TILES_DATUM: "gcj02" })).toEqual({ ...config, attribution: "", maxZoom: 18 });
    expect(
      tilesOf({ TILES_URL: "/srv/tiles/{z}/{x}/{y}.png", TILES_DATUM: "wgs84", TILES_MAX_ZOOM: "9" }),
    ).toMatchObject({ maxZoom: 9 });
    expect(() => tilesOf({ TILES_URL: template })).toThrow(/TILES_DATUM/);
  });

  test.each([
    { TILES_URL: "http://10.0.0.5/map/{z}/{x}.png", TILES_DATUM: "wgs84" },
    { TILES_URL: "ftp://10.0.0.5/{z}/{x}/{y}", TILES_DATUM: "wgs84" },
    { TILES_URL: "http://{x}.example/{z}/{x}/{y}", TILES_DATUM: "wgs84" },
    { TILES_URL: "http://user:pw@10.0.0.5/{z}/{x}/{y}.png", TILES_DATUM: "wgs84" },
    { TILES_URL: template, TILES_DATUM: "bd09" },
    { TILES_URL: template, TILES_DATUM: "wgs84", TILES_MAX_ZOOM: "30" },
  ])("is refused with a sentence: %o", (env) => {
    expect(() => tilesOf(env)).toThrow(ConfigWrong);
  });

  test("an address may hold a key: it is not printed", () => {
    expect(() => tilesOf({ TILES_URL: "http://10.0.0.5/{z}/{x}?key=secret", TILES_DATUM: "wgs84" })).toThrow(
      /^(?![\s\S]*secret)/,
    );
  });
});
