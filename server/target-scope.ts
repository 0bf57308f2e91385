// Which units a command touches: what whoever asks must be within.

import type { UnitId } from "../domain/ids.ts";
import type { Look } from "../domain/look.ts";
import { rootScope } from "../domain/site/root-unit.ts";
import type { WireCommand } from "../domain/wire-commands.ts";

/** The units that the act touches; nothing where its target is unknown, which the rules then say. */
export const targetScope = (command: WireCommand, look: Look): readonly UnitId[] => {
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
    case "ConfirmBriefing":
    case "PlacePost":
    case "UnplacePost":
      return look.post(command.post)?.scope ?? rootScope(look);
    case "SetBriefing":
      return command.post === undefined
        ? look.scopeOf(command.unit)
        : (look.post(command.post)?.scope ?? rootScope(look));
    case "ConfirmCrew":
    case "SignUpCrew":
    case "EvacuateUnit":
    case "ResumeUnit":
    case "RemovePlan":
      return look.scopeOf(command.unit);
    case "OpenActivity":
    case "OpenSeries":
      return look.scopeOf(command.activity.unit);
    case "CancelActivity":
    case "CancelSeries":
    case "ChangeActivity":
    case "ChangeSeries":
    case "SignUp":
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
    case "StartQuiz":
    case "AnswerQuiz":
    case "EnterTimes":
    case "AddAttended":
    case "SettleActivity":
    case "LeaveOpen":
    case "ProposeNoShow":
    case "AnswerNoShow":
    case "ExcuseNoShow":
    case "ConfirmNoShow":
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
      return look.activity(command.activity)?.scope ?? rootScope(look);
    // Its items outlive the activity.
    case "AddFollowUp":
    case "NoFollowUps":
    case "SayFollowUpDone":
    case "CloseFollowUp":
      return look.activity(command.activity)?.scope ?? look.study(command.activity)?.scope ?? rootScope(look);
    case "SaveQuiz":
      // It stays with the unit that it was made for.
      return look.quiz(command.quiz.id)?.scope ?? look.scopeOf(command.quiz.unit);
    case "RemoveQuiz":
      return look.quiz(command.quiz)?.scope ?? rootScope(look);
    case "WithdrawQualification":
    case "EnterTraining":
    case "UndoTraining":
      return look.worker(command.worker)?.scope ?? rootScope(look);
    case "PlanPatrol":
    case "PlanRound":
      return look.route(command.route)?.scope ?? rootScope(look);
    case "ChangeRound":
    case "EndRound":
    case "MakePatrol":
      return look.round(command.round)?.scope ?? rootScope(look);
    case "StartPatrol":
    case "PausePatrol":
    case "ResumePatrol":
    case "EndPatrol":
    case "CheckInPatrol":
    case "CancelPatrol":
    case "AssignPatrol":
    case "ReviewPatrol":
    case "SetTrackAside":
    case "PutTrackBack":
    case "ScanCheckpoint":
    case "ReportFixes":
      return look.patrol(command.patrol)?.scope ?? rootScope(look);
    case "AddTracker":
      return look.scopeOf(command.unit);
    case "AssignTracker":
    case "RenameTracker":
    case "RemoveTracker":
      return look.tracker(command.tracker)?.scope ?? rootScope(look);
    case "CloseFinding":
      return look.finding(command.finding)?.scope ?? rootScope(look);
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
    case "TakeOutPhoto":
      return look.case(command.case)?.scope ?? rootScope(look);
    case "ReportCase":
      return (
        look.post(command.post ?? "")?.scope ??
        (command.unit === undefined ? rootScope(look) : look.scopeOf(command.unit))
      );
    case "ReadCases":
      return rootScope(look);
    case "SettleRefused":
      return look.refusedAct(command.act)?.scope ?? rootScope(look);
    case "RaiseAlarm":
      return command.scope;
    case "ReturnAlarm":
    case "EscalateAlarm":
    case "AcknowledgeAlarm":
    case "ShelveAlarm":
    case "UnshelveAlarm":
    case "AssignAlarm":
    case "CommentAlarm":
    case "ResetAlarm":
    case "PutAlarmBack":
      return look.alarm(command.alarm)?.scope ?? rootScope(look);
    case "TakeAlarmOut":
      return look.scopeOfSource(command.source);
    case "CallSos":
    case "NoteSos":
      return rootScope(look);
    case "PairScreen":
      return look.scopeOf(command.unit);
    case "ConfigureScreen":
    case "RevokeScreen":
      return look.screen(command.screen)?.scope ?? rootScope(look);
    case "ReloadScreens":
      // Only units that all of them are within may ask it of all.
      return command.screens
        .map((screen) => look.screen(screen)?.scope ?? rootScope(look))
        .reduce((common, scope) => common.filter((unit) => scope.includes(unit)));
    case "WithdrawCorrection":
    case "AnswerCorrection":
      return look.correction(command.correction)?.scope ?? rootScope(look);
    case "AskCorrection":
    case "ChooseLook":
    case "ReadMoves":
    case "ReadRefused":
    case "SetLastAccident":
    case "ImportSite":
    case "Retire":
    case "CloseShift":
    case "CloseDay":
      return rootScope(look);
  }
};
