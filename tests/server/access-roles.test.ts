// The whole matrix, cell by cell: who may do what, said once more in plain text and compared with the table.

import { describe, expect, it } from "vitest";
import { type Actor, type Role, roles } from "../../domain/decider.ts";
import { unitId, workerId } from "../../domain/ids.ts";
import { profiles } from "../../domain/site/screens.ts";
import { commandSchemas } from "../../domain/wire-commands.ts";
import type { CommandType, DeskAct } from "../../server/access/roles.ts";
import { mayActOn, mayDo, refusalOf, verdictOn, wholeSite } from "../../server/access/roles.ts";

// Columns: worker, foreman, station-head, duty-officer, safety-officer, union-officer, branch-secretary, manager, admin, auditor
// | devices wall, kiosk, tracker, gateway | system watch, import, ingest, access | what a worker at a kiosk has to show.
// Y may, · may not.
const expected = `
                 wk fo st du sa un br ma ad au | wa ki tr ga | wt im in ac | kiosk
  SignOn         Y  ·  ·  ·  ·  ·  ·  ·  ·  ·  | ·  ·  ·  ·  | ·  ·  ·  ·  | badge
  CheckIn        Y  ·  ·  ·  ·  ·  ·  ·  ·  ·  | ·  ·  ·  ·  | ·  ·  ·  ·  | badge
  SignOff        Y  ·  ·  ·  ·  ·  ·  ·  ·  ·  | ·  ·  ·  ·  | ·  ·  ·  ·  | badge
  SuspendPost    ·  Y  Y  Y  Y  ·  ·  Y  Y  ·  | ·  ·  ·  ·  | ·  ·  ·  ·  | pin
  ResumePost     ·  Y  Y  Y  Y  ·  ·  Y  Y  ·  | ·  ·  ·  ·  | ·  ·  ·  ·  | pin
  BeginHandover  Y  ·  ·  ·  ·  ·  ·  ·  ·  ·  | ·  ·  ·  ·  | ·  ·  ·  ·  | badge
  RelievePost    Y  ·  ·  ·  ·  ·  ·  ·  ·  ·  | ·  ·  ·  ·  | ·  ·  ·  ·  | badge
  TakeOver       Y  ·  ·  ·  ·  ·  ·  ·  ·  ·  | ·  ·  ·  ·  | ·  ·  ·  ·  | badge
  CancelHandover Y  ·  ·  ·  ·  ·  ·  ·  ·  ·  | ·  ·  ·  ·  | ·  ·  ·  ·  | badge
  LeaveNote      ·  Y  Y  Y  Y  ·  ·  Y  Y  ·  | ·  ·  ·  ·  | ·  ·  ·  ·  | pin
  WithdrawNote   ·  Y  Y  Y  Y  ·  ·  Y  Y  ·  | ·  ·  ·  ·  | ·  ·  ·  ·  | pin
  SetBriefing    ·  Y  Y  ·  Y  ·  ·  Y  Y  ·  | ·  ·  ·  ·  | ·  ·  ·  ·  | pin
  ConfirmCrew    ·  Y  Y  ·  ·  ·  ·  ·  ·  ·  | ·  ·  ·  ·  | ·  ·  ·  ·  | badge
  ConfirmBriefing · Y  Y  ·  ·  ·  ·  ·  ·  ·  | ·  ·  ·  ·  | ·  ·  ·  ·  | pin
  SetPlan        ·  ·  Y  ·  Y  ·  ·  Y  Y  ·  | ·  ·  ·  ·  | ·  ·  ·  ·  | pin
  RemovePlan     ·  ·  Y  ·  Y  ·  ·  Y  Y  ·  | ·  ·  ·  ·  | ·  ·  ·  ·  | pin
  PlacePost      ·  ·  Y  ·  Y  ·  ·  Y  Y  ·  | ·  ·  ·  ·  | ·  ·  ·  ·  | pin
  UnplacePost    ·  ·  Y  ·  Y  ·  ·  Y  Y  ·  | ·  ·  ·  ·  | ·  ·  ·  ·  | pin
  EvacuateUnit   ·  ·  Y  Y  Y  ·  ·  Y  Y  ·  | ·  ·  ·  ·  | ·  ·  ·  ·  | pin
  ResumeUnit     ·  ·  Y  Y  Y  ·  ·  Y  Y  ·  | ·  ·  ·  ·  | ·  ·  ·  ·  | pin
  CloseShift     ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  | ·  ·  ·  ·  | Y  ·  ·  ·  | pin
  CloseDay       ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  | ·  ·  ·  ·  | Y  ·  ·  ·  | pin
  OpenActivity   ·  ·  Y  ·  Y  Y  Y  Y  Y  ·  | ·  ·  ·  ·  | ·  ·  ·  ·  | pin
  CancelActivity ·  ·  Y  ·  Y  Y  Y  Y  Y  ·  | ·  ·  ·  ·  | ·  ·  ·  ·  | pin
  SignUp         Y  ·  ·  ·  ·  ·  ·  ·  ·  ·  | ·  ·  ·  ·  | ·  ·  ·  ·  | badge
  SignUpCrew     ·  Y  Y  ·  ·  ·  ·  ·  ·  ·  | ·  ·  ·  ·  | ·  ·  ·  ·  | badge
  CancelEntry    Y  ·  ·  ·  ·  ·  ·  ·  ·  ·  | ·  ·  ·  ·  | ·  ·  ·  ·  | pin
  AnswerOffer    Y  ·  ·  ·  ·  ·  ·  ·  ·  ·  | ·  ·  ·  ·  | ·  ·  ·  ·  | badge
  LapseOffers    ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  | ·  ·  ·  ·  | Y  ·  ·  ·  | pin
  SwapSeat       Y  ·  ·  ·  ·  ·  ·  ·  ·  ·  | ·  ·  ·  ·  | ·  ·  ·  ·  | pin
  AnswerCancel   ·  Y  Y  ·  Y  Y  Y  Y  Y  ·  | ·  ·  ·  ·  | ·  ·  ·  ·  | pin
  ReadAnswer     Y  ·  ·  ·  ·  ·  ·  ·  ·  ·  | ·  ·  ·  ·  | ·  ·  ·  ·  | badge
  CheckInEntry   Y  ·  ·  ·  ·  ·  ·  ·  ·  ·  | ·  ·  ·  ·  | ·  ·  ·  ·  | badge
  CheckOutEntry  Y  ·  ·  ·  ·  ·  ·  ·  ·  ·  | ·  ·  ·  ·  | ·  ·  ·  ·  | badge
  EnterTimes     ·  ·  Y  ·  Y  Y  Y  Y  Y  ·  | ·  ·  ·  ·  | ·  ·  ·  ·  | pin
  SettleActivity ·  ·  Y  ·  Y  Y  Y  Y  Y  ·  | ·  ·  ·  ·  | ·  ·  ·  ·  | pin
  LeaveOpen      ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  | ·  ·  ·  ·  | Y  ·  ·  ·  | pin
  ProposeNoShow  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  | ·  ·  ·  ·  | Y  ·  ·  ·  | pin
  AnswerNoShow   Y  ·  ·  ·  ·  ·  ·  ·  ·  ·  | ·  ·  ·  ·  | ·  ·  ·  ·  | pin
  ExcuseNoShow   ·  ·  Y  ·  ·  Y  Y  Y  Y  ·  | ·  ·  ·  ·  | ·  ·  ·  ·  | pin
  ConfirmNoShow  ·  ·  Y  ·  ·  Y  Y  Y  Y  ·  | ·  ·  ·  ·  | ·  ·  ·  ·  | pin
  PlanPatrol     ·  Y  Y  Y  ·  ·  ·  Y  Y  ·  | ·  ·  ·  ·  | ·  ·  ·  ·  | pin
  AssignPatrol   ·  Y  Y  Y  ·  ·  ·  Y  Y  ·  | ·  ·  ·  ·  | ·  ·  ·  ·  | pin
  ReviewPatrol   ·  Y  Y  ·  ·  ·  ·  Y  Y  ·  | ·  ·  ·  ·  | ·  ·  ·  ·  | pin
  SetTrackAside  ·  Y  Y  ·  ·  ·  ·  Y  Y  ·  | ·  ·  ·  ·  | ·  ·  ·  ·  | pin
  PutTrackBack   ·  Y  Y  ·  ·  ·  ·  Y  Y  ·  | ·  ·  ·  ·  | ·  ·  ·  ·  | pin
  PlanRound      ·  Y  Y  Y  ·  ·  ·  Y  Y  ·  | ·  ·  ·  ·  | ·  ·  ·  ·  | pin
  ChangeRound    ·  Y  Y  Y  ·  ·  ·  Y  Y  ·  | ·  ·  ·  ·  | ·  ·  ·  ·  | pin
  EndRound       ·  Y  Y  Y  ·  ·  ·  Y  Y  ·  | ·  ·  ·  ·  | ·  ·  ·  ·  | pin
  MakePatrol     ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  | ·  ·  ·  ·  | Y  ·  ·  ·  | pin
  CancelPatrol   ·  Y  Y  Y  ·  ·  ·  Y  Y  ·  | ·  ·  ·  ·  | ·  ·  ·  ·  | pin
  StartPatrol    Y  Y  Y  Y  ·  ·  ·  ·  ·  ·  | ·  ·  ·  ·  | ·  ·  ·  ·  | badge
  PausePatrol    Y  Y  Y  Y  ·  ·  ·  ·  ·  ·  | ·  ·  ·  ·  | ·  ·  ·  ·  | badge
  ResumePatrol   Y  Y  Y  Y  ·  ·  ·  ·  ·  ·  | ·  ·  ·  ·  | ·  ·  ·  ·  | badge
  EndPatrol      Y  Y  Y  Y  ·  ·  ·  ·  ·  ·  | ·  ·  ·  ·  | ·  ·  ·  ·  | badge
  CheckInPatrol  Y  Y  Y  Y  ·  ·  ·  ·  ·  ·  | ·  ·  Y  ·  | ·  ·  ·  ·  | badge
  ScanCheckpoint Y  ·  ·  ·  ·  ·  ·  ·  ·  ·  | ·  ·  Y  Y  | ·  ·  ·  ·  | badge
  ReportFixes    Y  ·  ·  ·  ·  ·  ·  ·  ·  ·  | ·  ·  Y  Y  | ·  ·  Y  ·  | badge
  ImportPatrols  ·  ·  Y  Y  ·  ·  ·  Y  Y  ·  | ·  ·  ·  ·  | ·  ·  Y  ·  | pin
  RecordTrack    ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  | ·  ·  ·  ·  | ·  ·  Y  ·  | pin
  AddTracker     ·  ·  Y  Y  ·  ·  ·  Y  Y  ·  | ·  ·  ·  ·  | ·  ·  ·  ·  | pin
  AssignTracker  ·  Y  Y  Y  ·  ·  ·  Y  Y  ·  | ·  ·  ·  ·  | ·  ·  ·  ·  | pin
  RenameTracker  ·  ·  Y  Y  ·  ·  ·  Y  Y  ·  | ·  ·  ·  ·  | ·  ·  ·  ·  | pin
  RemoveTracker  ·  ·  Y  Y  ·  ·  ·  Y  Y  ·  | ·  ·  ·  ·  | ·  ·  ·  ·  | pin
  ReportFinding  Y  Y  Y  Y  Y  ·  ·  Y  Y  ·  | ·  ·  Y  Y  | ·  ·  ·  ·  | badge
  CloseFinding   ·  Y  Y  Y  Y  ·  ·  Y  Y  ·  | ·  ·  ·  ·  | ·  ·  ·  ·  | pin
  RaiseAlarm     ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  | ·  ·  ·  ·  | Y  ·  ·  ·  | pin
  ReturnAlarm    ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  | ·  ·  ·  ·  | Y  ·  ·  ·  | pin
  EscalateAlarm  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  | ·  ·  ·  ·  | Y  ·  ·  ·  | pin
  AcknowledgeAlarm · Y Y  Y  Y  ·  ·  Y  Y  ·  | ·  ·  ·  ·  | ·  ·  ·  ·  | pin
  ShelveAlarm    ·  ·  Y  Y  Y  ·  ·  Y  Y  ·  | ·  ·  ·  ·  | ·  ·  ·  ·  | pin
  UnshelveAlarm  ·  ·  Y  Y  Y  ·  ·  Y  Y  ·  | ·  ·  ·  ·  | ·  ·  ·  ·  | pin
  AssignAlarm    ·  Y  Y  Y  Y  ·  ·  Y  Y  ·  | ·  ·  ·  ·  | ·  ·  ·  ·  | pin
  CommentAlarm   ·  Y  Y  Y  Y  ·  ·  Y  Y  ·  | ·  ·  ·  ·  | ·  ·  ·  ·  | pin
  ResetAlarm     ·  ·  Y  Y  Y  ·  ·  Y  Y  ·  | ·  ·  ·  ·  | ·  ·  ·  ·  | pin
  TakeAlarmOut   ·  ·  ·  ·  Y  ·  ·  Y  Y  ·  | ·  ·  ·  ·  | ·  ·  ·  ·  | pin
  PutAlarmBack   ·  ·  ·  ·  Y  ·  ·  Y  Y  ·  | ·  ·  ·  ·  | ·  ·  ·  ·  | pin
  CallSos        Y  Y  Y  Y  Y  Y  Y  Y  Y  ·  | ·  Y  Y  Y  | ·  ·  ·  ·  | badge
  PairScreen     ·  ·  ·  Y  ·  ·  ·  ·  Y  ·  | ·  ·  ·  ·  | ·  ·  ·  Y  | pin
  ConfigureScreen ·  · ·  Y  ·  ·  ·  ·  Y  ·  | ·  ·  ·  ·  | ·  ·  ·  ·  | pin
  ReloadScreens  ·  ·  ·  Y  ·  ·  ·  ·  Y  ·  | ·  ·  ·  ·  | ·  ·  ·  ·  | pin
  RevokeScreen   ·  ·  ·  Y  ·  ·  ·  ·  Y  ·  | ·  ·  ·  ·  | ·  ·  ·  Y  | pin
  SetLastAccident · · ·  ·  Y  ·  ·  Y  Y  ·  | ·  ·  ·  ·  | ·  ·  ·  ·  | pin
  ImportSite     ·  ·  ·  ·  ·  ·  ·  ·  Y  ·  | ·  ·  ·  ·  | ·  Y  ·  ·  | pin
  Retire         ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  | ·  ·  ·  ·  | Y  ·  ·  ·  | pin
  UploadTrack    ·  Y  Y  Y  ·  ·  ·  Y  Y  ·  | ·  ·  ·  ·  | ·  ·  ·  ·  | pin
  ExportTracks   ·  Y  Y  Y  ·  ·  ·  Y  Y  ·  | ·  ·  ·  ·  | ·  ·  ·  ·  | pin
  ReplayWalk     ·  Y  Y  Y  ·  ·  ·  Y  Y  ·  | ·  ·  ·  ·  | ·  ·  ·  ·  | pin
  ExportCoverage ·  Y  Y  Y  Y  Y  Y  Y  Y  Y  | ·  ·  ·  ·  | ·  ·  ·  ·  | pin
  ExportActivities · Y Y  Y  Y  Y  Y  Y  Y  Y  | ·  ·  ·  ·  | ·  ·  ·  ·  | pin
  ExportSite     ·  ·  ·  ·  ·  ·  ·  Y  Y  Y  | ·  ·  ·  ·  | ·  ·  ·  ·  | pin
  ForgetWorker   ·  ·  ·  ·  ·  ·  ·  ·  Y  ·  | ·  ·  ·  ·  | ·  ·  ·  ·  | pin
  IssuePins      ·  ·  Y  Y  ·  ·  ·  ·  Y  ·  | ·  ·  ·  ·  | ·  ·  ·  ·  | pin
  ManageAccounts ·  ·  ·  ·  ·  ·  ·  ·  Y  ·  | ·  ·  ·  ·  | ·  ·  ·  ·  | pin
  ManageWebhooks ·  ·  ·  ·  ·  ·  ·  ·  Y  ·  | ·  ·  ·  ·  | ·  ·  ·  ·  | pin
  ReadTrends     ·  Y  Y  Y  Y  Y  Y  Y  Y  Y  | ·  ·  ·  ·  | ·  ·  ·  ·  | pin
`;

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
  SignUp: true,
  SignUpCrew: true,
  CancelEntry: true,
  AnswerOffer: true,
  LapseOffers: true,
  SwapSeat: true,
  AnswerCancel: true,
  ReadAnswer: true,
  CheckInEntry: true,
  CheckOutEntry: true,
  EnterTimes: true,
  SettleActivity: true,
  LeaveOpen: true,
  ProposeNoShow: true,
  AnswerNoShow: true,
  ExcuseNoShow: true,
  ConfirmNoShow: true,
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
  PairScreen: true,
  ConfigureScreen: true,
  ReloadScreens: true,
  RevokeScreen: true,
  SetLastAccident: true,
  ImportSite: true,
  Retire: true,
  UploadTrack: true,
  ExportTracks: true,
  ReplayWalk: true,
  ExportCoverage: true,
  ExportActivities: true,
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
