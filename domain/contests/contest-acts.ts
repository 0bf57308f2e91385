// What may be done with a contest, and what is written down of it. [ACT-5]

import * as v from "valibot";
import type { Answerer } from "../alarms/alarm.ts";
import { type ActivityId, activityId, type EntryId, entryId, type Millis, type WorkerId, workerId } from "../ids.ts";
import { id, text } from "../site/site.ts";
import type { ContestRound, Judge, JudgeKey, Place, Points } from "./contest.ts";
import type { Scored } from "./standings.ts";

/** Hundredths of a point; ten thousand points at most. */
const points = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000));
const most = v.pipe(points, v.minValue(1));
const place = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(9));
const on = { activity: id(activityId) };
const of = { ...on, entry: id(entryId) };
const key = v.pipe(v.string(), v.minLength(1), v.maxLength(80));

const round = v.object({
  name: text,
  nameEn: text,
  most,
  weight: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100)),
  goOn: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100_000))),
  trim: v.boolean(),
  criteria: v.pipe(v.array(v.object({ name: text, nameEn: text, most })), v.maxLength(12), v.readonly()),
});
const judge = v.variant("by", [
  v.object({ by: v.literal("worker"), worker: id(workerId) }),
  v.object({
    by: v.literal("account"),
    login: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(64)),
    name: text,
  }),
]);

export const contestCommands = {
  /** Once a mark is given the rounds stay; the judges may change until the last round is closed. */
  SetContest: v.object({
    type: v.literal("SetContest"),
    ...on,
    rounds: v.pipe(v.array(round), v.minLength(1), v.maxLength(10), v.readonly()),
    judges: v.pipe(v.array(judge), v.minLength(1), v.maxLength(30), v.readonly()),
    objectionDays: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(30)),
  }),
  /** By the judge himself, who is signed in at the desk. A second one needs a reason: it counters the first. */
  GiveScore: v.object({
    type: v.literal("GiveScore"),
    ...of,
    round: place,
    points: v.pipe(v.array(points), v.maxLength(12), v.readonly()),
    reason: v.optional(text),
  }),
  /** By the organiser, from the judge's paper. */
  EnterScore: v.object({
    type: v.literal("EnterScore"),
    ...of,
    round: place,
    judge: key,
    points: v.pipe(v.array(points), v.maxLength(12), v.readonly()),
    reason: text,
  }),
  PutEntrant: v.object({
    type: v.literal("PutEntrant"),
    ...of,
    is: v.picklist(["in", "withdrawn", "disqualified"]),
    reason: text,
  }),
  CloseRound: v.object({ type: v.literal("CloseRound"), ...on, round: place }),
  /** The last that was closed; a published result goes back with it, if an objection was found right. */
  ReopenRound: v.object({ type: v.literal("ReopenRound"), ...on, round: place, reason: text }),
  /** Puts those who share a rank in order, best first. */
  DecideTie: v.object({
    type: v.literal("DecideTie"),
    ...on,
    order: v.pipe(v.array(id(entryId)), v.minLength(2), v.maxLength(200), v.readonly()),
    reason: text,
  }),
  PublishResult: v.object({ type: v.literal("PublishResult"), ...on }),
  /** By who took part, at a kiosk; or noted at the desk for him. */
  NoteObjection: v.object({ type: v.literal("NoteObjection"), ...of, words: text }),
  AnswerObjection: v.object({ type: v.literal("AnswerObjection"), ...of, words: text, upheld: v.boolean() }),
  FinishContest: v.object({ type: v.literal("FinishContest"), ...on }),
  /** Whether a public result may bear his full name: his own word, or noted at the desk. */
  NameInResult: v.object({ type: v.literal("NameInResult"), ...of, agree: v.boolean() }),
} as const;
export type ContestCommand = v.InferOutput<(typeof contestCommands)[keyof typeof contestCommands]>;

type On<T extends string, D> = {
  readonly subject: "contests";
  readonly type: T;
  readonly activity: ActivityId;
  readonly at: Millis;
} & D;
/** Words of a person's own matter: they are sealed under his key. */
type About = { readonly entry: EntryId; readonly about: WorkerId; readonly words: string };
/** Under whose key a sum of his marks is sealed; versions before this one did not say, and it lies in the clear. */
export type Whose = { readonly about?: WorkerId };
type Said = { readonly by: Answerer };

export type ContestEvent =
  | On<
      "ContestSet",
      { readonly rounds: readonly ContestRound[]; readonly judges: readonly Judge[]; readonly objectionDays: number }
    >
  | On<
      "ScoreGiven",
      About & Said & { readonly round: number; readonly judge: JudgeKey; readonly points: readonly Points[] }
    >
  | On<"EntrantPut", About & Said & { readonly is: "in" | "withdrawn" | "disqualified" }>
  | On<"RoundClosed", Said & { readonly round: number; readonly scores: readonly (Scored & Whose)[] }>
  | On<"RoundReopened", Said & { readonly round: number; readonly reason: string }>
  | On<"TieDecided", Said & { readonly order: readonly EntryId[]; readonly reason: string }>
  | On<
      "ResultPublished",
      Said & { readonly until: Millis; readonly places: readonly (Place & Whose & { readonly entry: EntryId })[] }
    >
  | On<"ObjectionNoted", About & Said>
  | On<"ObjectionAnswered", About & Said & { readonly upheld: boolean }>
  | On<"ContestFinished", object>
  | On<"NameAgreed", { readonly entry: EntryId; readonly worker: WorkerId; readonly agree: boolean }>;
