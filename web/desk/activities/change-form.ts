// The form that changes an activity: filled with what stands, and the plan that it becomes. [ACT-1]

import type { ActivityRec } from "../../../domain/activities/activity.ts";
import type { ChangeTo } from "../../../domain/activities/change-acts.ts";
import type { Millis } from "../../../domain/ids.ts";
import type { Shift, SiteClock } from "../../../domain/time.ts";
import { freshTraining } from "../learning/training-form.ts";
import { type ActivityFields, draftOf, fromField, toField } from "./activity-form.ts";

export const filledFields = (activity: ActivityRec, clock: SiteClock): ActivityFields => ({
  kind: activity.sort,
  unit: activity.unit,
  name: activity.name,
  nameEn: activity.nameEn,
  place: activity.place,
  starts: toField(clock, activity.startsAt),
  ends: toField(clock, activity.endsAt),
  opens: toField(clock, activity.opensAt),
  closes: toField(clock, activity.closesAt),
  until: toField(clock, activity.cancelUntil),
  capacity: String(activity.capacity),
  fair: activity.fair === undefined ? "none" : "keep",
  roles: activity.roles.map(({ id, name, nameEn, capacity, requires }) => ({
    ...{ id, name, nameEn, seats: String(capacity), requires: requires.join("、") },
  })),
  training: freshTraining(),
});

/** Ends, closing and the date for cancelling move with the start that was typed. */
export const movedWith = (fields: ActivityFields, was: string, clock: SiteClock): Partial<ActivityFields> => {
  const [from, to] = [fromField(clock, was), fromField(clock, fields.starts)];
  if (from === undefined || to === undefined) return {};
  const moved = (field: string): string => {
    const at = fromField(clock, field);
    return at === undefined ? field : toField(clock, at + to - from);
  };
  return { ends: moved(fields.ends), closes: moved(fields.closes), until: moved(fields.until) };
};

/** From which start the next one is measured: the last that was whole, for a field is empty or half typed in between. */
export const movedFrom = (fields: Pick<ActivityFields, "starts">, was: string, clock: SiteClock): string =>
  fromField(clock, fields.starts) === undefined ? was : fields.starts;

/** Undefined where something is wrong. What was not touched stays to the millisecond: a field knows minutes only. */
export const changeTo = (
  fields: ActivityFields,
  activity: ActivityRec,
  clock: SiteClock,
  shifts: readonly Shift[] = [],
): ChangeTo | undefined => {
  const draft = draftOf(fields, clock, activity.id, shifts);
  if (draft === undefined) return undefined;
  const kept = (was: Millis, is: Millis): Millis => (toField(clock, was) === toField(clock, is) ? was : is);
  const opensAt = kept(activity.opensAt, draft.opensAt);
  const fairUntil =
    fields.fair === "keep" && activity.fair !== undefined
      ? activity.fair.until + opensAt - activity.opensAt
      : draft.fairUntil;
  return {
    ...{ name: draft.name, nameEn: draft.nameEn, place: draft.place, capacity: draft.capacity, roles: draft.roles },
    startsAt: kept(activity.startsAt, draft.startsAt),
    endsAt: kept(activity.endsAt, draft.endsAt),
    opensAt,
    closesAt: kept(activity.closesAt, draft.closesAt),
    cancelUntil: kept(activity.cancelUntil, draft.cancelUntil),
    ...(fairUntil === undefined ? {} : { fairUntil }),
  };
};
