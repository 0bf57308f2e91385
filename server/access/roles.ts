// THE table of who may do what: role × command, denied by default; and whose units an act may touch.

import type { Command } from "../../domain/board.ts";
import type { Actor, Role } from "../../domain/decider.ts";
import { type UnitId, unitId } from "../../domain/ids.ts";
import type { Refusal } from "../../domain/refusals.ts";
import { caseRows } from "./case-rows.ts";
import { answerable, everyRole, onDuty, type Row } from "./offices.ts";

/** Everything that can be asked of the board. A recorded track is the server's own command: it never comes over the wire. */
export type CommandType = Command["type"] | "RecordTrack";
/** What the desk asks of the server beside the board. */
export type DeskAct =
  | "UploadTrack"
  | "ExportTracks"
  | "ReplayWalk"
  | "ExportCoverage"
  | "ExportSite"
  | "ExportActivities"
  | "ExportCases"
  | "ExportTraining"
  | "IssuePins"
  | "ManageAccounts"
  | "ManageWebhooks"
  | "ReadTrends"
  | "PrintCopy";
const organisers = ["station-head", "safety-officer", "union-officer", "branch-secretary"] as const;
/** Who opens an activity need not see who is in it; whoever writes down, answers or settles must. */
const keepers = ["station-head", "union-officer", "branch-secretary"] as const;

