// Small arithmetic and printing for the bench: each figure stands beside its baseline of the same run.

export type Figure = {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What it is measured against, in the same unit and the same run. */
  readonly baseline?: { readonly name: string; readonly value: number };
  /** The bound that the issue sets, as a sentence, and whether this run kept it. */
  readonly bound?: { readonly text: string; readonly kept: boolean };
};

/** The p-th percentile (0…100) of the values by the nearest rank; NaN of nothing. */
export const percentile = (values: readonly number[], p: number): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil((p / 100) * sorted.length) - 1))] ?? Number.NaN;
};
export const median = (values: readonly number[]): number => percentile(values, 50);

const round = (value: number): string => (Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3));

export const table = (figures: readonly Figure[]): string => {
  const rows = figures.map(({ name, value, unit, baseline, bound }) => [
    name,
    `${round(value)} ${unit}`,
    baseline === undefined ? "" : `${round(baseline.value)} ${unit} (${baseline.name})`,
    baseline === undefined ? "" : `×${(value / baseline.value).toFixed(2)}`,
    bound === undefined ? "" : `${bound.kept ? "ok  " : "MISS"} ${bound.text}`,
  ]);
  const head = ["figure", "measured", "baseline", "ratio", "bound"];
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => (row[column] ?? "").length)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd();
  return [line(head), widths.map((width) => "-".repeat(width)).join("  "), ...rows.map(line)].join("\n");
};
