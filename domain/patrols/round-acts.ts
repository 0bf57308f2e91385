// What can be asked of recurring plans of patrols, and what a plan's draft holds. [PAT-1]

import * as v from "valibot";
import { roundId, routeId, workerId } from "../ids.ts";
import { id, text } from "../site/site.ts";
import { dayText } from "../workers.ts";
import { longestWindow } from "./round.ts";
import { profiles } from "./track.ts";

const wholeMinutes = (lo: number, hi: number) => v.pipe(v.number(), v.integer(), v.minValue(lo), v.maxValue(hi));
/** With a day behind it, it names a patrol: that leaves room in a patrol's name. */
export const roundName = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(48), v.transform(roundId));
/** What a plan says of its patrols, and what can be changed of it. The route stays: another route is another plan. */
export const roundFields = {
  leader: id(workerId),
  members: v.pipe(v.array(id(workerId)), v.maxLength(50), v.readonly()),
  profile: v.picklist(profiles),
  days: v.pipe(
    v.string(),
    v.regex(/^[1-7]{1,7}$/),
    v.check((days) => new Set(days).size === days.length, "days"),
  ),
  start: wholeMinutes(0, 1439),
  lengthMin: wholeMinutes(15, longestWindow),
  from: v.optional(dayText),
  until: v.optional(dayText),
} as const;
const fields = v.object(roundFields);
export type RoundFields = v.InferOutput<typeof fields>;
export const roundDraft = v.object({ id: roundName, route: id(routeId), ...roundFields });
export type RoundDraft = v.InferOutput<typeof roundDraft>;

export const roundCommands = {
  PlanRound: v.object({ type: v.literal("PlanRound"), round: roundName, route: id(routeId), ...roundFields }),
  /** What is not said of `from` and `until` is open. */
  ChangeRound: v.object({ type: v.literal("ChangeRound"), round: roundName, ...roundFields, reason: text }),
  EndRound: v.object({ type: v.literal("EndRound"), round: roundName, reason: text }),
  /** By the server's watch: the patrol of one day. */
  MakePatrol: v.object({ type: v.literal("MakePatrol"), round: roundName, day: dayText }),
} as const;
export type RoundCommand = v.InferOutput<(typeof roundCommands)[keyof typeof roundCommands]>;
