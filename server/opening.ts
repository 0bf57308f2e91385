// The sample site into an empty store, as the system's own import. It is marked as a rehearsal's for ever.

import { v7 as uuid } from "uuid";
import type { Config } from "./config.ts";
import type { House } from "./house.ts";
import { readFolder } from "./site/read-folder.ts";
import { readSite } from "./site/read-site.ts";

/** Throws where the sample itself is broken: that is our own mistake, not the user's. */
export const loadSample = async (house: House, { sampleDir }: Pick<Config, "sampleDir">): Promise<void> => {
  const read = readSite(await readFolder(sampleDir), { ...house.reader, rehearsal: true });
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
