// Streams of whatever people may do on the test site, sensible or not; what no audience may hear of it is told in `audiences.ts`.

import fc from "fast-check";
import { alarmIdOf } from "../../domain/alarms/alarm.ts";
import type { Command } from "../../domain/board.ts";
import type { Actor } from "../../domain/decider.ts";
import {
  activityId,
  day,
  patrolId,
  postId,
  roleId,
  roundId,
  routeId,
  screenId,
  trackerId,
  unitId,
  type WorkerId,
  workerId,
} from "../../domain/ids.ts";
import { retiringKinds } from "../../domain/retire.ts";
import { defaultLayout } from "../../domain/site/screens.ts";
import { dayLength, minute } from "../../domain/time.ts";
import { caseAct, caseWhat } from "./any-cases.ts";
import { findingAct } from "./any-findings.ts";
import { refusedAct } from "./any-refused.ts";
import { ownAct, seatAct } from "./any-seats.ts";
import { people, tellingSite, units } from "./audiences.ts";
import { movingOf } from "./moved-patrol.ts";
import { shiftStart } from "./site-fixture.ts";
import { foreman, person, watcher } from "./spec.ts";
import { system, type World, worker } from "./world.ts";

type Act = {
  readonly command: Command;
  readonly actor: Actor;
  readonly pass: number;
  readonly signed: boolean;
  readonly incoming?: WorkerId;
  /** Else the next counted one. */
  readonly id?: string;
};

const posts = ["p0", "p1", "p2", "p3"].map(postId);
const admin = person("admin", "co");

