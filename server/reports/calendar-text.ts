// Activities as a calendar that other programs read: iCalendar lines, folded and escaped as RFC 5545 asks. Nobody's name is in it.

import { type ActivityRec, seatsLeft } from "../../domain/activities/activity.ts";
import { timesChanged } from "../../domain/activities/activity-move.ts";
import type { Millis } from "../../domain/ids.ts";
import type { Lang } from "../../domain/refusals.ts";
import type { SiteRec } from "../../domain/site/site.ts";

/** A line's octets at most, without its end (RFC 5545, 3.1). */
const longest = 75;

const encoder = new TextEncoder();

/** Folded between signs, never within one: a sign of Chinese is three octets. */
const folded = (line: string): string => {
  let text = "";
  let width = 0;
  for (const sign of line) {
    const octets = encoder.encode(sign).length;
    if (width + octets > longest) {
      text += "\r\n ";
      width = 1;
    }
    text += sign;
    width += octets;
  }
  return `${text}\r\n`;
};

const escaped = (text: string): string =>
  text
    .replaceAll(/[\\;,]/g, (sign) => `\\${sign}`)
    .replaceAll(/\r\n|[\r\n]/g, "\\n")
    .replaceAll(/\p{Cc}/gu, "");

/** `20261124T013000Z`. */
const utc = (at: Millis): string => `${new Date(at).toISOString().slice(0, 19).replaceAll(/[-:]/g, "")}Z`;

/** The same activity bears the same name in every answer, so that a calendar changes it and adds none. */
const uidOf = ({ id }: ActivityRec): string => `${encodeURIComponent(id)}@shouwang`;

/** A change after which it was cancelled, or either alone: the later of the two. */
const modifiedAt = ({ changed, cancelled }: ActivityRec): readonly Millis[] => {
  const found = [changed?.at, cancelled?.at].filter((at) => at !== undefined);
  return found.length === 0 ? [] : [Math.max(...found)];
};

export const calendarText = (
  activities: Iterable<ActivityRec>,
  site: Pick<SiteRec, "name" | "nameEn" | "zone">,
  { now, lang }: { readonly now: Millis; readonly lang: Lang },
): string => {
  const en = lang === "en";
  const name = escaped(en ? `${site.nameEn} activities` : `${site.name}活动`);
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Shouwang//Activities//EN",
    "CALSCALE:GREGORIAN",
    `NAME:${name}`,
    `X-WR-CALNAME:${name}`,
    `X-WR-TIMEZONE:${site.zone}`,
    "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
  ];
  for (const activity of activities) {
    const isCancelled = activity.cancelled !== undefined;
    const { capacity } = activity;
    const left = seatsLeft(activity);
    lines.push(
      "BEGIN:VEVENT",
      `UID:${uidOf(activity)}`,
      `DTSTAMP:${utc(now)}`,
      `DTSTART:${utc(activity.startsAt)}`,
      `DTEND:${utc(activity.endsAt)}`,
      `SUMMARY:${escaped(en ? activity.nameEn : activity.name)}`,
      ...(activity.place === "" ? [] : [`LOCATION:${escaped(activity.place)}`]),
      `DESCRIPTION:${escaped(en ? `${left} of ${capacity} seats left` : `${capacity} 个名额，还剩 ${left} 个`)}`,
      `CATEGORIES:${activity.sort.toUpperCase()}`,
      `STATUS:${isCancelled ? "CANCELLED" : "CONFIRMED"}`,
      `SEQUENCE:${timesChanged(activity) + (isCancelled ? 1 : 0)}`,
      ...modifiedAt(activity).map((at) => `LAST-MODIFIED:${utc(at)}`),
      `TRANSP:${isCancelled ? "TRANSPARENT" : "OPAQUE"}`,
      "END:VEVENT",
    );
  }
  return [...lines, "END:VCALENDAR"].map(folded).join("");
};
