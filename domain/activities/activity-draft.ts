// The shape of an activity as it is handed in, by the desk or by an import. [ACT-1]

import * as v from "valibot";
import { activityId, quizId, roleId, unitId } from "../ids.ts";
import { id, optionalText, text } from "../site/site.ts";
import { activityKinds } from "./activity.ts";

const millis = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(8_640_000_000_000_000));
const seats = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100_000));
const months = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(120));
export const activityDraft = v.object({
  id: id(activityId),
  unit: id(unitId),
  sort: v.picklist(activityKinds),
  name: text,
  nameEn: text,
  place: optionalText,
  startsAt: millis,
  endsAt: millis,
  opensAt: millis,
  closesAt: millis,
  cancelUntil: millis,
  capacity: seats,
  /** Until then each crew has its share of the seats. Set at the desk; an import leaves it as it is. */
  fairUntil: v.optional(millis),
  roles: v.pipe(
    v.array(
      v.object({
        id: id(roleId),
        name: text,
        nameEn: text,
        capacity: seats,
        requires: v.pipe(v.array(text), v.readonly()),
      }),
    ),
    v.minLength(1),
    v.maxLength(20),
    v.readonly(),
  ),
  /** Of a training only. [ACT-5] */
  training: v.optional(
    v.object({
      track: v.pipe(text, v.maxLength(40)),
      gives: v.optional(v.object({ name: text, months })),
      quiz: v.optional(id(quizId)),
    }),
  ),
});
export type ActivityDraft = v.InferOutput<typeof activityDraft>;
