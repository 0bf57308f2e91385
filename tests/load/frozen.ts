// Screens that stop reading: what they cost the server's memory and the others' time, beside the same run without them.

import { openSide } from "./fan-out-side.ts";
import { type Figure, percentile } from "./figures.ts";

const screens = 100;
const frozen = 50;
const perSecond = 400;
/** Past the 10 s after which a missed ping ends a frozen line. */
const runMs = 15_000;

const name = `${frozen} frozen screens, ${perSecond} changes/s for ${runMs / 1000} s`;
const baseline = "the same run without them";

/** `most`: how many MB beyond the baseline are still flat. */
const memory = (of: string, value: number, alone: number, most?: number): Figure => ({
  name: `${name}: ${of}`,
  value,
  unit: "MB more",
  baseline: { name: baseline, value: alone },
  ...(most === undefined ? {} : { bound: { text: `flat: at most ${most} MB beyond it`, kept: value <= alone + most } }),
});

export const frozenScreens = async (): Promise<readonly Figure[]> => {
  const side = await openSide("ours", screens);
  try {
    const idle = await side.usage();
    const alone = await side.run(perSecond, runMs);
    const before = await side.usage();
    await side.freeze(frozen);
    const among = await side.run(perSecond, runMs);
    const after = await side.usage();
    const growth = (kind: "heap" | "rss", from: typeof idle, to: typeof idle): number => (to[kind] - from[kind]) / 1e6;
    return [
      memory("heap + buffers", growth("heap", before, after), growth("heap", idle, before), 1),
      memory("resident", growth("rss", before, after), growth("rss", idle, before)),
      ...[50, 99].map(
        (p): Figure => ({
          name: `${name}: the others' delay, p${p}`,
          value: percentile(among.delays, p),
          unit: "ms",
          baseline: { name: baseline, value: percentile(alone.delays, p) },
        }),
      ),
    ];
  } finally {
    side.close();
  }
};
