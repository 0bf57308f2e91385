// What a line of an alarm says where not all of it fits: it says less, and never ends in "…". [ALM-1]

import { emWidth, strongly } from "../lib/em-width.ts";
import type { Part } from "./alarm-subject.ts";

/** Width of the runs at a size, units; heavier where a name or figure is strong. */
const widthOf = (runs: readonly Part[], px: number): number =>
  runs.reduce((sum, { text, strong }) => sum + emWidth(text) * (strong ? strongly : 1) * px, 0);

/** A Latin letter may be wider than reckoned, on a small glass each by a part of a pixel. */
const slack = (runs: readonly Part[], px: number): number =>
  runs.some(({ text }) => /[a-z]{2}/i.test(text)) ? 8 + widthOf(runs, px) * 0.03 : 4;

/** The first of the choices, the fullest first, that stands whole beside `left` in `room` units; else the last. */
export const fitLine = (
  left: readonly Part[],
  choices: readonly (readonly Part[])[],
  { room, px, gap }: { readonly room: number; readonly px: number; readonly gap: number },
): readonly Part[] => {
  const rest = room - widthOf(left, px) - (left.length === 0 ? 0 : gap) - slack(left, px);
  return choices.find((runs) => widthOf(runs, px) + slack(runs, px) <= rest) ?? choices.at(-1) ?? [];
};