const table: Readonly<Record<CommandType | DeskAct, Row>> = {
  SignOn: { roles: ["worker"], kiosk: "badge" },
  CheckIn: { roles: ["worker"], kiosk: "badge" },
  SignOff: { roles: ["worker"], kiosk: "badge" },
  SuspendPost: { roles: [...onDuty, "safety-officer", ...answerable], kiosk: "pin" },
  ResumePost: { roles: [...onDuty, "safety-officer", ...answerable], kiosk: "pin" },

  // Both badges of a hand-over, or the foreman's beside the incoming's; the word for the next comes from the desk. [POST-5]
  BeginHandover: { roles: ["worker"], kiosk: "badge" },
  TakeOver: { roles: ["worker"], kiosk: "badge" },
  RelievePost: { roles: ["worker"], kiosk: "badge" },
  CancelHandover: { roles: ["worker"], kiosk: "badge" },
  LeaveNote: { roles: [...onDuty, "safety-officer", ...answerable], kiosk: "pin" },
  WithdrawNote: { roles: [...onDuty, "safety-officer", ...answerable], kiosk: "pin" },

  SetBriefing: { roles: ["foreman", "station-head", "safety-officer", ...answerable], kiosk: "pin" },
  ConfirmBriefing: { roles: ["foreman", "station-head"], kiosk: "pin" },
  // With his badge alone, as he countersigns: the crew stands before the kiosk and waits.
  ConfirmCrew: { roles: ["foreman", "station-head"], kiosk: "badge" },

  // The picture comes by its own door only.
  SetPlan: { roles: ["station-head", "safety-officer", ...answerable], kiosk: "pin" },
  RemovePlan: { roles: ["station-head", "safety-officer", ...answerable], kiosk: "pin" },
  PlacePost: { roles: ["station-head", "safety-officer", ...answerable], kiosk: "pin" },
  UnplacePost: { roles: ["station-head", "safety-officer", ...answerable], kiosk: "pin" },

  EvacuateUnit: { roles: ["station-head", "duty-officer", "safety-officer", ...answerable], kiosk: "pin" },
  ResumeUnit: { roles: ["station-head", "duty-officer", "safety-officer", ...answerable], kiosk: "pin" },
  CloseShift: { roles: [], kiosk: "pin", system: ["watch"] },
  CloseDay: { roles: [], kiosk: "pin", system: ["watch"] },

  OpenActivity: { roles: [...organisers, ...answerable], kiosk: "pin" },
  CancelActivity: { roles: [...organisers, ...answerable], kiosk: "pin" },
  OpenSeries: { roles: [...organisers, ...answerable], kiosk: "pin" },
  CancelSeries: { roles: [...organisers, ...answerable], kiosk: "pin" },
  ChangeActivity: { roles: [...organisers, ...answerable], kiosk: "pin" },
  ChangeSeries: { roles: [...organisers, ...answerable], kiosk: "pin" },
  // Time and place are no secret: by badge, for whoever has forgotten his PIN must hear of it too.
  ReadMoves: { roles: ["worker"], kiosk: "badge" },
  SignUp: { roles: ["worker"], kiosk: "badge" },
  // As he confirms their briefing.
  SignUpCrew: { roles: ["foreman", "station-head"], kiosk: "badge" },
  CancelEntry: { roles: ["worker"], kiosk: "pin" },
  // To accept is to sign up; declining the rules allow by PIN alone.
  AnswerOffer: { roles: ["worker"], kiosk: "badge" },
  LapseOffers: { roles: [], kiosk: "pin", system: ["watch"] },
  FillSeats: { roles: [], kiosk: "pin", system: ["watch"] },
  SwapSeat: { roles: ["worker"], kiosk: "pin" },
  AskSwap: { roles: ["worker"], kiosk: "pin" },
  TakeBackSwap: { roles: ["worker"], kiosk: "pin" },
  AnswerSwap: { roles: ["worker"], kiosk: "pin" },
  AnswerCancel: { roles: [...keepers, "foreman", ...answerable], kiosk: "pin" },
  ReadAnswer: { roles: ["worker"], kiosk: "pin" },
  CheckInEntry: { roles: ["worker"], kiosk: "badge" },
  CheckOutEntry: { roles: ["worker"], kiosk: "badge" },
  EnterTimes: { roles: [...keepers, ...answerable], kiosk: "pin" },
  AddAttended: { roles: [...keepers, ...answerable], kiosk: "pin" },
  SettleActivity: { roles: [...keepers, ...answerable], kiosk: "pin" },
  LeaveOpen: { roles: [], kiosk: "pin", system: ["watch"] },
  ProposeNoShow: { roles: [], kiosk: "pin", system: ["watch"] },
  // His own word on it, with his own PIN.
  AnswerNoShow: { roles: ["worker"], kiosk: "pin" },
  // Those who may see it. [ACT-4]
  ExcuseNoShow: { roles: ["station-head", "union-officer", "branch-secretary", ...answerable], kiosk: "pin" },
  ConfirmNoShow: { roles: ["station-head", "union-officer", "branch-secretary", ...answerable], kiosk: "pin" },

  SetContest: { roles: [...organisers, ...answerable], kiosk: "pin" },
  // Whoever is named a judge, whatever his office; the rules know who that is. [ACT-5]
  GiveScore: { roles: everyRole, kiosk: "pin" },
  EnterScore: { roles: [...organisers, ...answerable], kiosk: "pin" },
  PutEntrant: { roles: [...organisers, ...answerable], kiosk: "pin" },
  CloseRound: { roles: [...organisers, ...answerable], kiosk: "pin" },
  ReopenRound: { roles: [...organisers, ...answerable], kiosk: "pin" },
  DecideTie: { roles: [...organisers, ...answerable], kiosk: "pin" },
  PublishResult: { roles: [...organisers, ...answerable], kiosk: "pin" },
  NoteObjection: { roles: ["worker", ...organisers, ...answerable], kiosk: "pin" },
  AnswerObjection: { roles: [...organisers, ...answerable], kiosk: "pin" },
  FinishContest: { roles: [...organisers, ...answerable], kiosk: "pin", system: ["watch"] },
  // A found badge must not put its bearer's name before everybody. [SCR-2]
  NameInResult: { roles: ["worker", ...organisers, ...answerable], kiosk: "pin" },

  AddFollowUp: { roles: [...organisers, ...answerable], kiosk: "pin" },
  NoFollowUps: { roles: [...organisers, ...answerable], kiosk: "pin" },
  SayFollowUpDone: { roles: ["worker"], kiosk: "pin" },
  CloseFollowUp: { roles: [...organisers, ...answerable], kiosk: "pin" },

  // [ACT-5]
  SaveQuiz: { roles: [...organisers, ...answerable], kiosk: "pin" },
  RemoveQuiz: { roles: [...organisers, ...answerable], kiosk: "pin" },
  StartQuiz: { roles: ["worker"], kiosk: "pin" },
  AnswerQuiz: { roles: ["worker"], kiosk: "pin" },
  WithdrawQualification: { roles: ["safety-officer", ...answerable], kiosk: "pin" },
  EnterTraining: { roles: [...organisers, ...answerable], kiosk: "pin" },
  UndoTraining: { roles: [...organisers, ...answerable], kiosk: "pin" },

  PlanPatrol: { roles: [...onDuty, ...answerable], kiosk: "pin" },
  PlanRound: { roles: [...onDuty, ...answerable], kiosk: "pin" },
  ChangeRound: { roles: [...onDuty, ...answerable], kiosk: "pin" },
  EndRound: { roles: [...onDuty, ...answerable], kiosk: "pin" },
  MakePatrol: { roles: [], kiosk: "pin", system: ["watch"] },
  AssignPatrol: { roles: [...onDuty, ...answerable], kiosk: "pin" },
  ReviewPatrol: { roles: ["foreman", "station-head", ...answerable], kiosk: "pin" },
  SetTrackAside: { roles: ["foreman", "station-head", ...answerable], kiosk: "pin" },
  PutTrackBack: { roles: ["foreman", "station-head", ...answerable], kiosk: "pin" },
  CancelPatrol: { roles: [...onDuty, ...answerable], kiosk: "pin" },
  // From the desk on a call by radio.
  StartPatrol: { roles: ["worker", ...onDuty], kiosk: "badge" },
  PausePatrol: { roles: ["worker", ...onDuty], kiosk: "badge" },
  ResumePatrol: { roles: ["worker", ...onDuty], kiosk: "badge" },
  EndPatrol: { roles: ["worker", ...onDuty], kiosk: "badge" },
  CheckInPatrol: { roles: ["worker", ...onDuty], kiosk: "badge", devices: ["tracker"] },
  ScanCheckpoint: { roles: ["worker"], kiosk: "badge", devices: ["tracker", "gateway"] },
  ReportFixes: { roles: ["worker"], kiosk: "badge", devices: ["tracker", "gateway"], system: ["ingest"] },
  RecordTrack: { roles: [], kiosk: "pin", system: ["ingest"] },
  // It writes years of the unit's past: whoever answers for the patrols, by its own door only.
  ImportPatrols: { roles: ["station-head", "duty-officer", ...answerable], kiosk: "pin", system: ["ingest"] },

  AddTracker: { roles: ["duty-officer", "station-head", ...answerable], kiosk: "pin" },
  AssignTracker: { roles: [...onDuty, ...answerable], kiosk: "pin" },
  RenameTracker: { roles: ["duty-officer", "station-head", ...answerable], kiosk: "pin" },
  RemoveTracker: { roles: ["duty-officer", "station-head", ...answerable], kiosk: "pin" },

  // Photos come by their own door only, so the whole report does.
  ReportFinding: {
    roles: ["worker", ...onDuty, "safety-officer", ...answerable],
    kiosk: "badge",
    devices: ["tracker", "gateway"],
  },
  CloseFinding: { roles: [...onDuty, "safety-officer", ...answerable], kiosk: "pin" },

  ...caseRows,

  // The server writes it down for the kiosk that sent it. Whoever may see it settles it; the worker reads his own.
  NoteRefused: { roles: [], kiosk: "pin", devices: ["kiosk"] },
  SettleRefused: { roles: [...onDuty, ...answerable], kiosk: "pin" },
  ReadRefused: { roles: ["worker"], kiosk: "badge" },

  RaiseAlarm: { roles: [], kiosk: "pin", system: ["watch"] },
  ReturnAlarm: { roles: [], kiosk: "pin", system: ["watch"] },
  EscalateAlarm: { roles: [], kiosk: "pin", system: ["watch"] },
  AcknowledgeAlarm: { roles: [...onDuty, "safety-officer", ...answerable], kiosk: "pin" },
  ShelveAlarm: { roles: ["station-head", "duty-officer", "safety-officer", ...answerable], kiosk: "pin" },
  UnshelveAlarm: { roles: ["station-head", "duty-officer", "safety-officer", ...answerable], kiosk: "pin" },
  AssignAlarm: { roles: [...onDuty, "safety-officer", ...answerable], kiosk: "pin" },
  CommentAlarm: { roles: [...onDuty, "safety-officer", ...answerable], kiosk: "pin" },
  ResetAlarm: { roles: ["station-head", "duty-officer", "safety-officer", ...answerable], kiosk: "pin" },
  TakeAlarmOut: { roles: ["safety-officer", ...answerable], kiosk: "pin" },
  PutAlarmBack: { roles: ["safety-officer", ...answerable], kiosk: "pin" },
  // Whoever stands before a kiosk may call for help, known or not.
  CallSos: { roles: ["worker", ...everyRole], kiosk: "badge", devices: ["kiosk", "tracker", "gateway"] },
  // The words after it come from where it came: the desk has its comment.
  NoteSos: { roles: ["worker"], kiosk: "badge", devices: ["kiosk"] },

  PairScreen: { roles: ["duty-officer", "admin"], kiosk: "pin", system: ["access"] },
  ConfigureScreen: { roles: ["duty-officer", "admin"], kiosk: "pin" },
  ReloadScreens: { roles: ["duty-officer", "admin"], kiosk: "pin" },
  RevokeScreen: { roles: ["duty-officer", "admin"], kiosk: "pin", system: ["access"] },

  SetLastAccident: { roles: ["safety-officer", ...answerable], kiosk: "pin" },
  ImportSite: { roles: ["admin"], kiosk: "pin", system: ["import"] },
  Retire: { roles: [], kiosk: "pin", system: ["watch"] },

  UploadTrack: { roles: [...onDuty, ...answerable], kiosk: "pin" },
  // A trail shows where a person was, second by second: whoever answers for patrols may take it away.
  ExportTracks: { roles: [...onDuty, ...answerable], kiosk: "pin" },
  // As second by second on a map.
  ReplayWalk: { roles: [...onDuty, ...answerable], kiosk: "pin" },
  ExportCoverage: { roles: [...everyRole, "auditor"], kiosk: "pin" },
  ExportActivities: { roles: [...everyRole, "auditor"], kiosk: "pin" },
  // What of it he sees is what his desk shows him.
  ExportCases: { roles: [...everyRole, "auditor"], kiosk: "pin" },
  // Names stand in it: whoever sees the records themselves.
  ExportTraining: { roles: [...everyRole, "auditor"], kiosk: "pin" },
  ExportSite: { roles: [...answerable, "auditor"], kiosk: "pin" },
  // His own data, by his own PIN; answered by those who keep the register, or by the one who stands up for him. (PIPL art. 46, 50)
  AskCorrection: { roles: ["worker"], kiosk: "pin" },
  WithdrawCorrection: { roles: ["worker"], kiosk: "pin" },
  AnswerCorrection: { roles: ["union-officer", ...answerable], kiosk: "pin" },
  ChooseLook: { roles: ["worker"], kiosk: "pin" },
  // By the doors of his own data, when he has been shown his answers, or a copy has left them.
  ReadCorrections: { roles: [], kiosk: "pin", system: ["access"] },
  TakeCopy: { roles: [], kiosk: "pin", system: ["access"] },
  PrintCopy: { roles: ["union-officer", ...answerable], kiosk: "pin" },
  /** By its own door only. */
  ForgetWorker: { roles: ["admin"], kiosk: "pin" },
  IssuePins: { roles: ["station-head", "duty-officer", "admin"], kiosk: "pin" },
  ManageAccounts: { roles: ["admin"], kiosk: "pin" },
  ManageWebhooks: { roles: ["admin"], kiosk: "pin" },
  ReadTrends: { roles: [...everyRole, "auditor"], kiosk: "pin" },
};

