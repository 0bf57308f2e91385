// What is known of an alarm, told in order, and who can do something about it: the desk exists to act. [ALM-1, POST-2, POST-4]

import type { Millis, WorkerId } from "../ids.ts";
import type { PatrolRec } from "../patrols/patrol.ts";
import { isLone, overdueAfter } from "../patrols/patrol-status.ts";
import type { PostRec, Watch } from "../posts/post.ts";
import { rostered, type SignOnChecks, signOnChecks } from "../posts/post-status.ts";
import { type Relief, reliefOf } from "../posts/relief.ts";
import type { Records } from "../records.ts";
import type { SiteRec } from "../site/site.ts";
import { minute, type Shift, type SiteClock, shiftAt } from "../time.ts";
import type { WorkerRec } from "../workers.ts";
import type { AlarmDeed, AlarmRec, Answerer, Rung } from "./alarm.ts";
import { nextClimb } from "./alarm-ladder.ts";

type At<W extends string, D = object> = { readonly what: W; readonly at: Millis } & D;

/** What somebody did with it, as its log has it; its acknowledgement is its state. */
type Deed = Exclude<AlarmDeed, { readonly did: "acknowledged" }>;

/** One line of the story. Names are left to who tells it; `automatic` ones nobody did. */
export type Moment =
  | At<"unheld">
  | At<"suspended", { readonly reason: string }>
  | At<"shift-began", { readonly shift: Shift; readonly expected: readonly WorkerId[] }>
  | At<"grace-ended", { readonly min: number }>
  | At<"signed-on", { readonly worker: WorkerId }>
  /** He came for one who could not sign: a foreman did in his place. [POST-5] */
  | At<"relieved", { readonly worker: WorkerId; readonly for: Relief }>
  | At<"last-sign", { readonly worker: WorkerId }>
  | At<"became-due", { readonly min: number }>
  | At<"became-overdue", { readonly min: number }>
  | At<"became-absent", { readonly min: number }>
  | At<"planned", { readonly leader: WorkerId | undefined }>
  | At<"started">
  | At<"started-late">
  | At<"last-fix">
  | At<"silence", { readonly min: number }>
  | At<"raised", { readonly priority: AlarmRec["priority"] }>
  | At<"repeated", { readonly times: number }>
  | At<"acknowledged", { readonly by: Answerer }>
  | At<"returned">
  | At<"latched", { readonly by: Answerer }>
  /** The caller's own words after his call. `by`: unset where no badge was read. */
  | At<"noted", { readonly by?: WorkerId; readonly words: string }>
  | At<"asked", { readonly rung: Rung }>
  | At<"deed", { readonly deed: Deed }>
  | At<"closed", { readonly by?: Answerer }>;

export type ActorAs = "holder" | "expected" | "responsible" | "deputy" | "leader" | "member";

export type StoryActor = {
  readonly worker: WorkerRec;
  readonly as: ActorAs;
  /** Whether he could sign on there now; undefined where the alarm speaks of no post. */
  readonly checks?: SignOnChecks;
  /** The post that he holds now, if it is another one. */
  readonly on?: PostRec;
};

export type AlarmStory = {
  /** What happened, oldest first; those after `now` are what comes next if nobody acts. */
  readonly moments: readonly Moment[];
  readonly actors: readonly StoryActor[];
  readonly post?: PostRec;
  readonly patrol?: PatrolRec;
};

export type StoryLook = {
  readonly records: Records;
  readonly site: SiteRec;
  readonly clock: SiteClock;
  readonly now: Millis;
};

export const alarmStory = (alarm: AlarmRec, look: StoryLook): AlarmStory => {
  const post = isPostAlarm(alarm) ? look.records.get("post", alarm.source) : undefined;
  const patrol = isPatrolAlarm(alarm) ? look.records.get("patrol", alarm.source) : undefined;
  const moments = [
    ...(post === undefined ? [] : postMoments(alarm, post, look)),
    ...(patrol === undefined ? [] : patrolMoments(alarm, patrol, look)),
    ...answers(alarm, look.site),
  ];
  return {
    moments: moments.sort((a, b) => a.at - b.at),
    actors: actorsOf(alarm, post, patrol, look),
    ...(post === undefined ? {} : { post }),
    ...(patrol === undefined ? {} : { patrol }),
  };
};

