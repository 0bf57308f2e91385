// Which screen is lying: what each living screen tells of itself against what the server had sent by then. [SCR-1]

import type { Millis } from "../../../domain/ids.ts";
import type { Presence } from "../../../domain/protocol.ts";
import type { ScreenRec, ScreenReport } from "../../../domain/site/screens.ts";
import { minute, second } from "../../../domain/time.ts";

/** The server's number as this desk knew it at a moment. */
export type SeqMark = { readonly at: Millis; readonly seq: number };

/** Screens tell of themselves every 5 s; three missed reports are silence. */
export const silentAfter = 15 * second;
/** A number that did not concern a screen reaches it with the next tick, within 5 s; its report follows within 5 more. */
const slack = 10 * second;
const remembered = 90 * second;
/** Acts done away from the server bear the device's own time: more than this is told. */
export const clockBound = minute;

export const withMark = (marks: readonly SeqMark[], mark: SeqMark): readonly SeqMark[] => [
  ...marks.filter((one) => one.at > mark.at - remembered && one.at < mark.at),
  mark,
];

export type Doubt = "silent" | "behind" | "off" | "error" | "disk" | "clock" | "old";

export type ScreenRow = {
  readonly key: string;
  readonly screen: ScreenRec | undefined;
  readonly presence: Presence | undefined;
  readonly doubts: readonly Doubt[];
  /** Numbers that the screen should have applied by its last report and has not. */
  readonly behind: number;
};

type Connected = ScreenRow & { readonly screen: ScreenRec; readonly presence: Presence };
const isConnected = (row: ScreenRow): row is Connected => row.screen !== undefined && row.presence !== undefined;
/** Pages that can be asked to load anew: paired, connected, and neither tracker nor gateway. */
export const reloadable = (rows: readonly ScreenRow[]): readonly Connected[] =>
  rows
    .filter(isConnected)
    .filter(
      ({ screen }) => screen.revokedAt === undefined && (screen.profile === "wall" || screen.profile === "kiosk"),
    );

/** What became of the last request to load anew: its line is younger than that moment, or it waits until it may. */
export type ReloadState = "due" | "waits" | "was";
export const reloadState = ({ screen, presence }: ScreenRow, now: Millis): ReloadState | undefined => {
  if (screen?.reloadAt === undefined || screen.revokedAt !== undefined || presence === undefined) return undefined;
  if (screen.reloadAt > now) return "due";
  return presence.since >= screen.reloadAt ? "was" : "waits";
};

/** How what waits at a kiosk lies there; an older build tells nothing of it and has no boxes. */
export const sealingOf = ({ sealed }: ScreenReport): "yes" | "no" | "old" =>
  sealed === undefined ? "old" : sealed ? "yes" : "no";

export const screenRows = (
  screens: Iterable<ScreenRec>,
  presence: readonly Presence[],
  look: { readonly now: Millis; readonly marks: readonly SeqMark[]; readonly build: string },
): readonly ScreenRow[] => {
  const known = [...screens];
  const ids = new Set<string>(known.map((one) => one.id));
  const paired = known.map((screen) => rowOf(screen, newest(presence.filter((one) => one.screen === screen.id)), look));
  const others = presence
    .filter((one) => (one.screen === undefined || !ids.has(one.screen)) && isScreen(one))
    .map((one) => rowOf(undefined, one, look));
  return [...paired, ...others].sort(
    (a, b) => rank(a) - rank(b) || name(a).localeCompare(name(b), "zh") || (a.key < b.key ? -1 : 1),
  );
};

/** A page tells of itself within seconds and goes on; a line that never has is a program's, such as the rehearsal's. */
const isScreen = ({ report }: Presence): boolean => report !== undefined;

const newest = (list: readonly Presence[]): Presence | undefined =>
  list.reduce<Presence | undefined>(
    (best, one) => (best === undefined || one.seen > best.seen ? one : best),
    undefined,
  );

const rowOf = (
  screen: ScreenRec | undefined,
  presence: Presence | undefined,
  { now, marks, build }: { readonly now: Millis; readonly marks: readonly SeqMark[]; readonly build: string },
): ScreenRow => {
  const key = screen?.id ?? `${presence?.screen ?? presence?.audience ?? ""} ${presence?.since ?? 0}`;
  if (screen?.revokedAt !== undefined) return { key, screen, presence, doubts: [], behind: 0 };
  if (presence === undefined) return { key, screen, presence, doubts: ["off"], behind: 0 };
  const { report, seen } = presence;
  const owed = marks.findLast((mark) => mark.at <= seen - slack)?.seq ?? 0;
  const behind = report === undefined ? 0 : Math.max(0, owed - report.seq);
  // A program on a desk's line that has never told of itself promised nothing; a paired screen has.
  const owesReports = screen !== undefined || report !== undefined;
  const doubts: Doubt[] = [
    ...(owesReports && now - seen > silentAfter ? (["silent"] as const) : []),
    ...(behind > 0 ? (["behind"] as const) : []),
    ...(report !== undefined && report.error !== "" ? (["error"] as const) : []),
    ...(report?.disk === "none" || report?.disk === "insecure" ? (["disk"] as const) : []),
    ...(Math.abs(report?.clockOff ?? 0) > clockBound ? (["clock"] as const) : []),
    ...(report !== undefined && report.build !== "" && build !== "" && report.build !== build
      ? (["old"] as const)
      : []),
  ];
  return { key, screen, presence, doubts, behind };
};

const severity: Readonly<Record<Doubt, number>> = { silent: 0, behind: 1, error: 2, disk: 3, clock: 4, old: 5, off: 6 };
const rank = (row: ScreenRow): number => {
  if (row.screen?.revokedAt !== undefined) return 9;
  const [worst] = row.doubts;
  return worst === undefined ? 7 : severity[worst];
};
const name = (row: ScreenRow): string => row.screen?.name ?? row.presence?.screen ?? row.presence?.audience ?? "";
