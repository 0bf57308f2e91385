// An alarm in words: what it is called, where it stands, in which state it is and who has it.

import { type AlarmRec, alarmKinds, alarmStatus, isCalled, isOfSystem } from "../../../domain/alarms/alarm.ts";
import type { Owner } from "../../../domain/alarms/alarm-ladder.ts";
import { silencePriority } from "../../../domain/alarms/conditions.ts";
import type { AlarmId } from "../../../domain/ids.ts";
import type { PostRec } from "../../../domain/posts/post.ts";
import { postStatus } from "../../../domain/posts/post-status.ts";
import { clockText } from "../../../domain/time.ts";
import { titleOf } from "../cases/case-rows.ts";
import type { Desk } from "../desk.svelte.ts";
import { whereOf } from "../findings/finding-rows.ts";
import { patrolName, routeIn } from "../patrols/patrol-names.ts";
import { namesText, stopwatchText } from "../texts.ts";

/** What it speaks of: the post's or route's name; of a call for help, where it came from. */
export const sourceName = (alarm: AlarmRec, desk: Desk): string => {
  if (alarm.sort === "sos") return alarm.place ?? desk.unitName(alarm.scope.at(-1) ?? "");
  if (alarm.sort === "leader-missing") return desk.unitName(alarm.source);
  const post = desk.records.get("post", alarm.source);
  if (post !== undefined) return desk.named(post);
  const hazard = desk.records.get("case", alarm.source);
  if (hazard !== undefined) return titleOf(hazard, desk);
  const finding = desk.records.get("finding", alarm.source);
  if (finding !== undefined) return whereOf(finding, desk);
  const patrol = desk.records.get("patrol", alarm.source);
  if (patrol === undefined) return alarm.source === "server" ? desk.say("alarm.server") : alarm.source;
  return patrolName(patrol, routeIn(patrol, desk.records), desk.lang);
};

/** Who calls for help: a worker by his name, a screen that nobody is known at by its own. */
const callerName = (alarm: AlarmRec, desk: Desk): string | undefined => {
  if (desk.records.get("worker", alarm.source) !== undefined) return desk.workerName(alarm.source);
  return desk.records.get("screen", alarm.source)?.name;
};

const callerText = (alarm: AlarmRec, desk: Desk): string => {
  const name = callerName(alarm, desk);
  return name === undefined ? desk.say("alarm.caller.unknown") : desk.say("alarm.caller", { name });
};

export const alarmTitle = (alarm: AlarmRec, desk: Desk): string => {
  if (isOfSystem(alarm.sort)) return desk.join(desk.say("alarm.system"), desk.say(`alarm.${alarm.sort}`));
  const post = desk.records.get("post", alarm.source);
  // The ladder's last step raises the same alarm to a higher level: then nobody is there any more. [POST-4]
  const isAbsent =
    alarm.sort === "post-overdue" && post !== undefined && alarm.priority === silencePriority(post, "absent");
  return desk.join(desk.say(isAbsent ? "alarm.post-absent" : `alarm.${alarm.sort}`), sourceName(alarm, desk));
};

/** The title of an alarm whose record has left the board: its kind and its source stand in its name. */
export const idTitle = (id: AlarmId, desk: Desk): string => {
  const [kind = "", ...rest] = id.split(":");
  const sort = alarmKinds.find((one) => one === kind);
  const source = rest.join(":");
  if (sort === undefined) return id;
  if (isOfSystem(sort)) return desk.join(desk.say("alarm.system"), desk.say(`alarm.${sort}`));
  const post = desk.records.get("post", source);
  if (sort === "leader-missing") return desk.join(desk.say(`alarm.${sort}`), desk.unitName(source));
  return desk.join(
    desk.say(`alarm.${sort}`),
    post !== undefined ? desk.named(post) : sort === "sos" ? desk.workerName(source) : source,
  );
};

