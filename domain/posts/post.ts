// A safety post as it is kept: its definition, who is due there, and who holds it since when. [POST-1]

import * as v from "valibot";
import {
  type Day,
  type Millis,
  type PostId,
  postId,
  type Seq,
  type ShiftId,
  shiftId,
  type UnitId,
  unitId,
  type WorkerId,
  workerId,
} from "../ids.ts";
import { type Spot, spotDraft } from "../site/plan.ts";
import { figure, id, type LonLat, lonLat, optionalText, scopeOf, text, type UnitDraft } from "../site/site.ts";
import { dayText } from "../workers.ts";
import { emptyLog, type PostLog } from "./post-log.ts";

export const linkClasses = ["mining", "equipment", "tailings", "station", "fire", "other"] as const;
export type LinkClass = (typeof linkClasses)[number];

/** One point of the pre-shift briefing: what is dangerous today and what to do about it. [NOT-1] */
export type BriefingPoint = {
  readonly id: string;
  readonly risk: string;
  readonly act: string;
  readonly riskEn: string;
  readonly actEn: string;
  readonly icon: string;
};

/** What is told on one day beside what always holds: to whom it was said, for a shift that begins on that day. [NOT-1] */
export type DayBriefing = { readonly target: string; readonly day: Day; readonly points: readonly BriefingPoint[] };

/** Who is due at a post in which shift, on which ISO weekdays, between which days. [ORG-3] */
export type RosterLine = {
  readonly shift: ShiftId;
  readonly worker: WorkerId;
  /** ISO weekdays as digits, `1234567` = every day. */
  readonly days: string;
  readonly from?: Day | undefined;
  readonly until?: Day | undefined;
};

/** What the outgoing may leave for the incoming without typing. [POST-5] */
export const handoverNotes = [
  "equipment",
  "reading",
  "unfinished",
  "ground",
  "weather",
  "strangers",
  "tools",
  "spoken",
] as const;
export type HandoverNote = (typeof handoverNotes)[number];

/** What the outgoing leaves: what he chose, and what no choice says, in his own words. [POST-5] */
export type Left = { readonly notes: readonly HandoverNote[]; readonly words?: string };
/** Signs that his own words may have: what is more is told, not typed. */
export const mostOwnWords = 60;
/** What the incoming confirms by it. */
export const ownWordsId = "own-words";

/** The outgoing has signed, the incoming has not: until he has, or `until` passes, nothing else changes. [POST-5] */
export type Handover = Left & { readonly to: WorkerId; readonly since: Millis; readonly until: Millis };

/** The holder could not sign: for whom which foreman signed; why is said in the record of who came. [POST-5] */
export type SignedFor = { readonly from: WorkerId; readonly by: WorkerId };

/** A word from the desk for whoever takes the post over next. */
export type PostNote = { readonly id: string; readonly at: Millis; readonly text: string };

/** What was done at the post; everything else follows from it and the clock. */
export type Watch =
  | { readonly state: "unheld"; readonly since: Millis }
  | {
      readonly state: "held";
      readonly holder: WorkerId;
      readonly since: Millis;
      /** Last sign of life: sign-on or check-in. */
      readonly signedAt: Millis;
      readonly shift: ShiftId;
      readonly day: Day;
      /** He was not due here: a foreman let him stand in for who was. [POST-2] */
      readonly stands?: "substitute";
      /** Who held it before did not sign: this foreman signed in his place. [POST-5] */
      readonly signedFor?: SignedFor;
      /** What `from`, who held it before, left for him by the hand-over, as long as he holds it: for the desk to read. [POST-5] */
      readonly took?: Left & { readonly at: Millis; readonly from: WorkerId };
      /** The holder is handing over; he holds until the other has signed too. [POST-5] */
      readonly handover?: Handover;
    }
  | {
      readonly state: "suspended";
      readonly reason: string;
      readonly since: Millis;
      /** The unit whose evacuation suspended it; without, it was suspended by itself. */
      readonly evacuated?: UnitId;
    };

