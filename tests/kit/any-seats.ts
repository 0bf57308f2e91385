// What people may do with seats of the test site beyond signing themselves up, sensible or not; part of `any-acts.ts`.

import type { Command } from "../../domain/board.ts";
import type { Actor } from "../../domain/decider.ts";
import { type ActivityId, roleId, unitId, workerId } from "../../domain/ids.ts";
import { people, units } from "./audiences.ts";
import { watcher } from "./spec.ts";
import { worker } from "./world.ts";

export const seatAct = (activity: ActivityId, n: number, k: number, signed: boolean): readonly [Command, Actor] => {
  if (signed && k === 0) return [{ type: "SignUp", activity, role: roleId("r"), wait: "ask" }, worker(n)];
  if (signed && k === 1) return [{ type: "AnswerOffer", activity, accept: n % 2 === 0 }, worker(n)];
  if (!signed && k === 2) return [{ type: "SwapSeat", activity }, worker(n, "pin")];
  if (signed && k === 2) return [{ type: "LapseOffers", activity }, watcher];
  const crew = [n, (n + k + 1) % people].map((one) => ({ worker: workerId(`w${one}`), role: roleId("r") }));
  const some = k === 3 ? crew.slice(0, 1) : crew;
  return [{ type: "SignUpCrew", unit: units[k % 3] ?? unitId("co"), activity, crew: some }, worker(1)];
};