/** Anything that may be asked there, sensible or not, and how much time passes before it. */
export const anyAct: fc.Arbitrary<Act> = fc
  .record({
    what: fc.integer({ min: 0, max: 71 }),
    n: fc.integer({ min: 0, max: people - 1 }),
    k: fc.integer({ min: 0, max: 3 }),
    pass: fc.constantFrom(0, minute, 5 * minute, 60 * minute, 7 * 60 * minute),
    signed: fc.boolean(),
    kind: fc.constantFrom(...retiringKinds),
  })
  .map(({ what, n, k, pass, signed, kind }) => {
    const post = posts[k] ?? postId("p0");
    const on = activityId(k % 2 === 0 ? "a1" : "a2");
    const screen = screenId(`s${k}`);
    const patrol = patrolId(`t${k % 2}`);
    const round = roundId(`n${k % 2}`);
    const tracker = trackerId(`d${k}`);
    const alarm = alarmIdOf("post-vacant", post);
    const as = (command: Command, actor: Actor): Act => ({ command, actor, pass, signed });
    if (what > 65) return { ...caseAct(caseWhat(what - 66, n, k), n, k, signed, shiftStart + dayLength), pass, signed };
    switch (what) {
      case 0:
      case 1:
      case 2:
      case 3:
        return as({ type: "SignOn", post, briefing: ["b1"] }, worker(n));
      case 4:
        return as({ type: "CheckIn", post }, worker(n));
      case 5:
      case 6:
        return as({ type: "SignOff", post }, worker(n));
      case 7:
        return as({ type: "SuspendPost", post, reason: "修" }, admin);
      case 8:
        return as({ type: "ResumePost", post }, admin);
      case 9:
      case 10:
      case 11:
      case 12:
        return as({ type: "SignUp", activity: on, role: roleId("r"), wait: signed }, worker(n));
      case 62:
        return as(...(n % 3 === 0 ? ownAct(n, k, signed) : seatAct(on, n, k, signed)));
      case 65:
        return as(signed ? { type: "CallSos", post, place: "" } : { type: "NoteSos", words: "腿压住了" }, worker(n));
      case 63:
      case 64:
        return as(...refusedAct(n, k, signed));
      case 13:
        return as({ type: "CancelEntry", activity: on }, worker(n, "pin"));
      case 14:
        return as({ type: "CheckInEntry", activity: on }, worker(n));
      case 15:
      case 16:
        return as(
          {
            type: "RaiseAlarm",
            sort: "post-vacant",
            source: post,
            scope: [unitId("co"), units[k % 3] ?? unitId("co")],
            priority: signed ? 1 : 2,
            since: shiftStart,
          },
          watcher,
        );
      case 17:
        return as({ type: "ReturnAlarm", alarm }, watcher);
      case 18:
        return as({ type: "AcknowledgeAlarm", alarm }, admin);
      case 19:
        return as(
          {
            type: "PairScreen",
            screen,
            profile: "wall",
            name: "屏",
            unit: units[n % 3] ?? unitId("co"),
            layout: defaultLayout,
          },
          admin,
        );
      case 20:
        return as({ type: "RevokeScreen", screen }, admin);
      case 33:
        return as({ type: "ReloadScreens", screens: [screen], spreadS: 60 }, admin);
      case 21:
      case 22:
        return as(
          {
            type: "PlanPatrol",
            patrol,
            route: routeId("r1"),
            leader: workerId(`w${n}`),
            members: [workerId(`w${k}`)],
            profile: "foot",
            plannedAt: shiftStart,
            windowEnd: shiftStart + 600 * minute,
          },
          admin,
        );
      case 23:
        return as({ type: "StartPatrol", patrol }, admin);
      case 24:
        return as(
          {
            type: "ReportFixes",
            patrol,
            datum: "wgs84",
            fixes: [0, 1, 2].map((step) => ({
              at: shiftStart + step * minute,
              lon: 119.9 + step / 1000 + n / 100,
              lat: 47.2,
            })),
          },
          { kind: "device", profile: "tracker" },
        );
      case 25:
        return as({ type: "EndPatrol", patrol }, admin);
      case 26:
        return as({ type: "ImportSite", import: tellingSite({ posts: 2 + (k % 3), moved: signed }) }, system);
      case 27:
      case 28:
        return {
          ...as({ type: "BeginHandover", post, notes: ["weather"] }, worker(n)),
          incoming: workerId(`w${(n + k) % people}`),
        };
      case 29:
        return as({ type: "TakeOver", post, briefing: ["b1"], read: ["weather"] }, worker(n));
      case 40:
      case 41:
        return as({ type: "RelievePost", post, briefing: ["b1"], read: ["weather"] }, worker(n));
      case 42:
      case 43: {
        const crew = [{ post, points: ["b1"], workers: [workerId(`w${n}`)] }];
        return as({ type: "ConfirmCrew", unit: units[k % 3] ?? unitId("co"), crew }, admin);
      }
      case 30:
        return as({ type: "CancelHandover", post }, worker(n));
      case 32: {
        const points = [{ risk: "冰", act: "慢", riskEn: "", actEn: "" }];
        const unit = units[n % 3] ?? unitId("co");
        return as({ type: "SetBriefing", unit, day: day("2026-11-23"), points, rule: "" }, admin);
      }
      case 35:
        return as({ type: "ConfirmBriefing", post, workers: [workerId(`w${n}`)] }, admin);
      case 31:
        return as({ type: "LeaveNote", post, text: "留言" }, admin);
      case 34:
        return as({ type: "SetLastAccident", day: day(`2024-01-0${k + 1}`) }, admin);
      case 46:
        return as(
          {
            type: "AddTracker",
            tracker,
            name: "定位器",
            unit: units[n % 3] ?? unitId("co"),
            uniqueId: signed ? `imei${k}` : "",
          },
          admin,
        );
      case 47:
        return as(
          {
            type: "AssignTracker",
            tracker,
            carried: signed ? { by: "worker", worker: workerId(`w${n}`) } : { by: "patrol", patrol },
          },
          admin,
        );
      case 56:
      case 57:
      case 58:
        return as(...findingAct(what === 58, n, k, signed));
      case 49: {
        const leader = workerId(`w${n}`);
        const rhythm = { profile: "foot", days: "1234567", start: 480, lengthMin: 600 } as const;
        return as(
          { type: "PlanRound", round, route: routeId("r1"), leader, members: [workerId(`w${k}`)], ...rhythm },
          admin,
        );
      }
      case 52:
        return as({ type: "AssignPatrol", patrol, leader: workerId(`w${n}`), members: [workerId(`w${k}`)] }, admin);
      case 53:
        return as({ type: "ReviewPatrol", patrol, note: "已核" }, admin);
      case 54:
        return as({ type: "SetTrackAside", patrol, reason: "借出" }, admin);
      case 55:
        return as({ type: "PutTrackBack", patrol, reason: "弄错" }, admin);
      case 50:
        return as({ type: "MakePatrol", round, day: day(`2026-11-2${3 + k}`) }, watcher);
      case 51:
        return signed
          ? as({ type: "EndRound", round, reason: "停" }, admin)
          : as(
              {
                type: "ChangeRound",
                round,
                leader: workerId(`w${n}`),
                members: [],
                profile: "foot",
                days: "1357",
                start: 600,
                lengthMin: 60,
                reason: "改",
              },
              admin,
            );
      case 48:
        return as(
          signed ? { type: "RenameTracker", tracker, name: `北斗 ${n}` } : { type: "RemoveTracker", tracker },
          admin,
        );
      case 59:
      case 60:
        return as({ type: "CloseDay", day: day(`2026-11-2${2 + k}`) }, watcher);
      case 61:
        return as(movingOf(`moved${k}`, signed ? "over" : "planned", units[n % 3]), admin);
      case 36:
      case 37: {
        const image = {
          hash: String(k).repeat(64),
          form: "png",
          width: 8,
          height: 8,
          bytes: 99,
          tone: "photo",
        } as const;
        return as({ type: "SetPlan", unit: units[n % 3] ?? unitId("co"), image }, admin);
      }
      case 38:
        return as({ type: "PlacePost", post, spot: { plan: units[n % 3] ?? unitId("co"), x: 0.5, y: 0.25 } }, admin);
      case 39:
        return as({ type: signed ? "UnplacePost" : "RemovePlan", post, unit: units[n % 3] ?? unitId("co") }, admin);
      default:
        return as(
          {
            type: "Retire",
            records: [
              { of: kind, id: kind === "patrol" || kind === "trail" ? patrol : kind === "activity" ? on : alarm },
            ],
          },
          watcher,
        );
    }
  });

export const doAct = async (world: World, { command, actor, pass, signed, incoming, id }: Act): Promise<void> => {
  world.passTime(pass);
  await world.act(command, actor, {
    ...(signed ? { countersign: { ...foreman(), worker: workerId("w10") } } : {}),
    ...(incoming === undefined ? {} : { incoming }),
    ...(id === undefined ? {} : { id }),
  });
};
