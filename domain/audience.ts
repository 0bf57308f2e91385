// Who may look: the audiences, their names, and who may see how a screen fares.

import type { Role } from "./decider.ts";
import type { UnitId, WorkerId } from "./ids.ts";
import type { ScreenRec } from "./site/screens.ts";

export type Audience =
  /** Aggregates and masked names; the unit whose people stand before it, and all below. */
  | { readonly kind: "wall"; readonly unit: UnitId }
  /** Public counts only, until a worker identifies himself. */
  | { readonly kind: "kiosk"; readonly unit: UnitId }
  /** A worker's own page. */
  | { readonly kind: "person"; readonly worker: WorkerId }
  | { readonly kind: "desk"; readonly role: Role; readonly unit: UnitId }
  | { readonly kind: "auditor" };

/** What who signs in at a desk sees: an auditor all, others what their office and unit may. */
export const deskAudience = ({ role, unit }: { readonly role: Role; readonly unit: UnitId }): Audience =>
  role === "auditor" ? { kind: "auditor" } : { kind: "desk", role, unit };

/** Names the audience: equal names see equal boards, so one encoding serves them all. */
export const audienceName = (audience: Audience): string => {
  switch (audience.kind) {
    case "wall":
    case "kiosk":
      return `${audience.kind}:${audience.unit}`;
    case "person":
      return `person:${audience.worker}`;
    case "desk":
      return `desk:${audience.role}:${audience.unit}`;
    case "auditor":
      return "auditor";
  }
};

export const seesScreens: ReadonlySet<Role> = new Set(["duty-officer", "manager", "admin"]);

/** Whether the audience may see how the screen of this record fares; `undefined`: a desk, which is no screen of the register. */
export const seesScreen = (screen: ScreenRec | undefined, audience: Audience): boolean => {
  if (audience.kind === "auditor") return true;
  if (audience.kind !== "desk" || !seesScreens.has(audience.role)) return false;
  return screen === undefined || screen.scope.includes(audience.unit);
};
