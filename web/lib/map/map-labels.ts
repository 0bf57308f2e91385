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
export type Placed = { readonly id: string; readonly box: Box };

const overlap = (a: Box, b: Box): number =>
  Math.max(0, Math.min(a.x + a.w, b.x + b.w) - Math.max(a.x, b.x)) *
  Math.max(0, Math.min(a.y + a.h, b.y + b.h) - Math.max(a.y, b.y));

const outside = (box: Box, frame: Box): number => box.w * box.h - overlap(box, frame);

/** A name over a name cannot be read, and one beyond the edge is cut: both are dearer than a symbol or a stretch of line. */
const overName = 8;
const overEdge = 12;

/** How many of the places below lie next to the thing itself. */
const beside = 8;
const places = (wanted: Wanted, em: number): readonly Box[] => {
  const { w: padW, h: padH } = wanted.pad ?? { w: 0, h: 0 };
  const [w, h, gap] = [emWidth(wanted.text) * em + padW, em * 1.2 + padH, wanted.reach + em * 0.25];
  const at = (x: number, y: number): Box => ({ x, y, w, h });
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
  const out: Placed[] = [];
  for (const one of wanted) {
    let best: Box | undefined;
    let least = Number.POSITIVE_INFINITY;
    for (const [i, box] of places(one, em).entries()) {
      // Next to the thing, unless much would be covered there.
      const cost =
        (i < beside ? 0 : em * em * 0.8) +
        taken.reduce((sum, other) => sum + overlap(box, other), 0) +
        names.reduce((sum, other) => sum + overlap(box, other), 0) * overName +
        outside(box, frame) * overEdge;
      if (cost < least) [best, least] = [box, cost];
    }
    if (best === undefined || (one.need === "if-free" && least > em * em * 0.4)) continue;
    const box = inside(best, frame);
    names.push(box);
    out.push({ id: one.id, box });
  }
  return out;
};
