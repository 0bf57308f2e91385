// The one place that routes a command to the rules it belongs to.

import { decideActivities } from "./activities/activities.ts";
import { decideAttendance } from "./activities/attendance-rules.ts";
import { decideChanges } from "./activities/changing.ts";
import { decideSeries } from "./activities/series.ts";
import { decideAlarms } from "./alarms/alarms.ts";
import type { Board, Command, Event } from "./board.ts";
import { decideCasePhotos } from "./cases/case-photos.ts";
import { decideCases } from "./cases/cases.ts";
import { decideContests } from "./contests/contest-rules.ts";
import { decideCorrections } from "./corrections/corrections.ts";
import { decideWishes } from "./corrections/own-wishes.ts";
import { decideDays } from "./days/cover-closing.ts";
import { decideShifts } from "./days/shift-closing.ts";
import { accepted, type Context, type Decision, refused } from "./decider.ts";
import { decideForget } from "./forgetting.ts";
import type { Millis } from "./ids.ts";
import { withEarned } from "./learning/earning.ts";
import { decideLearning } from "./learning/learning.ts";
import { decideQuizzes } from "./learning/quiz.ts";
import { decideFindings } from "./patrols/findings.ts";
import { decideMoveIn } from "./patrols/move-in.ts";
import { decidePatrols } from "./patrols/patrols.ts";
import { decideReviews } from "./patrols/reviews.ts";
import { decideRounds } from "./patrols/rounds.ts";
import { decideTrackers } from "./patrols/tracker.ts";
import { decideBriefings } from "./posts/briefing.ts";
import { decideCrew } from "./posts/crew.ts";
import { decideUnits } from "./posts/evacuation.ts";
import { decidePosts } from "./posts/posts.ts";
import { decideRefused } from "./refused/refused.ts";
import { decideRetire } from "./retire.ts";
import { decidePlans } from "./site/plans.ts";
import { decideSafety } from "./site/safe-days.ts";
import { decideScreens } from "./site/screens.ts";
import { importFlaw } from "./site/site-import.ts";
import { decideStudy } from "./study/study-rules.ts";

