// The form of a recurring plan: what is typed, what is wrong with it, and the fields that it becomes.

import { day, type WorkerId } from "../../../domain/ids.ts";
import type { RoundRec } from "../../../domain/patrols/round.ts";
import type { RoundFields } from "../../../domain/patrols/round-acts.ts";
import type { Profile } from "../../../domain/patrols/track.ts";
import { isDay } from "../../../domain/workers.ts";
import { minuteText } from "./round-rows.ts";

export type RoundForm = {
  route: string;
  leader: WorkerId | undefined;
  members: readonly WorkerId[];
  profile: Profile;
  days: string;
  start: string;
  hours: string;
  from: string;
  until: string;
};
export type RoundFormFlaws = Readonly<
  Partial<
    Record<
      "route" | "leader" | "days" | "start" | "hours" | "from" | "until",
      | "needed.one"
      | "people.leader.ask"
      | "round.days.ask"
      | "round.start.ask"
      | "round.hours.ask"
      | "round.until.wrong"
    >
  >
>;

export const freshRound = (): RoundForm => ({
  route: "",
  leader: undefined,
  members: [],
  profile: "foot",
  days: "1234567",
  start: "08:00",
  hours: "8",
  from: "",
  until: "",
});

export const formOf = (round: RoundRec): RoundForm => ({
  route: round.route,
  leader: round.leader,
  members: round.members,
  profile: round.profile,
  days: round.days,
  start: minuteText(round.start),
  hours: String(round.lengthMin / 60),
  from: round.from ?? "",
  until: round.until ?? "",
});

export const startIn = ({ start }: Pick<RoundForm, "start">): number | undefined => {
  const [, h, m] = /^(\d{1,2}):(\d{2})$/.exec(start.trim()) ?? [];
  const minutes = Number(h) * 60 + Number(m);
  return h !== undefined && minutes < 1440 && Number(m) < 60 ? minutes : undefined;
};
/** Minutes; a comma is a point. */
export const lengthIn = ({ hours }: Pick<RoundForm, "hours">): number | undefined => {
  const typed = hours.normalize("NFKC").trim().replace(",", ".");
  const minutes = /^\d{1,2}(\.\d{1,4})?$/.test(typed) ? Math.round(Number(typed) * 60) : Number.NaN;
  return minutes >= 15 && minutes <= 2880 ? minutes : undefined;
};
/** When the window ends by the clock on the wall, for the line under the field. */
export const endText = (form: RoundForm): string | undefined => {
  const [start, length] = [startIn(form), lengthIn(form)];
  return start === undefined || length === undefined ? undefined : minuteText((start + length) % 1440);
};

export const roundFlaws = (form: RoundForm): RoundFormFlaws => ({
  ...(form.route === "" ? { route: "needed.one" } : {}),
  ...(form.leader === undefined ? { leader: "people.leader.ask" } : {}),
  ...(form.days === "" ? { days: "round.days.ask" } : {}),
  ...(startIn(form) === undefined ? { start: "round.start.ask" } : {}),
  ...(lengthIn(form) === undefined ? { hours: "round.hours.ask" } : {}),
  ...(form.from !== "" && !isDay(form.from) ? { from: "needed.one" } : {}),
  ...(form.until !== "" && !isDay(form.until) ? { until: "needed.one" } : {}),
  ...(isDay(form.from) && isDay(form.until) && form.until < form.from ? { until: "round.until.wrong" } : {}),
});

/** What the form says of the plan; undefined where something is still wrong. */
export const fieldsOf = (form: RoundForm): RoundFields | undefined => {
  const { leader, profile, days, from, until } = form;
  const [start, lengthMin] = [startIn(form), lengthIn(form)];
  if (Object.keys(roundFlaws(form)).length > 0) return undefined;
  if (leader === undefined || start === undefined || lengthMin === undefined) return undefined;
  return {
    leader,
    members: form.members.filter((one) => one !== leader),
    profile,
    days,
    start,
    lengthMin,
    ...(from === "" ? {} : { from: day(from) }),
    ...(until === "" ? {} : { until: day(until) }),
  };
};

/** The weekdays with one of them changed over, in the week's order. */
export const toggled = (days: string, one: string): string =>
  [..."1234567"].filter((day) => days.includes(day) !== (day === one)).join("");
