// 1,000 screens and a board that changes: what the server spends and how late a screen learns of it, beside bare `ws` sends of
// the same records in the same minute. The servers run in processes of their own; this one reads.

import { openSide, type Run } from "./fan-out-side.ts";
import { type Figure, percentile } from "./figures.ts";

const screens = 1_000;
const runMs = 4_000;
const rates = [50, 400] as const;

const loadFigures = (perSecond: number, ours: Run, raw: Run): readonly Figure[] => {
  const [share, text] = perSecond === 50 ? [1, "at most raw ws"] : [1 / 4, "at most a quarter of raw ws"];
  const baseline = (value: number) => ({ name: "ws send each", value });
  return [
    {
      name: `fan-out to ${screens} screens, ${perSecond} changes/s: server CPU`,
      value: ours.load,
      unit: "% of a core",
      baseline: baseline(raw.load),
      bound: { text, kept: ours.load <= raw.load * share },
    },
    {
      name: `fan-out, ${perSecond} changes/s asked: changes made`,
      value: ours.done,
      unit: "/s",
      baseline: baseline(raw.done),
    },
  ];
};

const delayFigure = (name: string, p: number, ours: Run, raw: Run, most: number): Figure => {
  const value = percentile(ours.delays, p);
  return {
    name,
    value,
    unit: "ms",
    baseline: { name: "ws send each", value: percentile(raw.delays, p) },
    bound: { text: `at most ${most} ms`, kept: value <= most },
  };
};

export const fanOut = async (): Promise<readonly Figure[]> => {
  const ours = await openSide("ours", screens);
  const raw = await openSide("raw-ws", screens);
  try {
    const memory = (["rss", "heap"] as const).map(
      (kind): Figure => ({
        name: `memory for an idle screen, ${kind === "rss" ? "resident" : "heap + buffers"}`,
        value: ours.perScreen[kind] / 1000,
        unit: "kB",
        baseline: { name: "ws connection", value: raw.perScreen[kind] / 1000 },
        bound: { text: "at most 100 kB", kept: ours.perScreen[kind] <= 100_000 },
      }),
    );
    const single = { ours: await ours.run(2, 2 * runMs), raw: await raw.run(2, 2 * runMs) };
    const figures: Figure[] = [delayFigure("first change, p50", 50, single.ours, single.raw, 10)];
    for (const perSecond of rates) {
      const [theirs, mine] = [await raw.run(perSecond, runMs), await ours.run(perSecond, runMs)];
      figures.push(...loadFigures(perSecond, mine, theirs));
      if (perSecond === 400) figures.push(delayFigure("coalesced changes at 400/s, p99", 99, mine, theirs, 120));
    }
    return [...figures, ...memory];
  } finally {
    ours.close();
    raw.close();
  }
};
