// What a paired screen may see: it follows from its record, never from what it asks for. [SCR-1]

import type { Audience } from "../../domain/audience.ts";
import { unitId } from "../../domain/ids.ts";
import type { Records } from "../../domain/records.ts";
import type { Refusal } from "../../domain/refusals.ts";
import { rootUnit } from "../../domain/site/root-unit.ts";
import type { Device } from "./devices.ts";

/** The unit of a screen that is not on the board: nothing is within it. */
const nowhere = unitId("-");

export const screenAudience = ({ profile, screen }: Device, board: Records): Audience | Refusal => {
  if (profile !== "wall" && profile !== "kiosk") return { code: "forbidden" };
  const known = board.get("screen", screen);
  if (known?.revokedAt !== undefined) return { code: "screen_revoked" };
  // A screen that is not on the board yet sees what everybody may, until its pairing is recorded and it joins again.
  const isRehearsal = board.get("site", "site")?.rehearsal === true;
  return { kind: profile, unit: known?.unit ?? (isRehearsal ? (rootUnit(board)?.id ?? nowhere) : nowhere) };
};
