// Growth over time by least squares, and how sure one may be of it: samples that follow one another tell less than they are many.

export type Point = { readonly at: number; readonly value: number };
/** In the value's unit an hour, `at` being ms; the growth lies within `slope ± within` in 95 of 100 such runs. */
export type Growth = { readonly slope: number; readonly within: number };

const hour = 3_600_000;
const mean = (list: readonly number[]): number => list.reduce((sum, one) => sum + one, 0) / list.length;

export const growthOf = (points: readonly Point[]): Growth => {
  const [at, value] = [mean(points.map((one) => one.at)), mean(points.map((one) => one.value))];
  const spread = points.reduce((sum, one) => sum + (one.at - at) ** 2, 0);
  const slope = points.reduce((sum, one) => sum + (one.at - at) * (one.value - value), 0) / spread;
  const left = points.map((one) => one.value - value - slope * (one.at - at));
  const squares = left.reduce((sum, one) => sum + one ** 2, 0);
  // What is left of one sample is found again in the next: as if there were fewer, independent ones (AR(1), Bartlett).
  const echo = left.slice(1).reduce((sum, one, n) => sum + one * (left[n] ?? 0), 0) / (squares || 1);
  const many = Math.max(3, (points.length * (1 - Math.max(0, echo))) / (1 + Math.max(0, echo)));
  const error = Math.sqrt(squares / points.length / (many - 2) / (spread / points.length));
  return { slope: slope * hour, within: 1.96 * error * hour };
};
