// Who came without having signed up: the desk writes him down afterwards, and the capacity holds all the same. [ACT-1, ACT-4]

import { accepted, type Context, type Decision, refused } from "../decider.ts";
import { entryId, type UnitId } from "../ids.ts";
import { bothNames } from "../in-both.ts";
import { stampText } from "../time.ts";
import { isForgotten } from "../workers.ts";
import { type ActivityRec, type EntryRec, seatsLeftIn } from "./activity.ts";
import { creditGiven, early } from "./attendance.ts";
import type { AttendanceCommand, AttendanceEvent } from "./attendance-acts.ts";
import type { AttendanceLook } from "./attendance-rules.ts";
import { minutesOf } from "./credits.ts";

/** Whether a desk sees the people of these units. Whose unit is known no more hinders nobody. */
export const seesUnits = ({ actor }: Context, scope: readonly UnitId[]): boolean =>
  actor.kind !== "person" || scope.length === 0 || scope.includes(actor.unit);

export const addAttended = (
  activity: ActivityRec,
  command: Extract<AttendanceCommand, { readonly type: "AddAttended" }>,
  context: Context,
  look: AttendanceLook,
): Decision<AttendanceEvent> => {
  const name = { activity: bothNames(activity) };
  const { from, to: until, reason } = command;
  const worker = look.worker(command.worker);
  if (worker === undefined || isForgotten(worker) || !seesUnits(context, worker.scope))
    return refused({ code: "worker_unknown" });
  const { actor } = context;
  if ((actor.kind === "worker" || actor.kind === "person") && actor.worker === worker.id)
    return refused({ code: "own_entry" });
  if (activity.cancelled !== undefined)
    return refused({ code: "activity_cancelled", params: { ...name, reason: activity.cancelled.reason } });
  const role = activity.roles.find((one) => one.id === command.role);
  if (role === undefined) return refused({ code: "role_unknown", params: name });
  const isPossible =
    context.now >= activity.startsAt && from >= activity.startsAt - early && from <= activity.endsAt && until >= from;
  if (!isPossible || until > context.now)
    return refused({
      code: "attendance_times",
      params: { from: stampText(look.clock, activity.startsAt), to: stampText(look.clock, activity.endsAt) },
    });
  // Whoever waited in vain and came to an empty seat has his entry already; whoever had a seat has his times entered there.
  const stands = look.standingOf(worker.id).find((entry) => entry.activity === activity.id);
  if (stands !== undefined && stands.is.state !== "waiting") return refused({ code: "already_in", params: name });
  if (seatsLeftIn(activity, role) === 0) return refused({ code: "walk_in_full", params: name });
  const to = Math.min(until, activity.endsAt);
  const minutes = minutesOf(activity, from, to);
  const entry: Pick<EntryRec, "id" | "worker" | "role"> = {
    ...{ id: stands?.id ?? entryId(context.id), worker: worker.id, role: role.id },
  };
  const added: AttendanceEvent = {
    ...{ subject: "attendance", activity: activity.id, at: context.at, type: "AttendedAdded" },
    ...{ entry: entry.id, worker: entry.worker, role: entry.role },
    ...{ by: look.answererOf(context), reason, from, to, minutes },
  };
  if (activity.settled === undefined) return accepted(added);
  return accepted<AttendanceEvent>(added, creditGiven(activity, entry, minutes, context, look));
};
