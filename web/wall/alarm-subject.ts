// What an alarm speaks of, as the wall says it: what, where, and who is concerned there.

import type { AlarmRec } from "../../domain/alarms/alarm.ts";
import type { WorkerId } from "../../domain/ids.ts";
import { movedName } from "../../domain/patrols/moved.ts";
import { routeOf } from "../../domain/patrols/walkers.ts";
import { postStatus } from "../../domain/posts/post-status.ts";
import type { Records } from "../../domain/records.ts";
import type { SiteRec } from "../../domain/site/site.ts";
import type { SiteClock } from "../../domain/time.ts";
import { shownName } from "../../domain/workers.ts";
import type { WallWords } from "./words-zh.ts";

/** A run of text; the strong ones are names and figures. */
export type Part = { readonly text: string; readonly strong: boolean };

/** Alternating plain and strong texts, as `words` gives them. */
export const parts = (texts: readonly string[]): readonly Part[] =>
  texts.flatMap((text, i) => (text === "" ? [] : [{ text, strong: i % 2 === 1 }]));
export const plain = (text: string): readonly Part[] => (text === "" ? [] : [{ text, strong: false }]);

export type AlarmScene = {
  readonly records: Records;
  readonly site: SiteRec;
  readonly clock: SiteClock;
  readonly words: WallWords;
  readonly lang: "zh-CN" | "en";
};

export const nameOf = (of: { readonly name: string; readonly nameEn: string }, lang: "zh-CN" | "en"): string =>
  lang === "en" && of.nameEn !== "" ? of.nameEn : of.name;

export const workerName = (id: WorkerId | string, { records, lang }: AlarmScene): string | undefined => {
  const worker = records.get("worker", id);
  return worker === undefined ? undefined : shownName(worker, lang);
};

export type Subject = {
  readonly what: string;
  readonly where: string;
  /** Who should be there, leads, or calls. */
  readonly who: readonly Part[];
};

export const subjectOf = (alarm: AlarmRec, scene: AlarmScene, now: number): Subject => {
  const { words } = scene;
  switch (alarm.sort) {
    case "post-vacant":
    case "post-overdue":
      return postSubject(alarm, scene, now);
    case "leader-missing":
      return leaderSubject(alarm, scene, now);
    case "patrol-silent":
    case "patrol-late":
      return patrolSubject(alarm, scene);
    case "hazard-overdue":
      return hazardSubject(alarm, scene);
    case "fire-sign":
      return findingSubject(alarm, scene);
    // The system speaks of itself and says so first: never to be taken for what happens in the field. [ALM-2]
    case "storage-failed":
    case "clock-stepped":
      return { what: words.system, where: words.alarms[alarm.sort], who: plain(words.systemWho[alarm.sort]) };
    case "sos":
      return sosSubject(alarm, scene);
  }
};

const postSubject = (alarm: AlarmRec, scene: AlarmScene, now: number): Subject => {
  const { records, words, site, clock, lang } = scene;
  const worker = (id: WorkerId): string => workerName(id, scene) ?? "—";
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
};

/** Of the unit, not of a post: it has perhaps several leader posts, and one manned is enough. [POST-6] */
const leaderSubject = (alarm: AlarmRec, scene: AlarmScene, now: number): Subject => {
  const { records, words, site, clock, lang } = scene;
  const unit = records.get("unit", alarm.source);
  const due = [...records.all("post")]
    .filter((post) => post.leader === true && post.unit === alarm.source)
    .flatMap((post) => postStatus(post, site, clock, now).expected);
  const names = [...new Set(due)]
    .slice(0, 2)
    .map((id) => workerName(id, scene) ?? "—")
    .join(" ");
  return {
    what: words.alarms[alarm.sort],
    where: unit === undefined ? alarm.source : nameOf(unit, lang),
    who: parts(words.expected(names === "" ? words.nobodyNamed : names)),
  };
};

const patrolSubject = (alarm: AlarmRec, scene: AlarmScene): Subject => {
  const { records, words, lang } = scene;
  const what = words.alarms[alarm.sort];
  const patrol = records.get("patrol", alarm.source);
  if (patrol === undefined) return { what, where: alarm.source, who: [] };
  const route = routeOf(patrol, (id) => records.get("route", id));
  const leader = (patrol.leader === undefined ? undefined : workerName(patrol.leader, scene)) ?? "—";
  const unrouted = patrol.origin === undefined ? alarm.source : movedName(patrol.origin);
  return { what, where: route === undefined ? unrouted : nameOf(route, lang), who: parts(words.leader(leader)) };
};

/** The route of the patrol that saw it, else the unit whose ground it is; and whom to call back. [COV-3] */
const findingSubject = (alarm: AlarmRec, scene: AlarmScene): Subject => {
  const { records, words, lang } = scene;
  const what = words.alarms[alarm.sort];
  const finding = records.get("finding", alarm.source);
  const patrol = finding?.patrol === undefined ? undefined : records.get("patrol", finding.patrol);
  const place =
    (patrol === undefined ? undefined : routeOf(patrol, (id) => records.get("route", id))) ??
    records.get("unit", finding?.unit ?? alarm.scope.at(-1) ?? "");
  const teller = typeof finding?.by === "object" ? workerName(finding.by.worker, scene) : undefined;
  return {
    what,
    where: place === undefined ? alarm.source : nameOf(place, lang),
    who: teller === undefined ? [] : parts(words.teller(teller)),
  };
};

/** What kind at which post or unit; whose step it is the desk knows, a wall names nobody. [CASE-1] */
const hazardSubject = (alarm: AlarmRec, scene: AlarmScene): Subject => {
  const { records, words, lang } = scene;
  const hazard = records.get("case", alarm.source);
  const place =
    (hazard?.post === undefined ? undefined : records.get("post", hazard.post)) ??
    records.get("unit", hazard?.unit ?? alarm.scope.at(-1) ?? "");
  return {
    what: words.alarms[alarm.sort],
    where: place === undefined ? "—" : nameOf(place, lang),
    who: hazard === undefined ? [] : plain(words.hazards[hazard.class]),
  };
};

/** Where the call came from as its caller said it, else the unit; and who calls, if a badge said so. [POST-4] */
const sosSubject = (alarm: AlarmRec, scene: AlarmScene): Subject => {
  const { records, words, lang } = scene;
  const unit = records.get("unit", alarm.scope.at(-1) ?? "");
  const caller = workerName(alarm.source, scene);
  return {
    what: words.alarms.sos,
    where: alarm.place ?? (unit === undefined ? "—" : nameOf(unit, lang)),
    // That he added words; what they say is the desk's.
    who: [
      ...(caller === undefined ? plain(words.callerUnknown) : parts(words.caller(caller))),
      ...(alarm.notes === undefined ? [] : plain(`${words.dot}${words.callerNoted}`)),
    ],
  };
};

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);
