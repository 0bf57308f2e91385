// The cells of zones as a table: when each was last visited, or what was walked in it on one day. [COV-1, COV-2]

import {
  blockOf,
  type CoverRec,
  coverId,
  createDaysSince,
  createVisits,
  placeInBlock,
} from "../../domain/coverage/coverage.ts";
import type { ZoneRec } from "../../domain/coverage/zone.ts";
import type { Day, Millis } from "../../domain/ids.ts";
import type { Lang } from "../../domain/refusals.ts";
import type { SiteRec } from "../../domain/site/site.ts";
import { clockText, siteClock } from "../../domain/time.ts";
import { type CsvCell, csvText } from "./csv-text.ts";

export type CoverageLook = {
  readonly zones: readonly ZoneRec[];
  readonly covers: readonly CoverRec[];
  readonly site: SiteRec;
  readonly now: Millis;
};

const places = ["zone", "name", "crs", "cell_m", "column", "row", "lon", "lat"] as const;

/** Without a day: every cell of the zones. With one: the cells that somebody walked in, as far as days are kept. Times are the site's. */
export const coverageCsv = (look: CoverageLook, day: Day | undefined, lang: Lang): string => {
  const clock = siteClock(look.site.zone);
  const { lmin } = look.site.settings;
  const stamp = (at: Millis): string => `${clock.dayOf(at)} ${clockText(clock, at)}`;
  const daysSince = createDaysSince(clock, look.now);
  const coversById = new Map(look.covers.map((one) => [one.id, one]));
  function* lines(): Iterable<readonly CsvCell[]> {
    yield day === undefined
      ? [...places, "last_visit", "days_since", "interval_days", "lmin_m", "as_of"]
      : [...places, "day", "walked_m", "visited", "left_at", "lmin_m", "as_of"];
    const asOf = stamp(look.now);
    for (const zone of look.zones) {
      const { crs, cell, cells } = zone.grid;
      const name = lang === "en" ? zone.nameEn : zone.name;
      const visit = createVisits(
        zone.id,
        { crs, cell },
        look.covers.filter((one) => one.zone === zone.id),
        lmin,
      );
      for (const [column, row, lon, lat] of cells) {
        const place = [zone.id, name, crs, cell, column, row, lon, lat];
        if (day === undefined) {
          const at = visit(column, row);
          const told = at === undefined ? ["", ""] : [stamp(at), daysSince(at)];
          yield [...place, ...told, zone.intervalDays, lmin, asOf];
          continue;
        }
        const block = coversById.get(coverId(zone.id, crs, cell, blockOf(column, row)));
        const cover = block?.cells.find((one) => one.cell === placeInBlock(column, row));
        const walked = cover?.days.find((one) => one[0] === day);
        if (walked === undefined) continue;
        const [, metres, left] = walked;
        yield [...place, day, metres, metres >= lmin && metres > 0 ? 1 : 0, stamp(left), lmin, asOf];
      }
    }
  }
  return csvText(lines());
};
