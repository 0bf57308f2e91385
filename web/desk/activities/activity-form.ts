// The form of a new activity: what is typed, what is wrong with it, and the draft that it becomes.

import * as v from "valibot";
import type { ActivityKind } from "../../../domain/activities/activity.ts";
import { type ActivityDraft, activityDraft } from "../../../domain/activities/activity-draft.ts";
import { day, type Millis } from "../../../domain/ids.ts";
import { clockText, hour, nextShift, type Shift, type SiteClock } from "../../../domain/time.ts";
import { isDay } from "../../../domain/workers.ts";
import { freshTraining, isMonthsWrong, type TrainingFields, trainingOf } from "../learning/training-form.ts";

/** `id`: of a role that stands already. */
export type RoleFields = { id?: string; name: string; nameEn: string; seats: string; requires: string };
/** Hours after sign-up opens, or so many shift starts: people read of it when they come to work; or the window that stands. */
export const fairFors = ["none", "2h", "4h", "8h", "24h", "48h", "1s", "2s", "3s", "keep"] as const;
export type FairFor = (typeof fairFors)[number];
export type ActivityFields = {
  kind: ActivityKind;
  unit: string;
  name: string;
  nameEn: string;
  place: string;
  starts: string;
  ends: string;
  opens: string;
  closes: string;
  until: string;
  capacity: string;
  /** How long each crew has its share of the seats. */
  fair: FairFor;
  roles: RoleFields[];
  /** Of a training alone. [ACT-5] */
  training: TrainingFields;
};

/** `2026-11-24T18:00` on the site's clocks, as a native date-and-time field gives and takes it. */
export const toField = (clock: SiteClock, at: Millis): string => `${clock.dayOf(at)}T${clockText(clock, at)}`;
export const fromField = (clock: SiteClock, field: string): Millis | undefined => {
  const [on = "", time = ""] = field.split("T");
  const [, h, m] = /^(\d{2}):(\d{2})/.exec(time) ?? [];
  if (!isDay(on) || h === undefined || m === undefined) return undefined;
  return clock.instant(day(on), Number(h) * 60 + Number(m));
};

/** Tomorrow at 09:00 for two hours, open now, closed and free to cancel until the hour before. */
export const freshFields = (clock: SiteClock, now: Millis, unit: string): ActivityFields => {
  const starts = clock.instant(clock.dayOf(now + 24 * hour), 9 * 60);
  return {
    kind: "volunteer",
    unit,
    name: "",
    nameEn: "",
    place: "",
    starts: toField(clock, starts),
    ends: toField(clock, starts + 2 * hour),
    opens: toField(clock, now),
    closes: toField(clock, starts - hour),
    until: toField(clock, starts - hour),
    capacity: "20",
    fair: "none",
    roles: [{ name: "参加", nameEn: "Take part", seats: "20", requires: "" }],
    training: freshTraining(),
  };
};

export type Flaw = "needed.one" | "form.order" | "form.capacity.wrong" | "form.seats.wrong";
export type FieldName = Exclude<keyof ActivityFields, "roles" | "kind" | "unit" | "training">;
export type Flaws = {
  readonly fields: Readonly<Partial<Record<FieldName, Flaw>>>;
  readonly training: boolean;
  readonly roles: readonly Readonly<Partial<Record<"name" | "seats", Flaw>>>[];
};

const seatsOf = (typed: string): number | undefined =>
  /^[1-9]\d{0,4}$/.test(typed.trim()) ? Number(typed) : undefined;

/** Until when the seats are shared; never beyond the start. */
export const fairUntil = (
  fair: FairFor,
  { opensAt, startsAt }: { readonly opensAt: Millis; readonly startsAt: Millis },
  clock: SiteClock,
  shifts: readonly Shift[],
): Millis | undefined => {
  if (fair === "none" || fair === "keep") return undefined;
  const many = Number.parseInt(fair, 10);
  if (fair.endsWith("h")) return Math.min(opensAt + many * hour, startsAt);
  let at = opensAt;
  for (let n = 0; n < many; n += 1) at = nextShift(clock, shifts, at)?.startsAt ?? startsAt;
  return Math.min(at, startsAt);
};

