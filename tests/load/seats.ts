// A hundred thousand random races for few seats, in the rules and the one writer: how many laws broke, beside what happened in them.

import { mustHappen, runRace, type Tally } from "../kit/seat-races.ts";
import type { Figure } from "./figures.ts";

const races = Number(process.env.RACES ?? 100_000);

export const seatRaces = async (): Promise<readonly Figure[]> => {
  const tally: Tally = new Map();
  const begun = performance.now();
  let broken = 0;
  for (let seed = 1; seed <= races; seed += 1) {
    const laws = await runRace(seed, tally);
    broken += laws.length;
    if (laws.length > 0) process.stderr.write(`race ${seed}: ${laws.join("; ")}\n`);
    if (seed % 10_000 === 0) process.stderr.write(`seats: ${seed} races, ${broken} laws broken\n`);
  }
  const seconds = (performance.now() - begun) / 1000;
  const missing = mustHappen.filter((what) => !tally.has(what));
  const figure = (what: string, value: number): Figure => ({ name: `seat races: ${what}`, value, unit: "" });
  return [
    {
      ...figure(`laws broken in ${races} races of ${Math.round(seconds)} s`, broken),
      bound: { text: "none", kept: broken === 0 },
    },
    {
      ...figure("kinds of acts that never happened", missing.length),
      bound: { text: `none of ${mustHappen.length}`, kept: missing.length === 0 },
    },
    ...[...tally].toSorted(([, a], [, b]) => b - a).map(([what, count]) => figure(what, count)),
  ];
};
