// The names that people of a site write of: its posts, units, routes with their checkpoints, and zones, as far as this kiosk knows them.

import type { Records } from "../../domain/records.ts";

/** A name a line: one value, so that a board that changes in all else asks nothing anew. */
export const siteTerms = (records: Records | undefined): string => {
  if (records === undefined) return "";
  const routes = [...records.all("route")];
  const points = routes.flatMap(({ checkpoints }) => checkpoints);
  const named = [...records.all("post"), ...records.all("unit"), ...records.all("zone"), ...routes, ...points];
  const names = named.map(({ name }) => name.trim());
  return [...new Set(names)]
    .filter((name) => name !== "" && [...name].length <= 20)
    .sort()
    .join("\n");
};
