// What the rules ask of the board's tables, and the words for it.

import { isLive } from "./activities/activity.ts";
import type { Answerer } from "./alarms/alarm.ts";
import { isOpen as isCaseOpen } from "./cases/case.ts";
import { correctionsOf } from "./corrections/corrections.ts";
import type { Context } from "./decider.ts";
import type { UnitId } from "./ids.ts";
import { rootScope } from "./site/root-unit.ts";
import type { SiteRec } from "./site/site.ts";
import { openRefusedSum, seatsSum } from "./table-counts.ts";
import type { Tables } from "./tables.ts";
import { type SiteClock, siteClock } from "./time.ts";

export type Look = ReturnType<typeof createLook>;

/** Clock faces are dear to make and are kept for the board's life. */
export const createClocks = (): ((zone: string) => SiteClock) => {
  const clocks = new Map<string, SiteClock>();
  return (zone) => {
    const known = clocks.get(zone);
    if (known !== undefined) return known;
    const made = siteClock(zone);
    clocks.set(zone, made);
    return made;
  };
};

export const createLook = (tables: Tables, clockOf: (zone: string) => SiteClock) => {
  const site = (): SiteRec => {
    const record = tables.get("site", "site");
    if (record === undefined) throw new Error("the rules were asked before a site was imported");
    return record;
  };
  return {
    get site() {
      return site();
    },
    get clock() {
      return clockOf(site().zone);
    },
    all: tables.all,
    get: tables.get,
    post: (id: string) => tables.get("post", id),
    worker: (id: string) => tables.get("worker", id),
    heldBy: (worker: string) => tables.where("post", "holder", worker)[0],
    rosteredPosts: (worker: string) => tables.where("post", "rostered", worker),
    activity: (id: string) => tables.get("activity", id),
    entry: (id: string) => tables.get("entry", id),
    entriesOf: (worker: string) => tables.where("entry", "worker", worker),
    standingOf: (worker: string) => tables.where("entry", "standing", worker),
    liveOf: (worker: string) => tables.where("entry", "standing", worker).filter(isLive),
    seatedIn: (activity: string) => tables.where("entry", "seated", activity),
    entriesIn: (activity: string) => tables.where("entry", "activity", activity),
    isSeen: (activity: string): boolean => tables.where("entry", "seen", activity).length > 0,
    correctionsOf: (worker: string) => correctionsOf(tables, worker),
    correction: (id: string) => tables.get("correction", id),
    credit: (entry: string) => tables.get("credit", entry),
    contest: (id: string) => tables.get("contest", id),
    entrant: (id: string) => tables.get("entrant", id),
    entrantsIn: (activity: string) => tables.where("entrant", "activity", activity),
    study: (id: string) => tables.get("study", id),
    quiz: (id: string) => tables.get("quiz", id),
    learner: (worker: string) => tables.get("learner", worker),
    waitingIn: (activity: string) => tables.where("entry", "waiting", activity),
    askedOf: (worker: string) => tables.where("entry", "asked", worker),
    numbered: (number: string) => tables.where("worker", "number", number)[0],
    crewSeats: (activity: string, crew: string): number => tables.count(seatsSum(activity, crew)),
    workers: () => tables.all("worker"),
    offeredIn: (activity: string) => tables.where("entry", "offered", activity),
    scopeOf: (unit: UnitId): readonly UnitId[] => tables.get("unit", unit)?.scope ?? [unit],
    unit: (id: string) => tables.get("unit", id),
    plan: (id: string) => tables.get("plan", id),
    trail: (id: string) => tables.get("trail", id),
    patrol: (id: string) => tables.get("patrol", id),
    round: (id: string) => tables.get("round", id),
    route: (id: string) => tables.get("route", id),
    zone: (id: string) => tables.get("zone", id),
    cover: (id: string) => tables.get("cover", id),
    track: (id: string) => tables.get("track", id),
    alarm: (id: string) => tables.get("alarm", id),
    screen: (id: string) => tables.get("screen", id),
    tracker: (id: string) => tables.get("tracker", id),
    finding: (id: string) => tables.get("finding", id),
    refusedAct: (id: string) => tables.get("refused", id),
    case: (id: string) => tables.get("case", id),
    caseOfFinding: (finding: string) =>
      [...tables.all("case")].find((one) => one.finding === finding && isCaseOpen(one)),
    openRefused: (): number => tables.count(openRefusedSum),
    trackersNamed: (uniqueId: string) => tables.where("tracker", "named", uniqueId),
    patrolsOf: (worker: string) => tables.where("patrol", "walker", worker),
    /** The units of a post or patrol; the whole site where the source is neither. */
    scopeOfSource: (source: string): readonly UnitId[] =>
      (
        tables.get("post", source) ??
        tables.get("patrol", source) ??
        tables.get("finding", source) ??
        tables.get("case", source) ??
        tables.get("unit", source)
      )?.scope ?? rootScope(tables),
    scopeOfActor: ({ actor, device }: Context): readonly UnitId[] => {
      switch (actor.kind) {
        case "person":
          return tables.get("unit", actor.unit)?.scope ?? rootScope(tables);
        case "worker":
          return tables.get("worker", actor.worker)?.scope ?? rootScope(tables);
        case "device":
        case "system":
          return (device === undefined ? undefined : tables.get("screen", device))?.scope ?? rootScope(tables);
      }
    },
    answererOf: ({ actor }: Context): Answerer => {
      switch (actor.kind) {
        case "person":
          return actor.name;
        case "worker":
          return { worker: actor.worker };
        case "device":
          return actor.profile;
        case "system":
          return actor.part;
      }
    },
  };
};
