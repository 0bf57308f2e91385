// Where names stand on the map: nothing covers anything; the silent first, then who is out, then places, which may be left out.

import { emWidth } from "../em-width.ts";

export type Box = { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
export type Wanted = {
  readonly id: string;
  /** The thing named, px. */
  readonly x: number;
  readonly y: number;
  readonly text: string;
  /** Room for what stands with the text, px: a flag has a symbol and an edge. */
  readonly pad?: Readonly<{ w: number; h: number }>;
  /** Half of the thing's own symbol, px. */
  readonly reach: number;
  /** Names of people out are placed wherever least is covered; a place's name is left out where it would cover something. */
  readonly need: "always" | "if-free";
};
/** `leads`: it does not lie beside its own thing, or no nearer to it than to another's: a line must lead to it. */
export type Placed = { readonly id: string; readonly box: Box; readonly leads: boolean };

const overlap = (a: Box, b: Box): number =>
  Math.max(0, Math.min(a.x + a.w, b.x + b.w) - Math.max(a.x, b.x)) *
  Math.max(0, Math.min(a.y + a.h, b.y + b.h) - Math.max(a.y, b.y));

const outside = (box: Box, frame: Box): number => box.w * box.h - overlap(box, frame);

/** A name over a name cannot be read, and one beyond the edge is cut: both are dearer than a symbol or a stretch of line. */
const overName = 8;
const overEdge = 12;

/** A name nearer to another's thing than to its own is taken for the other's. */
const ambiguous = 2;

/** Px from the edge of a thing's symbol to the box. */
const apart = (box: Box, { x, y, reach }: Pick<Wanted, "x" | "y" | "reach">): number =>
  Math.max(0, Math.hypot(Math.max(box.x - x, 0, x - box.x - box.w), Math.max(box.y - y, 0, y - box.y - box.h)) - reach);

/** Whether another thing lies as near to the box as its own. */
const isUnclear = (box: Box, one: Wanted, others: readonly Wanted[]): boolean => {
  const own = apart(box, one);
  return others.some((other) => other.id !== one.id && apart(box, other) <= own);
};

/** The end of a line that leads from a thing to its name: the nearest place of the name's box. */
export const leadTo = (box: Box, { x, y }: { readonly x: number; readonly y: number }): { x: number; y: number } => ({
  x: Math.max(box.x, Math.min(x, box.x + box.w)),
  y: Math.max(box.y, Math.min(y, box.y + box.h)),
});

/** How many of the places below lie next to the thing itself. */
const beside = 8;
const sized = (wanted: Wanted, em: number) => {
  const { w: padW, h: padH } = wanted.pad ?? { w: 0, h: 0 };
  const [w, h] = [emWidth(wanted.text) * em + padW, em * 1.2 + padH];
  const gap = wanted.reach + em * 0.25;
  return { w, h, gap, at: (x: number, y: number): Box => ({ x, y, w, h }) };
};

const near = (wanted: Wanted, em: number): readonly Box[] => {
  const { w, h, gap, at } = sized(wanted, em);
  const { x, y } = wanted;
  return [
    at(x + gap, y - h / 2),
    at(x - gap - w, y - h / 2),
    at(x - w / 2, y - gap - h),
    at(x - w / 2, y + gap),
    at(x + gap * 0.7, y - gap - h * 0.6),
    at(x - gap * 0.7 - w, y - gap - h * 0.6),
    at(x + gap * 0.7, y + gap - h * 0.4),
    at(x - gap * 0.7 - w, y + gap - h * 0.4),
    // A line further off, for a crowd.
    at(x - w / 2, y - gap - h * 2.1),
    at(x + gap, y - gap - h * 1.7),
    at(x - gap - w, y - gap - h * 1.7),
    at(x - w / 2, y + gap + h * 1.1),
    at(x + gap, y + gap + h * 0.7),
    at(x - gap - w, y + gap + h * 0.7),
  ];
};

/** Out of the crowd, with a line that leads back; looked at only where nothing near will do. */
const farther = (wanted: Wanted, em: number): readonly Box[] => {
  const { w, h, gap, at } = sized(wanted, em);
  const { x, y } = wanted;
  return [2.4, 3.8, 5.4].flatMap((far) => [
    at(x + gap + h * far, y - h / 2),
    at(x - gap - h * far - w, y - h / 2),
    at(x - w / 2, y - gap - h * (far + 1)),
    at(x - w / 2, y + gap + h * far),
    at(x + gap + h * far * 0.6, y - gap - h * far),
    at(x - gap - h * far * 0.6 - w, y - gap - h * far),
    at(x + gap + h * far * 0.6, y + gap + h * (far - 1)),
    at(x - gap - h * far * 0.6 - w, y + gap + h * (far - 1)),
  ]);
};

/** The box moved no further than it must to lie in the frame: a name over another is read sooner than one that is cut. */
export const inside = (box: Box, frame: Box): Box => ({
  ...box,
  x: Math.max(frame.x, Math.min(box.x, frame.x + frame.w - box.w)),
  y: Math.max(frame.y, Math.min(box.y, frame.y + frame.h - box.h)),
});

/** Labels in the order wanted; `taken` are symbols and lines that should stay visible. */
export const placeLabels = (
  wanted: readonly Wanted[],
  taken: readonly Box[],
  frame: Box,
  em: number,
): readonly Placed[] => {
  const names: Box[] = [];
  const moving = wanted.filter((one) => one.need === "always");
  const out: Placed[] = [];
  for (const one of wanted) {
    let best: Box | undefined;
    let least = Number.POSITIVE_INFINITY;
    const look = (boxes: readonly Box[], dearer: (i: number) => number): void => {
      for (const [i, box] of boxes.entries()) {
        const cost =
          em * em * dearer(i) +
          (one.need === "always" && isUnclear(inside(box, frame), one, moving) ? em * em * ambiguous : 0) +
          taken.reduce((sum, other) => sum + overlap(box, other), 0) +
          names.reduce((sum, other) => sum + overlap(box, other), 0) * overName +
          outside(box, frame) * overEdge;
        if (cost < least) [best, least] = [box, cost];
      }
    };
    // Next to the thing, unless much would be covered there.
    look(near(one, em), (i) => (i < beside ? 0 : 0.8));
    if (one.need === "always" && least > em * em * 1.6) look(farther(one, em), (i) => 1.2 + i / 20);
    if (best === undefined || (one.need === "if-free" && least > em * em * 0.4)) continue;
    const box = inside(best, frame);
    names.push(box);
    const leads = apart(box, one) > em || (one.need === "always" && isUnclear(box, one, moving));
    out.push({ id: one.id, box, leads });
  }
  return out;
};
