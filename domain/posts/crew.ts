// The briefing held for a whole crew: its foreman confirms at the kiosk who stood there, each for the post he is due at. [NOT-1]

import * as v from "valibot";
import { accepted, alreadyDone, type Context, type Decision, refused } from "../decider.ts";
import { type Millis, type PostId, postId, unitId, type WorkerId, workerId } from "../ids.ts";
import { bothNames } from "../in-both.ts";
import { id, text } from "../site/site.ts";
import { maskName, numberTail, type WorkerRec } from "../workers.ts";
import { type BriefingEvent, type BriefingLook, briefedRun, briefingOf, leftFor } from "./briefing.ts";
import { naturalOrder } from "./manning.ts";
import { rostered } from "./post-status.ts";

export const crewCommands = {
  /** `unit`: his own, or one below it; `points`: those that were read out, and no others. */
  ConfirmCrew: v.object({
    type: v.literal("ConfirmCrew"),
    unit: id(unitId),
    crew: v.pipe(
      v.array(
        v.object({
          post: id(postId),
          points: v.pipe(v.array(text), v.minLength(1), v.maxLength(50), v.readonly()),
          workers: v.pipe(v.array(id(workerId)), v.minLength(1), v.maxLength(20), v.readonly()),
        }),
      ),
      v.minLength(1),
      v.maxLength(60),
      v.readonly(),
    ),
  }),
} as const;
export type CrewCommand = v.InferOutput<(typeof crewCommands)["ConfirmCrew"]>;

export const decideCrew = (command: CrewCommand, context: Context, look: BriefingLook): Decision<BriefingEvent> => {
  if (look.unit(command.unit) === undefined) return refused({ code: "unit_unknown" });
  const run = briefedRun(look.site.shifts, look.site.settings.earlyMin, look.clock, context.at);
  if (run === undefined) return refused({ code: "briefing_no_shift" });
  const events: BriefingEvent[] = [];
  for (const { post: name, points: read, workers } of command.crew) {
    const post = look.post(name);
    if (post === undefined) return refused({ code: "post_unknown" });
    if (!post.scope.includes(command.unit))
      return refused({ code: "crew_elsewhere", params: { post: bothNames(post) } });
    const due = rostered(post, run);
    if (!workers.every((worker) => due.includes(worker)))
      return refused({ code: "crew_not_due", params: { post: bothNames(post) } });
    const points = briefingOf(post, run.day).flatMap((point) => (read.includes(point.id) ? [point.id] : []));
    const isNew = workers.some((worker) =>
      leftFor(post, look.worker(worker), run).some((point) => points.includes(point.id)),
    );
    const on = { subject: "briefings", at: context.at, post: post.id, shift: run.shift.id, day: run.day } as const;
    if (isNew) events.push({ ...on, type: "BriefingConfirmed", points, workers });
  }
  const first = look.post(command.crew[0]?.post ?? postId(""));
  return events.length === 0 && first !== undefined ? alreadyDone(first.seq) : accepted(...events);
};

/** One of the crew as a kiosk may name him to the foreman who stands before it. */
export type CrewMember = {
  readonly worker: WorkerId;
  readonly name: string;
  readonly tail: string;
  readonly post: PostId;
  /** All that is told at his post is confirmed for him already. */
  readonly heard: boolean;
};

/** Who is due in the briefed run at the posts of a foreman's unit and below, where anything is told; nobody's but a foreman's. */
export const crewOf = (foreman: WorkerRec, look: BriefingLook, now: Millis): readonly CrewMember[] => {
  if (!foreman.roles.includes("foreman") && !foreman.roles.includes("station-head")) return [];
  const run = briefedRun(look.site.shifts, look.site.settings.earlyMin, look.clock, now);
  if (run === undefined) return [];
  return [...look.all("post")]
    .filter((post) => post.scope.includes(foreman.unit) && post.watch.state !== "suspended")
    .filter((post) => briefingOf(post, run.day).length > 0)
    .sort((a, b) => naturalOrder(a.id, b.id))
    .flatMap((post) =>
      rostered(post, run).flatMap((id): readonly CrewMember[] => {
        const worker = look.worker(id);
        if (worker === undefined) return [];
        const heard = leftFor(post, worker, run).length === 0;
        return [{ worker: id, name: maskName(worker.name), tail: numberTail(worker.number), post: post.id, heard }];
      }),
    )
    .slice(0, 60);
};
