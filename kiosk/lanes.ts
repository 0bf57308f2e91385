// Whom an act waits behind: lanes in which acts go up one after the other. They are known to this page alone, never on the disk,
// where they would say what was done by the same hand: what an earlier page kept goes up first, one after the other.

import type { Act, Queued } from "./act.ts";

/** An act with its lanes; without any: of an earlier page. */
type Laned = Pick<Queued, "id" | "body"> & { readonly lanes: readonly string[] };

/** His own, the other's who signs with him, and the post's: who comes after another must not be told before him. [POST-5] */
export const lanesOf = ({ lane, also, body }: Act): readonly string[] => [
  ...new Set([lane, ...(also === undefined ? [] : [also]), ...("post" in body ? [`post:${body.post}`] : [])]),
];

/** The lane of all that an earlier page kept; no lane of an act has this name. */
const before = "";

export const createLanes = () => {
  const busy = new Set<string>();
  /** Lanes whose last answer was "not now"; they go on at the next flush. */
  const halted = new Set<string>();

  const lanesIn = (items: readonly Laned[]): ((item: Laned) => readonly string[]) => {
    const isBehind = items.some(({ lanes }) => lanes.length === 0);
    return ({ lanes, body }) => {
      if (lanes.length === 0) return [before];
      return isBehind && body.type !== "CallSos" ? [...lanes, before] : lanes;
    };
  };

  return {
    /** The item is on its way until what this gives is called. */
    take: (item: Laned, items: readonly Laned[]): (() => void) => {
      const taken = lanesIn(items)(item);
      for (const lane of taken) busy.add(lane);
      return () => {
        for (const lane of taken) busy.delete(lane);
      };
    },
    halt: (item: Laned, items: readonly Laned[]): void => {
      for (const lane of lanesIn(items)(item)) halted.add(lane);
    },
    /** The item's lanes, or all. */
    goOn: (item?: Laned, items: readonly Laned[] = []): void => {
      if (item === undefined) halted.clear();
      else for (const lane of lanesIn(items)(item)) halted.delete(lane);
    },
    /** Items in a lane that is halted, and those behind them in any other of theirs. */
    stuck: <T extends Laned>(items: readonly T[]): readonly T[] => {
      const still = new Set(halted);
      const of = lanesIn(items);
      return items.filter((item) => {
        const lanes = of(item);
        const isStuck = lanes.some((lane) => still.has(lane));
        if (isStuck) for (const lane of lanes) still.add(lane);
        return isStuck;
      });
    },
    /** The first of each lane that is neither busy nor halted, where it is the first of all its lanes. */
    free: <T extends Laned>(items: readonly T[]): readonly T[] => {
      const waited = new Set<string>();
      const of = lanesIn(items);
      return items.filter((item) => {
        const lanes = of(item);
        const isFree = lanes.every((lane) => !busy.has(lane) && !halted.has(lane) && !waited.has(lane));
        for (const lane of lanes) waited.add(lane);
        return isFree;
      });
    },
  };
};
