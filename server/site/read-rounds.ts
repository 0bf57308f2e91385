// Recurring plans of patrols from their sheet. [PAT-1]

import * as v from "valibot";
import { type Day, routeId } from "../../domain/ids.ts";
import type { RouteDraft } from "../../domain/patrols/patrol.ts";
import { longestWindow } from "../../domain/patrols/round.ts";
import { type RoundDraft, roundName } from "../../domain/patrols/round-acts.ts";
import { profiles } from "../../domain/patrols/track.ts";
import { addDays } from "../../domain/time.ts";
import { type Cells, cellsOf } from "./cells.ts";
import type { Problems } from "./problems.ts";
import { unique } from "./read-people.ts";
import { type Known, workerIn } from "./read-work.ts";
import type { Row } from "./sheet.ts";

export const readRounds = (
  rows: readonly Row[],
  routes: readonly RouteDraft[],
  known: Pick<Known, "idOf">,
  today: Day,
  problems: Problems,
): readonly RoundDraft[] => {
  const seen = new Set<string>();
  const routeIds = new Set<string>(routes.map((route) => route.id));
  return rows.flatMap((row) => {
    const cells = cellsOf(row, problems);
    const id = v.safeParse(roundName, cells.text("id", 48));
    unique(seen, row.cell("id"), row, "id", problems);
    cells.known("route", cells.text("route", 64), routeIds, "路线", "route");
    const leader = workerIn(cells, "leader", cells.text("leader", 20), known.idOf);
    const members = cells.list("members").flatMap((number) => workerIn(cells, "members", number, known.idOf) ?? []);
    if (members.length > 50) cells.wrong("members", "最多 50 人", "at most 50 people");
    const profile = row.cell("profile") === "" ? "foot" : cells.oneOf("profile", profiles, "foot");
    const days = row.cell("days") === "" ? "1234567" : row.cell("days");
    if (!/^[1-7]{1,7}$/.test(days) || new Set(days).size !== days.length)
      cells.wrong("days", `「${days}」不是星期（1–7，各一次）`, `“${days}” is not weekdays (1–7, each once)`);
    const start = cells.minuteOfDay("start");
    const lengthMin = cells.count("length_min", 15, longestWindow);
    const from = dayIn(row, "from", today, cells);
    const until = dayIn(row, "until", today, cells);
    if (from !== undefined && until !== undefined && until < from)
      cells.wrong("until", "结束早于开始", "the end is before the beginning");
    if (leader === undefined || !id.success) return [];
    const window = { ...(from === undefined ? {} : { from }), ...(until === undefined ? {} : { until }) };
    const route = routeId(row.cell("route"));
    return [{ id: id.output, route, leader, members, profile, days, start, lengthMin, ...window }];
  });
};

/** A day, or `+1d` counted from the day of the import; an empty cell is open. */
const dayIn = (row: Row, key: string, today: Day, cells: Cells): Day | undefined => {
  const value = row.cell(key);
  if (value === "") return undefined;
  return /^[+-]\d{1,3}d$/.test(value) ? addDays(today, Number(value.slice(0, -1))) : cells.day(key);
};
