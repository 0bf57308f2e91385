// Forgetting a person: his duties end first, then an event without a word of his own empties his record for ever. [ORG-2]

import { type ActivityRec, type EntryRec, isLive, withoutSwap } from "./activities/activity.ts";
import type { CreditRec } from "./activities/credits.ts";
import { bearsWords, withoutWords } from "./activities/said-of-him.ts";
import type { AlarmRec } from "./alarms/alarm.ts";
import { noterOf, wordlessAlarm } from "./alarms/sos-note.ts";
import { bound, type CaseRec } from "./cases/case.ts";
import { withoutPhotosBy } from "./cases/case-photos.ts";
import type { ContestRec, EntrantRec } from "./contests/contest.ts";
import { forgottenEntrant } from "./contests/contest-faces.ts";
import type { CorrectionRec } from "./corrections/correction.ts";
import { accepted, alreadyDone, type Change, type Context, type Decision, put, refused } from "./decider.ts";
import type { Day, Millis, RouteId, Seq, WorkerId } from "./ids.ts";
import { bothNames } from "./in-both.ts";
import type { LearnerRec } from "./learning/learner.ts";
import type { PatrolRec, RouteRec } from "./patrols/patrol.ts";
import type { RoundRec } from "./patrols/round.ts";
import { isLeftBy, withoutLeftWords } from "./posts/left-words.ts";
import { handoverAt, type PostRec } from "./posts/post.ts";
import type { Records } from "./records.ts";
import { isOpenItem } from "./study/study.ts";
import type { SiteClock } from "./time.ts";
import { forgottenRecord, isForgotten, type WorkerRec } from "./workers.ts";

/** By the server's own door only, which knows whether there is such a person at all: he may have left the board long ago. */
export type ForgetCommand = { readonly type: "ForgetWorker"; readonly worker: WorkerId };
export type ForgetEvent = {
  readonly subject: "people";
  readonly type: "WorkerForgotten";
  readonly worker: WorkerId;
  readonly at: Millis;
};

export type ForgetLook = Pick<Records, "all"> & {
  readonly clock: SiteClock;
  readonly worker: (id: WorkerId) => WorkerRec | undefined;
  readonly route: (id: RouteId) => RouteRec | undefined;
  readonly activity: (id: string) => ActivityRec | undefined;
  readonly entriesOf: (worker: WorkerId) => readonly EntryRec[];
  /** Entries of others who offer him their seat. */
  readonly askedOf: (worker: WorkerId) => readonly EntryRec[];
};

export const decideForget = (command: ForgetCommand, context: Context, look: ForgetLook): Decision<ForgetEvent> => {
  const { worker } = command;
  const known = look.worker(worker);
  if (known !== undefined && isForgotten(known)) return alreadyDone(known.seq);
  const where = dutyOf(worker, context.now, look);
  if (where !== undefined) return refused({ code: "worker_needed", params: { where } });
  return accepted({ subject: "people", type: "WorkerForgotten", worker, at: context.at });
};

/** Where the site still counts on him: its name for people. */
const dutyOf = (worker: WorkerId, now: Millis, look: ForgetLook): string | undefined => {
  for (const post of look.all("post")) if (countsOn(post, worker, now)) return bothNames(post);
  for (const patrol of look.all("patrol"))
    if (isAhead(patrol, now) && (patrol.leader === worker || patrol.members.includes(worker))) return patrol.id;
  for (const round of look.all("round"))
    if (plansOn(round, worker, look.clock.dayOf(now))) return named(look.route(round.route)) ?? round.id;
  for (const { carried, name } of look.all("tracker"))
    if (carried.by === "worker" && carried.worker === worker) return name;
  for (const contest of look.all("contest"))
    if (judges(contest, worker)) return named(look.activity(contest.id)) ?? contest.id;
  for (const study of look.all("study"))
    if (study.items.some((item) => "worker" in item.who && item.who.worker === worker && isOpenItem(item)))
      return bothNames(study);
  for (const one of look.all("case")) if (bound(one).includes(worker)) return hazardPlace(one, look);
  for (const entry of look.entriesOf(worker)) {
    const activity = look.activity(entry.activity);
    if (isLive(entry) && activity?.cancelled === undefined && (activity?.endsAt ?? 0) > now) return named(activity);
  }
  return undefined;
};

