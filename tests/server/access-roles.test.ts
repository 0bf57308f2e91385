// The whole matrix, cell by cell: who may do what, said once more in plain text and compared with the table.

import { describe, expect, it } from "vitest";
import { type Actor, type Role, roles } from "../../domain/decider.ts";
import { unitId, workerId } from "../../domain/ids.ts";
import { profiles } from "../../domain/site/screens.ts";
import { commandSchemas } from "../../domain/wire-commands.ts";
import type { CommandType, DeskAct } from "../../server/access/roles.ts";
import { mayActOn, mayDo, refusalOf, verdictOn, wholeSite } from "../../server/access/roles.ts";
import { caseActs } from "./access-cases.ts";
import { contestActs } from "./access-contests.ts";
import { expected } from "./roles-matrix.ts";

type Act = CommandType | DeskAct;
/** Every act, and none twice: an act that is not here does not compile. */
const acts: Readonly<Record<Act, true>> = {
  SignOn: true,
  CheckIn: true,
  SignOff: true,
  SuspendPost: true,
  ResumePost: true,
  BeginHandover: true,
  TakeOver: true,
  RelievePost: true,
  CancelHandover: true,
  LeaveNote: true,
  WithdrawNote: true,
  SetBriefing: true,
  ConfirmBriefing: true,
  SetPlan: true,
  RemovePlan: true,
  PlacePost: true,
  UnplacePost: true,
  ConfirmCrew: true,
  EvacuateUnit: true,
  ResumeUnit: true,
  CloseShift: true,
  CloseDay: true,
  OpenActivity: true,
  CancelActivity: true,
  OpenSeries: true,
  CancelSeries: true,
  ChangeActivity: true,
  ChangeSeries: true,
  ReadMoves: true,
  SignUp: true,
  SignUpCrew: true,
  CancelEntry: true,
  AnswerOffer: true,
  LapseOffers: true,
  FillSeats: true,
  SwapSeat: true,
  AskSwap: true,
  TakeBackSwap: true,
  AnswerSwap: true,
  AnswerCancel: true,
  ReadAnswer: true,
  CheckInEntry: true,
  CheckOutEntry: true,
  EnterTimes: true,
  AddAttended: true,
  SettleActivity: true,
  LeaveOpen: true,
  ProposeNoShow: true,
  AnswerNoShow: true,
  ExcuseNoShow: true,
  ConfirmNoShow: true,
  ...caseActs,
  ...contestActs,
  SaveQuiz: true,
  RemoveQuiz: true,
  StartQuiz: true,
  AnswerQuiz: true,
  WithdrawQualification: true,
  EnterTraining: true,
  UndoTraining: true,
  PlanPatrol: true,
  AssignPatrol: true,
  ReviewPatrol: true,
  SetTrackAside: true,
  PutTrackBack: true,
  PlanRound: true,
  ChangeRound: true,
  EndRound: true,
  MakePatrol: true,
  CancelPatrol: true,
  StartPatrol: true,
  PausePatrol: true,
  ResumePatrol: true,
  EndPatrol: true,
  CheckInPatrol: true,
  ScanCheckpoint: true,
  ReportFixes: true,
  AddTracker: true,
  AssignTracker: true,
  RenameTracker: true,
  RemoveTracker: true,
  ImportPatrols: true,
  RecordTrack: true,
  NoteRefused: true,
  SettleRefused: true,
  ReadRefused: true,
  ReportFinding: true,
  CloseFinding: true,
  RaiseAlarm: true,
  ReturnAlarm: true,
  EscalateAlarm: true,
  AcknowledgeAlarm: true,
  ShelveAlarm: true,
  UnshelveAlarm: true,
  AssignAlarm: true,
  CommentAlarm: true,
  ResetAlarm: true,
  TakeAlarmOut: true,
  PutAlarmBack: true,
  CallSos: true,
  NoteSos: true,
  PairScreen: true,
  ConfigureScreen: true,
  ReloadScreens: true,
  RevokeScreen: true,
  SetLastAccident: true,
  ImportSite: true,
  AskCorrection: true,
  WithdrawCorrection: true,
  AnswerCorrection: true,
  ChooseLook: true,
  ReadCorrections: true,
  TakeCopy: true,
  PrintCopy: true,
  Retire: true,
  UploadTrack: true,
  ExportTracks: true,
  ReplayWalk: true,
  ExportCoverage: true,
  ExportActivities: true,
  ExportCases: true,
  ExportTraining: true,
  ExportSite: true,
  ForgetWorker: true,
  IssuePins: true,
  ManageAccounts: true,
  ManageWebhooks: true,
  ReadTrends: true,
};
const isAct = (name: string): name is Act => Object.hasOwn(acts, name);