const isAct = (name: string): name is keyof typeof table => Object.hasOwn(table, name);
const acts = Object.keys(table).filter(isAct);

/** A worker at a kiosk is a worker whatever else he is. */
const rolesOf = (roles: readonly Role[]): readonly Role[] => ["worker", ...roles];

/** "pin_needed": the same worker may, after his PIN. */
export const verdictOn = (actor: Actor, type: CommandType | DeskAct): "yes" | "pin_needed" | "forbidden" => {
  const row = table[type];
  switch (actor.kind) {
    case "worker":
      if (!rolesOf(actor.roles).some((role) => row.roles.includes(role))) return "forbidden";
      return row.kiosk === "pin" && actor.proof !== "pin" ? "pin_needed" : "yes";
    case "person":
      return row.roles.includes(actor.role) ? "yes" : "forbidden";
    case "device":
      return row.devices?.includes(actor.profile) ? "yes" : "forbidden";
    case "system":
      return row.system?.includes(actor.part) ? "yes" : "forbidden";
  }
};

export const mayDo = (actor: Actor, type: CommandType | DeskAct): boolean => verdictOn(actor, type) === "yes";

/** All that this actor's role may do, for a desk that offers no key in vain. */
export const allowedOf = (actor: Actor): readonly (CommandType | DeskAct)[] => acts.filter((act) => mayDo(actor, act));

