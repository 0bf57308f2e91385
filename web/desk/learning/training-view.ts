// What the training pages of the desk show and how they sift it; words by the desk's own voice. [ACT-5]

import type { LearningRow, Paper } from "../../../domain/learning/overview.ts";
import { warnDays } from "../../../domain/learning/overview.ts";
import { isTrack, noTrack } from "../../../domain/learning/tracks.ts";
import { stampText } from "../../../domain/time.ts";
import type { Desk } from "../desk.svelte.ts";
import { hoursOf } from "../hours/certificate.ts";

export const shows = ["all", "short", "expired", "30", "60", "90"] as const;
export type Show = (typeof shows)[number];
export const isShow = (text: string): text is Show => shows.some((one) => one === text);

export type Sieve = {
  readonly show: Show;
  readonly typed: string;
  /** Empty: any. */
  readonly unit: string;
  readonly crew: string;
  readonly paper: string;
};

/** What of his papers this list is about: those of one name, ended or ending within so many days. */
export const papersShown = ({ papers }: Pick<LearningRow, "papers">, { show, paper }: Sieve): readonly Paper[] => {
  const named = paper === "" ? papers : papers.filter(({ name }) => name === paper);
  if (show === "all" || show === "short") return named;
  if (show === "expired") return named.filter(({ days }) => days < 0);
  return named.filter(({ days }) => days >= 0 && days <= Number(show));
};

export const sifted = (rows: readonly LearningRow[], sieve: Sieve): readonly LearningRow[] => {
  const sought = sieve.typed.normalize("NFKC").trim().toLowerCase();
  return rows.filter((row) => {
    const { worker } = row;
    if (sought !== "" && !worker.name.toLowerCase().includes(sought) && !worker.number.toLowerCase().includes(sought))
      return false;
    if (sieve.unit !== "" && !worker.scope.some((one) => one === sieve.unit)) return false;
    if (sieve.crew !== "" && worker.crew !== sieve.crew) return false;
    if (sieve.show === "short" && row.short === 0) return false;
    const needsPaper = sieve.paper !== "" || (sieve.show !== "all" && sieve.show !== "short");
    return !needsPaper || papersShown(row, sieve).length > 0;
  });
};

type Voice = Pick<Desk, "say" | "named" | "siteClock" | "lang">;

export const trackText = (track: string, { say }: Pick<Desk, "say">): string =>
  isTrack(track) ? say(`track.${track}`) : track === noTrack ? say("track.") : track;

export const hoursText = (row: LearningRow, duty: number, { say }: Pick<Desk, "say">): string =>
  duty === 0
    ? say("training.hours", { n: hoursOf(row.minutes) })
    : say("training.of", { n: hoursOf(row.minutes), of: hoursOf(duty) });

export const paperText = ({ until, days }: Pick<Paper, "until" | "days">, { say }: Pick<Desk, "say">): string => {
  if (days < 0) return say("training.past", { until });
  return days <= warnDays ? say("training.ends", { n: days, until }) : say("training.valid", { until });
};

/** The same for a narrow column. */
export const paperShort = ({ until, days }: Pick<Paper, "until" | "days">, { say }: Pick<Desk, "say">): string => {
  if (days < 0) return say("training.expired");
  return days <= warnDays ? say("training.left", { n: days }) : until;
};

/** Which training gives it anew; asked for only where it has ended or soon will. */
export const nextText = ({ training, days }: Paper, desk: Voice): string => {
  if (days > warnDays) return "";
  if (training === undefined) return desk.say("training.next.none");
  const at = stampText(desk.siteClock, training.startsAt);
  return desk.say("training.next", { name: desk.named(training), at });
};
