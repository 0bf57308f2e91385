// The table of coverage: each figure by its name, its definition and what it was counted by, this window beside the one before. [COV-2]

import { swath } from "../../../domain/coverage/coverage-figures.ts";
import type { Comparison, WindowFigures } from "../../../domain/coverage/window-figures.ts";
import { percent } from "../../../domain/posts/manning.ts";
import { hour } from "../../../domain/time.ts";
import type { Say } from "../words.ts";

export const coverFigures = [
  "recency",
  "area",
  "inside",
  "km",
  "hours",
  "effort-area",
  "patrols",
  "person-days",
  "punctual",
  "missed",
  "online",
  "met",
  "found",
] as const;
export type CoverFigure = (typeof coverFigures)[number];

/** A rate of fewer people than this says more of one of them than of the whole. */
export const fewest = 5;

export type Told = {
  /** Undefined: not known. */
  readonly value: number | undefined;
  readonly unit: "" | "%" | "km" | "h" | "km²";
  /** What the rate was made of: `31 / 48`. */
  readonly of: string;
};
export type CoverLine = {
  readonly figure: CoverFigure;
  readonly name: string;
  readonly definition: string;
  readonly now: Told;
  readonly same: Told | undefined;
  readonly before: Told | undefined;
  /** Now less the same days before, in the figure's unit; undefined where either is not known. */
  readonly change: number | undefined;
};

const tenth = (n: number): number => Math.round(n * 10) / 10;
const rate = (part: number, whole: number): Told => ({
  value: percent(part, whole),
  unit: "%",
  of: whole > 0 ? `${part} / ${whole}` : "",
});
const ofPeople = (part: number, whole: number): Told =>
  whole < fewest ? { value: undefined, unit: "%", of: "" } : rate(part, whole);
/** Ratio of sums, 100 km; nothing where nobody walked. */
const ratio = (count: number | undefined, km: number | undefined): Told => ({
  value: count === undefined || km === undefined || km <= 0 ? undefined : tenth((100 * count) / km),
  unit: "",
  of: count === undefined || km === undefined ? "" : `${count} / ${tenth(km)} km`,
});
const plain = (value: number | undefined, unit: Told["unit"]): Told => ({ value, unit, of: "" });

export const toldOf = (figure: CoverFigure, { ground, teams, metres, found, unknown, reach }: WindowFigures): Told => {
  const isKnown = unknown.teams < reach.days;
  const known = (value: number): number | undefined => (isKnown ? value : undefined);
  switch (figure) {
    case "recency":
      return rate(ground?.inTime ?? 0, ground?.cells ?? 0);
    case "area":
      return rate(ground?.visited ?? 0, ground?.cells ?? 0);
    case "inside":
      return plain(metres === undefined ? undefined : tenth(metres / 1000), "km");
    case "km":
      return plain(known(tenth(teams.metres / 1000)), "km");
    case "hours":
      return plain(known(tenth(teams.ms / hour)), "h");
    case "effort-area":
      return plain(known(tenth((teams.metres / 1000) * (swath / 1000))), "km²");
    case "patrols":
      return plain(known(teams.patrols), "");
    case "person-days":
      return plain(known(teams.personDays), "");
    case "punctual":
      return rate(teams.inTime, teams.due);
    case "missed":
      return rate(teams.missed, teams.due);
    case "online":
      return ofPeople(teams.online, teams.called);
    case "met":
      return ofPeople(teams.met, teams.called);
    case "found":
      return ratio(found, isKnown ? teams.metres / 1000 : undefined);
  }
};

const list = (figures: readonly number[]): string => (figures.length === 0 ? "—" : figures.join("/"));

const definition = (figure: CoverFigure, { basis }: WindowFigures, say: Say, isShift: boolean): string => {
  switch (figure) {
    case "recency":
      return say("cover.recency.is", { days: list(basis.intervalDays) });
    case "area":
      return isShift
        ? say("cover.area.shift", { lmin: list(basis.lmin) })
        : say("cover.area.is", { lmin: list(basis.lmin), cell: list(basis.cell) });
    case "effort-area":
      return say("cover.effort-area.is", { swath });
    case "online":
      return say("cover.online.is", { n: fewest });
    case "met":
      return say("cover.met.is", { n: fewest });
    case "inside":
    case "km":
    case "hours":
    case "patrols":
    case "person-days":
    case "punctual":
    case "missed":
    case "found":
      return say(`cover.${figure}.is`);
  }
};

/** Shares are told of any day that is known; sums of days are compared only where no day is missing. */
const isComparable = (figure: CoverFigure, one: WindowFigures): boolean => {
  switch (figure) {
    case "recency":
    case "area":
    case "punctual":
    case "missed":
    case "online":
    case "met":
      return true;
    case "inside":
      return one.unknown.ground === 0;
    case "km":
    case "hours":
    case "effort-area":
    case "patrols":
    case "person-days":
    case "found":
      return one.unknown.teams === 0;
  }
};

/** `told`: the comparison, or the shift alone. A shift does not know the metres in the zones, nor who met the day; one that is over knows no cells. */
export const coverLines = (
  told: { readonly now: WindowFigures } & Partial<Pick<Comparison, "same" | "before">>,
  say: Say,
): readonly CoverLine[] => {
  const isShift = told.same === undefined;
  return coverFigures
    .filter((figure) => !isShift || (figure !== "inside" && figure !== "met" && figure !== "found"))
    .filter((figure) => !isShift || told.now.ground !== undefined || (figure !== "recency" && figure !== "area"))
    .map((figure) => {
      const now = toldOf(figure, told.now);
      const same = told.same === undefined ? undefined : toldOf(figure, told.same);
      return {
        figure,
        name: say(`cover.${figure}`),
        definition: definition(figure, told.now, say, isShift),
        now,
        same,
        before: told.before === undefined ? undefined : toldOf(figure, told.before),
        change:
          now.value === undefined ||
          same?.value === undefined ||
          ![told.now, told.same].every((one) => one === undefined || isComparable(figure, one))
            ? undefined
            : tenth(now.value - same.value),
      };
    });
};
