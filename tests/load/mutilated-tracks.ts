// Ten thousand mutilated files through the import, the rules and the board, one after another: each is one record or nothing, soon, in little memory.

import { figuresOf } from "../../domain/coverage/coverage-figures.ts";
import { unitId } from "../../domain/ids.ts";
import { layTogether } from "../../domain/patrols/recordings.ts";
import { caps, type RawFix, sift } from "../../domain/patrols/track.ts";
import { siteClock } from "../../domain/time.ts";
import { createGeodesy } from "../../server/ingest/geodesy.ts";
import { gridsOf } from "../../server/ingest/grids.ts";
import { importTrack } from "../../server/ingest/import-track.ts";
import { mutilated } from "../kit/mutations.ts";
import { createWorld } from "../kit/world.ts";
import type { Figure } from "./figures.ts";

const count = 10_000;
/** Files on one board: its ledger lies in memory. */
const eachBoard = 250;
const ingest = { kind: "system", part: "ingest" } as const;

export const mutilatedTracks = async (): Promise<readonly Figure[]> => {
  const geodesy = createGeodesy();
  const clock = siteClock("Asia/Shanghai");
  let [slowest, imported, counted, most, odd] = [0, 0, 0, 0, 0];
  /** Whether what was walked is a number at all: the cells and kilometres that the command would tell. */
  const isCounted = (raw: readonly (readonly RawFix[])[], now: number): boolean => {
    const segments = raw.map((one) => sift(one, now, 0).fixes);
    const laid = layTogether([segments], caps.foot, geodesy.metres);
    const grids = gridsOf(segments.flat());
    const { km, hours, cells, fixes } = figuresOf(laid, {}, 0, {
      geodesy,
      clock,
      cap: caps.foot,
      grids,
      cell: 1000,
      lmin: 0,
    });
    if (![km, hours, cells].every((one) => Number.isFinite(one) && one >= 0) || fixes > raw.flat().length) odd += 1;
    return fixes > 0;
  };
  let world = await createWorld();
  for (let n = 0; n < count; n++) {
    if (n % eachBoard === 0) world = await createWorld();
    const { projection } = world;
    const tracks = (): number => [...projection.board.all("track")].length;
    const [before, known] = [projection.seq(), tracks()];
    const bytes = mutilated(n);
    const begun = performance.now();
    const read = importTrack({ bytes, name: "x", datum: "wgs84", profile: "foot", unit: unitId("co") }, geodesy);
    let taken = 0;
    if (read.ok) {
      imported += 1;
      if (isCounted(read.command.raw, world.now())) counted += 1;
      taken = (await world.act(read.command, ingest)).kind === "ok" ? 1 : 0;
    }
    slowest = Math.max(slowest, performance.now() - begun);
    if (projection.seq() - before !== taken || tracks() - known !== taken) odd += 1;
    most = Math.max(most, process.memoryUsage.rss());
  }
  const name = `${count} mutilated files`;
  const share = (one: number): string => `${Math.round((one / count) * 100)} %`;
  return [
    {
      name: `${name}, ${share(imported)} imported, ${share(counted)} with fixes that count: slowest`,
      value: slowest,
      unit: "ms",
      bound: { text: "≤ 2 s", kept: slowest <= 2000 },
    },
    {
      name: `${name}: half imported, or figures that are none`,
      value: odd,
      unit: "files",
      bound: { text: "none", kept: odd === 0 },
    },
    { name: `${name}: most memory`, value: most / 1e6, unit: "MB", bound: { text: "≤ 512 MB", kept: most <= 512e6 } },
  ];
};
