// The offices that many rows of the table name together, and what a row says.

import { type Actor, type Proof, type Role, roles } from "../../domain/decider.ts";
import type { Profile } from "../../domain/site/screens.ts";

export type SystemPart = Extract<Actor, { readonly kind: "system" }>["part"];

export type Row = {
  readonly roles: readonly Role[];
  /** What a worker at a kiosk must have shown. A badge identifies, only the PIN proves. [SCR-2] */
  readonly kiosk: Proof;
  readonly devices?: readonly Profile[];
  readonly system?: readonly SystemPart[];
};

export const onDuty = ["foreman", "station-head", "duty-officer"] as const;
export const answerable = ["manager", "admin"] as const;
export const everyRole = roles.filter((role) => role !== "auditor" && role !== "worker");
