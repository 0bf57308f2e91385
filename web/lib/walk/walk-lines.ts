// The walked lines in pixels: cut into short pieces, so that at each moment only the one under way is written anew.

import type { Millis } from "../../../domain/ids.ts";
import { between, type Step, type WalkRow } from "../../../domain/patrols/walk-replay.ts";
import type { LonLat } from "../../../domain/site/site.ts";

export type Point = { readonly x: number; readonly y: number };
export type PointOf = (at: LonLat) => Point;
export type Piece = {
  readonly from: Millis;
  readonly to: Millis;
  readonly steps: readonly Step[];
  /** The whole of it, as SVG reads it. */
  readonly d: string;
};
const inPiece = 200;

const tenth = (n: number): number => Math.round(n * 10) / 10;
const spot = ({ x, y }: Point): string => `${tenth(x)} ${tenth(y)}`;
const pathOf = (steps: readonly Step[], pointOf: PointOf): string =>
  steps.map(([, lon, lat], i) => `${i === 0 ? "M" : "L"}${spot(pointOf([lon, lat]))}`).join("");

/** A lone fix is no line. Neighbouring pieces of a stretch share a step; stretches share none. */
export const piecesOf = (row: WalkRow, pointOf: PointOf): readonly Piece[] =>
  row.flatMap(({ steps }) => {
    const pieces: Piece[] = [];
    for (let i = 0; i < steps.length - 1; i += inPiece) {
      const part = steps.slice(i, i + inPiece + 1);
      const [first, last] = [part[0], part.at(-1)];
      if (first !== undefined && last !== undefined)
        pieces.push({ from: first[0], to: last[0], steps: part, d: pathOf(part, pointOf) });
    }
    return pieces;
  });

/** What of the piece was walked by then; `undefined`: nothing. */
export const pieceAt = (piece: Piece, now: Millis, pointOf: PointOf): string | undefined => {
  if (now >= piece.to) return piece.d;
  if (now <= piece.from) return undefined;
  const after = piece.steps.findIndex(([at]) => at > now);
  const [a, b] = [piece.steps[after - 1], piece.steps[after]];
  if (a === undefined || b === undefined) return undefined;
  return `${pathOf(piece.steps.slice(0, after), pointOf)}L${spot(pointOf(between(a, b, now)))}`;
};
