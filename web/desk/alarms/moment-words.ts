// The story of an alarm in words: what each moment says, when it was, and what stands small beneath it.

import type { AlarmRec, Rung } from "../../../domain/alarms/alarm.ts";
import { askedOn } from "../../../domain/alarms/alarm-ladder.ts";
import type { Moment } from "../../../domain/alarms/alarm-story.ts";
import type { Millis } from "../../../domain/ids.ts";
import { clockText } from "../../../domain/time.ts";
import type { Desk } from "../desk.svelte.ts";
import { signedForText } from "../posts/signed-for.ts";
import { clockSeconds, namesText } from "../texts.ts";
import { ownerText } from "./alarm-words.ts";

/** The time of a moment: seconds where people act, the day where it is not today. */
export const momentTime = (moment: Moment, desk: Desk): string => {
  const exact =
    moment.what === "raised" || moment.what === "acknowledged" || moment.what === "deed" || moment.what === "noted";
  const time = exact ? clockSeconds(desk.siteClock, moment.at) : clockText(desk.siteClock, moment.at);
  const day = desk.siteClock.dayOf(moment.at);
  return day === desk.siteClock.dayOf(desk.now) ? time : `${day.slice(5)} ${clockText(desk.siteClock, moment.at)}`;
};

/** What nobody has done yet. Only what the clock brings can lie ahead: an act of a second ago does not, whatever this page's clock says. */
export const isAhead = ({ what, at }: Moment, now: Millis): boolean => at > now && brought.has(what);
const brought: ReadonlySet<Moment["what"]> = new Set([
  "shift-began",
  "grace-ended",
  "became-due",
  "became-overdue",
  "became-absent",
  "planned",
  "silence",
  "started-late",
  "asked",
]);

/** Whom a rung asks, by name where one is known. [POST-4] */
const askedText = (alarm: AlarmRec, rung: Rung, desk: Desk): string =>
  rung === "everyone" ? desk.say("alarm.everyone") : ownerText(askedOn(alarm, rung, desk.records), desk);

type DeedMoment = Extract<Moment, { readonly what: "deed" }>;

const deedText = ({ deed }: DeedMoment, desk: Desk): string => {
  const { say } = desk;
  const by = desk.answererName(deed.by);
  switch (deed.did) {
    case "shelved":
      return say("deed.shelved", { by, until: clockText(desk.siteClock, deed.until) });
    case "unshelved":
      return say("deed.unshelved", { by });
    case "assigned":
      return say("deed.assigned", { by, to: desk.workerName(deed.to) });
    case "commented":
      return say("deed.commented", { by, text: deed.text });
    case "reset":
      return say("deed.reset", { by });
    case "taken-out":
      return say("deed.taken-out", { by });
    case "put-back":
      return say("deed.put-back", { by });
  }
};

const deedNote = ({ deed, at }: DeedMoment, desk: Desk): string => {
  const { say } = desk;
  const ago = desk.isLive ? say("ago", { age: desk.age(at) }) : "";
  switch (deed.did) {
    case "shelved":
    case "reset":
    case "taken-out":
      return desk.join(say("deed.reason", { reason: deed.reason }), ago);
    case "unshelved":
    case "assigned":
    case "commented":
    case "put-back":
      return ago;
  }
};

export const momentText = (moment: Moment, alarm: AlarmRec, desk: Desk): string => {
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
    case "relieved":
      return say("moment.relieved", { name: desk.workerName(moment.worker), ...signedForText(moment.for, desk) });
    case "planned":
      return say("moment.planned", {
        name: moment.leader === undefined ? say("patrol.leader.none") : desk.workerName(moment.leader),
      });
    case "grace-ended":
    case "became-due":
    case "became-overdue":
    case "became-absent":
    case "silence":
      return say(`moment.${moment.what}`, { min: moment.min });
    case "suspended":
      return say("moment.suspended", { reason: moment.reason });
    case "raised":
      return say(alarm.sort === "sos" ? "moment.called" : "moment.raised", { n: moment.priority });
    case "repeated":
      return say("moment.repeated", { n: moment.times });
    case "acknowledged":
      return say("moment.acknowledged", { by: desk.answererName(moment.by) });
    case "latched":
      return say("moment.latched", { by: desk.answererName(moment.by) });
    case "noted":
      return say("moment.noted", {
        by: moment.by === undefined ? say("moment.noted.nobody") : desk.workerName(moment.by),
        text: moment.words === "" ? say("moment.noted.wordless") : moment.words,
      });
    case "asked":
      return say(isAhead(moment, desk.now) ? "moment.asked.ahead" : "moment.asked", {
        who: askedText(alarm, moment.rung, desk),
      });
    case "deed":
      return deedText(moment, desk);
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

export const momentNote = (moment: Moment, alarm: AlarmRec, desk: Desk): string => {
  const { say } = desk;
  if (isAhead(moment, desk.now)) return desk.join(desk.age(2 * desk.now - moment.at), say("moment.ahead"));
  switch (moment.what) {
    case "shift-began":
    case "planned":
      return say("moment.shift-began.note");
    case "raised":
      return say(alarm.sort === "sos" ? "moment.called.note" : "moment.raised.note");
    case "repeated":
      return say("moment.repeated.note");
    case "noted":
      return desk.join(say("moment.noted.note"), desk.isLive ? say("ago", { age: desk.age(moment.at) }) : "");
    case "deed":
      return deedNote(moment, desk);
    case "grace-ended":
    case "became-due":
    case "became-overdue":
    case "became-absent":
    case "silence":
    case "started-late":
    case "returned":
    case "asked":
    case "closed":
      return say("moment.automatic");
    case "unheld":
    case "signed-on":
    case "relieved":
    case "last-sign":
    case "last-fix":
    case "started":
    case "suspended":
    case "acknowledged":
    case "latched":
      return desk.isLive ? say("ago", { age: desk.age(moment.at) }) : "";
  }
};
