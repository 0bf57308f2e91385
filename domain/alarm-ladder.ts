// The ladder of an unanswered alarm: when it climbs and whom it asks on each rung. Its timers are in the record. [POST-4, ALM-2]

import { type AlarmRec, type Answerer, isShelved, type Rung, rungs } from "./alarm.ts";
import type { Role } from "./decider.ts";
import type { Millis, UnitId, WorkerId } from "./ids.ts";
import type { Records } from "./records.ts";
import { rootUnit } from "./root-unit.ts";
import type { SiteRec } from "./site.ts";
import { minute, second } from "./time.ts";

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

/** A server's clock that was set back by more than this must not hold a timer up: the next rung is asked at once. */
const setBack = 5 * second;

/** The rung that is due now. */
export const climbDue = (alarm: AlarmRec, site: SiteRec, now: Millis): Rung | undefined => {
  const climb = nextClimb(alarm, site);
  if (climb === undefined || isShelved(alarm, now)) return undefined;
  return now >= climb.at || now < alarm.rungAt - setBack ? climb.rung : undefined;
};

/** Who has the alarm: never nobody. */
export type Owner =
  | { readonly is: "worker"; readonly worker: WorkerId }
  | { readonly is: "answerer"; readonly by: Answerer }
  | { readonly is: "role"; readonly role: Role; readonly unit: UnitId };

/** Who answers for an open alarm now: whom it was given to, who acknowledged it, or whom its rung asks. [ALM-1] */
export const ownerOf = (alarm: AlarmRec, records: Records): Owner => {
  if (alarm.assigned !== undefined) return { is: "worker", worker: alarm.assigned };
  if (alarm.is.state === "acked" || alarm.is.state === "latched") return { is: "answerer", by: alarm.is.by };
  return askedOn(alarm, alarm.rung, records);
};

/** Whom the rung asks. Every unit has its heads; the company's duty officer is there at any hour. */
export const askedOn = (alarm: AlarmRec, rung: Rung, records: Records): Owner => {
  const own = alarm.scope.at(-1);
  const root = alarm.scope[0] ?? own;
  if (own === undefined || root === undefined) return { is: "role", role: "duty-officer", unit: rootOf(records) };
  switch (rung) {
    case "supervisor": {
      const post = records.get("post", alarm.source);
      if (post !== undefined && alarm.sort.startsWith("post-"))
        return post.responsible === undefined
          ? { is: "role", role: "station-head", unit: own }
          : { is: "worker", worker: post.responsible };
      return { is: "role", role: "station-head", unit: own };
    }
    case "next-level":
      return { is: "role", role: "duty-officer", unit: alarm.scope.at(-2) ?? own };
    case "everyone":
      return { is: "role", role: "duty-officer", unit: root };
  }
};

const rootOf = (records: Records): UnitId => {
  const root = rootUnit(records);
  if (root === undefined) throw new Error("a site has at least one unit");
  return root.id;
};
