// Ten thousand mutilated patrol files of EarthRanger and SMART through the import, the rules and the board: each is one import or nothing, soon, in little memory.

import { unitId } from "../../domain/ids.ts";
import { siteClock } from "../../domain/time.ts";
import { createGeodesy } from "../../server/ingest/geodesy.ts";
import { importPatrols } from "../../server/ingest/import-patrols.ts";
import { movedWholes } from "../kit/moved-files.ts";
import { mutilatedText } from "../kit/mutations.ts";
import { shiftStart } from "../kit/site-fixture.ts";
import { createWorld } from "../kit/world.ts";
import type { Figure } from "./figures.ts";

const count = 10_000;
/** Files on one board: its ledger lies in memory. */
const eachBoard = 250;
const ingest = { kind: "system", part: "ingest" } as const;

export const mutilatedPatrols = async (): Promise<readonly Figure[]> => {
  const geodesy = createGeodesy();
  const clock = siteClock("Asia/Shanghai");
  const wholes = movedWholes(shiftStart - 3 * 86_400_000);
  let [slowest, imported, most, odd] = [0, 0, 0, 0];
  let world = await createWorld();
  for (let n = 0; n < count; n++) {
    if (n % eachBoard === 0) world = await createWorld();
    const { projection } = world;
    const before = projection.seq();
    const bytes = mutilatedText(n, wholes);
    const asked = { datum: "wgs84", unit: unitId("co"), clock, now: world.now() };
    const begun = performance.now();
    const read = importPatrols([{ name: "x", bytes }], asked, geodesy);
    const answer = read.ok ? await world.act(read.command, ingest) : undefined;
    slowest = Math.max(slowest, performance.now() - begun);
    if (answer?.kind === "ok") imported += 1;
    else if (projection.seq() !== before) odd += 1;
    for (const { plannedAt, windowEnd, km, leader } of projection.board.all("patrol")) {
      const isSane = Number.isFinite(km) && Number.isFinite(plannedAt) && windowEnd >= plannedAt;
      if (!isSane || (leader !== undefined && projection.board.get("worker", leader) === undefined)) odd += 1;
    }
    most = Math.max(most, process.memoryUsage.rss());
  }
  const name = `${count} mutilated patrol files`;
  return [
    {
      name: `${name}, ${Math.round((imported / count) * 100)} % imported: slowest`,
      value: slowest,
      unit: "ms",
      bound: { text: "≤ 2 s", kept: slowest <= 2000 },
    },
    {
      name: `${name}: half imported, or patrols of nonsense`,
      value: odd,
      unit: "files",
      bound: { text: "none", kept: odd === 0 },
    },
    { name: `${name}: most memory`, value: most / 1e6, unit: "MB", bound: { text: "≤ 512 MB", kept: most <= 512e6 } },
  ];
};