const isPostAlarm = ({ sort }: AlarmRec): boolean => sort === "post-vacant" || sort === "post-overdue";
const isPatrolAlarm = ({ sort }: AlarmRec): boolean => sort === "patrol-silent" || sort === "patrol-late";

/** What the alarm's own record tells: raised, repeated, what people did, whom it asks next, over. */
const answers = (alarm: AlarmRec, site: SiteRec): readonly Moment[] => {
  const raised: Moment = { what: "raised", at: alarm.raisedAt, priority: alarm.priority };
  // When each repeat was is told by the ledger only; the last one began when the condition did.
  const repeated: readonly Moment[] =
    alarm.repeats === 0 ? [] : [{ what: "repeated", at: Math.max(alarm.since, alarm.raisedAt), times: alarm.repeats }];
  const asked: readonly Moment[] =
    alarm.rung === "supervisor" || alarm.sort === "sos" ? [] : [{ what: "asked", at: alarm.rungAt, rung: alarm.rung }];
  const next = nextClimb(alarm, site);
  const deeds = alarm.log.flatMap((deed): readonly Moment[] =>
    deed.did === "acknowledged" ? [] : [{ what: "deed", at: deed.at, deed }],
  );
  const notes = (alarm.notes ?? []).map((note): Moment => ({ what: "noted", ...note }));
  return [
    raised,
    ...repeated,
    ...notes,
    ...asked,
    ...deeds,
    ...ending(alarm),
    ...(next === undefined ? [] : [{ what: "asked", ...next } as const]),
  ];
};

const ending = ({ is }: AlarmRec): readonly Moment[] => {
  switch (is.state) {
    case "unack":
      return [];
    case "acked":
      return [{ what: "acknowledged", at: is.at, by: is.by }];
    case "returned-unack":
      return [{ what: "returned", at: is.at }];
    case "latched":
      return [{ what: "latched", at: is.at, by: is.by }];
    case "normal":
      return [{ what: "closed", at: is.at, ...(is.by === undefined ? {} : { by: is.by }) }];
  }
};

const postMoments = (alarm: AlarmRec, post: PostRec, { records, site, clock, now }: StoryLook): readonly Moment[] => {
  const { watch } = post;
  const { graceMin, remindMin, ladderStepMin } = site.settings;
  const run = shiftAt(clock, site.shifts, alarm.since);
  const expected = run === undefined ? [] : rostered(post, run);
  const began: readonly Moment[] =
    run === undefined ? [] : [{ what: "shift-began", at: run.startsAt, shift: run.shift, expected }];
  const graceEnds: Moment = { what: "grace-ended", at: alarm.since + graceMin * minute, min: graceMin };
  const vacant = alarm.sort === "post-vacant";
  switch (watch.state) {
    case "unheld": {
      // A watch that ended after the alarm began is news of its own; before, it is where the story begins.
      const unheld: Moment = { what: "unheld", at: watch.since };
      return vacant ? [unheld, ...began, graceEnds] : [...began, unheld];
    }
    case "suspended":
      return [...began, ...(vacant ? [graceEnds] : []), { what: "suspended", at: watch.since, reason: watch.reason }];
    case "held": {
      if (vacant || watch.since > alarm.raisedAt)
        return [...began, ...(vacant ? [graceEnds] : []), cameOn(watch, records)];
      const dueAt = watch.signedAt + post.intervalMin * minute;
      const overdueAt = dueAt + remindMin * minute;
      const signs: readonly Moment[] = [
        cameOn(watch, records),
        ...(watch.signedAt > watch.since
          ? [{ what: "last-sign", at: watch.signedAt, worker: watch.holder } as const]
          : []),
      ];
      // The holder has signed again since: the steps of the old silence are over and cannot be told from the record.
      if (overdueAt > now) return signs;
      return [
        ...signs,
        { what: "became-due", at: dueAt, min: post.intervalMin },
        { what: "became-overdue", at: overdueAt, min: remindMin },
        { what: "became-absent", at: overdueAt + ladderStepMin * minute, min: ladderStepMin },
      ];
    }
  }
};