const rows = expected
  .trim()
  .split("\n")
  .slice(1)
  .map((line) => {
    const [name = "", ...words] = line.trim().split(/\s+/);
    if (!isAct(name)) throw new Error(`the text names an act that is none: ${name}`);
    const cells = words.filter((word) => word !== "|");
    return {
      act: name,
      roles: cells.slice(0, 10),
      devices: cells.slice(10, 14),
      system: cells.slice(14, 18),
      kiosk: cells[18] ?? "",
    };
  });

const unit = unitId("station");
const parts = ["watch", "import", "ingest", "access"] as const;
const person = (role: Role): Actor => ({ kind: "person", login: role, name: role, role, unit });
const worker = (proof: "badge" | "pin", ...own: readonly Role[]): Actor => ({
  kind: "worker",
  worker: workerId("w-li"),
  proof,
  roles: own,
});
const sign = (may: boolean): string => (may ? "Y" : "·");

describe("role × command", () => {
  it("the text holds every act once, and every command of the wire", () => {
    expect(rows.map((row) => row.act).toSorted()).toEqual(Object.keys(acts).toSorted());
    for (const type of Object.keys(commandSchemas)) expect(isAct(type)).toBe(true);
  });

  it.each(rows)("$act: people at a desk, devices, the system", ({ act, roles: people, devices, system }) => {
    expect(roles.map((role) => sign(mayDo(person(role), act)))).toEqual(people);
    expect(profiles.map((profile) => sign(mayDo({ kind: "device", profile }, act)))).toEqual(devices);
    expect(parts.map((part) => sign(mayDo({ kind: "system", part }, act)))).toEqual(system);
  });

  it.each(rows)("$act: a worker at a kiosk is a worker and what else he is", ({ act, roles: cells, kiosk }) => {
    roles.forEach((role, i) => {
      const may = cells[0] === "Y" || cells[i] === "Y";
      expect(verdictOn(worker("pin", role), act)).toBe(may ? "yes" : "forbidden");
      expect(verdictOn(worker("badge", role), act)).toBe(!may ? "forbidden" : kiosk === "pin" ? "pin_needed" : "yes");
    });
  });
});

describe("[ORG-1] units", () => {
  const scope = [unitId("company"), unitId("station"), unitId("crew-1")];

  it("a person acts on what is his unit's or below it", () => {
    expect(mayActOn(person("foreman"), scope)).toBe(true);
    expect(mayActOn(person("foreman"), [unitId("company")])).toBe(false);
    expect(mayActOn(person("foreman"), [unitId("company"), unitId("other")])).toBe(false);
    expect(mayActOn({ kind: "person", login: "a", name: "a", role: "admin", unit: wholeSite }, [])).toBe(true);
    expect(mayActOn({ kind: "system", part: "watch" }, [])).toBe(true);
    expect(mayActOn({ kind: "device", profile: "tracker" }, scope)).toBe(false);
    expect(mayActOn(worker("pin", "foreman"), scope, unit)).toBe(true);
    expect(mayActOn(worker("pin", "foreman"), scope, unitId("other"))).toBe(false);
    expect(mayActOn(worker("pin", "foreman"), scope)).toBe(false);
  });

  it("the gate asks for the role, then the PIN, then the unit; a device's unit too; a worker's own acts are bound by the rules instead", () => {
    const elsewhere = { scope: [unitId("company"), unitId("other")], home: unit };
    const here = { scope, home: unit };
    expect(refusalOf(person("auditor"), "SuspendPost", here)).toEqual({ code: "forbidden" });
    expect(refusalOf(person("foreman"), "SuspendPost", here)).toBeUndefined();
    expect(refusalOf(person("foreman"), "SuspendPost", elsewhere)).toEqual({ code: "forbidden" });
    expect(refusalOf(worker("badge", "foreman"), "SuspendPost", here)).toEqual({ code: "pin_needed" });
    expect(refusalOf(worker("pin", "foreman"), "SuspendPost", here)).toBeUndefined();
    expect(refusalOf(worker("pin", "foreman"), "SuspendPost", elsewhere)).toEqual({ code: "forbidden" });
    expect(refusalOf(worker("badge"), "SignOn", elsewhere)).toBeUndefined();
    expect(refusalOf({ kind: "device", profile: "tracker" }, "ReportFixes", here)).toBeUndefined();
    expect(refusalOf({ kind: "device", profile: "tracker" }, "ReportFixes", elsewhere)).toEqual({ code: "forbidden" });
    expect(refusalOf({ kind: "device", profile: "wall" }, "ReportFixes", here)).toEqual({ code: "forbidden" });
    expect(refusalOf({ kind: "system", part: "watch" }, "RaiseAlarm", elsewhere)).toBeUndefined();
  });
});
