// A straight line laid over a grid of square cells: which cells it crosses, and where it enters and leaves each. [COV-1]

export type Point = readonly [x: number, y: number];

/** The stretch of a line inside one cell; `from` and `to` run from 0 at the line's start to 1 at its end. */
export type Stretch = { readonly column: number; readonly row: number; readonly from: number; readonly to: number };

/** Where the line crosses multiples of `cell` along one axis, as shares of its length, ascending. */
const crossings = (a: number, b: number, cell: number): number[] => {
  if (a === b) return [];
  const lo = Math.min(a, b);
  const hi = Math.max(a, b);
  const shares: number[] = [];
  for (let k = Math.floor(lo / cell) + 1; k * cell < hi; k++) shares.push((k * cell - a) / (b - a));
  return b > a ? shares : shares.reverse();
};

/**
 * The line a→b (plane metres) cut at every cell border, in order; the stretches join without gap from 0 to 1. A line that
 * runs along a border belongs to the cell with the greater column or row. No stretch for a line without length.
 */
export const walkCells = (a: Point, b: Point, cell: number): readonly Stretch[] => {
  if (a[0] === b[0] && a[1] === b[1]) return [];
  const [column, row] = [Math.floor(a[0] / cell), Math.floor(a[1] / cell)];
  // Nearly every line between two fixes: what is between two places of a cell lies in it.
  if (column === Math.floor(b[0] / cell) && row === Math.floor(b[1] / cell)) return [{ column, row, from: 0, to: 1 }];
  const shares = [...crossings(a[0], b[0], cell), ...crossings(a[1], b[1], cell)].sort((p, q) => p - q);
  shares.push(1);
  const stretches: Stretch[] = [];
  let from = 0;
  for (const to of shares) {
    if (to <= from) continue;
    const middle = (from + to) / 2;
    stretches.push({
      column: Math.floor((a[0] + (b[0] - a[0]) * middle) / cell),
      row: Math.floor((a[1] + (b[1] - a[1]) * middle) / cell),
      from,
      to,
    });
    from = to;
  }
  return stretches;
};
