// Growth over time by the median of all slopes (Theil and Sen), which a sample that was taken in mid-flight cannot bend; and how sure it is.

export type Point = { readonly at: number; readonly value: number };
/** In the value's unit an hour, `at` being ms; the growth lies between `least` and `most` in 95 of 100 such runs. */
export type Growth = { readonly slope: number; readonly least: number; readonly most: number };

const hour = 3_600_000;
const middle = (sorted: readonly number[]): number => sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
const inOrder = (list: readonly number[]): readonly number[] => list.toSorted((a, b) => a - b);

export const growthOf = (points: readonly Point[]): Growth => {
  const slopes = inOrder(
    points.flatMap((one, n) => points.slice(n + 1).map((other) => (other.value - one.value) / (other.at - one.at))),
  );
  const slope = middle(slopes);
  const left = points.map(({ at, value }) => value - slope * at);
  const level = middle(inOrder(left));
  // What is left of one sample is found again in the next: such samples tell less than they are many (AR(1)). By signs, as slopes are.
  const signs = left.map((one) => Math.sign(one - level));
  const echo = Math.max(0, signs.slice(1).reduce((sum, one, n) => sum + one * (signs[n] ?? 0), 0) / signs.length);
  const count = points.length;
  // P. K. Sen, "Estimates of the regression coefficient based on Kendall's tau", 1968.
  const spread = 1.96 * Math.sqrt(((count * (count - 1) * (2 * count + 5)) / 18) * ((1 + echo) / (1 - echo)));
  const edge = (sign: 1 | -1): number => {
    const place = Math.round((slopes.length + sign * spread) / 2);
    return slopes[Math.min(slopes.length - 1, Math.max(0, place))] ?? Number.NaN;
  };
  return { slope: slope * hour, least: edge(-1) * hour, most: edge(1) * hour };
};
