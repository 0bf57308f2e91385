// A track that does not count: exactly what it added is taken from the cells and the effort, and exactly that can be put back. [PAT-2, COV-1]

import type { Answerer } from "../alarms/alarm.ts";
import type { Day, Millis } from "../ids.ts";
import type { PatrolRec, Visit } from "./patrol.ts";
import type { CellPart, Effort, ZoneWalk } from "./track.ts";

/** What a patrol keeps of a track that was set aside, to be what it was before when it is put back. */
export type SetAside = {
  readonly at: Millis;
  /** Absent where it is nobody's business who. */
  readonly by?: Answerer;
  readonly reason: string;
  readonly days: readonly Effort[];
  /** Checkpoints that only the track reached. */
  readonly visits: readonly Visit[];
};

const thousandth = (n: number): number => Math.round(n * 1000) / 1000;
const kmOf = (days: readonly Effort[]): number => Math.round(days.reduce((sum, one) => sum + one.metres, 0)) / 1000;

/** The patrol without its track: it walked nowhere, and only scans show where it was. */
export const withoutTrack = (patrol: PatrolRec, { at, by, reason }: Omit<SetAside, "days" | "visits">): PatrolRec => ({
  ...patrol,
  km: 0,
  days: [],
  visits: patrol.visits.filter((visit) => visit.by !== "gps"),
  setAside: {
    at,
    ...(by === undefined ? {} : { by }),
    reason,
    days: patrol.days,
    visits: patrol.visits.filter((visit) => visit.by === "gps"),
  },
});

/** The patrol with its track; the same where none was set aside. */
export const withTrack = (patrol: PatrolRec): PatrolRec => {
  const { setAside, ...rest } = patrol;
  if (setAside === undefined) return patrol;
  const { days, visits } = setAside;
  return { ...rest, km: kmOf(days), days, visits: [...rest.visits, ...visits] };
};

/** What a trail has added to the cells, with what it adds now; the sums are those that the cells were given, to the millimetre. */
export const addedTo = (known: readonly ZoneWalk[], walked: readonly ZoneWalk[]): readonly ZoneWalk[] => {
  if (walked.length === 0) return known;
  const nameOf = ({ zone, crs, cell }: ZoneWalk): string => `${zone} ${crs} ${cell}`;
  const walks = new Map<string, ZoneWalk>(known.map((walk) => [nameOf(walk), walk]));
  for (const walk of walked) {
    const before = walks.get(nameOf(walk));
    walks.set(nameOf(walk), { ...walk, parts: partsWith(before?.parts ?? [], walk.parts) });
  }
  return [...walks.values()];
};

const partsWith = (known: readonly CellPart[], added: readonly CellPart[]): readonly CellPart[] => {
  const nameOf = ([column, row, day]: CellPart): string => `${column} ${row} ${day}`;
  const parts = new Map<string, CellPart>(known.map((part) => [nameOf(part), part]));
  for (const part of added) {
    const [column, row, day, metres, at] = part;
    const before = parts.get(nameOf(part));
    const left = before === undefined ? at : metres > 0 ? Math.max(before[4], at) : before[4];
    parts.set(nameOf(part), [column, row, day, thousandth((before?.[3] ?? 0) + metres), left]);
  }
  return [...parts.values()].filter((part) => part[3] !== 0);
};

/** The same walks taken away. */
export const takenAway = (walks: readonly ZoneWalk[]): readonly ZoneWalk[] =>
  walks.map((walk) => ({
    ...walk,
    parts: walk.parts.map(([column, row, day, metres, at]): CellPart => [column, row, day, -metres, at]),
  }));

/** The days whose figures change with the track. */
export const daysOf = (effort: readonly Effort[]): readonly Day[] => effort.map((one) => one.day);
