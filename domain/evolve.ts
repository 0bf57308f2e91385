// The one place that routes an event to the records it changes, the totals of its day among them.

import { evolveActivities } from "./activities/activity-changes.ts";
import { evolveAttendance } from "./activities/attendance-changes.ts";
import { evolveAlarms } from "./alarms/alarm-changes.ts";
import { loaded, newestLoad } from "./alarms/alarm-load.ts";
import type { Board, Event } from "./board.ts";
import { evolveCases } from "./cases/case-changes.ts";
import { evolveCasePhotos } from "./cases/case-photos.ts";
import { evolveContests } from "./contests/contest-changes.ts";
import { evolveCorrections } from "./corrections/corrections.ts";
import { evolveWishes } from "./corrections/own-wishes.ts";
import { countedIn } from "./counted.ts";
import { evolveDays } from "./days/cover-closing.ts";
import { rewrittenDays } from "./days/cover-rewriting.ts";
import { tallied, thinned } from "./days/daily.ts";
import { closingOf } from "./days/shift-closing.ts";
import type { Change, Recorded } from "./decider.ts";
import { evolveForget } from "./forgetting.ts";
import type { Seq } from "./ids.ts";
import { evolveLearning, learnedBy } from "./learning/learning-changes.ts";
import { evolveQuizzes } from "./learning/quiz.ts";
import type { Look } from "./look.ts";
import { evolveFindings } from "./patrols/findings.ts";
import type { PatrolEvent } from "./patrols/patrol-acts.ts";
import { evolvePatrols } from "./patrols/patrols.ts";
import { evolveReviews, type ReviewEvent } from "./patrols/reviews.ts";
import { evolveRounds, type RoundEvent } from "./patrols/round-changes.ts";
import type { ZoneWalk } from "./patrols/track.ts";
import { evolveTrackers } from "./patrols/tracker.ts";
import { evolveBriefings } from "./posts/briefing.ts";
import { evolveUnits } from "./posts/evacuation.ts";
import { evolvePosts } from "./posts/post-changes.ts";
import type { Rec } from "./records.ts";
import { evolveRefused, refusedAfterForget } from "./refused/refused.ts";
import { evolveRetire } from "./retire.ts";
import { evolvePlans } from "./site/plans.ts";
import { evolveSafety } from "./site/safe-days.ts";
import { evolveScreens } from "./site/screens.ts";
import { evolveImport } from "./site/site-import.ts";
import { evolveStudy } from "./study/study-rules.ts";

/** The records that a recorded event changes, the day's totals among them; it changes nothing itself. */
export const evolve = (
  board: Board,
  { seq, at: recordedAt, data }: Pick<Recorded<Event>, "seq" | "at" | "data">,
): readonly Change<Rec>[] => {
  const changes = evolveSubject(board, seq, data);
  if (data.subject === "patrols" || data.subject === "reviews" || data.subject === "rounds")
    return [...changes, ...rewrittenDays(walksOf(data, board.look), changes, { at: recordedAt, seq }, board.look)];
  const counted = countedIn(data);
  const site = counted === undefined ? undefined : board.get("site", "site");
  if (counted === undefined || site === undefined) return changes;
  const clock = board.clockOf(site.zone);
  const { at, activity } = counted;
  const unit = activity === undefined ? undefined : board.get("activity", activity)?.unit;
  const tally = unit === undefined ? counted.tally : { ...counted.tally, unit };
  const day = clock.dayOf(at);
  const before = board.get("daily", day);
  if (data.type !== "AlarmRaised") return [...changes, tallied(before, day, seq, tally)];
  const raised = { at, day, minuteOfDay: clock.minuteOfDay(at), alarm: data.alarm };
  const load = loaded(newestLoad(board.all("load")), raised, seq);
  return [...changes, tallied(before, day, seq, { ...tally, alarmPeak: load.peak }), load.change];
};

/** What the event added to the cells or took from them. */
const walksOf = (event: PatrolEvent | ReviewEvent | RoundEvent, look: Look): readonly ZoneWalk[] => {
  if ("walk" in event) return event.walk.zones;
  return event.type === "TrackSetAside" || event.type === "TrackPutBack" ? (look.trail(event.patrol)?.added ?? []) : [];
};

const evolveSubject = (board: Board, seq: Seq, event: Event): readonly Change<Rec>[] => {
  const { look } = board;
  switch (event.subject) {
    case "site":
      return evolveImport(event, seq, look);
    case "posts":
      return evolvePosts(event, seq, look);
    case "briefings":
      return evolveBriefings(event, seq, look);
    case "patrols":
      return evolvePatrols(event, seq, look);
    case "rounds":
      return evolveRounds(event, seq, look);
    case "reviews":
      return evolveReviews(event, seq, look);
    case "trackers":
      return evolveTrackers(event, seq, look);
    case "findings":
      return evolveFindings(event, seq, look);
    case "cases":
      return evolveCases(event, seq, look);
    case "case-photos":
      return evolveCasePhotos(event, seq, look);
    case "activities":
      return [...evolveActivities(event, seq, look), ...learnedBy(event, seq, look)];
    case "attendance":
      return [...evolveAttendance(event, seq, look), ...learnedBy(event, seq, look)];
    case "contests":
      return evolveContests(event, seq, look);
    case "study":
      return evolveStudy(event, seq, look);
    case "quizzes":
      return evolveQuizzes(event, seq);
    case "learning":
      return evolveLearning(event, seq, look);
    case "units":
      return evolveUnits(event, seq, look);
    case "plans":
      return evolvePlans(event, seq, look);
    case "shifts": {
      const { day, tally } = closingOf(event);
      return [tallied(board.get("daily", day), day, seq, tally), ...thinned(board.all("daily"), day, seq)];
    }
    case "days":
      return evolveDays(event, seq);
    case "alarms":
      return evolveAlarms(event, seq, look);
    case "screens":
      return evolveScreens(event, seq, look);
    case "safety":
      return evolveSafety(event, seq, look);
    case "refused":
      return evolveRefused(event, seq, look);
    case "retire":
      return evolveRetire(event);
    case "corrections":
      return evolveCorrections(event, seq, look);
    case "wishes":
      return evolveWishes(event, seq, look);
    case "people":
      return [...evolveForget(event, seq, look), ...refusedAfterForget(event.worker, seq, board.all("refused"))];
  }
};
