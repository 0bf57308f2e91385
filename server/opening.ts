// What follows the opening of the house: the sample site into an empty store, and the rehearsal that plays on it.

import { v7 as uuid } from "uuid";
import type { Config } from "./config.ts";
import type { House } from "./house.ts";
import { readSiteFolder } from "./site/read-folder.ts";

/** The made-up site, as an import of the system's own. Throws where the sample itself is broken: that is our mistake. */
export const loadSample = async (house: House, config: Config): Promise<void> => {
  const read = await readSiteFolder(config.sampleDir, house.siteReader({ rehearsal: true }));
  if (!read.ok)
    throw new Error(
      `the sample site is broken:\n${read.rows.map((row) => `${row.file}:${row.row} ${row.column}: ${row.en}`).join("\n")}`,
    );
  const answer = await house.intake.own({ type: "ImportSite", import: read.site }, uuid(), {
    kind: "system",
    part: "import",
  });
  if (answer.kind !== "ok") throw new Error(`the sample site was refused: ${answer.refusal.code}`);
};
