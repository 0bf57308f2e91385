// The sum of the subjects: every command, every event, and the board they are decided on.

import type { ActivityEvent } from "./activities/activity-acts.ts";
import type { AttendanceEvent } from "./activities/attendance-acts.ts";
import type { AlarmEvent } from "./alarms/alarm-changes.ts";
import type { CaseEvent } from "./cases/case-acts.ts";
import type { AttachPhoto, CasePhotoEvent } from "./cases/case-photos.ts";
import type { ContestEvent } from "./contests/contest-acts.ts";
import type { CorrectionEvent, ReadCorrections } from "./corrections/corrections.ts";
import type { TakeCopy, WishEvent } from "./corrections/own-wishes.ts";
import type { CoverDayEvent } from "./days/cover-closing.ts";
import type { ShiftEvent } from "./days/shift-closing.ts";
import type { ForgetCommand, ForgetEvent } from "./forgetting.ts";
import type { LearningEvent } from "./learning/learning-acts.ts";
import type { QuizEvent } from "./learning/quiz.ts";
import { createClocks, createLook, type Look } from "./look.ts";
import type { FindingEvent, ReportFinding } from "./patrols/findings.ts";
import type { ImportPatrols } from "./patrols/moving.ts";
import type { PatrolCommand, PatrolEvent } from "./patrols/patrol-acts.ts";
import type { ReviewEvent } from "./patrols/reviews.ts";
import type { RoundEvent } from "./patrols/round-changes.ts";
import type { TrackerEvent } from "./patrols/tracker.ts";
import type { BriefingEvent } from "./posts/briefing.ts";
import type { UnitEvent } from "./posts/evacuation.ts";
import type { PostEvent } from "./posts/post-changes.ts";
import type { NoteRefused, RefusedEvent } from "./refused/refused.ts";
import type { RetireEvent } from "./retire.ts";
import type { PlanEvent, SetPlan } from "./site/plans.ts";
import type { SafetyEvent } from "./site/safe-days.ts";
import type { ScreenEvent } from "./site/screens.ts";
import type { SiteEvent } from "./site/site-import.ts";
import type { StudyEvent } from "./study/study-acts.ts";
import { createTables, type Tables } from "./tables.ts";
import type { SiteClock } from "./time.ts";
import type { WireCommand } from "./wire-commands.ts";

/** What the rules decide: what came in, with what the server's ingest computed for it. */
export type Command =
  | Exclude<WireCommand, { readonly type: PatrolCommand["type"] }>
  | PatrolCommand
  | ForgetCommand
  | ReportFinding
  | AttachPhoto
  | ImportPatrols
  | SetPlan
  | NoteRefused
  | ReadCorrections
  | TakeCopy;
export type CommandType = Command["type"];
export type Event =
  | SiteEvent
  | PostEvent
  | BriefingEvent
  | PatrolEvent
  | RoundEvent
  | ReviewEvent
  | TrackerEvent
  | FindingEvent
  | CaseEvent
  | CasePhotoEvent
  | ActivityEvent
  | AttendanceEvent
  | ContestEvent
  | StudyEvent
  | QuizEvent
  | LearningEvent
  | ShiftEvent
  | CoverDayEvent
  | UnitEvent
  | PlanEvent
  | AlarmEvent
  | ScreenEvent
  | SafetyEvent
  | RefusedEvent
  | RetireEvent
  | CorrectionEvent
  | WishEvent
  | ForgetEvent;

/** The board as the rules see it: the tables and what is asked of them, with the site's clock at hand. */
export type Board = Tables & { readonly look: Look; readonly clockOf: (zone: string) => SiteClock };

/** An empty board, or one that lies over another: it reads through, and what is applied to it leaves the other as it was. */
export const createBoard = (base?: Board): Board => {
  const tables = createTables(base);
  const clockOf = base?.clockOf ?? createClocks();
  return { ...tables, look: createLook(tables, clockOf), clockOf };
};
