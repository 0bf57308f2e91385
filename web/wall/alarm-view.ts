// An open alarm as a sentence: what, where, how long; who; what has been done; what comes next and when.

import { type AlarmRec, type Answerer, byUrgency, isOpen, type Priority } from "../../domain/alarm.ts";
import type { WorkerId } from "../../domain/ids.ts";
import type { PostRec } from "../../domain/post.ts";
import { postStatus } from "../../domain/post-status.ts";
import type { Records } from "../../domain/records.ts";
import type { SiteRec } from "../../domain/site.ts";
import { clockText, minute, type SiteClock } from "../../domain/time.ts";
import { shownName } from "../../domain/workers.ts";
import { type Age, minutesAge, stopwatch } from "./ages.ts";
import type { WallWords } from "./words-zh.ts";

/** A run of text; the strong ones are names and figures. */
export type Part = { readonly text: string; readonly strong: boolean };

export type AlarmSentence = {
  readonly id: string;
  readonly priority: Priority;
  readonly state: "unack" | "acked" | "returned";
  /** The state in a word; on a far wall and in lists. */
  readonly what: string;
  readonly where: string;
  readonly age: Age;
  /** Who should be there, or leads. */
  readonly who: readonly Part[];
  /** Who has answered; empty while nobody has. */
  readonly answered: readonly Part[];
  /** How long nobody has answered, or that it is over. */
  readonly waiting: readonly Part[];
  /** What comes next, and when. */
  readonly next: readonly Part[];
  readonly repeats: number;
};

export type AlarmScene = {
  readonly records: Records;
  readonly site: SiteRec;
  readonly clock: SiteClock;
  readonly words: WallWords;
  readonly lang: "zh-CN" | "en";
};

/** Alternating plain and strong texts, as `words` gives them. */
const parts = (texts: readonly string[]): readonly Part[] =>
  texts.flatMap((text, i) => (text === "" ? [] : [{ text, strong: i % 2 === 1 }]));
const plain = (text: string): readonly Part[] => [{ text, strong: false }];

export const nameOf = (of: { readonly name: string; readonly nameEn: string }, lang: "zh-CN" | "en"): string =>
  lang === "en" && of.nameEn !== "" ? of.nameEn : of.name;

const workerName = (id: WorkerId, { records, lang }: AlarmScene): string | undefined => {
  const worker = records.get("worker", id);
  return worker === undefined ? undefined : shownName(worker, lang);
};
const answererName = (by: Answerer, scene: AlarmScene): string =>
  typeof by === "string" ? by : (workerName(by.worker, scene) ?? "—");

type Step = { readonly after: number; readonly who: string; readonly name: string };

/** Who is to be told next while nobody answers, one step of the ladder after the other. Told, not called. [POST-4] */
const ladder = (post: PostRec | undefined, scene: AlarmScene): readonly Step[] => {
  const { words, site } = scene;
  const person = (id: WorkerId | undefined): string => (id === undefined ? "" : (workerName(id, scene) ?? ""));
  const rungs = [
    { who: words.steps.responsible, name: person(post?.responsible) },
    { who: words.steps.deputy, name: person(post?.deputy) },
  ].filter((rung) => rung.name !== "");
  const step = site.settings.ladderStepMin * minute;
  return [...rungs, { who: words.steps.foreman, name: "" }].map((rung, i) => ({ after: i * step, ...rung }));
};

const nextOf = (alarm: AlarmRec, scene: AlarmScene, now: number): readonly Part[] => {
  const { words } = scene;
  if (alarm.is.state === "returned-unack") return [];
  if (alarm.is.state !== "unack") return plain(awaited(alarm, scene));
  if (alarm.sort === "storage-failed") return [];
  const isPost = alarm.sort === "post-vacant" || alarm.sort === "post-overdue";
  const steps = ladder(isPost ? scene.records.get("post", alarm.source) : undefined, scene);
  const waited = now - alarm.raisedAt;
  const next = steps.find((step) => step.after > waited) ?? steps.at(-1);
  if (next === undefined) return [];
  return next.after > waited
    ? parts(words.nextStep(stopwatch(next.after - waited), next.who, next.name))
    : plain(words.nowTell(next.who, next.name).trim());
};

const waitingOf = (alarm: AlarmRec, { words, clock }: AlarmScene, now: number): readonly Part[] => {
  switch (alarm.is.state) {
    case "unack":
      return plain(words.unacked(stopwatch(now - alarm.raisedAt)));
    case "returned-unack":
      return plain(words.returned(clockText(clock, alarm.is.at)));
    case "acked":
    case "normal":
      return [];
  }
};

