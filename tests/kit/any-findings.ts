// What may be told of findings on the test site, and of their end, sensible or not.

import type { Command } from "../../domain/board.ts";
import type { Actor } from "../../domain/decider.ts";
import { findingId, patrolId, unitId, workerId } from "../../domain/ids.ts";
import { person } from "./spec.ts";

const units = ["co", "mine", "forest"].map(unitId);
const admin = person("admin", "co");

/** Finding k: told by a phone that worker n carries or by the desk, or closed. */
export const findingAct = (closes: boolean, n: number, k: number, signed: boolean): readonly [Command, Actor] => {
  const finding = findingId(`f${k}`);
  if (closes) return [{ type: "CloseFinding", finding, outcome: "处置完" }, admin];
  const unit = units[n % 3] ?? unitId("co");
  const told = { type: "ReportFinding", finding, unit, note: "见到的" } as const;
  return signed
    ? [
        { ...told, sort: "fire", bearer: workerId(`w${n}`), lonLat: [119.9, 47.2] },
        { kind: "device", profile: "tracker" },
      ]
    : [{ ...told, sort: "pest", patrol: patrolId(`t${k % 2}`) }, admin];
};