/** Where it belongs and who is awaited or calls there, for the second line. */
export const alarmPlace = (alarm: AlarmRec, desk: Desk): string => {
  if (isOfSystem(alarm.sort)) return desk.say("alarm.server");
  if (alarm.out !== undefined) return desk.join(desk.answererName(alarm.out.by), alarm.out.reason);
  if (alarm.shelf !== undefined && alarmStatus(alarm, desk.now) === "shelved")
    return desk.join(desk.answererName(alarm.shelf.by), alarm.shelf.reason);
  const unit = alarm.scope.at(-1);
  const post = alarm.sort === "sos" ? undefined : desk.records.get("post", alarm.source);
  return desk.join(
    alarm.sort === "sos" ? callerText(alarm, desk) : undefined,
    post === undefined ? undefined : desk.say(`class.${post.linkClass}`),
    unit === undefined || alarm.sort === "leader-missing" ? undefined : desk.unitName(unit),
    alarm.sort === "leader-missing" ? awaitedLeaders(alarm, desk) : undefined,
    alarm.sort === "post-vacant" && post !== undefined ? awaited(post, desk) : undefined,
  );
};

/** Who is due to lead there now, of all its leader posts; or that nobody is. */
const awaitedLeaders = (alarm: AlarmRec, desk: Desk): string =>
  [...desk.records.all("post")]
    .filter((post) => post.leader === true && post.unit === alarm.source)
    .map((post) => awaited(post, desk))
    .find((text) => text !== undefined) ?? desk.say("alarm.leader.nobody");

const awaited = (post: PostRec, desk: Desk): string | undefined => {
  if (desk.site === undefined) return undefined;
  const { expected } = postStatus(post, desk.site, desk.siteClock, desk.now);
  const names = expected.map((id) => desk.workerName(id));
  return names.length === 0 ? undefined : desk.say("alarm.awaited", { names: namesText(desk.lang, names, 2) });
};

/** Whoever has an alarm: a person by name, a role by its unit. */
export const ownerText = (owner: Owner, desk: Desk): string => {
  switch (owner.is) {
    case "worker":
      return desk.workerName(owner.worker);
    case "answerer":
      return desk.answererName(owner.by);
    case "role":
      return desk.say("alarm.role", { role: desk.say(`role.${owner.role}`), unit: desk.unitName(owner.unit) });
  }
};

/** Answered, but only a reset ends it. [ALM-1] */
export const awaitsReset = ({ is, sort }: AlarmRec): boolean =>
  is.state === "latched" || (is.state === "acked" && isCalled(sort));

/** The state for a row's last line, short. */
export const alarmState = (alarm: AlarmRec, desk: Desk): string => {
  const { say } = desk;
  if (alarm.out !== undefined) return say("alarm.is.out");
  if (alarm.shelf !== undefined && alarmStatus(alarm, desk.now) === "shelved")
    return say("alarm.is.shelved", { until: clockText(desk.siteClock, alarm.shelf.until) });
  if (awaitsReset(alarm)) return say("alarm.is.latched");
  switch (alarm.is.state) {
    case "unack":
      return desk.isLive
        ? say("alarm.is.unack", { age: stopwatchText(say, desk.now - alarm.raisedAt) })
        : say("alarm.is.unack.plain");
    case "acked":
    case "latched":
      return say("alarm.is.acked", { by: desk.answererName(alarm.is.by) });
    case "returned-unack":
      return say("alarm.is.returned-unack");
    case "normal":
      return say("alarm.is.normal");
  }
};

export const symbolLook = (alarm: AlarmRec, desk: Desk): "unanswered" | "answered" | "returned" | "off" => {
  switch (alarmStatus(alarm, desk.now)) {
    case "unack":
      return "unanswered";
    case "acked":
    case "latched":
      return "answered";
    case "returned-unack":
      return "returned";
    case "shelved":
    case "out-of-service":
    case "normal":
      return "off";
  }
};
