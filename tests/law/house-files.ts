// The files of the house as text, for the laws that no tool knows.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export type Source = { readonly path: string; readonly text: string };

/** Everything written by hand below these rooms, paths with `/`. */
export const sourcesOf = (rooms: readonly string[], ending: RegExp): readonly Source[] =>
  rooms
    .flatMap((room) => readdirSync(room, { recursive: true, encoding: "utf8" }).map((name) => join(room, name)))
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => ending.test(path))
    .sort()
    .map((path) => ({ path, text: readFileSync(path, "utf8") }));
