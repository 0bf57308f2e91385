// The built pages' files and what each must have before it can begin; a circle among them is a page that never opens.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Static imports only: what is asked for later waits for nobody. */
const beginning = /(?:^|[;}])import\s*(?:[^"'();]*?from\s*)?["']\.\/([\w.-]+\.js)["']/g;

/** Each file in `folder` with those that it imports. */
export const chunkImports = (folder: string): ReadonlyMap<string, readonly string[]> =>
  new Map(
    readdirSync(folder)
      .filter((name) => name.endsWith(".js"))
      .map((name) => [
        name,
        [...readFileSync(join(folder, name), "utf8").matchAll(beginning)].flatMap(([, file]) => file ?? []),
      ]),
  );

/** One circle as its files in order; undefined where there is none. */
export const circleIn = (imports: ReadonlyMap<string, readonly string[]>): readonly string[] | undefined => {
  const done = new Set<string>();
  const walk = (name: string, way: readonly string[]): readonly string[] | undefined => {
    if (way.includes(name)) return [...way.slice(way.indexOf(name)), name];
    if (done.has(name)) return undefined;
    for (const next of imports.get(name) ?? []) {
      const circle = walk(next, [...way, name]);
      if (circle !== undefined) return circle;
    }
    done.add(name);
    return undefined;
  };
  for (const name of imports.keys()) {
    const circle = walk(name, []);
    if (circle !== undefined) return circle;
  }
  return undefined;
};
