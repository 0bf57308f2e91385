// What was lived at a post in the last two days: its ended spells and how punctually it was signed for. No names: who held it is no matter here. [POST-6]

import type { Day, Millis, ShiftId } from "../ids.ts";
import type { Settings } from "../site/site.ts";
import { joined, type Span, without } from "../spans.ts";
import { hour, minute } from "../time.ts";

/** Somebody held it; it was suspended; its holder gave no sign of life for so long that he counted as gone. */
export type Spell = Span & { readonly was: "held" | "suspended" | "absent" };

/** Signs of life that a run's holders owed, and those that came before the reminder ran out. */
export type Signs = { readonly shift: ShiftId; readonly day: Day; readonly owed: number; readonly inTime: number };

export type PostLog = {
  /** When the post came onto the register: before, nobody was asked to stand there. */
  readonly since: Millis;
  /** Ended spells, in order; of one kind they neither touch nor overlap, also across a relief. */
  readonly spells: readonly Spell[];
  readonly signs: readonly Signs[];
};

/** Two of the longest shifts: a run that is closed a day late still finds its beginning. */
export const logKept = 48 * hour;
/** More spells than anybody can make by hand in that time; a fault that makes more loses the oldest. */
const mostSpells = 96;
const mostSigns = 12;

export const emptyLog = (since: Millis): PostLog => ({ since, spells: [], signs: [] });

/** The log with one more spell, and without what is older than it needs to be. */
export const withSpell = (log: PostLog, spell: Spell, at: Millis): PostLog => {
  if (spell.to <= spell.from) return log;
  const last = log.spells.findLast((one) => one.was === spell.was);
  // Nearly always the newest, apart from the one before it: this runs for every act of a start from the ledger.
  if ((last?.to ?? 0) < spell.from && (log.spells.at(-1)?.from ?? 0) <= spell.from)
    return { ...log, spells: kept([...log.spells, spell], at) };
  const same = log.spells.filter((one) => one.was === spell.was);
  return rewritten(log, spell.was, joined([...same, spell]), at);
};

const rewritten = (log: PostLog, was: Spell["was"], spans: readonly Span[], at: Millis): PostLog => ({
  ...log,
  spells: kept(
    [...log.spells.filter((one) => one.was !== was), ...spans.map((span) => ({ ...span, was }))].sort(
      (a, b) => a.from - b.from,
    ),
    at,
  ),
});

const kept = (spells: readonly Spell[], at: Millis): readonly Spell[] =>
  (spells.some((one) => one.to <= at - logKept) ? spells.filter((one) => one.to > at - logKept) : spells).slice(
    -mostSpells,
  );

type Rhythm = { readonly intervalMin: number; readonly settings: Settings };

/** From when on a holder who last signed at `signedAt` counts as gone. [POST-4] */
export const absentFrom = (signedAt: Millis, { intervalMin, settings }: Rhythm): Millis =>
  signedAt + (intervalMin + settings.remindMin + settings.ladderStepMin) * minute;

type Watched = { readonly since: Millis; readonly signedAt: Millis; readonly shift: ShiftId; readonly day: Day };

/** Whether the log holds the holder for gone at that moment. */
export const isSilentAt = (log: PostLog, at: Millis): boolean =>
  log.spells.some((one) => one.was === "absent" && one.from <= at && at < one.to);

/** Whether a watch that is over was held at that moment. */
export const wasHeldAt = (log: PostLog, at: Millis): boolean =>
  log.spells.some((one) => one.was === "held" && one.from <= at && at < one.to);

/** A sign of life at `at`. One told late, older than the last, fills the silence that had been noted in its place. */
export const signedLog = (log: PostLog, watch: Watched, at: Millis, rhythm: Rhythm): PostLog => {
  if (at < watch.signedAt) {
    const silent = log.spells.filter((one) => one.was === "absent");
    return rewritten(log, "absent", without(silent, [{ from: at, to: absentFrom(at, rhythm) }]), watch.signedAt);
  }
  const inTime = at <= watch.signedAt + (rhythm.intervalMin + rhythm.settings.remindMin) * minute;
  const owed = inTime ? 1 : Math.max(1, owedUntil(watch, at, rhythm));
  return counted(silentUntil(log, watch, at, rhythm), watch, owed, inTime ? 1 : 0);
};

/** The watch ends at `at`: what it was, the silence at its end, and the signs that it still owed. */
export const endedLog = (log: PostLog, watch: Watched, at: Millis, rhythm: Rhythm): PostLog => {
  const held = withSpell(log, { was: "held", from: watch.since, to: at }, at);
  const isLate = at > watch.signedAt + (rhythm.intervalMin + rhythm.settings.remindMin) * minute;
  return counted(silentUntil(held, watch, at, rhythm), watch, isLate ? owedUntil(watch, at, rhythm) : 0, 0);
};

/** Somebody stands there from `at` on: whatever silence was noted after it was not his. */
export const begunLog = (log: PostLog, at: Millis): PostLog => {
  const silent = log.spells.filter((one) => one.was === "absent");
  return silent.some((one) => one.to > at)
    ? rewritten(log, "absent", without(silent, [{ from: at, to: Number.POSITIVE_INFINITY }]), at)
    : log;
};

const silentUntil = (log: PostLog, watch: Watched, at: Millis, rhythm: Rhythm): PostLog =>
  withSpell(log, { was: "absent", from: absentFrom(watch.signedAt, rhythm), to: at }, at);

const owedUntil = (watch: Watched, at: Millis, { intervalMin }: Rhythm): number =>
  Math.floor((at - watch.signedAt) / (intervalMin * minute));

const counted = (log: PostLog, { shift, day }: Watched, owed: number, inTime: number): PostLog => {
  if (owed === 0) return log;
  const known = log.signs.find((one) => one.shift === shift && one.day === day);
  const sum = { shift, day, owed: (known?.owed ?? 0) + owed, inTime: (known?.inTime ?? 0) + inTime };
  return { ...log, signs: [...log.signs.filter((one) => one !== known), sum].slice(-mostSigns) };
};
