// The sum of the subjects: every command, every event, and the one place that routes them to the rules they belong to.

import { decideActivities } from "./activities/activities.ts";
import type { ActivityEvent } from "./activities/activity-acts.ts";
import { evolveActivities } from "./activities/activity-changes.ts";
import type { AttendanceEvent } from "./activities/attendance-acts.ts";
import { evolveAttendance } from "./activities/attendance-changes.ts";
import { decideAttendance } from "./activities/attendance-rules.ts";
import { type AlarmEvent, evolveAlarms } from "./alarms/alarm-changes.ts";
import { loaded, newestLoad } from "./alarms/alarm-load.ts";
import { decideAlarms } from "./alarms/alarms.ts";
import { type CoverDayEvent, decideDays, evolveDays } from "./days/cover-closing.ts";
import { rewrittenDays } from "./days/cover-rewriting.ts";
import { type Tally, tallied, thinned } from "./days/daily.ts";
import { closingOf, decideShifts, type ShiftEvent } from "./days/shift-closing.ts";
import { accepted, type Change, type Context, type Decision, type Recorded, refused } from "./decider.ts";
import { decideForget, evolveForget, type ForgetCommand, type ForgetEvent } from "./forgetting.ts";
import type { Millis, Seq } from "./ids.ts";
import { createClocks, createLook, type Look } from "./look.ts";
import { decideFindings, evolveFindings, type FindingEvent, type ReportFinding } from "./patrols/findings.ts";
import { decideMoveIn } from "./patrols/move-in.ts";
import type { ImportPatrols } from "./patrols/moving.ts";
import type { PatrolCommand, PatrolEvent } from "./patrols/patrol-acts.ts";
import { decidePatrols, evolvePatrols } from "./patrols/patrols.ts";
import { decideReviews, evolveReviews, type ReviewEvent } from "./patrols/reviews.ts";
import { evolveRounds, type RoundEvent } from "./patrols/round-changes.ts";
import { decideRounds } from "./patrols/rounds.ts";
import type { ZoneWalk } from "./patrols/track.ts";
import { decideTrackers, evolveTrackers, type TrackerEvent } from "./patrols/tracker.ts";
import { type BriefingEvent, decideBriefings, evolveBriefings } from "./posts/briefing.ts";
import { decideCrew } from "./posts/crew.ts";
import { decideUnits, evolveUnits, type UnitEvent } from "./posts/evacuation.ts";
import { evolvePosts, type PostEvent } from "./posts/post-changes.ts";
import { decidePosts } from "./posts/posts.ts";
import type { Rec } from "./records.ts";
import { decideRetire, evolveRetire, type RetireEvent } from "./retire.ts";
import { decidePlans, evolvePlans, type PlanEvent, type SetPlan } from "./site/plans.ts";
import { decideSafety, evolveSafety, type SafetyEvent } from "./site/safe-days.ts";
import { decideScreens, evolveScreens, type ScreenEvent } from "./site/screens.ts";
import { evolveImport, importFlaw, type SiteEvent } from "./site/site-import.ts";
import { createTables, type Tables } from "./tables.ts";
import type { SiteClock } from "./time.ts";
import type { WireCommand } from "./wire-commands.ts";

/** What the rules decide: what came in, with what the server's ingest computed for it. */
export type Command =
  | Exclude<WireCommand, { readonly type: PatrolCommand["type"] }>
  | PatrolCommand
  | ForgetCommand
  | ReportFinding
  | ImportPatrols
  | SetPlan;
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
  | ActivityEvent
  | AttendanceEvent
  | ShiftEvent
  | CoverDayEvent
  | UnitEvent
  | PlanEvent
  | AlarmEvent
  | ScreenEvent
  | SafetyEvent
  | RetireEvent
  | ForgetEvent;

/** The board as the rules see it: the tables and what is asked of them, with the site's clock at hand. */
export type Board = Tables & { readonly look: Look; readonly clockOf: (zone: string) => SiteClock };

/** An empty board, or one that lies over another: it reads through, and what is applied to it leaves the other as it was. */
export const createBoard = (base?: Board): Board => {
  const tables = createTables(base);
  const clockOf = base?.clockOf ?? createClocks();
  return { ...tables, look: createLook(tables, clockOf), clockOf };
};

/** The rules' answer to a command; it changes nothing. */
export const decide = (board: Board, command: Command, context: Context): Decision<Event> => {
  if (command.type === "ImportSite") {
    const site = board.get("site", "site");
    if (command.import.site.rehearsal && site !== undefined && !site.rehearsal)
      return refused({ code: "site_is_real" });
    if (!command.import.site.rehearsal && site?.rehearsal === true) return refused({ code: "site_is_rehearsal" });
    const flaw = importFlaw(command.import, board);
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
    case "SwapSeat":
    case "AnswerCancel":
    case "ReadAnswer":
    case "CheckInEntry":
    case "CheckOutEntry":
      return decideActivities(command, context, look);
    case "EnterTimes":
    case "SettleActivity":
    case "LeaveOpen":
    case "ProposeNoShow":
    case "AnswerNoShow":
    case "ExcuseNoShow":
    case "ConfirmNoShow":
      return decideAttendance(command, context, look);
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
    case "ReportFinding":
    case "CloseFinding":
      return decideFindings(command, context, look);
    case "SetLastAccident":
      return decideSafety(command, context, look);
    case "Retire":
      return decideRetire(command);
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
  const { at, tally } = counted;
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
    case "activities":
      return evolveActivities(event, seq, look);
    case "attendance":
      return evolveAttendance(event, seq, look);
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
    case "retire":
      return evolveRetire(event);
    case "people":
      return evolveForget(event, seq, look);
  }
};

/** What the event adds to the totals of the day on which the act was done, however late it was told. */
const countedIn = (event: Event): { readonly at: Millis; readonly tally: Tally } | undefined => {
  if (event.type === "SignedOn") return { at: event.at, tally: { signOns: 1 } };
  if (event.type === "CheckedIn") return { at: event.at, tally: { checkIns: 1 } };
  if (event.type === "QueueJoined") return { at: event.at, tally: { signUps: 1 } };
  if (event.type === "SeatTaken" && !event.promoted) return { at: event.at, tally: { signUps: 1 } };
  if (event.type === "EntryCheckedOut") return { at: event.at, tally: { volunteerMinutes: event.minutes } };
  // A correction counts on the day on which the first minutes did.
  if (event.type === "TimesEntered")
    return {
      at: event.was?.to ?? event.to,
      tally: { volunteerMinutes: event.minutes - (event.was?.minutes ?? 0) },
    };
  if (event.type === "AlarmRaised") return { at: event.at, tally: { alarms: 1 } };
  return undefined;
};

/** The instant an act counts from: the device's clock while it waited in an outbox, never ahead of the server's. */
export const actTime = (claimed: Millis, now: Millis): Millis => Math.min(claimed, now);
