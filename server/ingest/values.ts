// Numbers and times as strangers write them; what cannot be read is NaN or null, never a guess.

import type { Millis } from "../../domain/ids.ts";

export const numberOf = (text: string | undefined): number => {
  const trimmed = (text ?? "").trim();
  return /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(trimmed) ? Number(trimmed) : Number.NaN;
};

const two = (text: string, at: number): number => {
  const [tens, ones] = [text.charCodeAt(at) - 48, text.charCodeAt(at + 1) - 48];
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
};
/** `2026-11-23T08:00:00Z`, also with milliseconds, as nearly all recorders write it; NaN where it is written otherwise. */
const usualTime = (text: string): number => {
  const { length } = text;
  const isLong = length === 24;
  if ((length !== 20 && !isLong) || text.charCodeAt(length - 1) !== 0x5a) return Number.NaN;
  if (text[4] !== "-" || text[7] !== "-" || text[10] !== "T" || text[13] !== ":" || text[16] !== ":") return Number.NaN;
  const [year, month, day] = [two(text, 0) * 100 + two(text, 2), two(text, 5), two(text, 8)];
  const [hour, minute, second] = [two(text, 11), two(text, 14), two(text, 17)];
  const ms = isLong ? (text[19] === "." ? two(text, 20) * 10 + text.charCodeAt(22) - 48 : Number.NaN) : 0;
  // Days that not every month has are left to the calendar.
  const isUsual = year >= 1000 && month >= 1 && month <= 12 && day >= 1 && day <= 28 && hour <= 23 && minute <= 59;
  if (!isUsual || !(second <= 59 && ms >= 0)) return Number.NaN;
  const last = text.charCodeAt(22);
  return isLong && (last < 48 || last > 57) ? Number.NaN : Date.UTC(year, month - 1, day, hour, minute, second, ms);
};

/** xsd:dateTime, also with a space for the `T` and with slashes; without a zone it is UTC, as GPX says. */
export const timeOf = (text: string | undefined): Millis | null => {
  const usual = text === undefined ? Number.NaN : usualTime(text);
  if (!Number.isNaN(usual)) return usual;
  const parts = /^(-?\d{4,5})[-/](\d\d)[-/](\d\d)[T ](\d\d:\d\d:\d\d)(\.\d+)?\s?(Z|z|[+-]\d\d:?\d\d|UTC)?$/.exec(
    (text ?? "").trim(),
  );
  if (parts === null) return null;
  const [, year, month, day, clock, fraction = "", zone = "Z"] = parts;
  const offset = /^[+-]\d{4}$/.test(zone) ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone;
  const end = /^(z|UTC)$/.test(zone) ? "Z" : offset;
  return finite(Date.parse(`${year}-${month}-${day}T${clock}${fraction.slice(0, 4)}${end}`));
};
const finite = (at: number): Millis | null => (Number.isNaN(at) ? null : at);

/** Seconds or milliseconds since 1970: from 1e11 on it must be milliseconds (1973-03-03), for as seconds it were the year 5138. */
export const epochOf = (n: number): Millis | null =>
  Number.isFinite(n) ? Math.round(Math.abs(n) >= 1e11 ? n : n * 1000) : null;

/** A time as a table or JSON tells it: written out, or counted since 1970. */
export const anyTimeOf = (value: string | number | null | undefined): Millis | null => {
  if (value === null || value === undefined) return null;
  if (typeof value === "number") return epochOf(value);
  return timeOf(value) ?? (/^\s*\d{9,13}(\.\d+)?\s*$/.test(value) ? epochOf(Number(value)) : null);
};
