// Where map tiles come from: a folder or one server of the site's own net, asked with patience and bounds; a dead one is left in peace.

import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { second } from "../../domain/time.ts";
import { readPicture } from "../pictures/read-picture.ts";

export type TileName = { readonly z: number; readonly x: number; readonly y: number };
export type Tile =
  | { readonly state: "whole"; readonly bytes: Uint8Array<ArrayBuffer>; readonly form: "png" | "jpeg" | "webp" }
  /** The source has none there. */
  | { readonly state: "none" }
  /** It does not answer, or not with a picture. */
  | { readonly state: "away" };
export type TileSource = (tile: TileName) => Promise<Tile>;

/** More at once wait, and more than those are told to come again. */
const atOnce = 16;
const waitingMost = 500;
/** Bytes of a tile; how long an answer may take, ms. */
const largest = 2 * 1024 * 1024;
const patience = 4 * second;
/** After so many failures in a row nobody asks for this long, ms. */
const failures = 3;
const peace = 30 * second;

export type TileDeps = {
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  /** A clock that only runs on, ms. */
  readonly monotonic: () => number;
};

const filled = (template: string, { z, x, y }: TileName): string =>
  template.replaceAll("{z}", String(z)).replaceAll("{x}", String(x)).replaceAll("{y}", String(y));

const pictureOf = (bytes: Uint8Array<ArrayBuffer>): Tile => {
  const read = readPicture(bytes);
  return read.ok ? { state: "whole", bytes, form: read.picture.form } : { state: "away" };
};

/** `template`: an address or a file's path with `{z}`, `{x}` and `{y}` in it. */
export const createTileSource = (template: string, deps: TileDeps): TileSource =>
  /^https?:\/\//.test(template) ? fromServer(template, deps) : fromFolder(resolve(template));

const fromFolder =
  (template: string): TileSource =>
  async (tile) => {
    try {
      return pictureOf(new Uint8Array(await readFile(filled(template, tile))));
    } catch (error) {
      const code = error instanceof Error && "code" in error ? error.code : undefined;
      if (code === "ENOENT" || code === "ENOTDIR") return { state: "none" };
      if (code === undefined) throw error;
      return { state: "away" };
    }
  };

const fromServer = (template: string, { fetch, monotonic }: TileDeps): TileSource => {
  let asking = 0;
  const waiting: (() => void)[] = [];
  let failed = 0;
  let failedAt = 0;
  const asked = async (tile: TileName): Promise<Tile> => {
    try {
      const response = await fetch(filled(template, tile), {
        // It leads nowhere else than it was configured to.
        redirect: "error",
        signal: AbortSignal.timeout(patience),
        headers: { Accept: "image/png, image/jpeg, image/webp" },
      });
      if (response.status === 404 || response.status === 204) return { state: "none" };
      if (!response.ok || Number(response.headers.get("content-length") ?? 0) > largest) {
        await response.body?.cancel();
        return { state: "away" };
      }
      const bytes = await bounded(response);
      return bytes === undefined ? { state: "away" } : pictureOf(bytes);
    } catch (error) {
      // No line, no answer in time, an answer that broke off.
      if (!(error instanceof TypeError || error instanceof DOMException)) throw error;
      return { state: "away" };
    }
  };
  const rests = (): boolean => failed >= failures && monotonic() - failedAt < peace;
  const inTurn = async (tile: TileName): Promise<Tile> => {
    // While it waited the source may have been found dead.
    if (rests()) return { state: "away" };
    const got = await asked(tile);
    if (got.state !== "away") failed = 0;
    else [failed, failedAt] = [failed + 1, monotonic()];
    return got;
  };
  return async (tile) => {
    if (rests() || waiting.length >= waitingMost) return { state: "away" };
    if (asking >= atOnce) await new Promise<void>((turn) => waiting.push(turn));
    else asking += 1;
    try {
      return await inTurn(tile);
    } finally {
      // Its place goes to the next, or is free.
      const next = waiting.shift();
      if (next === undefined) asking -= 1;
      else next();
    }
  };
};

/** The whole body; undefined where it is more than a tile may be. */
const bounded = async (response: Response): Promise<Uint8Array<ArrayBuffer> | undefined> => {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.length;
    if (size > largest) return undefined;
    parts.push(part);
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
};