/** Unit of who answers for the whole site, before and after any import. */
export const wholeSite = unitId("*");

/** `scope`: the record's unit and all above it. `home`: the unit of a worker at a kiosk, or of the device that acts. [ORG-1] */
export const mayActOn = (actor: Actor, scope: readonly UnitId[], home?: UnitId): boolean => {
  switch (actor.kind) {
    case "person":
      return actor.unit === wholeSite || scope.includes(actor.unit);
    case "worker":
      return home !== undefined && scope.includes(home);
    case "device":
      return home !== undefined && scope.includes(home);
    case "system":
      return true;
  }
};

/** What the act touches; for ImportSite and the like: the site's root unit, or nothing before the first import. */
export type Target = { readonly scope: readonly UnitId[]; readonly home?: UnitId };

/**
 * The whole gate: undefined where the act may go on to the rules. Units bind those who act by an office; what a worker does as
 * a worker is bound by the rules to his own roster, entry or patrol; a device by the unit it is paired for.
 */
export const refusalOf = (actor: Actor, type: CommandType | DeskAct, target: Target): Refusal | undefined => {
  const verdict = verdictOn(actor, type);
  if (verdict !== "yes") return { code: verdict };
  // A call for help is never refused for the unit that it comes from, nor what is added to it; nor is a hazard.
  if (type === "CallSos" || type === "NoteSos" || type === "ReportCase") return undefined;
  const actsAsHimself = actor.kind === "worker" && table[type].roles.includes("worker");
  return actsAsHimself || mayActOn(actor, target.scope, target.home) ? undefined : { code: "forbidden" };
};
