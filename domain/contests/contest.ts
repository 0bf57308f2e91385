// A contest as it is kept: its rounds and judges, each entrant's marks, and how far it has come. [ACT-5]

import type { Answerer } from "../alarms/alarm.ts";
import type { ActivityId, EntryId, Millis, Seq, UnitId, WorkerId } from "../ids.ts";

/** Hundredths of a point: scores are added as whole numbers, so that no order of adding changes a sum. */
export type Points = number;

export type Criterion = { readonly name: string; readonly nameEn: string; readonly most: Points };

export type ContestRound = {
  readonly name: string;
  readonly nameEn: string;
  readonly most: Points;
  /** Share of the total, per cent; 0: it only decides who goes on. */
  readonly weight: number;
  /** So many of the best go on, with all who equal the last of them; undefined: everybody does. */
  readonly goOn?: number | undefined;
  /** With five judges or more, the highest and the lowest mark do not count. */
  readonly trim: boolean;
  /** What is judged apart; empty: one mark for the whole. */
  readonly criteria: readonly Criterion[];
};

/** A worker of the register, or somebody of the desk by the name of his account. */
export type Judge =
  | { readonly by: "worker"; readonly worker: WorkerId }
  | { readonly by: "account"; readonly login: string; readonly name: string };
/** Names a judge within his contest. */
export type JudgeKey = string;
export const judgeKey = (judge: Judge): JudgeKey =>
  judge.by === "worker" ? `worker ${judge.worker}` : `account ${judge.login}`;

export type ResultState =
  | { readonly state: "none" }
  /** Frozen; until then anybody who took part may object. */
  | { readonly state: "published"; readonly at: Millis; readonly until: Millis; readonly by: Answerer }
  | { readonly state: "final"; readonly at: Millis; readonly published: Millis };

/** Equals whom the organiser put in order, best first. */
export type Tie = {
  readonly order: readonly EntryId[];
  readonly at: Millis;
  readonly by: Answerer;
  readonly reason: string;
};

/** Its id is the activity's: a contest is what an activity of that kind is run by. */
export type ContestRec = {
  readonly kind: "contest";
  readonly id: ActivityId;
  readonly seq: Seq;
  readonly scope: readonly UnitId[];
  readonly rounds: readonly ContestRound[];
  readonly judges: readonly Judge[];
  readonly objectionDays: number;
  /** Whether anybody has been given a mark: from then on the rounds stay as they are. */
  readonly begun: boolean;
  /** The rounds that are closed, in their order. */
  readonly closed: readonly { readonly at: Millis; readonly by: Answerer }[];
  readonly ties: readonly Tie[];
  readonly result: ResultState;
};

/** One mark of one judge; a later one of the same judge and round counters it. */
export type Mark = {
  readonly round: number;
  readonly judge: JudgeKey;
  /** One for each criterion; without criteria one. */
  readonly points: readonly Points[];
  readonly at: Millis;
  readonly by: Answerer;
  /** Why it was entered for the judge, or corrected; empty: he gave it himself, once. */
  readonly reason: string;
};

export type RoundScore = { readonly points: Points; readonly goesOn: boolean };
/** `total` undefined: of one who was forgotten; his rank stays, so that those behind him keep theirs. */
export type Place = { readonly rank: number; readonly total?: Points | undefined };
export type Objection = {
  readonly at: Millis;
  readonly words: string;
  readonly by: Answerer;
  readonly answer?: {
    readonly at: Millis;
    readonly words: string;
    readonly by: Answerer;
    /** Right: the result is taken back. */
    readonly upheld: boolean;
  };
};

/** What a contest keeps of one person, under the id of his entry: all of it is his alone, and goes with him. */
export type EntrantRec = {
  readonly kind: "entrant";
  readonly id: EntryId;
  readonly seq: Seq;
  readonly activity: ActivityId;
  readonly worker: WorkerId;
  readonly scope: readonly UnitId[];
  /** As the register had it when the result was published; empty before. */
  readonly name: string;
  /** Whether a public result may bear his full name; undefined: he has not been asked. */
  readonly byName?: boolean | undefined;
  readonly out?:
    | {
        readonly how: "withdrawn" | "disqualified";
        readonly at: Millis;
        readonly by: Answerer;
        readonly reason: string;
      }
    | undefined;
  readonly marks: readonly Mark[];
  /** Of the closed rounds in which he took part. */
  readonly scores: readonly RoundScore[];
  /** Of a published result. */
  readonly place?: Place | undefined;
  /** The result is final: what of it is public everybody may see. */
  readonly final: boolean;
  readonly objections: readonly Objection[];
};

export const bareEntrant = (
  { id, activity, worker, scope }: Pick<EntrantRec, "id" | "activity" | "worker" | "scope">,
  seq: Seq,
): EntrantRec => ({
  kind: "entrant",
  id,
  seq,
  activity,
  worker,
  scope,
  name: "",
  marks: [],
  scores: [],
  final: false,
  objections: [],
});

const came: ReadonlySet<string> = new Set(["checked-in", "unclosed", "attended", "credited"]);
/** Whoever holds a seat and was there competes. */
export const cameTo = (is: { readonly state: string }): boolean => came.has(is.state);

/** The round that is judged now; undefined: all are closed. */
export const openRound = ({ rounds, closed }: ContestRec): ContestRound | undefined => rounds[closed.length];

/** What a mark may be for each criterion. */
export const mostOf = ({ criteria, most }: ContestRound): readonly Points[] =>
  criteria.length === 0 ? [most] : criteria.map((criterion) => criterion.most);

/** Objections that nobody has answered. */
export const unanswered = ({ objections }: EntrantRec): number =>
  objections.filter(({ answer }) => answer === undefined).length;

/** Whether an objection to this very result was found right. */
export const isUpheld = ({ objections }: EntrantRec, published: Millis): boolean =>
  objections.some(({ at, answer }) => answer?.upheld === true && at >= published);
