// Every audience of the test site, what each must never hear, and streams of whatever people may do there.

import fc from "fast-check";
import { alarmIdOf } from "../../domain/alarms/alarm.ts";
import type { Audience } from "../../domain/audience.ts";
import type { Command } from "../../domain/board.ts";
import { type Actor, roles } from "../../domain/decider.ts";
import {
  activityId,
  day,
  patrolId,
  postId,
  roleId,
  routeId,
  screenId,
  unitId,
  type WorkerId,
  workerId,
} from "../../domain/ids.ts";
import { retiringKinds } from "../../domain/retire.ts";
import { defaultLayout } from "../../domain/site/screens.ts";
import type { SiteImport } from "../../domain/site/site-import.ts";
import { minute } from "../../domain/time.ts";
import { activity, shiftStart, siteFixture } from "./site-fixture.ts";
import { foreman, person, watcher } from "./spec.ts";
import { system, type World, worker } from "./world.ts";

const units = ["co", "mine", "forest"].map(unitId);
const people = 12;

export const audiences = (): readonly Audience[] => [
  ...units.flatMap((unit) => [
    { kind: "wall", unit } as const,
    { kind: "kiosk", unit } as const,
    ...roles.map((role) => ({ kind: "desk", role, unit }) as const),
  ]),
  ...Array.from({ length: people }, (_, n) => ({ kind: "person", worker: workerId(`w${n}`) }) as const),
  { kind: "auditor" },
];

const two = (n: number): string => String(n).padStart(2, "0");
const nameOf = (n: number): string => `甲${two(n)}乙`;
const numberOf = (n: number): string => `7${two(n)}999`;
const badgeOf = (n: number): string => `badge-hash-${two(n)}-`;

/** The test site with names, numbers and badges that cannot be mistaken for anything else. */
export const tellingSite = (more: { readonly posts?: number; readonly moved?: boolean } = {}): SiteImport => {
  const site = siteFixture({
    posts: more.posts ?? 4,
    workers: people,
    activities: [activity("a1", 2), activity("a2", 3, { unit: "forest" })],
    routes: [{ id: "r1", unit: "forest", name: "北线", nameEn: "North", checkpoints: [gate] }],
  });
  const home = (unit: (typeof units)[number]) =>
    more.moved !== true ? unit : unit === "mine" ? unitId("forest") : unitId("mine");
  return {
    ...site,
    workers: site.workers.map((one, n) => ({
      ...one,
      name: nameOf(n),
      number: numberOf(n),
      badge: badgeOf(n),
      party: true,
      unit: home(one.unit),
    })),
    posts: site.posts.map((one) => ({
      ...one,
      party: true,
      unit: home(one.unit),
      roster: more.moved === true ? one.roster.slice(1) : one.roster,
    })),
    routes: site.routes.map((one) => ({ ...one, unit: home(one.unit) })),
  };
};
const gate = { id: "g", name: "门", nameEn: "Gate", at: [119.9, 47.2], radius: 150 };

/** Strings that must stand in nothing which this audience is sent. */
export const hiddenFrom = (audience: Audience): readonly string[] => {
  const all = Array.from({ length: people }, (_, n) => n);
  const badges = all.map(badgeOf);
  const party = '"party":true';
  const named = (visible: (n: number) => boolean) =>
    all.filter((n) => !visible(n)).flatMap((n) => [nameOf(n), numberOf(n)]);
  switch (audience.kind) {
    case "wall":
      return [...badges, party, ...named(() => false), "赵主任", "signedFor", '"relief"'];
    case "kiosk":
      return [...badges, party, ...named(() => false), "赵主任", "signedFor", '"relief"', ...all.map((n) => `"w${n}"`)];
    case "person":
      return [...badges, party, ...named((n) => audience.worker === `w${n}`), "赵主任", "signedFor", '"relief"'];
    // Who moves between the units is seen by both, so only the badges are nobody's; the party is the branch's alone.
    case "desk":
      return audience.role === "branch-secretary" ? badges : [...badges, party];
    case "auditor":
      return [...badges, party];
  }
};

type Act = {
  readonly command: Command;
  readonly actor: Actor;
  readonly pass: number;
  readonly signed: boolean;
  readonly incoming?: WorkerId;
};

const posts = ["p0", "p1", "p2", "p3"].map(postId);
const admin = person("admin", "co");

/** Anything that may be asked there, sensible or not, and how much time passes before it. */
export const anyAct: fc.Arbitrary<Act> = fc
  .record({
    what: fc.integer({ min: 0, max: 45 }),
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
    const alarm = alarmIdOf("post-vacant", post);
    const as = (command: Command, actor: Actor): Act => ({ command, actor, pass, signed });
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

export const doAct = async (world: World, { command, actor, pass, signed, incoming }: Act): Promise<void> => {
  world.passTime(pass);
  await world.act(command, actor, {
    ...(signed ? { countersign: { ...foreman(), worker: workerId("w10") } } : {}),
    ...(incoming === undefined ? {} : { incoming }),
  });
};
