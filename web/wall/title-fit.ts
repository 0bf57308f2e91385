// How large an alarm's title stands in its slot: whole before large, on two lines before under the floor, and equals alike.

import type { Priority } from "../../domain/alarms/alarm.ts";
import { emWidth, strongly } from "../lib/em-width.ts";
import type { Frame } from "./frame.ts";

/** Units; a title never ends in "…" where two lines at the floor can hold it. */
export type TitleFit = { readonly size: number; readonly lines: 1 | 2 };

const sizes = {
  standard: { first: 46, lower: 38, floor: 22, twoLines: 28 },
  far: { first: 62, lower: 48, floor: 38, twoLines: 40 },
} as const;

/** Size of a title that has room enough. */
export const titleSize = (priority: Priority, distance: Frame["distance"]): number =>
  priority === 1 ? sizes[distance].first : sizes[distance].lower;

/** One line loses less than this before two lines say it better. */
const shrinks = 0.7;

/** `room`: units that the title's line has, beside the block and the age. */
export const fitTitle = (
  title: string,
  priority: Priority,
  room: number,
  { distance, scale }: Pick<Frame, "distance" | "scale">,
): TitleFit => {
  const whole = titleSize(priority, distance);
  const { floor, twoLines } = sizes[distance];
  const ems = emWidth(title) * strongly * scale;
  const oneLine = Math.min(whole, room / ems);
  if (oneLine >= Math.max(floor, whole * shrinks)) return { size: oneLine, lines: 1 };
  // A line breaks before its end: it holds a sign less than it could.
  const broken = (2 * room) / (ems + 2);
  return { size: Math.max(floor, Math.min(twoLines, broken)), lines: 2 };
};

/** Two alarms side by side: equals stand alike, and the lower never stands larger than the higher. */
export const together = (
  first: { readonly fit: TitleFit; readonly priority: Priority },
  second: { readonly fit: TitleFit; readonly priority: Priority },
): readonly [TitleFit, TitleFit] => {
  const size = Math.min(first.fit.size, second.fit.size);
  if (first.priority === second.priority)
    return [
      { ...first.fit, size },
      { ...second.fit, size },
    ];
  return [first.fit, { ...second.fit, size }];
};
