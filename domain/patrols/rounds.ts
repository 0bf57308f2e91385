// Acts of recurring plans: plan, change, end, and make the patrol of one day, exactly once each. [PAT-1]

import { accepted, alreadyDone, type Context, type Decision, refused } from "../decider.ts";
import type { RoundId, WorkerId } from "../ids.ts";
import type { Refusal } from "../refusals.ts";
import { stampText } from "../time.ts";
import { isForgotten, type WorkerRec } from "../workers.ts";
import type { Occurrence, RoundRec } from "./round.ts";
import type { RoundCommand, RoundFields } from "./round-acts.ts";
import type { RoundEvent } from "./round-changes.ts";
import { type DueLook, dueOf } from "./round-due.ts";

/** Plans that run at once; a site has a few for each route. */
export const mostRounds = 1000;

export type RoundLook = DueLook & {
  readonly round: (id: RoundId) => RoundRec | undefined;
  readonly worker: (id: WorkerId) => WorkerRec | undefined;
};

export const decideRounds = (command: RoundCommand, context: Context, look: RoundLook): Decision<RoundEvent> => {
  const known = look.round(command.round);
  if (command.type === "PlanRound") return planned(command, known, context, look);
  if (known === undefined) return refused({ code: "round_unknown" });
  const on = { subject: "rounds", round: known.id, at: context.at } as const;
  switch (command.type) {
    case "ChangeRound": {
      const { type: _, round: __, reason, ...fields } = command;
      const flaw = endedFlaw(known, look) ?? flawOf(fields, look);
      if (flaw !== undefined) return refused(flaw);
      return accepted(...begun(known, context, look), { ...on, type: "RoundChanged", fields, reason });
    }
    case "EndRound":
      if (known.ended !== undefined) return alreadyDone(known.seq);
      return accepted(...begun(known, context, look), { ...on, type: "RoundEnded", reason: command.reason });
    case "MakePatrol": {
      const due = dueOf(known, look, context.now).find((one) => one.day === command.day);
      return due === undefined ? alreadyDone(known.seq) : accepted(made(known, due, context));
    }
  }
};

const planned = (
  command: Extract<RoundCommand, { readonly type: "PlanRound" }>,
  known: RoundRec | undefined,
  { at }: Context,
  look: RoundLook,
): Decision<RoundEvent> => {
  if (known !== undefined) return refused({ code: "round_exists" });
  const route = look.route(command.route);
  if (route === undefined) return refused({ code: "route_unknown" });
  const { type: _, round, ...draft } = command;
  const flaw = flawOf(draft, look);
  if (flaw !== undefined) return refused(flaw);
  let running = 0;
  for (const one of look.all("round")) if (one.ended === undefined) running += 1;
  if (running >= mostRounds) return refused({ code: "round_too_many", params: { limit: mostRounds } });
  const { unit, scope } = route;
  return accepted({ subject: "rounds", type: "RoundPlanned", round, at, draft: { id: round, ...draft }, unit, scope });
};

const endedFlaw = ({ ended }: RoundRec, look: RoundLook): Refusal | undefined =>
  ended === undefined ? undefined : { code: "round_ended", params: { at: stampText(look.clock, ended.at) } };

const flawOf = ({ leader, members, from, until }: RoundFields, look: RoundLook): Refusal | undefined => {
  for (const id of [leader, ...members]) {
    const worker = look.worker(id);
    if (worker === undefined || isForgotten(worker)) return { code: "worker_unknown" };
  }
  return from !== undefined && until !== undefined && until < from
    ? { code: "round_days", params: { from, until } }
    : undefined;
};

/** What began under the plan as it was and nobody has made yet: a change comes after it, not instead of it. */
const begun = (round: RoundRec, context: Context, look: RoundLook): readonly RoundEvent[] =>
  dueOf(round, look, context.now)
    .filter((one) => one.plannedAt <= context.now)
    .map((one) => made(round, one, context));

const made = (round: RoundRec, one: Occurrence, { now }: Context): RoundEvent => {
  const { route, unit, scope, leader, members, profile } = round;
  const { plannedAt, windowEnd, day } = one;
  return {
    subject: "rounds",
    type: "PatrolMade",
    round: round.id,
    at: now,
    day,
    draft: { id: one.patrol, unit, route, leader, members, profile, plannedAt, windowEnd, round: round.id },
    scope,
  };
};
