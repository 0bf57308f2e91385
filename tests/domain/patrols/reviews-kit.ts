// A farm of two patrols, one of a single person and one of two, whose walks and reviews are decided and folded in memory.

import { expect } from "vitest";
import { type Command, createBoard } from "../../../domain/board.ts";
import { decide } from "../../../domain/decide.ts";
import type { Actor } from "../../../domain/decider.ts";
import { evolve } from "../../../domain/evolve.ts";
import { commandId, type Millis, patrolId, routeId, seq, workerId } from "../../../domain/ids.ts";
import { patrolStatus } from "../../../domain/patrols/patrol-status.ts";
import { hour, minute } from "../../../domain/time.ts";
import { createEnrich } from "../../../server/ingest/enrich.ts";
import { siteFixture } from "../../kit/site-fixture.ts";
import { person } from "../../kit/spec.ts";
import { fixAt, fromGate, gateAt, geodesy, morning, zoneAround } from "./patrols-kit.ts";

export const admin = person("admin", "co");
const device: Actor = { kind: "device", profile: "tracker" };
const { seq: _, kind: __, scope: ___, since: ____, ...zone } = zoneAround();
const gate = { id: "gate", name: "门", nameEn: "Gate", at: gateAt, radius: 150 };
const site = siteFixture({
  routes: [{ id: "r1", unit: "forest", name: "北线", nameEn: "North", checkpoints: [gate] }],
  zones: [{ ...zone, unit: "forest" }],
});
export const [t1, t2] = [patrolId("t1"), patrolId("t2")];

export const createFarm = () => {
  const board = createBoard();
  const enrich = createEnrich(geodesy);
  let now: Millis = morning - hour;
  let last = 0;
  /** The types of the events, `already`, or the refusal's code. */
  const act = (command: Command, actor: Actor = admin, at = now): string => {
    const context = { now, at, id: commandId(`c${last}`), actor };
    const enriched =
      command.type === "ReportFixes" ? enrich(command, board.look, now) : ({ ok: true, command } as const);
    if (!enriched.ok) return enriched.refusal.code;
    const decision = decide(board, enriched.command, context);
    if (decision.kind === "refused") return decision.refusal.code;
    for (const data of decision.events) {
      last += 1;
      board.apply(evolve(board, { seq: seq(last), at: now, data }));
    }
    return decision.events.map((one) => one.type).join(" ") || "already";
  };
  act({ type: "ImportSite", import: site }, { kind: "system", part: "import" });
  for (const [patrol, leader, members] of [
    [t1, "w2", []],
    // Two of them: whoever walks alone is silent before his window is over.
    [t2, "w5", [workerId("w7")]],
  ] as const)
    act({
      type: "PlanPatrol",
      patrol,
      route: routeId("r1"),
      leader: workerId(leader),
      members,
      profile: "foot",
      plannedAt: morning,
      windowEnd: morning + 4 * hour,
    });
  const patrol = (id = t1) => {
    const found = board.get("patrol", id);
    if (found === undefined) throw new Error(id);
    return found;
  };
  return {
    act,
    board,
    patrol,
    at: (to: Millis) => {
      now = to;
    },
    state: (id = t1) => patrolStatus(patrol(id), board.get("route", "r1"), board.look.site, now).state,
    walk: (id: typeof t1, fixes: readonly ReturnType<typeof fixAt>[]) =>
      act({ type: "ReportFixes", patrol: id, datum: "wgs84", fixes }, device),
    cells: () => [...board.all("cover")].map(({ id, cells }) => ({ id, cells })),
    metres: (): ReadonlyMap<string, number> => {
      const metres = new Map<string, number>();
      for (const cover of board.all("cover"))
        for (const { cell, days } of cover.cells)
          for (const [day, length] of days)
            if (Math.abs(length) > 0.1) metres.set(`${cover.id} ${cell} ${day}`, length);
      return metres;
    },
  };
};
export type Farm = ReturnType<typeof createFarm>;
/** The same cells with the same metres, to the 5 cm below which a day's metres are rounding. */
export const alike = (is: ReadonlyMap<string, number>, asked: ReadonlyMap<string, number>): void => {
  expect([...is.keys()].sort()).toEqual([...asked.keys()].sort());
  for (const [cell, metres] of asked) expect(Math.abs((is.get(cell) ?? 0) - metres)).toBeLessThan(0.06);
};
export const walkEast = (farm: Farm, id = t1, north = 0): void => {
  farm.act({ type: "StartPatrol", patrol: id });
  farm.at(morning + 30 * minute);
  farm.walk(
    id,
    Array.from({ length: 30 }, (_, n) => fixAt(morning + n * minute, fromGate(n * 80, north), 8)),
  );
};
export const walked = (at = morning + 2 * hour): Farm => {
  const farm = createFarm();
  farm.at(morning);
  walkEast(farm);
  farm.at(at);
  farm.act({ type: "EndPatrol", patrol: t1 });
  return farm;
};