export type PostRec = {
  readonly kind: "post";
  readonly id: PostId;
  readonly seq: Seq;
  readonly unit: UnitId;
  readonly scope: readonly UnitId[];
  readonly name: string;
  readonly nameEn: string;
  readonly linkClass: LinkClass;
  readonly requires: readonly string[];
  /** Minutes between two signs of life: high risk 30, normal 60, low 120. [POST-1] */
  readonly intervalMin: number;
  readonly key: boolean;
  readonly party: boolean;
  /** A post of the leader on shift 带班领导. [POST-6] */
  readonly leader?: boolean | undefined;
  readonly at?: LonLat | undefined;
  /** Its place on a plan; of its own unit, or of one above. */
  readonly spot?: Spot | undefined;
  readonly responsible?: WorkerId | undefined;
  readonly deputy?: WorkerId | undefined;
  readonly briefing: readonly BriefingPoint[];
  readonly roster: readonly RosterLine[];
  readonly watch: Watch;
  readonly log: PostLog;
  /** Not yet read by an incoming person, oldest first. */
  readonly notes: readonly PostNote[];
  readonly today: readonly DayBriefing[];
};

/** The hand-over that runs at that moment; one past its time is over, though nobody wrote it down. [POST-5] */
export const handoverAt = (watch: Watch, at: Millis): Handover | undefined =>
  watch.state === "held" && watch.handover !== undefined && at < watch.handover.until ? watch.handover : undefined;

const briefingDraft = v.object({ id: text, risk: text, act: text, riskEn: text, actEn: text, icon: optionalText });
const rosterDraft = v.object({
  shift: id(shiftId),
  worker: id(workerId),
  days: v.pipe(v.string(), v.regex(/^[1-7]{1,7}$/)),
  from: v.optional(dayText),
  until: v.optional(dayText),
});
export const postDraft = v.object({
  id: id(postId),
  unit: id(unitId),
  name: text,
  nameEn: text,
  linkClass: v.picklist(linkClasses),
  requires: v.pipe(v.array(text), v.readonly()),
  intervalMin: figure(5, 180),
  key: v.boolean(),
  party: v.boolean(),
  leader: v.optional(v.boolean()),
  at: v.optional(lonLat),
  spot: v.optional(spotDraft),
  responsible: v.optional(id(workerId)),
  deputy: v.optional(id(workerId)),
  briefing: v.pipe(v.array(briefingDraft), v.readonly()),
  roster: v.pipe(v.array(rosterDraft), v.readonly()),
});
export type PostDraft = v.InferOutput<typeof postDraft>;

/** A post after an import: who holds it now goes on holding it. */
export const postRecord = (
  draft: PostDraft,
  seq: Seq,
  at: Millis,
  units: ReadonlyMap<UnitId, UnitDraft>,
  before: PostRec | undefined,
  /** The unit of its scope that is evacuated now: a new post of it begins suspended. */
  evacuated: { readonly unit: UnitId; readonly reason: string } | undefined,
): PostRec => ({
  kind: "post",
  ...draft,
  seq,
  scope: scopeOf(units, draft.unit),
  ...spotAfter(draft.spot ?? before?.spot, scopeOf(units, draft.unit)),
  watch:
    before?.watch ??
    (evacuated === undefined
      ? { state: "unheld", since: at }
      : { state: "suspended", reason: evacuated.reason, since: at, evacuated: evacuated.unit }),
  log: before?.log ?? emptyLog(at),
  notes: before?.notes ?? [],
  today: before?.today ?? [],
});

/** What was put on a plan at the desk stays there, while the post still belongs to that plan's unit. */
const spotAfter = (spot: Spot | undefined, scope: readonly UnitId[]): { readonly spot?: Spot | undefined } => ({
  spot: spot !== undefined && scope.includes(spot.plan) ? spot : undefined,
});

export const withToday = (post: PostRec, seq: Seq, today: readonly DayBriefing[]): PostRec => ({ ...post, seq, today });

type Whole<T> = { readonly [K in keyof T]-?: T[K] };

/** The post with another watch. Every field by name: the busiest copy on the board, and a spread of so many costs ten times as much. */
export const watched = (
  post: PostRec,
  seq: Seq,
  watch: Watch,
  log: PostLog,
  notes: readonly PostNote[] = post.notes,
): PostRec => {
  const copy: Whole<PostRec> = {
    kind: "post",
    id: post.id,
    seq,
    unit: post.unit,
    scope: post.scope,
    name: post.name,
    nameEn: post.nameEn,
    linkClass: post.linkClass,
    requires: post.requires,
    intervalMin: post.intervalMin,
    key: post.key,
    party: post.party,
    leader: post.leader,
    at: post.at,
    spot: post.spot,
    responsible: post.responsible,
    deputy: post.deputy,
    briefing: post.briefing,
    roster: post.roster,
    watch,
    log,
    notes,
    today: post.today,
  };
  return copy;
};
