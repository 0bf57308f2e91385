// The names that people of a site write of: its posts and units, each beside the list's words.

import type { Records } from "../../domain/records.ts";

/** A name a line: one value, so that a board that changes in all else asks nothing anew. */
export const siteTerms = (records: Records | undefined): string => {
  if (records === undefined) return "";
  const names = [...records.all("post"), ...records.all("unit")].map(({ name }) => name.trim());
  return [...new Set(names)]
    .filter((name) => name !== "" && [...name].length <= 20)
    .sort()
    .join("\n");
};
