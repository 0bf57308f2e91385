// What people may do with seats of the test site beyond signing themselves up, sensible or not; part of `any-acts.ts`.

import type { Command } from "../../domain/board.ts";
import { askedFields } from "../../domain/corrections/correction.ts";
import type { Actor } from "../../domain/decider.ts";
import { type ActivityId, correctionId, roleId, unitId, workerId } from "../../domain/ids.ts";
import { hour } from "../../domain/time.ts";
import { contestAct, studyAct } from "./any-contests.ts";
import { learningAct } from "./any-learning.ts";
import { askedOf, people, units } from "./audiences.ts";
import { shiftStart } from "./site-fixture.ts";
import { person, watcher } from "./spec.ts";
import { countedId, worker } from "./world.ts";

export const seatAct = (activity: ActivityId, n: number, k: number, signed: boolean): readonly [Command, Actor] => {
  if (!signed && k < 2) return n % 2 === 0 ? contestAct(n, k) : studyAct(n, k);
  if (signed && k === 0) return [{ type: "SignUp", activity, role: roleId("r"), wait: "ask" }, worker(n)];
  if (signed && k === 1) return [{ type: "AnswerOffer", activity, accept: n % 2 === 0 }, worker(n, "pin")];
  if (!signed && k === 2)
    return n % 2 === 0 ? [{ type: "SwapSeat", activity }, worker(n, "pin")] : numberAct(activity, n);
  if (signed && k === 2) return n % 3 === 0 ? [{ type: "LapseOffers", activity }, watcher] : changeAct(activity, n);
  if (signed && k === 3) return learningAct(n, k);
  const crew = [n, (n + k + 1) % people].map((one) => ({ worker: workerId(`w${one}`), role: roleId("r") }));
  const some = k === 3 ? crew.slice(0, 1) : crew;
  return [{ type: "SignUpCrew", unit: units[k % 3] ?? unitId("co"), activity, crew: some }, worker(1)];
};

/** More seats or fewer, another time and place; as often by a desk that saw an older plan. */
const changeAct = (activity: ActivityId, n: number): readonly [Command, Actor] => {
  const startsAt = shiftStart + (5 * 24 + 19 + (n % 2)) * hour;
  const capacity = 1 + (n % 4);
  const plan = {
    ...{
      name: "活动",
      nameEn: "Activity",
      place: n % 2 === 0 ? "广场" : "东坡",
      startsAt,
      endsAt: startsAt + 2 * hour,
    },
    ...{ opensAt: shiftStart - 24 * hour, closesAt: startsAt, cancelUntil: shiftStart + 96 * hour, capacity },
    roles: [{ id: roleId("r"), name: "队员", nameEn: "Member", capacity, requires: [] }],
  };
  const despite = n % 4 < 2;
  return [{ type: "ChangeActivity", activity, version: n % 3, to: plan, despite }, person("manager", "co")];
};

/** A seat offered by number, to somebody or to nobody. What is offered here is never answered: its entry's id is counted. */
const numberAct = (activity: ActivityId, n: number): readonly [Command, Actor] =>
  n % 4 === 1
    ? [{ type: "AskSwap", activity, number: String(100_000 + ((n + 2) % (people + 2))) }, worker(n, "pin")]
    : [{ type: "TakeBackSwap", activity }, worker(n, "pin")];

/** What people may ask of their own data, and what is answered. */
export const ownAct = (n: number, k: number, signed: boolean): readonly [Command, Actor] => {
  const hers = worker(n, "pin");
  const field = askedFields[n % askedFields.length] ?? "other";
  if (k < 2) return [{ type: "AskCorrection", field, about: askedOf(n), wanted: askedOf(n) }, hers];
  // Asked of what this world's counted ids may name, or of nothing.
  const correction = correctionId(countedId(n + 2));
  if (k === 2)
    return [
      { type: "AnswerCorrection", correction, accept: signed, reason: askedOf(n) },
      person("union-officer", "co"),
    ];
  return signed
    ? [{ type: "ChooseLook", lang: n % 2 === 0 ? "en" : "zh-CN", largeText: true }, hers]
    : [{ type: "WithdrawCorrection", correction }, hers];
};
