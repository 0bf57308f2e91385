// The door for map tiles: screens ask this server alone, which asks the configured source; without one nothing is fetched at all.

import { Hono } from "hono";
import * as v from "valibot";
import type { TilesConfig } from "../config.ts";
import { createTileSource, type TileSource } from "../tiles/tile-source.ts";
import { refuse } from "./answers.ts";

/**
 * A transparent picture: a missing tile is no error, neither to a page nor to its console. One pixel wide it says "ask again",
 * two pixels wide that there is none.
 */
const away = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==",
  "base64",
);
const none = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAYAAAD0In+KAAAAC0lEQVR4nGNggAIAAAkAAftSuKkAAAAASUVORK5CYII=",
  "base64",
);
const whole = v.pipe(v.string(), v.regex(/^\d{1,8}$/), v.transform(Number));
const name = v.object({ z: whole, x: whole, y: whole });

const guarded = {
  "X-Content-Type-Options": "nosniff",
  "Content-Security-Policy": "default-src 'none'; sandbox",
  "Cross-Origin-Resource-Policy": "same-origin",
} as const;

/** Those of the configuration, as the server asks for them. */
export const openTiles = (config: TilesConfig | undefined): Hono =>
  createTiles(
    config,
    config === undefined
      ? undefined
      : createTileSource(config.url, { fetch: (url, init) => fetch(url, init), monotonic: () => performance.now() }),
  );

export const createTiles = (config: TilesConfig | undefined, source: TileSource | undefined): Hono => {
  const app = new Hono();
  app.get("/about", (c) => {
    c.header("Cache-Control", "no-store");
    if (config === undefined) return c.json({ kind: "none" });
    const { datum, attribution, maxZoom } = config;
    return c.json({ kind: "tiles", datum, attribution, maxZoom });
  });
  app.get("/:z/:x/:y", async (c) => {
    const asked = v.safeParse(name, c.req.param());
    const missing = () => refuse(c, { code: "not_found", params: { path: c.req.path } });
    if (!asked.success || config === undefined || source === undefined) return missing();
    const { z, x, y } = asked.output;
    if (z > config.maxZoom || x >= 2 ** z || y >= 2 ** z) return missing();
    const tile = await source({ z, x, y });
    switch (tile.state) {
      case "whole":
        return c.body(tile.bytes, 200, {
          ...guarded,
          "Content-Type": `image/${tile.form}`,
          "Cache-Control": "public, max-age=86400",
        });
      case "none":
        return c.body(none, 200, {
          ...guarded,
          "Content-Type": "image/png",
          "Cache-Control": "public, max-age=3600",
        });
      case "away":
        return c.body(away, 200, { ...guarded, "Content-Type": "image/png", "Cache-Control": "no-store" });
    }
  });
  return app;
};
