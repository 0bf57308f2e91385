// How many activities a wall's column holds: a name that is too long for its line has two, and what then finds no room is counted.

import { emWidth } from "../lib/em-width.ts";

export type ActivityLine = {
  readonly name: string;
  /** What stands behind the name. */
  readonly seats: string;
  /** On a later day, whose name stands before the time. */
  readonly later: boolean;
};
export type ActivityRow = { readonly lines: 1 | 2 };

/** Height of a row with one line and with two, and of the last line that says how many more; units. */
export const rowHeight = { one: 46, two: 74, more: 46 } as const;
const type = 24;
const noteType = 22;
/** Columns of the time today and on a later day, and the gap before the seats. */
export const timeWidth = { today: 76, later: 122 } as const;
const gap = 10;

/** As many units as the line holds, each with its people on the ground; the rest as a number. */
export const unitLine = (
  units: readonly { readonly name: string; readonly onGround: number }[],
  { width, scale }: { readonly width: number; readonly scale: number },
): string => {
  const parts = units.filter(({ onGround }) => onGround > 0).map(({ name, onGround }) => `${name} ${onGround}`);
  const fits = (text: string): boolean => emWidth(text) * noteType * scale <= width;
  for (let n = parts.length; n > 0; n -= 1) {
    const line = `${parts.slice(0, n).join(" · ")}${n < parts.length ? ` +${parts.length - n}` : ""}`;
    if (fits(line)) return line;
  }
  return "";
};

/** The rows that the height holds, in order; `width` and `height` of the list, units. */
export const activityRows = (
  lines: readonly ActivityLine[],
  { width, height, scale }: { readonly width: number; readonly height: number; readonly scale: number },
): readonly ActivityRow[] => {
  const rows: ActivityRow[] = [];
  let left = height - rowHeight.more;
  for (const { name, seats, later } of lines) {
    const room = width - (later ? timeWidth.later : timeWidth.today) - gap - emWidth(seats) * type * scale;
    const asks = emWidth(name) * type * scale;
    const two = asks > room;
    left -= two ? rowHeight.two : rowHeight.one;
    if (left < 0 && rows.length > 0) break;
    rows.push({ lines: two ? 2 : 1 });
  }
  return rows;
};