export const flawsOf = (fields: ActivityFields, clock: SiteClock): Flaws => {
  const found: Partial<Record<FieldName, Flaw>> = {};
  if (fields.name.trim() === "") found.name = "needed.one";
  const at = (name: "starts" | "ends" | "opens" | "closes" | "until"): Millis | undefined => {
    const instant = fromField(clock, fields[name]);
    if (instant === undefined) found[name] = "needed.one";
    return instant;
  };
  const [starts, ends, opens, closes] = [at("starts"), at("ends"), at("opens"), at("closes")];
  at("until");
  if (starts !== undefined && ends !== undefined && ends <= starts) found.ends = "form.order";
  if (opens !== undefined && closes !== undefined && closes < opens) found.closes = "form.order";
  if (closes !== undefined && ends !== undefined && closes > ends) found.ends = "form.order";
  const capacity = seatsOf(fields.capacity);
  const roles = fields.roles.map(
    (role): Partial<Record<"name" | "seats", Flaw>> => ({
      ...(role.name.trim() === "" ? { name: "needed.one" } : {}),
      ...(seatsOf(role.seats) === undefined ? { seats: "form.seats.wrong" } : {}),
    }),
  );
  const seats = fields.roles.reduce((sum, role) => sum + (seatsOf(role.seats) ?? 0), 0);
  if (fields.fair !== "none" && opens !== undefined && starts !== undefined && opens >= starts)
    found.opens = "form.order";
  if (capacity === undefined) found.capacity = "form.seats.wrong";
  else if (seats < capacity) found.capacity = "form.capacity.wrong";
  return { fields: found, roles, training: fields.kind === "training" && isMonthsWrong(fields.training) };
};

export const isFlawless = ({ fields, roles, training }: Flaws): boolean =>
  !training && Object.keys(fields).length === 0 && roles.every((role) => Object.keys(role).length === 0);

/** A role keeps its id, whatever becomes of those before it; a new one gets one that none has. */
const roleIds = (roles: readonly RoleFields[]): readonly string[] => {
  const ids = new Set(roles.flatMap(({ id }) => id ?? []));
  let n = 0;
  const fresh = (): string => {
    do n += 1;
    while (ids.has(`r${n}`));
    return `r${n}`;
  };
  return roles.map(({ id }) => id ?? fresh());
};

/** The draft that the fields become; undefined where something is still wrong. `id` names the activity. */
export const draftOf = (
  fields: ActivityFields,
  clock: SiteClock,
  id: string,
  shifts: readonly Shift[] = [],
): ActivityDraft | undefined => {
  if (!isFlawless(flawsOf(fields, clock))) return undefined;
  const opensAt = fromField(clock, fields.opens) ?? 0;
  const startsAt = fromField(clock, fields.starts) ?? 0;
  const inEnglish = (english: string, chinese: string): string => english.trim() || chinese.trim();
  const draft = v.safeParse(activityDraft, {
    id,
    unit: fields.unit,
    sort: fields.kind,
    name: fields.name,
    nameEn: inEnglish(fields.nameEn, fields.name),
    place: fields.place,
    startsAt,
    endsAt: fromField(clock, fields.ends),
    opensAt,
    fairUntil: fairUntil(fields.fair, { opensAt, startsAt }, clock, shifts),
    closesAt: fromField(clock, fields.closes),
    cancelUntil: fromField(clock, fields.until),
    capacity: seatsOf(fields.capacity),
    ...(fields.kind === "training" ? { training: trainingOf(fields.training) } : {}),
    roles: fields.roles.map((role, place) => ({
      id: roleIds(fields.roles)[place],
      name: role.name,
      nameEn: inEnglish(role.nameEn, role.name),
      capacity: seatsOf(role.seats),
      requires: role.requires
        .split(/[、,，;；]/)
        .map((one) => one.trim())
        .filter((one) => one !== ""),
    })),
  });
  return draft.success ? draft.output : undefined;
};