const cameOn = (watch: Extract<Watch, { readonly state: "held" }>, records: Records): Moment => {
  const { since: at, holder: worker } = watch;
  const relief = reliefOf(watch, records);
  return relief === undefined ? { what: "signed-on", at, worker } : { what: "relieved", at, worker, for: relief };
};

const patrolMoments = (alarm: AlarmRec, patrol: PatrolRec, { site }: StoryLook): readonly Moment[] => {
  const { run, last } = patrol;
  const planned: Moment = { what: "planned", at: patrol.plannedAt, leader: patrol.leader };
  const started: readonly Moment[] = "startedAt" in run ? [{ what: "started", at: run.startedAt }] : [];
  if (alarm.sort === "patrol-late")
    return [planned, { what: "started-late", at: patrol.plannedAt + overdueAfter }, ...started];
  const sign = Math.max("since" in run ? run.since : patrol.plannedAt, last?.at ?? 0, patrol.sign ?? 0);
  const { silentMin, loneMin, remindMin } = site.settings;
  const min = isLone(patrol) ? Math.min(loneMin + remindMin, silentMin) : silentMin;
  const silent = (run.state === "active" || run.state === "paused") && sign + min * minute <= alarm.raisedAt;
  return [
    planned,
    ...started,
    ...(last === undefined ? [] : [{ what: "last-fix", at: last.at } as const]),
    ...(silent ? [{ what: "silence", at: sign + min * minute, min } as const] : []),
  ];
};

const actorsOf = (
  alarm: AlarmRec,
  post: PostRec | undefined,
  patrol: PatrolRec | undefined,
  look: StoryLook,
): readonly StoryActor[] => {
  if (post !== undefined) return postActors(post, look);
  if (patrol !== undefined) return patrolActors(patrol, look);
  if (alarm.sort !== "leader-missing") return [];
  const leaders = [...look.records.all("post")].filter((one) => one.leader === true && one.unit === alarm.source);
  const actors = leaders.flatMap((one) => postActors(one, look));
  return actors.filter((one, n) => actors.findIndex(({ worker }) => worker.id === one.worker.id) === n);
};

/** Who is there, who is due, who answers for the post; each once, under the first of these. */
const postActors = (post: PostRec, { records, site, clock, now }: StoryLook): readonly StoryActor[] => {
  const run = shiftAt(clock, site.shifts, now);
  const named: readonly (readonly [ActorAs, WorkerId | undefined])[] = [
    ["holder", post.watch.state === "held" ? post.watch.holder : undefined],
    ...(run === undefined ? [] : rostered(post, run).map((id) => ["expected", id] as const)),
    ["responsible", post.responsible],
    ["deputy", post.deputy],
  ];
  const posts = [...records.all("post")];
  return once(named, records).map(({ worker, as }) => {
    const on = posts.find((one) => one.id !== post.id && one.watch.state === "held" && one.watch.holder === worker.id);
    const checks = signOnChecks(post, worker, now, { site, clock });
    return { worker, as, checks, ...(on === undefined ? {} : { on }) };
  });
};

const patrolActors = (patrol: PatrolRec, { records }: StoryLook): readonly StoryActor[] =>
  once([["leader", patrol.leader], ...patrol.members.map((id) => ["member", id] as const)], records);

const once = (
  named: readonly (readonly [ActorAs, WorkerId | undefined])[],
  records: Records,
): readonly { readonly worker: WorkerRec; readonly as: ActorAs }[] => {
  const seen = new Set<WorkerId>();
  return named.flatMap(([as, id]) => {
    const worker = id === undefined || seen.has(id) ? undefined : records.get("worker", id);
    if (worker === undefined) return [];
    seen.add(worker.id);
    return [{ worker, as }];
  });
};
