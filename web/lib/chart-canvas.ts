// The one file that knows chart.js; it is fetched when the first chart is looked at, so that no other page pays for it.

import {
  BarController,
  BarElement,
  CategoryScale,
  Chart,
  type ChartDataset,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Tooltip,
} from "chart.js";
import { type ChartInk, type ChartSeries, type ChartSpec, mostPoints } from "./chart-spec.ts";

Chart.register(
  BarController,
  BarElement,
  CategoryScale,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Tooltip,
);

export type ChartCanvas = { readonly show: (spec: ChartSpec) => void; readonly close: () => void };

const tokens: Readonly<Record<ChartInk, string>> = {
  strong: "--mark-strong",
  calm: "--mark-calm",
  faint: "--mark-faint",
  edge: "--line-3",
  high: "--p2-mark",
};

/** One instance for as long as the canvas lives: what changes is its data. */
export const createChartCanvas = (canvas: HTMLCanvasElement): ChartCanvas => {
  const style = getComputedStyle(canvas);
  const colour = (token: string): string => style.getPropertyValue(token).trim();
  const chart = new Chart<"bar" | "line", (number | null)[], string>(canvas, {
    type: "bar",
    data: { labels: [], datasets: [] },
    options: {
      animation: false,
      maintainAspectRatio: false,
      interaction: { mode: "index", intersect: false },
      layout: { padding: { top: 4 } },
    },
  });

  const dataset = (series: ChartSeries): ChartDataset<"bar" | "line", (number | null)[]> => {
    const ink = colour(tokens[series.ink]);
    const data = series.points.slice(0, mostPoints);
    const { high } = series;
    switch (series.shape) {
      case "bars":
        return {
          type: "bar",
          label: series.label,
          data,
          backgroundColor: data.map((value) =>
            high !== undefined && value !== null && value > high ? colour(tokens.high) : ink,
          ),
          categoryPercentage: 0.9,
          barPercentage: 1,
          maxBarThickness: 36,
        };
      case "line":
      case "rule":
        return {
          type: "line",
          label: series.label,
          data,
          borderColor: ink,
          backgroundColor: ink,
          borderWidth: series.ink === "strong" ? 2.5 : 1.5,
          borderDash: [...series.dash],
          // A lone day has no line: it is seen by its point.
          pointRadius: series.shape === "rule" ? 0 : data.length > 40 ? 1 : 2.5,
          pointHitRadius: 12,
          // A whole hundred percent lies on the edge: its point is not cut in half.
          clip: false,
          tension: 0,
          order: series.ink === "strong" ? 0 : 1,
        };
    }
  };

  return {
    show: ({ labels, unit, least, most, series }) => {
      const font = { family: style.fontFamily, size: 14 };
      const ticks = { color: colour("--text-3"), font };
      chart.data.labels = labels.slice(0, mostPoints);
      chart.data.datasets = series.map(dataset);
      chart.options.scales = {
        x: {
          ticks: { ...ticks, maxRotation: 0, autoSkipPadding: 18 },
          grid: { display: false },
          border: { color: colour("--line-3") },
        },
        y: {
          min: least,
          ...(most === undefined ? { suggestedMax: 12 } : { max: most }),
          ticks: { ...ticks, maxTicksLimit: 6, precision: 0 },
          grid: { color: colour("--line-1") },
          border: { display: false },
        },
      };
      chart.options.plugins = {
        tooltip: {
          backgroundColor: colour("--surface-3"),
          titleColor: colour("--text-1"),
          bodyColor: colour("--text-1"),
          titleFont: font,
          bodyFont: font,
          cornerRadius: 4,
          displayColors: false,
          animation: false,
          callbacks: { label: (item) => `${item.dataset.label ?? ""} ${item.formattedValue} ${unit}` },
        },
      };
      chart.update("none");
    },
    close: () => chart.destroy(),
  };
};
