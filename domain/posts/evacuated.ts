// Which evacuated unit a post lies in: asked where single posts are decided, by server and kiosk. [POST-4]

import type { UnitId } from "../ids.ts";
import type { UnitRec } from "../site/site.ts";

/** The topmost unit of the scope that is evacuated, and why; `but` is passed over. */
export const evacuatedUnit = (
  scope: readonly UnitId[],
  unitOf: (id: UnitId) => UnitRec | undefined,
  but?: UnitId,
): { readonly unit: UnitId; readonly reason: string } | undefined => {
  for (const unit of scope) {
    const evacuated = unit === but ? undefined : unitOf(unit)?.evacuated;
    if (evacuated !== undefined) return { unit, reason: evacuated.reason };
  }
  return undefined;
};