/** Where the hazard is that counts on him. */
const hazardPlace = ({ post, place, id }: CaseRec, look: ForgetLook): string => {
  for (const one of look.all("post")) if (one.id === post) return bothNames(one);
  return place === "" ? id : place;
};

const named = (one: Parameters<typeof bothNames>[0] | undefined): string | undefined =>
  one === undefined ? undefined : bothNames(one);

const judges = ({ judges: named, rounds, closed }: ContestRec, worker: WorkerId): boolean =>
  closed.length < rounds.length && named.some((judge) => judge.by === "worker" && judge.worker === worker);

const countsOn = ({ watch, roster, responsible, deputy }: PostRec, worker: WorkerId, now: Millis): boolean =>
  handoverAt(watch, now)?.to === worker ||
  (watch.state === "held" && watch.holder === worker) ||
  roster.some((line) => line.worker === worker) ||
  responsible === worker ||
  deputy === worker;

const plansOn = ({ ended, until, leader, members }: RoundRec, worker: WorkerId, today: Day): boolean =>
  ended === undefined && (until === undefined || until >= today) && (leader === worker || members.includes(worker));

const isAhead = ({ run, windowEnd }: PatrolRec, now: Millis): boolean =>
  run.state === "active" || run.state === "paused" || (run.state === "planned" && now < windowEnd);

/** What was said of him in activities goes, too. Nothing where he has left the board: then the event stands for the key alone. */
export const evolveForget = (
  event: ForgetEvent,
  seq: Seq,
  look: Pick<ForgetLook, "worker" | "all" | "entriesOf" | "askedOf"> & {
    readonly credit: (entry: string) => CreditRec | undefined;
    readonly learner: (id: WorkerId) => LearnerRec | undefined;
    readonly correctionsOf: (worker: WorkerId) => readonly CorrectionRec[];
  },
): readonly Change<
  WorkerRec | AlarmRec | CaseRec | CorrectionRec | EntrantRec | EntryRec | CreditRec | LearnerRec | PostRec
>[] => {
  const before = look.worker(event.worker);
  // What he asked of his data is answered by this, and its words go with him, and what he learned.
  const asked = look.correctionsOf(event.worker).map(({ id }) => ({ kind: "drop", of: "correction", id }) as const);
  const learned = look.learner(event.worker);
  const competed = [...look.all("entrant")]
    .filter(({ worker }) => worker === event.worker)
    .map((entrant) => put({ ...forgottenEntrant(entrant), seq }));
  const called = [...look.all("alarm")]
    .filter((alarm) => noterOf(alarm) === event.worker)
    .map((alarm) => put({ ...wordlessAlarm(alarm), seq }));
  // What he left at a hand-over stands at the post as long as whoever took it holds it.
  const posts = [...look.all("post")].filter((post) => isLeftBy(post, event.worker));
  // What he photographed goes with him; who can be seen on the photos of others, no machine knows.
  const pictured = [...look.all("case")].flatMap((one) => {
    const without = withoutPhotosBy(one, event.worker);
    return without === one ? [] : [put({ ...without, seq })];
  });
  const entries = look.entriesOf(event.worker);
  const credits = entries.flatMap(({ id }) => look.credit(id) ?? []);
  return [
    ...(before === undefined ? [] : [put(forgottenRecord(before, seq))]),
    ...asked,
    ...competed,
    ...called,
    ...pictured,
    ...posts.map((post) => put({ ...withoutLeftWords(post, event.worker), seq })),
    ...(learned === undefined ? [] : [{ kind: "drop", of: "learner", id: learned.id } as const]),
    ...entries
      .filter((entry) => bearsWords(entry) || withoutSwap(entry) !== entry)
      .map((entry) => put({ ...withoutWords(withoutSwap(entry)), seq })),
    ...credits.filter(bearsWords).map((said) => put({ ...withoutWords(said), seq })),
    // Whoever had offered him a seat has it still, and offers it to nobody.
    ...look.askedOf(event.worker).map((entry) => put({ ...withoutSwap(entry), seq })),
  ];
};
