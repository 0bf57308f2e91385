// The ladder of an unanswered alarm: when it climbs and whom it asks on each rung. Its timers are in the record. [POST-4, ALM-2]

import type { Role } from "../decider.ts";
import type { Millis, UnitId, WorkerId } from "../ids.ts";
import type { Records } from "../records.ts";
import { rootUnit } from "../site/root-unit.ts";
import type { SiteRec } from "../site/site.ts";
import { minute } from "../time.ts";
import { isForgotten } from "../workers.ts";
import { type AlarmRec, type Answerer, isShelved, type Rung, rungs, setBack } from "./alarm.ts";

/** Milliseconds on one rung before the next is asked. */
export const rungStep = ({ priority }: AlarmRec, { settings }: SiteRec): number =>
  (priority === 1 ? settings.firstStepMin : settings.ladderStepMin) * minute;

export const nextRung = (rung: Rung): Rung | undefined => rungs[rungs.indexOf(rung) + 1];

export type Climb = { readonly rung: Rung; readonly at: Millis };

/** When the alarm asks the next rung if nobody answers; undefined where it has been answered, waits on a shelf or is at the top. */
export const nextClimb = (alarm: AlarmRec, site: SiteRec): Climb | undefined => {
  const rung = nextRung(alarm.rung);
  if (rung === undefined || alarm.is.state !== "unack" || alarm.out !== undefined) return undefined;
  // A shelf stops the clock of the ladder; it goes on where it stood when the shelf ends.
  const { shelf } = alarm;
  const stood = shelf === undefined ? 0 : Math.max(0, shelf.until - Math.max(shelf.at, alarm.rungAt));
  return { rung, at: alarm.rungAt + stood + rungStep(alarm, site) };
};

/** The rung that is due now; where the server's clock was set back before what it counts from, at once: no timer waits for it. */
export const climbDue = (alarm: AlarmRec, site: SiteRec, now: Millis): Rung | undefined => {
  const climb = nextClimb(alarm, site);
  if (climb === undefined || isShelved(alarm, now)) return undefined;
  const from = Math.max(alarm.rungAt, alarm.shelf?.at ?? 0);
  return now >= climb.at || now < from - setBack ? climb.rung : undefined;
};

/** Who has the alarm: never nobody. */
export type Owner =
  | { readonly is: "worker"; readonly worker: WorkerId }
  | { readonly is: "answerer"; readonly by: Answerer }
  | { readonly is: "role"; readonly role: Role; readonly unit: UnitId };

/** Who answers for an open alarm now: whom it was given to, who acknowledged it, or whom its rung asks. [ALM-1] */
export const ownerOf = (alarm: AlarmRec, records: Records): Owner => {
  const { assigned, is } = alarm;
  if (assigned !== undefined && isStillHere(assigned, records)) return { is: "worker", worker: assigned };
  if (
    (is.state === "acked" || is.state === "latched") &&
    (typeof is.by === "string" || isStillHere(is.by.worker, records))
  )
    return { is: "answerer", by: is.by };
  return askedOn(alarm, alarm.rung, records);
};

/** Whom the rung asks. Every unit has its heads; the company's duty officer is there at any hour. */
export const askedOn = (alarm: AlarmRec, rung: Rung, records: Records): Owner => {
  // A unit that was closed since asks nobody: the one above it does.
  const units = alarm.scope.filter((unit) => records.get("unit", unit) !== undefined);
  const root = rootUnit(records)?.id ?? alarm.scope[0];
  if (root === undefined) throw new Error("a site has at least one unit");
  const own = units.at(-1) ?? root;
  switch (rung) {
    case "supervisor": {
      const responsible = alarm.sort.startsWith("post-") ? records.get("post", alarm.source)?.responsible : undefined;
      return responsible === undefined || !isStillHere(responsible, records)
        ? { is: "role", role: units.length === 0 ? "duty-officer" : "station-head", unit: own }
        : { is: "worker", worker: responsible };
    }
    case "next-level":
      return { is: "role", role: "duty-officer", unit: units.at(-2) ?? own };
    case "everyone":
      return { is: "role", role: "duty-officer", unit: root };
  }
};

/** Not since left the site, nor forgotten. */
const isStillHere = (id: WorkerId, records: Records): boolean => {
  const worker = records.get("worker", id);
  return worker !== undefined && !isForgotten(worker);
};
