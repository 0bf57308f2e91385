// The cells of the coverage grid, a few paths for many cells: a zone of 7,400 is drawn anew whenever somebody walks in it, and only where he did.

import type { LonLat } from "../../../domain/site/site.ts";
import type { CellMark, Freshness } from "./cells.ts";

export type CellSheet = {
  /** `point`: px of a place; `unit`: px of the sheet's unit. */
  readonly draw: (
    cells: readonly CellMark[],
    point: (at: LonLat) => readonly [x: number, y: number],
    unit: number,
  ) => void;
};

/** Edge of a dot by freshness, in units of the sheet. */
const dots: Readonly<Record<Exclude<Freshness, "overdue" | "not-yet">, number>> = { 3: 4, 2: 2.5, 1: 1.5 };

/** Tenths of a pixel: finer is not seen, and is longer to read. */
const px = (value: number): number => Math.round(value * 10) / 10;

/** The paths of the dots and of the hatched squares, as SVG reads them. */
export const cellPaths = (
  cells: readonly CellMark[],
  point: (at: LonLat) => readonly [x: number, y: number],
  unit: number,
): { readonly dots: string; readonly overdue: string } => {
  let [dotted, overdue] = ["", ""];
  for (const { at, half, fresh } of cells) {
    if (fresh === "not-yet") continue;
    const [x, y] = point(at);
    if (fresh === "overdue") {
      const [right, top] = point([at[0] + half[0], at[1] + half[1]]);
      const [w, h] = [Math.max(0, right - x - unit), Math.max(0, y - top - unit)];
      overdue += `M${px(x - w)} ${px(y - h)}h${px(2 * w)}v${px(2 * h)}h${px(-2 * w)}z`;
    } else {
      const edge = dots[fresh] * unit;
      dotted += `M${px(x - edge / 2)} ${px(y - edge / 2)}h${px(edge)}v${px(edge)}h${px(-edge)}z`;
    }
  }
  return { dots: dotted, overdue };
};

/** Cells in one path: few paths to keep, and little to draw anew where one cell has changed. */
export const cellsInPath = 256;

type Look = "dot" | "over";
export type PathChange = { readonly path: number; readonly look: Look; readonly d: string };

type Path = { readonly cells: readonly CellMark[]; readonly dot: string; readonly over: string };
const empty: Path = { cells: [], dot: "", over: "" };

/** Which paths are to be drawn anew: those whose cells look otherwise than they did. Cells that are the same objects do, where they lie as they lay. */
export const createCellPaths = (): ((...of: Parameters<typeof cellPaths>) => readonly PathChange[]) => {
  const drawn: Path[] = [];
  let laid = "";
  return (cells, point, unit) => {
    while (drawn.length * cellsInPath < cells.length) drawn.push(empty);
    // A plane is known by where it puts two places.
    const lay = JSON.stringify([point([0, 0]), point([1, 1]), unit]);
    const isLaid = lay === laid;
    laid = lay;
    const changes: PathChange[] = [];
    for (const [path, before] of drawn.entries()) {
      const own = cells.slice(path * cellsInPath, (path + 1) * cellsInPath);
      if (isLaid && own.length === before.cells.length && own.every((cell, n) => cell === before.cells[n])) continue;
      const { dots: dot, overdue: over } = cellPaths(own, point, unit);
      if (dot !== before.dot) changes.push({ path, look: "dot", d: dot });
      if (over !== before.over) changes.push({ path, look: "over", d: over });
      drawn[path] = { cells: own, dot, over };
    }
    return changes;
  };
};

export const createCellSheet = (pane: HTMLElement): CellSheet => {
  const make = <K extends "svg" | "path">(name: K): SVGElementTagNameMap[K] =>
    document.createElementNS("http://www.w3.org/2000/svg", name);
  const svg = pane.appendChild(make("svg"));
  svg.setAttribute("class", "cells");
  const paths = new Map<string, SVGPathElement>();
  const pathOf = (key: string, look: Look): SVGPathElement => {
    const known = paths.get(key);
    if (known !== undefined) return known;
    const path = svg.appendChild(make("path"));
    path.setAttribute("class", look);
    paths.set(key, path);
    return path;
  };
  const changesOf = createCellPaths();
  return {
    draw: (cells, point, unit) => {
      for (const { path, look, d } of changesOf(cells, point, unit))
        pathOf(`${path} ${look}`, look).setAttribute("d", d);
    },
  };
};
