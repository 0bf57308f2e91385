// An alarm in words: what it is called, where it stands, what its row and its story say.

import type { Moment } from "../../../domain/alarm-story.ts";
import type { AlarmRec } from "../../../domain/alarm.ts";
import { silencePriority } from "../../../domain/conditions.ts";
import type { PostRec } from "../../../domain/post.ts";
import { postStatus } from "../../../domain/post-status.ts";
import { clockText } from "../../../domain/time.ts";
import type { Desk } from "../desk.svelte.ts";
import { clockSeconds, namesText, stopwatchText } from "../texts.ts";

/** What it speaks of: the post's or route's name. */
export const sourceName = (alarm: AlarmRec, desk: Desk): string => {
  const post = desk.records.get("post", alarm.source);
  if (post !== undefined) return desk.named(post);
  const patrol = desk.records.get("patrol", alarm.source);
  if (patrol === undefined) return alarm.source === "server" ? desk.say("alarm.server") : alarm.source;
  const route = desk.records.get("route", patrol.route);
  return route === undefined ? patrol.route : desk.named(route);
};

export const alarmTitle = (alarm: AlarmRec, desk: Desk): string => {
  const post = desk.records.get("post", alarm.source);
  // The ladder's last step raises the same alarm to a higher level: then nobody is there any more. [POST-4]
  const isAbsent =
    alarm.sort === "post-overdue" && post !== undefined && alarm.priority === silencePriority(post, "absent");
  return desk.join(desk.say(isAbsent ? "alarm.post-absent" : `alarm.${alarm.sort}`), sourceName(alarm, desk));
};

/** Where it belongs and who is awaited there, for the second line. */
export const alarmPlace = (alarm: AlarmRec, desk: Desk): string => {
  const unit = alarm.scope.at(-1);
  const post = desk.records.get("post", alarm.source);
  return desk.join(
    post === undefined ? undefined : desk.say(`class.${post.linkClass}`),
    unit === undefined ? undefined : desk.unitName(unit),
    alarm.sort === "post-vacant" && post !== undefined ? awaited(post, desk) : undefined,
  );
};

const awaited = (post: PostRec, desk: Desk): string | undefined => {
  if (desk.site === undefined) return undefined;
  const { expected } = postStatus(post, desk.site, desk.siteClock, desk.now);
  const names = expected.map((id) => desk.workerName(id));
  return names.length === 0 ? undefined : desk.say("alarm.awaited", { names: namesText(desk.lang, names, 2) });
};

/** The state for a row's last line, short. */
export const alarmState = (alarm: AlarmRec, desk: Desk): string => {
  switch (alarm.is.state) {
    case "unack":
      return desk.isLive
        ? desk.say("alarm.is.unack", { age: stopwatchText(desk.say, desk.now - alarm.raisedAt) })
        : desk.say("alarm.is.unack.plain");
    case "acked":
      return desk.say("alarm.is.acked", { by: desk.answererName(alarm.is.by) });
    case "returned-unack":
      return desk.say("alarm.is.returned-unack");
    case "normal":
      return desk.say("alarm.is.normal");
  }
};

export const symbolLook = (alarm: AlarmRec): "unanswered" | "answered" | "returned" | "off" => {
  switch (alarm.is.state) {
    case "unack":
      return "unanswered";
    case "acked":
      return "answered";
    case "returned-unack":
      return "returned";
    case "normal":
      return "off";
  }
};

/** The time of a moment: seconds where people act, the day where it is not today. */
export const momentTime = (moment: Moment, desk: Desk): string => {
  const exact = moment.what === "raised" || moment.what === "acknowledged";
  const time = exact ? clockSeconds(desk.siteClock, moment.at) : clockText(desk.siteClock, moment.at);
  const day = desk.siteClock.dayOf(moment.at);
  return day === desk.siteClock.dayOf(desk.now) ? time : `${day.slice(5)} ${clockText(desk.siteClock, moment.at)}`;
};

export const momentText = (moment: Moment, desk: Desk): string => {
  const { say } = desk;
  switch (moment.what) {
    case "shift-began": {
      const names = moment.expected.map((id) => desk.workerName(id));
      return say("moment.shift-began", {
        shift: desk.named(moment.shift),
        names: names.length === 0 ? say("none") : namesText(desk.lang, names),
      });
    }
    case "signed-on":
    case "last-sign":
      return say(`moment.${moment.what}`, { name: desk.workerName(moment.worker) });
    case "planned":
      return say("moment.planned", { name: desk.workerName(moment.leader) });
    case "grace-ended":
    case "became-due":
    case "became-overdue":
    case "became-absent":
    case "silence":
      return say(`moment.${moment.what}`, { min: moment.min });
    case "suspended":
      return say("moment.suspended", { reason: moment.reason });
    case "raised":
      return say("moment.raised", { n: moment.priority });
    case "repeated":
      return say("moment.repeated", { n: moment.times });
    case "acknowledged":
      return say("moment.acknowledged", { by: desk.answererName(moment.by) });
    case "closed":
      return moment.by === undefined
        ? say("moment.closed")
        : say("moment.closed.by", { by: desk.answererName(moment.by) });
    case "unheld":
    case "started":
    case "started-late":
    case "last-fix":
    case "returned":
      return say(`moment.${moment.what}`);
  }
};

export const momentNote = (moment: Moment, desk: Desk): string => {
  const { say } = desk;
  if (moment.at > desk.now) return desk.join(desk.age(2 * desk.now - moment.at), say("moment.ahead"));
  switch (moment.what) {
    case "shift-began":
    case "planned":
      return say("moment.shift-began.note");
    case "raised":
      return say("moment.raised.note");
    case "repeated":
      return say("moment.repeated.note");
    case "grace-ended":
    case "became-due":
    case "became-overdue":
    case "became-absent":
    case "silence":
    case "started-late":
    case "returned":
    case "closed":
      return say("moment.automatic");
    case "unheld":
    case "signed-on":
    case "last-sign":
    case "last-fix":
    case "started":
    case "suspended":
    case "acknowledged":
      return desk.isLive ? say("ago", { age: desk.age(moment.at) }) : "";
  }
};
