// The sum of all records: whatever stands on the board is one of these.

import type { ActivityRec, EntryRec } from "./activities/activity.ts";
import type { CreditRec } from "./activities/credits.ts";
import type { AlarmRec } from "./alarms/alarm.ts";
import type { LoadRec } from "./alarms/alarm-load.ts";
import type { CaseRec } from "./cases/case.ts";
import type { ContestRec, EntrantRec } from "./contests/contest.ts";
import type { CorrectionRec } from "./corrections/correction.ts";
import type { CoverRec } from "./coverage/coverage.ts";
import type { ZoneRec } from "./coverage/zone.ts";
import type { CoverDayRec } from "./days/cover-day.ts";
import type { DailyRec } from "./days/daily.ts";
import type { LearnerRec } from "./learning/learner.ts";
import type { QuizRec } from "./learning/quiz.ts";
import type { FindingRec } from "./patrols/finding.ts";
import type { PatrolRec, RouteRec, TrailRec } from "./patrols/patrol.ts";
import type { RoundRec } from "./patrols/round.ts";
import type { TrackRec } from "./patrols/track.ts";
import type { TrackerRec } from "./patrols/tracker.ts";
import type { PostRec } from "./posts/post.ts";
import type { RefusedRec } from "./refused/refused-act.ts";
import type { PlanRec } from "./site/plan.ts";
import type { ScreenRec } from "./site/screens.ts";
import type { MapRec, SiteRec, UnitRec } from "./site/site.ts";
import type { StudyRec } from "./study/study.ts";
import type { WorkerRec } from "./workers.ts";

type RecByKind = {
  readonly site: SiteRec;
  readonly unit: UnitRec;
  readonly map: MapRec;
  readonly plan: PlanRec;
  readonly worker: WorkerRec;
  readonly post: PostRec;
  readonly route: RouteRec;
  readonly round: RoundRec;
  readonly patrol: PatrolRec;
  readonly trail: TrailRec;
  readonly track: TrackRec;
  readonly tracker: TrackerRec;
  readonly finding: FindingRec;
  readonly case: CaseRec;
  readonly zone: ZoneRec;
  readonly cover: CoverRec;
  readonly activity: ActivityRec;
  readonly entry: EntryRec;
  readonly credit: CreditRec;
  readonly quiz: QuizRec;
  readonly learner: LearnerRec;
  readonly correction: CorrectionRec;
  readonly contest: ContestRec;
  readonly entrant: EntrantRec;
  readonly study: StudyRec;
  readonly alarm: AlarmRec;
  readonly load: LoadRec;
  readonly screen: ScreenRec;
  readonly refused: RefusedRec;
  readonly daily: DailyRec;
  readonly coverday: CoverDayRec;
};
export type Kind = keyof RecByKind;
export type RecOf<K extends Kind> = RecByKind[K];
export type Rec = RecOf<Kind>;

/** A record's name on the board and on the wire: `post/p12`. */
export type Key = `${Kind}/${string}`;
export const keyOf = (record: { readonly kind: Kind; readonly id: string }): Key => `${record.kind}/${record.id}`;

/** Read access to records by kind; a screen's replica and the server's board both give it. */
export type Records = {
  readonly get: <K extends Kind>(kind: K, id: string) => RecOf<K> | undefined;
  readonly all: <K extends Kind>(kind: K) => Iterable<RecOf<K>>;
};
