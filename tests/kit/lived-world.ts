// A morning at the telling site in which something of everything happened: for what each audience may see of it.

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
  unitId,
  type WorkerId,
  workerId,
} from "../../domain/ids.ts";
import { defaultLayout } from "../../domain/site/screens.ts";
import { minute } from "../../domain/time.ts";
import { tellingSite } from "./audiences.ts";
import { movingOf } from "./moved-patrol.ts";
import { shiftStart } from "./site-fixture.ts";
import { person, watcher } from "./spec.ts";
import { createWorld, type World, worker } from "./world.ts";

const admin = person("admin", "co");

/** A morning in which something of everything happened. */
export const livedWorld = async (): Promise<World> => {
  const world = await createWorld({ site: tellingSite() });
  const ok = async (command: Command, actor: Actor, incoming?: WorkerId): Promise<void> => {
    const answer = await world.act(command, actor, incoming === undefined ? {} : { incoming });
    if (answer.kind !== "ok") throw new Error(`${command.type}: ${answer.refusal.code}`);
  };
  await ok({ type: "SignOn", post: postId("p0"), briefing: ["b1"] }, worker(0));
  await ok({ type: "SignOn", post: postId("p1"), briefing: [] }, worker(1));
  const points = [{ risk: "冰", act: "慢", riskEn: "", actEn: "" }];
  await ok({ type: "SetBriefing", unit: unitId("mine"), day: day("2026-11-23"), points, rule: "戴帽" }, admin);
  await ok({ type: "ConfirmBriefing", post: postId("p1"), workers: [workerId("w4")] }, admin);
  await ok({ type: "LeaveNote", post: postId("p1"), text: "水泵异响" }, admin);
  await ok({ type: "BeginHandover", post: postId("p1"), notes: ["equipment"] }, worker(1), workerId("w4"));
  for (const n of [1, 2, 3])
    await ok({ type: "SignUp", activity: activityId("a1"), role: roleId("r"), wait: true }, worker(n));
  await ok(
    {
      type: "RaiseAlarm",
      sort: "post-vacant",
      source: "p2",
      scope: [unitId("co"), unitId("mine")],
      priority: 2,
      since: shiftStart,
    },
    watcher,
  );
  await ok({ type: "AcknowledgeAlarm", alarm: alarmIdOf("post-vacant", "p2") }, admin);
  await ok(
    {
      type: "PairScreen",
      screen: screenId("s1"),
      profile: "wall",
      name: "屏",
      unit: unitId("co"),
      layout: defaultLayout,
    },
    admin,
  );
  await ok(
    {
      type: "PlanPatrol",
      patrol: patrolId("t1"),
      route: routeId("r1"),
      leader: workerId("w2"),
      members: [],
      profile: "foot",
      plannedAt: shiftStart,
      windowEnd: shiftStart + 600 * minute,
    },
    admin,
  );
  await ok(
    {
      type: "PlanRound",
      round: roundId("n1"),
      route: routeId("r1"),
      leader: workerId("w2"),
      members: [workerId("w5")],
      profile: "foot",
      days: "1234567",
      start: 540,
      lengthMin: 240,
    },
    admin,
  );
  await ok({ type: "StartPatrol", patrol: patrolId("t1") }, admin);
  await ok(
    { type: "ReportFixes", patrol: patrolId("t1"), datum: "wgs84", fixes: [{ at: shiftStart, lon: 119.9, lat: 47.2 }] },
    { kind: "device", profile: "tracker" },
  );
  await ok({ type: "EndPatrol", patrol: patrolId("t1") }, admin);
  await ok({ type: "ReviewPatrol", patrol: patrolId("t1"), note: "赵主任 已核" }, admin);
  await ok({ type: "SetTrackAside", patrol: patrolId("t1"), reason: "赵主任 借出" }, admin);
  await ok(movingOf("moved1", "over"), admin);
  await ok(movingOf("moved2", "planned"), admin);
  return world;
};
