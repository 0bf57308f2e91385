// SMART patrols put together from what single features and rows say of them: each knows its patrol, its leg, or both. [PAT-1, PAT-2]

import type { Millis } from "../../domain/ids.ts";
import type { MovedPerson } from "../../domain/patrols/moving.ts";
import type { RawFix } from "../../domain/patrols/track.ts";
import { dayLength, type SiteClock, second } from "../../domain/time.ts";
import { type JsonObject, textAt } from "./json-tree.ts";
import type { ReadLeg, ReadPatrol } from "./moved-reading.ts";
import { createSmartTimes, type SmartTimes } from "./smart-time.ts";

/** SMART writes a UUID with hyphens or without. */
const plainId = (text: string): string => {
  const flat = text.replaceAll("-", "").toLowerCase();
  return /^[0-9a-f]{32}$/.test(flat) ? flat : text;
};

type Leg = {
  kind: string;
  from: Millis | null;
  until: Millis | null;
  /** Days that it says of itself, where no times are told. */
  dates: readonly [string, string];
  leader: MovedPerson | undefined;
  members: MovedPerson[];
  readonly raw: (readonly RawFix[])[];
  readonly points: RawFix[];
  ended: boolean;
};
type Draft = {
  readonly key: string;
  id: string;
  objective: string;
  readonly notes: Set<string>;
  readonly legs: Map<string, Leg>;
  readonly events: Map<string, ReadPatrol["events"][number]>;
  /** Somebody said what the patrol was, not only that something belongs to it. */
  told: boolean;
};

export type SmartPatrols = ReturnType<typeof createSmartPatrols>;

export const createSmartPatrols = (clock: SiteClock, now: Millis) => {
  const times = createSmartTimes(clock, now);
  let fixes = 0;
  const drafts = new Map<string, Draft>();
  const patrolByLeg = new Map<string, string>();

  /** The patrol's key, told or known by its leg; "" where neither. */
  const patrolOf = (patrol: string, leg: string): string => {
    const key = patrol === "" ? (patrolByLeg.get(plainId(leg)) ?? "") : plainId(patrol);
    if (key !== "" && leg !== "") patrolByLeg.set(plainId(leg), key);
    return key;
  };
  const patrolFor = (patrol: string, leg: string): Draft | undefined => {
    const key = patrolOf(patrol, leg);
    if (key === "") return undefined;
    const known = drafts.get(key);
    if (known !== undefined) return known;
    const draft: Draft = {
      key,
      id: "",
      objective: "",
      notes: new Set(),
      legs: new Map(),
      events: new Map(),
      told: false,
    };
    drafts.set(key, draft);
    return draft;
  };
  const legFor = (draft: Draft, named: string): Leg => {
    const leg = plainId(named);
    const known = draft.legs.get(leg);
    if (known !== undefined) return known;
    const fresh: Leg = {
      kind: "",
      from: null,
      until: null,
      dates: ["", ""],
      leader: undefined,
      members: [],
      raw: [],
      points: [],
      ended: false,
    };
    draft.legs.set(leg, fresh);
    return fresh;
  };

  return {
    time: times.time,
    stamp: times.stamp,
    fixes: (): number => fixes,
    addPoint: (leg: Leg, fix: RawFix): void => {
      leg.points.push(fix);
      fixes += 1;
    },
    addLine: (leg: Leg, line: readonly RawFix[]): void => {
      leg.raw.push(line);
      fixes += line.length;
    },
    patrolOf,
    patrolFor,
    legFor,
    /** The span of the leg holds this moment, too. */
    spread: (leg: Leg, at: Millis | null): void => {
      if (at === null) return;
      leg.from = leg.from === null ? at : Math.min(leg.from, at);
      leg.until = leg.until === null ? at : Math.max(leg.until, at);
    },
    /** What both shapes say of a patrol in the same words. */
    tell: (draft: Draft, from: JsonObject): void => {
      draft.told = true;
      draft.id ||= textAt(from, "patrolId", "id");
      draft.objective ||= textAt(from, "objective");
      const comment = textAt(from, "comment");
      if (comment !== "") draft.notes.add(comment);
    },
    finished: (): readonly ReadPatrol[] =>
      [...drafts.values()].map((draft): ReadPatrol => {
        const legs = [...draft.legs].map(([key, leg]) => legOf(key, leg, times, now));
        const isFresh = [...draft.legs.values()].some(
          ({ until, ended }) => !ended && until !== null && now - until < dayLength,
        );
        return {
          key: draft.key,
          system: "smart",
          number: draft.id === "" ? draft.key : draft.id,
          title: "",
          objective: draft.objective,
          // SMART knows no state: a patrol whose last sign is a day old is over, also where nobody ended its leg.
          state: isFresh ? "open" : "done",
          planned: { from: null, until: null },
          legs: isFresh ? legs.map((leg) => ({ ...leg, until: null })) : legs,
          events: [...draft.events.values()],
          notes: [...draft.notes],
          bare: !draft.told,
        };
      }),
  };
};

const legOf = (key: string, leg: Leg, times: SmartTimes, now: Millis): ReadLeg => {
  const [first, last] = leg.dates;
  const whole = leg.points.length === 0 ? leg.raw : [...leg.raw, leg.points];
  const ending = times.dayStart(last);
  // Of a day that is not over, so much as is over: it ended there, nobody said when.
  const dayEnd =
    ending === null ? null : ending <= now ? Math.min(now, ending + dayLength - second) : ending + dayLength - second;
  const until = leg.until ?? dayEnd;
  return {
    key,
    subject: "",
    kind: leg.kind,
    from: leg.from ?? times.dayStart(first),
    until,
    ...(leg.leader === undefined ? {} : { leader: leg.leader }),
    members: leg.members,
    raw: [...whole],
  };
};
