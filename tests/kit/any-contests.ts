// What people may do with a contest and a study day of the test site, sensible or not; part of `any-acts.ts`. [ACT-5]

import type { Command } from "../../domain/board.ts";
import type { Actor } from "../../domain/decider.ts";
import { activityId, day, roleId, unitId, workerId } from "../../domain/ids.ts";
import { hour } from "../../domain/time.ts";
import { shiftStart } from "./site-fixture.ts";
import { person } from "./spec.ts";
import { worker } from "./world.ts";

const admin = person("admin", "co");
const contest = activityId("k1");
const study = activityId("k2");
/** What is said at desks alone: no wall and no kiosk hears it. */
export const deskWords = ["评委秘密", "事项秘密", "异议秘密", "评分秘密"] as const;

const opening = (activity: typeof contest, sort: "contest" | "study"): Command => ({
  type: "OpenActivity",
  activity: {
    ...{ id: activity, unit: unitId("co"), sort, name: "比武", nameEn: "Contest", place: "" },
    ...{ startsAt: shiftStart, endsAt: shiftStart + 8 * hour, opensAt: 0 },
    ...{ closesAt: shiftStart + 8 * hour, cancelUntil: 0, capacity: 9 },
    roles: [{ id: roleId("r"), name: "选手", nameEn: "Entrant", capacity: 9, requires: [] }],
  },
});

export const contestAct = (n: number, k: number): readonly [Command, Actor] => {
  if (n < 3) return [opening(contest, "contest"), admin];
  if (n < 5) return [{ type: "SignUp", activity: contest, role: roleId("r"), wait: false }, worker(n)];
  if (n < 7) return [{ type: "CheckInEntry", activity: contest }, worker(n - 2)];
  if (n < 9) return [{ type: "CloseRound", activity: contest, round: k }, admin];
  const round = { name: "初赛", nameEn: "Heat", most: 10_000, weight: 100, trim: false, criteria: [] };
  const judges = [{ by: "account", login: "admin", name: deskWords[0] } as const];
  return [{ type: "SetContest", activity: contest, rounds: [round], judges, objectionDays: k }, admin];
};

export const studyAct = (n: number, k: number): readonly [Command, Actor] => {
  if (n < 4) return [opening(study, "study"), admin];
  if (n < 5) return [{ type: "NoFollowUps", activity: study, reason: deskWords[1] }, admin];
  if (n < 7) return [{ type: "CancelActivity", activity: study, reason: "雨" }, admin];
  const who = k === 0 ? { worker: workerId(`w${n}`) } : { office: "工会" };
  const due = day(`2026-11-2${4 + k}`);
  return [{ type: "AddFollowUp", activity: study, what: deskWords[1], who, due }, admin];
};
