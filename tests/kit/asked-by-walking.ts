// What the rules ask of the tables, answered by a walk through all records: the tables' own indexes and sums must say the same.

import { isStanding } from "../../domain/activities/activity.ts";
import { attendanceDue } from "../../domain/activities/attendance-due.ts";
import { isLeftOpen, isMissed } from "../../domain/activities/attendance-rules.ts";
import { crewKey } from "../../domain/activities/fairness.ts";
import { wasSeen } from "../../domain/activities/presence.ts";
import type { Board } from "../../domain/board.ts";
import { correctionsOf } from "../../domain/corrections/corrections.ts";
import type { Millis } from "../../domain/ids.ts";
import { isSettled } from "../../domain/refused/refused-act.ts";

const sorted = (ids: Iterable<string>): readonly string[] => [...ids].sort();
const idsOf = (records: Iterable<{ readonly id: string }>): readonly string[] =>
  sorted([...records].map(({ id }) => id));

type Asked = Readonly<Record<string, unknown>>;

const crewsOf = (board: Board): ReadonlySet<string> => new Set([...board.all("worker")].map(crewKey));

/** By walking, as it was before there was an index. */
export const byWalking = (board: Board, now: Millis): Asked => {
  const [site] = board.all("site");
  const entries = [...board.all("entry")];
  const due = entries.flatMap((entry) => {
    const activity = board.get("activity", entry.activity);
    if (activity === undefined || site === undefined) return [];
    if (isLeftOpen(activity, entry, { site }, now)) return [`LeaveOpen ${entry.id}`];
    const seen = entries.some((one) => one.activity === activity.id && wasSeen(one));
    return seen && isMissed(activity, entry, { site }, now) ? [`ProposeNoShow ${entry.id}`] : [];
  });
  return {
    refused: [...board.all("refused")].filter((one) => !isSettled(one)).length,
    due: sorted(due),
    ...Object.fromEntries(
      [...board.all("worker")].map(({ id }) => [
        `corrections of ${id}`,
        idsOf([...board.all("correction")].filter((one) => one.worker === id)),
      ]),
    ),
    ...Object.fromEntries(
      [...board.all("activity")].flatMap(({ id }) => [
        [`entries in ${id}`, idsOf(entries.filter((one) => one.activity === id))],
        [`seen in ${id}`, entries.some((one) => one.activity === id && wasSeen(one))],
        ...[...crewsOf(board)].map((crew) => [
          `seats of ${crew} in ${id}`,
          entries.filter((one) => {
            const worker = board.get("worker", one.worker);
            const isSeat = isStanding(one) && one.is.state !== "waiting" && one.activity === id;
            return isSeat && worker !== undefined && crewKey(worker) === crew;
          }).length,
        ]),
      ]),
    ),
  };
};

/** As the rules and the watch ask. */
export const byAsking = (board: Board, now: Millis): Asked => {
  const [site] = board.all("site");
  const { look } = board;
  const due = site === undefined ? [] : attendanceDue(board, site, now);
  return {
    refused: look.openRefused(),
    due: sorted(due.map(({ type, entry }) => `${type} ${entry}`)),
    ...Object.fromEntries(
      [...board.all("worker")].map(({ id }) => [`corrections of ${id}`, idsOf(correctionsOf(board, id))]),
    ),
    ...Object.fromEntries(
      [...board.all("activity")].flatMap(({ id }) => [
        [`entries in ${id}`, idsOf(look.entriesIn(id))],
        [`seen in ${id}`, look.isSeen(id)],
        ...[...crewsOf(board)].map((crew) => [`seats of ${crew} in ${id}`, look.crewSeats(id, crew)]),
      ]),
    ),
  };
};
