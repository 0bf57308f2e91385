// An announced alarm as a sentence: what, where, how long; who; what has been done; whom it asks next and when.

import {
  type AlarmRec,
  type Answerer,
  alarmStatus,
  byUrgency,
  isAnnounced,
  isCalled,
  isOfSystem,
  isUnanswered,
  type Priority,
} from "../../domain/alarms/alarm.ts";
import { askedOn, nextClimb, type Owner, ownerOf } from "../../domain/alarms/alarm-ladder.ts";
import { type Load, type LoadRec, loadAt, newestLoad } from "../../domain/alarms/alarm-load.ts";
import { clockText } from "../../domain/time.ts";
import { type Age, minutesAge, stopwatch } from "./ages.ts";
import { type AlarmScene, nameOf, type Part, parts, plain, subjectOf, workerName } from "./alarm-subject.ts";

export type AlarmSentence = {
  readonly id: string;
  readonly priority: Priority;
  /** `latched`: answered, and waits for its reset. */
  readonly state: "unack" | "acked" | "returned" | "latched";
  /** The system speaks of itself: it borrows no colour of the field. [ALM-2] */
  readonly system: boolean;
  /** The state in a word; on a far wall and in lists. */
  readonly what: string;
  readonly where: string;
  readonly age: Age;
  /** Who should be there, or leads, or calls. */
  readonly who: readonly Part[];
  /** Who has answered and whom it was given to; empty while nobody has. */
  readonly answered: readonly Part[];
  /** How long nobody has answered, or that it is over. */
  readonly waiting: readonly Part[];
  /** What comes next, and when. */
  readonly next: readonly Part[];
  /** The same without the unit or the name of whom it asks, where the line is short. */
  readonly nextShort: readonly Part[];
  readonly repeats: number;
};

const answererName = (by: Answerer, scene: AlarmScene): string =>
  typeof by === "string" ? by : (workerName(by.worker, scene) ?? "—");

/** Whoever an owner is, as `who` and `name`: a person by his duty and masked name, a role by its unit. */
const ownerWords = (owner: Owner, scene: AlarmScene): { readonly who: string; readonly name: string } => {
  const { records, words, lang } = scene;
  switch (owner.is) {
    case "worker":
      return { who: words.responsible, name: workerName(owner.worker, scene) ?? "—" };
    case "answerer":
      return { who: "", name: answererName(owner.by, scene) };
    case "role": {
      const unit = records.get("unit", owner.unit);
      return { who: words.asked[owner.role], name: unit === undefined ? "" : nameOf(unit, lang) };
    }
  }
};

const askedWords = (alarm: AlarmRec, rung: AlarmRec["rung"], scene: AlarmScene) =>
  rung === "everyone"
    ? { who: scene.words.everyone, name: "" }
    : ownerWords(askedOn(alarm, rung, scene.records), scene);

const isLatchedNow = ({ is, sort }: AlarmRec): boolean =>
  is.state === "latched" || (is.state === "acked" && isCalled(sort));

const nextOf = (alarm: AlarmRec, scene: AlarmScene, now: number, how: "whole" | "short"): readonly Part[] => {
  const { words, site } = scene;
  if (alarm.is.state === "returned-unack") return [];
  if (isLatchedNow(alarm)) return plain(words.awaitReset);
  if (alarm.is.state !== "unack") return plain(awaited(alarm, scene));
  if (isCalled(alarm.sort)) return plain(words.toldAll);
  const climb = nextClimb(alarm, site);
  if (climb !== undefined) {
    const { who, name } = askedWords(alarm, climb.rung, scene);
    const told = how === "short" && who !== "" ? "" : name;
    return parts(words.nextStep(stopwatch(climb.at - now), who, told).map((one, i) => (i === 2 ? one.trimEnd() : one)));
  }
  // At the top of the ladder: who has it now.
  const { who, name } =
    alarm.assigned === undefined
      ? askedWords(alarm, alarm.rung, scene)
      : ownerWords(ownerOf(alarm, scene.records), scene);
  return plain(words.nowTell(who, how === "short" && who !== "" ? "" : name).trim());
};

const waitingOf = (alarm: AlarmRec, { words, clock }: AlarmScene, now: number): readonly Part[] => {
  switch (alarm.is.state) {
    case "unack":
      return plain(words.unacked(stopwatch(now - alarm.raisedAt)));
    case "returned-unack":
      return plain(words.returned(clockText(clock, alarm.is.at)));
    case "acked":
    case "latched":
    case "normal":
      return [];
  }
};

