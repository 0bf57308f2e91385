// What a chart is to show, without a word about how it is drawn: so that a page can be tested without a canvas.

/** A point that is not known is a gap, never nought. */
export type ChartPoint = number | null;
/** Named by role; the colours behind them are the sheet's. */
export type ChartInk = "strong" | "calm" | "faint" | "edge" | "high";
export type ChartSeries = {
  readonly label: string;
  readonly shape: "line" | "bars" | "rule";
  readonly points: readonly ChartPoint[];
  readonly ink: ChartInk;
  /** Strokes and gaps, px; empty: drawn through. */
  readonly dash: readonly number[];
  /** Bars above this bear the ink of what is too much. */
  readonly high?: number;
};
export type ChartSpec = {
  readonly labels: readonly string[];
  /** Stands at the axis and behind every figure. */
  readonly unit: string;
  /** Foot of the axis; bars stand on nought. */
  readonly least: number;
  readonly most: number | undefined;
  readonly series: readonly ChartSeries[];
  /** Changes with the theme, so that its colours are read anew. */
  readonly theme: string;
};

/** More points than that no screen of ours can tell apart. [§B] */
export const mostPoints = 720;
