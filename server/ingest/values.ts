// Numbers and times as strangers write them; what cannot be read is NaN or null, never a guess.

import type { Millis } from "../../domain/ids.ts";

export const numberOf = (text: string | undefined): number => {
  const trimmed = (text ?? "").trim();
  return /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(trimmed) ? Number(trimmed) : Number.NaN;
};

/** xsd:dateTime, also with a space for the `T` and with slashes; without a zone it is UTC, as GPX says. */
export const timeOf = (text: string | undefined): Millis | null => {
  // As nearly all of them are written: nothing to put right.
  if (text !== undefined && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/.test(text)) return finite(Date.parse(text));
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
