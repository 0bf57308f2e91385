// What is recorded of a recurring plan, and what it does to the plan and to those of its patrols that have not begun. [PAT-1]

import { type Change, put } from "../decider.ts";
import type { Day, Millis, PatrolId, RoundId, Seq, UnitId } from "../ids.ts";
import { dayLength, minute, type SiteClock } from "../time.ts";
import { type PatrolDraft, type PatrolRec, plannedPatrol, type RouteRec } from "./patrol.ts";
import { daysFrom, longestWindow, madeAhead, occurrenceOn, patrolOf, type RoundRec } from "./round.ts";
import type { RoundDraft, RoundFields } from "./round-acts.ts";

type On<T extends string, D> = {
  readonly subject: "rounds";
  readonly type: T;
  readonly round: RoundId;
  readonly at: Millis;
} & D;
export type RoundEvent =
  | On<"RoundPlanned", { readonly draft: RoundDraft; readonly unit: UnitId; readonly scope: readonly UnitId[] }>
  | On<"RoundChanged", { readonly fields: RoundFields; readonly reason: string }>
  | On<"RoundEnded", { readonly reason: string }>
  | On<"PatrolMade", { readonly day: Day; readonly draft: PatrolDraft; readonly scope: readonly UnitId[] }>;

export type RoundEvolveLook = {
  readonly clock: SiteClock;
  readonly round: (id: RoundId) => RoundRec | undefined;
  readonly patrol: (id: PatrolId) => PatrolRec | undefined;
};

export const evolveRounds = (
  event: RoundEvent,
  seq: Seq,
  look: RoundEvolveLook,
): readonly Change<RoundRec | PatrolRec>[] => {
  if (event.type === "RoundPlanned") return [put(roundRecord(event.draft, seq, event.at, event))];
  const known = look.round(event.round);
  switch (event.type) {
    case "PatrolMade": {
      const { at, day, draft, scope } = event;
      const patrol = plannedPatrol(draft, seq, scope);
      const isLatest = known !== undefined && (known.made === undefined || day > known.made);
      return [
        put(at > draft.plannedAt ? { ...patrol, madeLate: at } : patrol),
        ...(isLatest ? [put({ ...known, seq, made: day })] : []),
      ];
    }
    case "RoundChanged": {
      if (known === undefined) return [];
      const round = changedRound(known, event.fields, seq, event.at);
      return [put(round), ...resettled(round, event.reason, seq, event.at, look)];
    }
    case "RoundEnded": {
      if (known === undefined) return [];
      const round: RoundRec = { ...known, seq, ended: { at: event.at, reason: event.reason } };
      return [put(round), ...resettled(round, event.reason, seq, event.at, look)];
    }
  }
};

export const roundRecord = (
  draft: RoundDraft,
  seq: Seq,
  since: Millis,
  { unit, scope }: { readonly unit: UnitId; readonly scope: readonly UnitId[] },
): RoundRec => ({ kind: "round", ...draft, seq, unit, scope, since });

const changedRound = (known: RoundRec, fields: RoundFields, seq: Seq, since: Millis): RoundRec => {
  const { from: _, until: __, made: ___, ...rest } = known;
  return { ...rest, ...fields, seq, since };
};

/** The plan's patrols that have not begun, after it was changed or ended: they follow it, or are called off with its reason. */
const resettled = (
  round: RoundRec,
  reason: string,
  seq: Seq,
  at: Millis,
  look: Pick<RoundEvolveLook, "clock" | "patrol">,
): readonly Change<PatrolRec>[] =>
  daysFrom(look.clock, at - longestWindow * minute - dayLength, at + madeAhead + dayLength).flatMap((day) => {
    const patrol = look.patrol(patrolOf(round.id, day));
    const after = patrol?.round === round.id ? followed(patrol, round, day, reason, at, look.clock) : undefined;
    return after === undefined ? [] : [put({ ...after, seq })];
  });

/** The patrol under its plan as it is now; undefined where the plan can no longer change it. */
const followed = (
  patrol: PatrolRec,
  round: RoundRec,
  day: Day,
  reason: string,
  at: Millis,
  clock: SiteClock,
): PatrolRec | undefined => {
  const { run } = patrol;
  const isPlanned = run.state === "planned";
  const hasBegun = patrol.plannedAt <= at || patrol.last !== undefined || patrol.visits.length > 0;
  // Its hour has come, or somebody walks it already though nobody has said so: a plan calls nobody back from the forest.
  if (isPlanned && hasBegun) return undefined;
  if (patrol.windowEnd <= at || !(isPlanned || (run.state === "cancelled" && run.byPlan === true))) return undefined;
  const one = round.ended === undefined ? occurrenceOn(round, day, clock) : undefined;
  if (one === undefined || one.windowEnd <= at)
    return isPlanned ? { ...patrol, run: { state: "cancelled", reason, since: at, byPlan: true } } : undefined;
  const { route, unit, scope, leader, members, profile } = round;
  const { plannedAt, windowEnd } = one;
  const people = patrol.assigned === true ? {} : { leader, members };
  return { ...patrol, ...people, route, unit, scope, profile, plannedAt, windowEnd, run: { state: "planned" } };
};

// ── import ───────────────────────────────────────────────────────────────────────────────────────

const importReason = "资料导入 site import";

/**
 * Plans after an import: those it names are as it says, and so are their patrols; others stay, under their route's unit as it is
 * now. One that was ended is not begun again.
 */
export const roundsAfterImport = (
  drafts: readonly RoundDraft[],
  routes: readonly RouteRec[],
  seq: Seq,
  at: Millis,
  look: RoundEvolveLook & { readonly all: (kind: "round") => Iterable<RoundRec> },
): readonly Change<RoundRec | PatrolRec>[] => {
  const routesById = new Map(routes.map((route) => [route.id, route]));
  const named = new Map(drafts.map((draft) => [draft.id, draft]));
  const placed = (round: RoundRec): RoundRec => {
    const route = routesById.get(round.route);
    return route === undefined ? { ...round, seq } : { ...round, seq, unit: route.unit, scope: route.scope };
  };
  const known = [...look.all("round")].flatMap((round): readonly Change<RoundRec | PatrolRec>[] => {
    const draft = named.get(round.id);
    if (draft === undefined || round.ended !== undefined || isSaid(round, draft)) return [put(placed(round))];
    const { id: _, route, ...fields } = draft;
    const changed = placed({ ...changedRound(round, fields, seq, at), route });
    return [put(changed), ...resettled(changed, importReason, seq, at, look)];
  });
  const fresh = drafts.flatMap((draft) => {
    const route = routesById.get(draft.route);
    return route === undefined || look.round(draft.id) !== undefined ? [] : [put(roundRecord(draft, seq, at, route))];
  });
  return [...known, ...fresh];
};

/** Whether the plan is already as the draft says. */
const isSaid = (round: RoundRec, draft: RoundDraft): boolean =>
  round.route === draft.route &&
  round.leader === draft.leader &&
  round.members.join("\n") === draft.members.join("\n") &&
  round.profile === draft.profile &&
  round.days === draft.days &&
  round.start === draft.start &&
  round.lengthMin === draft.lengthMin &&
  round.from === draft.from &&
  round.until === draft.until;