/** The rules' answer to a command; it changes nothing. */
export const decide = (board: Board, command: Command, context: Context): Decision<Event> => {
  if (command.type === "ImportSite") {
    const site = board.get("site", "site");
    if (command.import.site.rehearsal && site !== undefined && !site.rehearsal)
      return refused({ code: "site_is_real" });
    if (!command.import.site.rehearsal && site?.rehearsal === true) return refused({ code: "site_is_rehearsal" });
    const flaw = importFlaw(command.import, board, context.now);
    if (flaw !== undefined) return refused(flaw);
    return accepted({ subject: "site", type: "SiteImported", at: context.now, import: command.import });
  }
  if (board.get("site", "site") === undefined) return refused({ code: "no_site" });
  const { look } = board;
  switch (command.type) {
    case "SignOn":
    case "CheckIn":
    case "SignOff":
    case "SuspendPost":
    case "ResumePost":
    case "BeginHandover":
    case "TakeOver":
    case "RelievePost":
    case "CancelHandover":
    case "LeaveNote":
    case "WithdrawNote":
      return decidePosts(command, context, look);
    case "OpenActivity":
    case "CancelActivity":
    case "SignUp":
    case "SignUpCrew":
    case "CancelEntry":
    case "AnswerOffer":
    case "LapseOffers":
    case "FillSeats":
    case "SwapSeat":
    case "AskSwap":
    case "TakeBackSwap":
    case "AnswerSwap":
    case "AnswerCancel":
    case "ReadAnswer":
    case "CheckInEntry":
    case "CheckOutEntry":
      return withEarned(decideActivities(command, context, look), context, look);
    case "OpenSeries":
    case "CancelSeries":
      return decideSeries(command, context, look);
    case "ChangeActivity":
    case "ChangeSeries":
    case "ReadMoves":
      return decideChanges(command, context, look);
    case "EnterTimes":
    case "AddAttended":
    case "SettleActivity":
    case "LeaveOpen":
    case "ProposeNoShow":
    case "AnswerNoShow":
    case "ExcuseNoShow":
    case "ConfirmNoShow":
      return withEarned(decideAttendance(command, context, look), context, look);
    case "SetContest":
    case "GiveScore":
    case "EnterScore":
    case "PutEntrant":
    case "CloseRound":
    case "ReopenRound":
    case "DecideTie":
    case "PublishResult":
    case "NoteObjection":
    case "AnswerObjection":
    case "FinishContest":
    case "NameInResult":
      return decideContests(command, context, look);
    case "AddFollowUp":
    case "NoFollowUps":
    case "SayFollowUpDone":
    case "CloseFollowUp":
      return decideStudy(command, context, look);
    case "SaveQuiz":
    case "RemoveQuiz":
      return decideQuizzes(command, context, look);
    case "StartQuiz":
    case "AnswerQuiz":
    case "WithdrawQualification":
    case "EnterTraining":
    case "UndoTraining":
      return decideLearning(command, context, look);
    case "RaiseAlarm":
    case "ReturnAlarm":
    case "EscalateAlarm":
    case "AcknowledgeAlarm":
    case "ShelveAlarm":
    case "UnshelveAlarm":
    case "AssignAlarm":
    case "CommentAlarm":
    case "ResetAlarm":
    case "TakeAlarmOut":
    case "PutAlarmBack":
    case "CallSos":
    case "NoteSos":
      return decideAlarms(command, context, look);
    case "SetBriefing":
    case "ConfirmBriefing":
      return decideBriefings(command, context, look);
    case "ConfirmCrew":
      return decideCrew(command, context, look);
    case "EvacuateUnit":
    case "ResumeUnit":
      return decideUnits(command, context, look);
    case "SetPlan":
    case "RemovePlan":
    case "PlacePost":
    case "UnplacePost":
      return decidePlans(command, context, look);
    case "CloseShift":
      return decideShifts(command, context, look);
    case "CloseDay":
      return decideDays(command, context, look);
    case "PairScreen":
    case "ConfigureScreen":
    case "RevokeScreen":
    case "ReloadScreens":
      return decideScreens(command, context, look);
    case "AddTracker":
    case "AssignTracker":
    case "RenameTracker":
    case "RemoveTracker":
      return decideTrackers(command, context, look);
    case "NoteRefused":
    case "SettleRefused":
    case "ReadRefused":
      return decideRefused(command, context, look);
    case "ReportFinding":
    case "CloseFinding":
      return decideFindings(command, context, look);
    case "ReportCase":
    case "VerifyCase":
    case "RejectCase":
    case "MergeCase":
    case "GradeCase":
    case "AssignCase":
    case "NameAcceptor":
    case "ObjectCase":
    case "StartCase":
    case "SayCaseDone":
    case "ReturnCase":
    case "AcceptCase":
    case "CloseCase":
    case "SuspendCase":
    case "ResumeCase":
    case "SuperviseCase":
    case "ReopenCase":
    case "VoidCase":
    case "ReadCases":
      return decideCases(command, context, look);
    case "AttachPhoto":
    case "TakeOutPhoto":
      return decideCasePhotos(command, context, look);
    case "SetLastAccident":
      return decideSafety(command, context, look);
    case "Retire":
      return decideRetire(command);
    case "AskCorrection":
    case "WithdrawCorrection":
    case "AnswerCorrection":
    case "ReadCorrections":
      return decideCorrections(command, context, look);
    case "ChooseLook":
    case "TakeCopy":
      return decideWishes(command, context, look);
    case "ForgetWorker":
      return decideForget(command, context, look);
    case "PlanRound":
    case "ChangeRound":
    case "EndRound":
    case "MakePatrol":
      return decideRounds(command, context, look);
    case "AssignPatrol":
    case "ReviewPatrol":
    case "SetTrackAside":
    case "PutTrackBack":
      return decideReviews(command, context, look);
    case "PlanPatrol":
    case "StartPatrol":
    case "PausePatrol":
    case "ResumePatrol":
    case "EndPatrol":
    case "CheckInPatrol":
    case "CancelPatrol":
    case "ScanCheckpoint":
    case "ReportFixes":
    case "RecordTrack":
      return decidePatrols(command, context, look);
    case "ImportPatrols":
      return decideMoveIn(command, context, look);
  }
};

/** The instant an act counts from: the device's clock while it waited in an outbox, never ahead of the server's. */
export const actTime = (claimed: Millis, now: Millis): Millis => Math.min(claimed, now);