const awaited = (alarm: AlarmRec, { words, records, clock }: AlarmScene): string => {
  switch (alarm.sort) {
    case "post-vacant":
    case "leader-missing":
      return words.awaitSignOn;
    case "post-overdue":
      return words.awaitCheckIn;
    case "patrol-silent": {
      const last = records.get("patrol", alarm.source)?.last;
      return last === undefined ? words.awaitFix : words.lastAt(clockText(clock, last.at));
    }
    case "patrol-late":
      return words.awaitStart;
    case "hazard-overdue":
      return words.awaitMended;
    case "fire-sign":
      return words.awaitOutcome;
    case "storage-failed":
    case "clock-stepped":
      return words.awaitSystem;
    case "sos":
      return words.awaitReset;
  }
};

const stateOf = (alarm: AlarmRec): AlarmSentence["state"] => {
  if (isLatchedNow(alarm)) return "latched";
  switch (alarm.is.state) {
    case "unack":
      return "unack";
    case "returned-unack":
      return "returned";
    case "acked":
    case "latched":
    case "normal":
      return "acked";
  }
};

const answeredOf = (alarm: AlarmRec, scene: AlarmScene): readonly Part[] => {
  const { is, assigned } = alarm;
  const { words } = scene;
  const by = is.state === "acked" || is.state === "latched" ? parts(words.acked(answererName(is.by, scene))) : [];
  const given = assigned === undefined ? [] : parts(words.given(workerName(assigned, scene) ?? "—"));
  return joined([by, given], words.dot);
};

export const sentenceOf = (alarm: AlarmRec, scene: AlarmScene, now: number): AlarmSentence => {
  const { what, where, who } = subjectOf(alarm, scene, now);
  const { is } = alarm;
  return {
    id: alarm.id,
    priority: alarm.priority,
    state: stateOf(alarm),
    system: isOfSystem(alarm.sort),
    what,
    where,
    age: minutesAge((is.state === "returned-unack" ? is.at : now) - alarm.since),
    who,
    answered: answeredOf(alarm, scene),
    waiting: waitingOf(alarm, scene, now),
    next: nextOf(alarm, scene, now, "whole"),
    nextShort: nextOf(alarm, scene, now, "short"),
    repeats: alarm.repeats,
  };
};

/** State and place: the line that carries. */
export const titleOf = ({ what, where }: AlarmSentence, dot: string): string => `${what}${dot}${where}`;

/** A priority 1 that nobody has answered bears the great block. */
export const isFilled = ({ priority, state, system }: AlarmSentence): boolean =>
  priority === 1 && state === "unack" && !system;

/** Several runs of text with a dot between those that say something. */
export const joined = (runs: readonly (readonly Part[])[], dot: string): readonly Part[] =>
  runs.filter((run) => run.length > 0).flatMap((run, i) => (i === 0 ? run : [{ text: dot, strong: false }, ...run]));

export type AlarmLoad = Load & {
  readonly unacked: number;
  readonly acked: number;
  /** Laid aside for a while or taken out of service: counted, and not shown as open. */
  readonly shelved: number;
  readonly out: number;
};

/** How much is asked of the people who answer. [ALM-3] */
export const alarmLoad = (alarms: Iterable<AlarmRec>, loads: Iterable<LoadRec>, now: number): AlarmLoad => {
  const load = { unacked: 0, acked: 0, shelved: 0, out: 0 };
  for (const alarm of alarms)
    switch (alarmStatus(alarm, now)) {
      case "unack":
      case "returned-unack":
        load.unacked += 1;
        break;
      case "acked":
      case "latched":
        load.acked += 1;
        break;
      case "shelved":
        load.shelved += 1;
        break;
      case "out-of-service":
        load.out += 1;
        break;
      case "normal":
        break;
    }
  return { ...load, ...loadAt(newestLoad(loads), now) };
};

/** What asks people to look now, the most pressing first. [ALM-1] */
export const announced = (alarms: Iterable<AlarmRec>, now: number): readonly AlarmRec[] =>
  [...alarms].filter((alarm) => isAnnounced(alarm, now)).sort(byUrgency);

/** Whether the wall must sound: a priority 1 that nobody has answered. What came back by itself is shown and no longer rings. */
export const rings = (alarms: Iterable<AlarmRec>, now: number): boolean => {
  for (const alarm of alarms)
    if (alarm.priority === 1 && alarm.is.state === "unack" && isUnanswered(alarm, now)) return true;
  return false;
};

/** The alarm that ended last, for an empty strip. */
export const lastEnded = (
  alarms: Iterable<AlarmRec>,
): { readonly alarm: AlarmRec; readonly endedAt: number } | undefined => {
  let found: { readonly alarm: AlarmRec; readonly endedAt: number } | undefined;
  for (const alarm of alarms)
    if (alarm.is.state === "normal" && alarm.out === undefined && (found === undefined || alarm.is.at > found.endedAt))
      found = { alarm, endedAt: alarm.is.at };
  return found;
};
