// What a worker should do next for his hours and qualifications, in one step: the quiz that waits, the training to come to, or his foreman. [ACT-5]

import { type ActivityRec, type EntryRec, isLive } from "../activities/activity.ts";
import type { Day, Millis, WorkerId } from "../ids.ts";
import type { PostRec } from "../posts/post.ts";
import type { Records } from "../records.ts";
import type { SiteRec } from "../site/site.ts";
import { addDays, type SiteClock } from "../time.ts";
import { qualificationOn, type WorkerRec } from "../workers.ts";
import { type LearnerRec, minutesIn, resultOf } from "./learner.ts";
import { comingTrainings, papersOf, warnDays } from "./overview.ts";
import { wasThere } from "./sitting.ts";
import { dutyOf, yearOf } from "./tracks.ts";

/** Why it is the next step: a qualification by its name, or the hours of the year. */
export type Wanted = { readonly by: "paper"; readonly name: string } | { readonly by: "hours" };

export type NextStep =
  | { readonly is: "quiz"; readonly activity: ActivityRec; readonly last: ReturnType<typeof resultOf> }
  | { readonly is: "training"; readonly activity: ActivityRec; readonly wanted: Wanted }
  /** He has a seat in it, or waits for one. */
  | { readonly is: "coming"; readonly activity: ActivityRec; readonly wanted: Wanted }
  /** No training on the board gives it. */
  | { readonly is: "foreman"; readonly wanted: Wanted }
  | { readonly is: "nothing" };

export type StepLook = {
  readonly site: SiteRec;
  readonly clock: SiteClock;
  readonly all: Records["all"];
  readonly entriesOf: (worker: WorkerId) => readonly EntryRec[];
  readonly rosteredPosts: (worker: WorkerId) => readonly PostRec[];
};

/** Trainings whose quiz he has not passed yet though he was there, the newest first. */
export const quizzesWaiting = (
  worker: WorkerRec,
  learner: LearnerRec | undefined,
  look: Pick<StepLook, "all" | "entriesOf">,
  now: Millis,
): readonly ActivityRec[] =>
  [...look.all("activity")]
    .filter(
      (one) =>
        one.training?.quiz !== undefined &&
        one.cancelled === undefined &&
        one.startsAt <= now &&
        resultOf(learner, one.id)?.passed !== true &&
        wasThere(look.entriesOf(worker.id), one.id),
    )
    .sort((a, b) => b.startsAt - a.startsAt);

/** What his posts demand and he lacks, or what runs out, most pressing first. */
const wantedBy = (worker: WorkerRec, look: StepLook, today: Day, now: Millis): readonly string[] => {
  const demanded = new Set(look.rosteredPosts(worker.id).flatMap(({ requires }) => requires));
  const lacking = [...demanded].filter((name) => qualificationOn(worker, name, today).state !== "valid");
  const ending = papersOf(worker, [], look.clock, now).filter(({ days }) => days <= warnDays);
  // What his own posts need goes before what he merely holds.
  const own = ending.filter(({ name }) => demanded.has(name)).map(({ name }) => name);
  return [...new Set([...lacking, ...own, ...ending.map(({ name }) => name)])];
};

export const nextStep = (worker: WorkerRec, learner: LearnerRec | undefined, look: StepLook, now: Millis): NextStep => {
  const today = look.clock.dayOf(now);
  // A quiz whose tries of the day are used up waits, and nothing is gained by pressing for it.
  const [quiz] = quizzesWaiting(worker, learner, look, now);
  if (quiz !== undefined) return { is: "quiz", activity: quiz, last: resultOf(learner, quiz.id) };
  const coming = comingTrainings(look, now);
  const mine = new Set(look.entriesOf(worker.id).flatMap((entry) => (isLive(entry) ? [`${entry.activity}`] : [])));
  const step = (wanted: Wanted, gives: (one: ActivityRec) => boolean): NextStep | undefined => {
    const own = coming.find((one) => gives(one) && mine.has(one.id));
    if (own !== undefined) return { is: "coming", activity: own, wanted };
    const next = coming.find(gives);
    return next === undefined ? undefined : { is: "training", activity: next, wanted };
  };
  const names = wantedBy(worker, look, today, now);
  for (const name of names) {
    const found = step({ by: "paper", name }, (one) => one.training?.gives?.name === name);
    if (found !== undefined) return found;
  }
  const [pressing] = names;
  if (pressing !== undefined && qualificationOn(worker, pressing, addDays(today, 30)).state !== "valid")
    return { is: "foreman", wanted: { by: "paper", name: pressing } };
  if (minutesIn(learner, yearOf(look.clock, now)) >= dutyOf(look.site)) return { is: "nothing" };
  return step({ by: "hours" }, () => true) ?? { is: "foreman", wanted: { by: "hours" } };
};
