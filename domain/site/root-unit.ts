// The unit at the top of the tree: the whole site. Whoever answers for it answers for everything. [ORG-1]

import type { UnitId } from "../ids.ts";
import type { RecOf, Records } from "../records.ts";

/** Undefined before the site was imported. */
export const rootUnit = (records: Pick<Records, "all">): RecOf<"unit"> | undefined => {
  for (const unit of records.all("unit")) if (unit.scope.length === 1) return unit;
  return undefined;
};

/** Nothing before the site was imported. */
export const rootScope = (records: Pick<Records, "all">): readonly UnitId[] => rootUnit(records)?.scope ?? [];
