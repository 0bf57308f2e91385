// An event of an alarm as a notice: what · where · how long · who is asked · what comes next. Names leave the house masked, as on a wall.

import { createHash } from "node:crypto";
import { type AlarmRec, type Answerer, alarmIdOf, isCalled } from "../../domain/alarms/alarm.ts";
import { askedOn, nextClimb, type Owner } from "../../domain/alarms/alarm-ladder.ts";
import { silencePriority } from "../../domain/alarms/conditions.ts";
import { type NoticeType, noticeTypes } from "../../domain/alarms/webhook.ts";
import type { Event } from "../../domain/board.ts";
import type { Recorded } from "../../domain/decider.ts";
import type { Millis, UnitId } from "../../domain/ids.ts";
import { routeOf } from "../../domain/patrols/walkers.ts";
import type { Records } from "../../domain/records.ts";
import { clockText, dayLength, hour, minute, type SiteClock, stampText } from "../../domain/time.ts";
import { maskName } from "../../domain/workers.ts";
import type { Tongue } from "./words.ts";

export type TellingLook = { readonly records: Records; readonly clock: SiteClock };

/** `alarm` is as the event left it, also where it is told much later. */
export type Notice = {
  readonly seq: number;
  readonly at: Millis;
  readonly type: NoticeType;
  readonly alarm: AlarmRec;
  readonly by?: Answerer;
};

export type Told = { readonly title: string; readonly facts: readonly string[] };

type AlarmEvents = Extract<Event, { readonly subject: "alarms" }>;
type Telling = Extract<AlarmEvents, { readonly type: NoticeType }>;
const isTelling = (event: Event): event is Telling =>
  event.subject === "alarms" && noticeTypes.some((type) => type === event.type);

/** Undefined where nobody outside is to know of the event, or where its alarm is known no more. */
export const noticeOf = ({ seq, data }: Recorded<Event>, { records }: TellingLook): Notice | undefined => {
  if (!isTelling(data)) return undefined;
  const { at, type } = data;
  const known = records.get("alarm", data.alarm);
  switch (type) {
    case "AlarmRaised": {
      const { sort, source, scope, priority, since, place } = data;
      const alarm: AlarmRec = {
        ...(known ?? { repeats: 0, log: [], raisedAt: at }),
        kind: "alarm",
        id: alarmIdOf(sort, source),
        seq,
        sort,
        source,
        scope,
        priority,
        since,
        is: { state: "unack" },
        rung: isCalled(sort) ? "everyone" : "supervisor",
        rungAt: at,
        ...(place === undefined ? {} : { place }),
      };
      return { seq, at, type, alarm };
    }
    case "AlarmEscalated":
      return known === undefined
        ? undefined
        : { seq, at, type, alarm: { ...known, is: { state: "unack" }, rung: data.rung, rungAt: at } };
    case "AlarmAcknowledged":
      return known === undefined ? undefined : { seq, at, type, alarm: known, by: data.by };
    case "AlarmReturned":
      return known === undefined ? undefined : { seq, at, type, alarm: known };
    case "AlarmReset":
      return known === undefined ? undefined : { seq, at, type, alarm: known, by: data.by };
  }
};

/** More than this between the event and its sending is said. */
const lateAfter = 2 * minute;

export const tell = (notice: Notice, now: Millis, look: TellingLook, t: Tongue): Told => {
  const { alarm, at, type } = notice;
  const head = headOf(type);
  const level = t.say("level", { n: alarm.priority });
  const what = isCalled(alarm.sort)
    ? t.say("call", { who: callerOf(alarm, look, t) })
    : `${kindOf(alarm, look, t)} · ${sourceName(alarm, look, t)}`;
  const title = [head === undefined ? undefined : t.say(head), level, what].filter((part) => part !== undefined);
  return { title: title.join(" · "), facts: [...facts(notice, look, t), ...lateness(at, now, t)] };
};

const headOf = (type: NoticeType): "escalated" | "acknowledged" | "returned" | "reset" | undefined => {
  switch (type) {
    case "AlarmRaised":
      return undefined;
    case "AlarmEscalated":
      return "escalated";
    case "AlarmAcknowledged":
      return "acknowledged";
    case "AlarmReturned":
      return "returned";
    case "AlarmReset":
      return "reset";
  }
};

const facts = (notice: Notice, look: TellingLook, t: Tongue): readonly string[] => {
  const { alarm, at, type } = notice;
  const time = timeText(at, at, look.clock);
  const where = whereOf(alarm, look, t);
  const place = where === "" ? [] : [t.say("where", { where })];
  switch (type) {
    case "AlarmRaised":
    case "AlarmEscalated":
      return [...place, lasting(alarm, at, look, t), ...ladder(alarm, at, look, t)];
    case "AlarmAcknowledged":
      return [...place, t.say("by", { by: answererName(notice.by, look), time })];
    case "AlarmReset":
      return [...place, t.say("happened", { time })];
    case "AlarmReturned": {
      const waits = alarm.is.state === "unack" || alarm.is.state === "returned-unack";
      return [...place, t.say("happened", { time }), ...(waits ? [t.say("unanswered")] : [])];
    }
  }
};