const awaited = (alarm: AlarmRec, { words, records, clock }: AlarmScene): string => {
  switch (alarm.sort) {
    case "post-vacant":
      return words.awaitSignOn;
    case "post-overdue":
      return words.awaitCheckIn;
    case "patrol-silent": {
      const last = records.get("patrol", alarm.source)?.last;
      return last === undefined ? words.awaitFix : words.lastAt(clockText(clock, last.at));
    }
    case "patrol-late":
      return words.awaitStart;
    case "storage-failed":
      return "";
  }
};

/** Where it is and whose it is. */
const subjectOf = (
  alarm: AlarmRec,
  scene: AlarmScene,
  now: number,
): { readonly what: string; readonly where: string; readonly who: readonly Part[] } => {
  const { records, words, site, clock, lang } = scene;
  const worker = (id: WorkerId): string => workerName(id, scene) ?? "—";
  switch (alarm.sort) {
    case "post-vacant":
    case "post-overdue": {
      const post = records.get("post", alarm.source);
      if (post === undefined) return { what: words.alarms[alarm.sort], where: alarm.source, who: [] };
      const status = postStatus(post, site, clock, now);
      const absent = alarm.sort === "post-overdue" && status.state === "absent";
      const what = absent ? capital(words.states.absent) : words.alarms[alarm.sort];
      const { watch } = post;
      if (watch.state === "held")
        return { what, where: nameOf(post, lang), who: parts(words.holder(worker(watch.holder))) };
      const names = status.expected.slice(0, 2).map(worker).join(" ");
      return { what, where: nameOf(post, lang), who: parts(words.expected(names === "" ? words.nobodyNamed : names)) };
    }
    case "patrol-silent":
    case "patrol-late": {
      const patrol = records.get("patrol", alarm.source);
      const route = patrol === undefined ? undefined : records.get("route", patrol.route);
      const where = route === undefined ? alarm.source : nameOf(route, lang);
      if (patrol === undefined) return { what: words.alarms[alarm.sort], where, who: [] };
      return { what: words.alarms[alarm.sort], where, who: parts(words.leader(worker(patrol.leader))) };
    }
    case "storage-failed":
      return { what: words.alarms[alarm.sort], where: words.storageWhere, who: plain(words.storageWho) };
  }
};

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

const stateOf = (alarm: AlarmRec): AlarmSentence["state"] => {
  switch (alarm.is.state) {
    case "unack":
      return "unack";
    case "returned-unack":
      return "returned";
    case "acked":
    case "normal":
      return "acked";
  }
};

export const sentenceOf = (alarm: AlarmRec, scene: AlarmScene, now: number): AlarmSentence => {
  const { what, where, who } = subjectOf(alarm, scene, now);
  const { is } = alarm;
  return {
    id: alarm.id,
    priority: alarm.priority,
    state: stateOf(alarm),
    what,
    where,
    age: minutesAge((is.state === "returned-unack" ? is.at : now) - alarm.since),
    who,
    answered: is.state === "acked" ? parts(scene.words.acked(answererName(is.by, scene))) : [],
    waiting: waitingOf(alarm, scene, now),
    next: nextOf(alarm, scene, now),
    repeats: alarm.repeats,
  };
};

/** Several runs of text with a dot between those that say something. */
export const joined = (runs: readonly (readonly Part[])[], dot: string): readonly Part[] =>
  runs.filter((run) => run.length > 0).flatMap((run, i) => (i === 0 ? run : [{ text: dot, strong: false }, ...run]));

export type AlarmLoad = { readonly unacked: number; readonly acked: number; readonly tenMinutes: number };

/** How much is asked of the people who answer; more than 10 in 10 min is a flood. [ALM-3] */
export const alarmLoad = (alarms: Iterable<AlarmRec>, now: number): AlarmLoad => {
  const load = { unacked: 0, acked: 0, tenMinutes: 0 };
  for (const alarm of alarms) {
    if (alarm.is.state === "unack" || alarm.is.state === "returned-unack") load.unacked += 1;
    if (alarm.is.state === "acked") load.acked += 1;
    if (alarm.raisedAt > now - 10 * minute) load.tenMinutes += 1;
  }
  return load;
};

export const openByUrgency = (alarms: Iterable<AlarmRec>): readonly AlarmRec[] =>
  [...alarms].filter(isOpen).sort(byUrgency);

/** The alarm that ended last, for an empty strip. */
export const lastEnded = (
  alarms: Iterable<AlarmRec>,
): { readonly alarm: AlarmRec; readonly endedAt: number } | undefined => {
  let found: { readonly alarm: AlarmRec; readonly endedAt: number } | undefined;
  for (const alarm of alarms)
    if (alarm.is.state === "normal" && (found === undefined || alarm.is.at > found.endedAt))
      found = { alarm, endedAt: alarm.is.at };
  return found;
};
