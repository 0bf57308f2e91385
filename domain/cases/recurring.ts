// What comes back: the same class at the same place, seen again within the time in which it should have held. [CASE-5]

import type { CaseId, Millis, PostId, UnitId } from "../ids.ts";
import { type CaseRec, type HazardClass, isOpen } from "./case.ts";
import { cameBack } from "./case-policy.ts";
import { hazardsOf } from "./hazard-figures.ts";

export type Recurring = {
  readonly class: HazardClass;
  readonly unit: UnitId;
  readonly post?: PostId;
  readonly place: string;
  /** Seen anew after a closing within the term, or a closed one reopened; at least 1. */
  readonly times: number;
  /** When it was seen last, ms. */
  readonly last: Millis;
  /** The newest of them, and whether one is open still. */
  readonly newest: CaseId;
  readonly open: boolean;
};

/** A post lies where it lies; elsewhere unit and words say where. */
const groundOf = ({ post, unit, place, class: sort }: CaseRec): string =>
  JSON.stringify(post === undefined ? [sort, unit, place] : [sort, post]);

/** What was no hazard, or the same one told twice, has not come back. */
const counts = ({ is }: CaseRec): boolean => is.state !== "rejected" && is.state !== "merged" && is.state !== "void";

/** The oftenest first, then what was seen last; of the hazards that are handed over. */
export const recurring = (all: Iterable<CaseRec>): readonly Recurring[] => {
  const grounds = new Map<string, CaseRec[]>();
  for (const one of hazardsOf(all)) {
    if (!counts(one)) continue;
    const ground = groundOf(one);
    const known = grounds.get(ground);
    if (known === undefined) grounds.set(ground, [one]);
    else known.push(one);
  }
  return [...grounds.values()]
    .flatMap((group): readonly Recurring[] => {
      const times = group.reduce((sum, one) => sum + one.reopened + (cameBack(one, group).length > 0 ? 1 : 0), 0);
      const [newest] = group.toSorted((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1));
      if (times === 0 || newest === undefined) return [];
      const { class: sort, unit, post, place, at, id } = newest;
      const where = post === undefined ? {} : { post };
      return [{ class: sort, unit, ...where, place, times, last: at, newest: id, open: group.some(isOpen) }];
    })
    .sort((a, b) => b.times - a.times || b.last - a.last || (a.newest < b.newest ? -1 : 1));
};