/** The ladder's last step raises the same alarm to a higher level: then nobody is there any more. [POST-4] */
const kindOf = (alarm: AlarmRec, { records }: TellingLook, t: Tongue): string => {
  const post = alarm.sort === "post-overdue" ? records.get("post", alarm.source) : undefined;
  return post !== undefined && alarm.priority === silencePriority(post, "absent")
    ? t.say("absent")
    : t.kind(alarm.sort);
};

const sourceName = (alarm: AlarmRec, { records }: TellingLook, t: Tongue): string => {
  const post = records.get("post", alarm.source);
  if (post !== undefined) return t.named(post);
  const hazard = records.get("case", alarm.source);
  const ground =
    hazard === undefined
      ? undefined
      : ((hazard.post === undefined ? undefined : records.get("post", hazard.post)) ??
        records.get("unit", hazard.unit));
  if (ground !== undefined) return t.named(ground);
  const finding = records.get("finding", alarm.source);
  const patrol = records.get("patrol", finding?.patrol ?? alarm.source);
  const route = patrol === undefined ? undefined : routeOf(patrol, (id) => records.get("route", id));
  if (route !== undefined) return t.named(route);
  const unit = records.get("unit", finding?.unit ?? alarm.source);
  if (unit !== undefined) return t.named(unit);
  return alarm.source === "server" ? t.say("server") : alarm.source;
};

const callerOf = ({ source }: AlarmRec, { records }: TellingLook, t: Tongue): string => {
  const worker = records.get("worker", source);
  if (worker !== undefined) return maskName(worker.name) || t.say("call.unknown");
  const screen = records.get("screen", source);
  // The login of who called from the desk may be his name: it stays here.
  return screen === undefined ? t.say("call.desk") : screen.name;
};

/** The place that was told, and the units from the company's next one down. */
const whereOf = ({ place, scope }: AlarmRec, { records }: TellingLook, t: Tongue): string => {
  const units = (scope.length > 1 ? scope.slice(1) : scope).flatMap((id) => {
    const unit = records.get("unit", id);
    return unit === undefined ? [] : [t.named(unit)];
  });
  return [...units, ...(place === undefined ? [] : [place])].join(" · ");
};

const lasting = ({ since }: AlarmRec, at: Millis, { clock }: TellingLook, t: Tongue): string =>
  t.say("lasts", { time: timeText(since, at, clock), age: ageText(at - since, t) });

const ladder = (alarm: AlarmRec, at: Millis, look: TellingLook, t: Tongue): readonly string[] => {
  if (isCalled(alarm.sort)) return [t.say("everyone")];
  const site = look.records.get("site", "site");
  const next = site === undefined ? undefined : nextClimb(alarm, site);
  const asked = t.say("asked", { who: ownerName(askedOn(alarm, alarm.rung, look.records), look, t) });
  if (next === undefined) return [asked];
  const who = ownerName(askedOn(alarm, next.rung, look.records), look, t);
  return [asked, t.say("next", { time: timeText(next.at, at, look.clock), who })];
};

const ownerName = (owner: Owner, look: TellingLook, t: Tongue): string => {
  switch (owner.is) {
    case "worker":
      return maskName(look.records.get("worker", owner.worker)?.name ?? "") || t.role("duty-officer");
    case "answerer":
      return answererName(owner.by, look);
    case "role": {
      const unit = look.records.get("unit", owner.unit);
      return unit === undefined ? t.role(owner.role) : t.say("role", { unit: t.named(unit), role: t.role(owner.role) });
    }
  }
};

const answererName = (by: Answerer | undefined, { records }: TellingLook): string => {
  const name = typeof by === "string" ? by : by === undefined ? "" : (records.get("worker", by.worker)?.name ?? "");
  return maskName(name) || "—";
};

/** The day is said where it is not the day of the event. */
const timeText = (at: Millis, day: Millis, clock: SiteClock): string =>
  clock.dayOf(at) === clock.dayOf(day) ? clockText(clock, at) : stampText(clock, at);

const ageText = (ms: number, t: Tongue): string => {
  const minutes = Math.max(0, Math.floor(ms / minute));
  return ms < hour ? t.say("min", { n: minutes }) : t.say("h", { h: Math.floor(minutes / 60), m: minutes % 60 });
};

const lateness = (at: Millis, now: Millis, t: Tongue): readonly string[] =>
  now - at > lateAfter && now - at < 400 * dayLength ? [t.say("late", { age: ageText(now - at, t) })] : [];

/** Whose alarm it is, for a hook of one unit. */
export const concerns = (notice: Notice, unit: string): boolean =>
  unit === "" || notice.alarm.scope.some((one: UnitId) => one === unit);

/** A call's own id names who called; outside it is only told apart from others. */
export const outsideId = ({ sort, id }: AlarmRec, store: string): string =>
  isCalled(sort) ? `${sort}:${createHash("sha256").update(`${store}\n${id}`).digest("hex").slice(0, 16)}` : id;

/** What the alarm speaks of, for a program. Who calls is nobody's business there. */
export const sourceOutside = (alarm: AlarmRec, look: TellingLook, zh: Tongue, en: Tongue) =>
  isCalled(alarm.sort)
    ? { zh: callerOf(alarm, look, zh), en: callerOf(alarm, look, en) }
    : { id: alarm.source, zh: sourceName(alarm, look, zh), en: sourceName(alarm, look, en) };
