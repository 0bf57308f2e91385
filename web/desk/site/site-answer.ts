// What is sent of a chosen folder, and how the answer to it is told.

import type { Say } from "../words.ts";

type Named = { readonly name: string };

/** Files of the folder without those that systems leave behind; a name chosen twice counts once, the later choice. */
export const chosenFiles = <F extends Named>(files: readonly F[]): readonly F[] => {
  const byName = new Map<string, F>();
  for (const file of files) if (isWanted(file.name)) byName.set(file.name, file);
  return [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
};

const isWanted = (name: string): boolean => /\.(csv|json|geojson|xlsx)$/i.test(name) && !/^[.~]/.test(name);

const kinds = ["unit", "shift", "worker", "post", "route", "zone", "patrol", "round", "activity"] as const;

/** Counts of an import as facts, in the order of the site's own parts; parts we have no word for keep their key. */
export const countFacts = (
  counts: Readonly<Record<string, number>>,
  say: Say,
): readonly (readonly [string, string])[] =>
  Object.entries(counts).map(([key, count]) => {
    const kind = kinds.find((one) => key === one || key === `${one}s` || (one === "activity" && key === "activities"));
    return [kind === undefined ? key : say(`count.${kind}`), String(count)] as const;
  });
