// The tracks that training belongs to, the site's figures of it, and validity counted in months of the calendar. [ACT-5]

import { day as asDay, type Day, type Millis } from "../ids.ts";
import type { SiteRec } from "../site/site.ts";
import { addDays, daysBetween, type SiteClock } from "../time.ts";

/** 森林防火, 林木养护, 生物多样性, 岗位技能, 应急. */
export const tracks = ["fire", "forest", "biodiversity", "skills", "emergency"] as const;
export type Track = (typeof tracks)[number];
export const isTrack = (text: string): text is Track => tracks.some((one) => one === text);

/** Minutes of a training that named no track. */
export const noTrack = "";

/** Those of `site.ts`, once more: a test holds them equal. */
export const trainingDefaults = { trainHours: 20, tracks: [] } as const satisfies {
  readonly trainHours: number;
  readonly tracks: readonly string[];
};
type Figures = Pick<SiteRec["settings"], keyof typeof trainingDefaults>;
/** One that the site's record is too old to bear has its default. */
export const trainingSettings = ({ settings }: Pick<SiteRec, "settings">): Figures => ({
  ...trainingDefaults,
  ...settings,
});

/** The five and the site's own. */
export const tracksOf = (site: Pick<SiteRec, "settings">): readonly string[] => [
  ...tracks,
  ...trainingSettings(site).tracks.filter((one) => !isTrack(one)),
];

/** Minutes that a worker owes in a year; 0: none. */
export const dutyOf = (site: Pick<SiteRec, "settings">): number => trainingSettings(site).trainHours * 60;

/** The site's calendar year at that instant. */
export const yearOf = (clock: SiteClock, at: Millis): number => Number(clock.dayOf(at).slice(0, 4));

/** The same day so many months on, or the month's last where it has no such day: 31 January and one month is the end of February. */
export const addMonths = (from: Day, months: number): Day => {
  const [year = 0, month = 1, dayOfMonth = 1] = from.split("-").map(Number);
  const first = firstOf(year, month - 1 + months);
  const length = daysBetween(first, firstOf(year, month + months));
  return addDays(first, Math.min(dayOfMonth, length) - 1);
};

/** `month` counts from 0 and may run into later years. */
const firstOf = (year: number, month: number): Day => {
  const at = year * 12 + month;
  return asDay(`${String(Math.floor(at / 12)).padStart(4, "0")}-${String((at % 12) + 1).padStart(2, "0")}-01`);
};
