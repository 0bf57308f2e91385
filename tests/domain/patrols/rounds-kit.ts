// One plan of patrols on the test site, at any hour and in any zone: planned, looked at, changed, and told in words.

import { expect } from "vitest";
import { type Day, day, roundId, routeId, workerId } from "../../../domain/ids.ts";
import { patrolStatus } from "../../../domain/patrols/patrol-status.ts";
import type { RoundFields } from "../../../domain/patrols/round-acts.ts";
import { roundsDue } from "../../../domain/patrols/round-due.ts";
import type { SiteImport } from "../../../domain/site/site-import.ts";
import { hour, stampText } from "../../../domain/time.ts";
import { siteFixture } from "../../kit/site-fixture.ts";
import { createSpec, person, type Spec, watcher } from "../../kit/spec.ts";

export const round = roundId("north");
export const admin = person("admin", "co");
export const everyMorning: RoundFields = {
  leader: workerId("w2"),
  members: [workerId("w5")],
  profile: "foot",
  days: "1234567",
  start: 8 * 60,
  lengthMin: 240,
};
const gate = { id: "g", name: "门", nameEn: "Gate", at: [119.9, 47.2], radius: 150 };
const routes = [{ id: "r1", unit: "forest", name: "北线", nameEn: "North", checkpoints: [gate] }];
export const siteIn = (zone: string): SiteImport => {
  const site = siteFixture({ routes });
  return { ...site, site: { ...site.site, zone } };
};
export const specAt = (stamp: string, zone = "Asia/Shanghai"): Spec => {
  const empty = createSpec({ site: siteIn(zone) });
  const [on = "", time = ""] = stamp.split(" ");
  const [h, m] = time.split(":").map(Number);
  return createSpec({ site: siteIn(zone), at: empty.clock.instant(day(on), (h ?? 0) * 60 + (m ?? 0)) });
};
export const plan = (spec: Spec, fields: Partial<RoundFields> = {}) =>
  spec.given({ type: "PlanRound", round, route: routeId("r1"), ...everyMorning, ...fields }, admin);
/** One look of the watch: what it commanded, and that a second look commands nothing. */
export const tick = (spec: Spec): readonly Day[] => {
  const due = roundsDue(spec.board.look, spec.now());
  for (const one of due) spec.given({ type: "MakePatrol", ...one }, watcher);
  expect(roundsDue(spec.board.look, spec.now())).toEqual([]);
  return due.map((one) => one.day);
};
export const patrols = (spec: Spec) =>
  [...spec.board.all("patrol")].sort((a, b) => a.plannedAt - b.plannedAt || (a.id < b.id ? -1 : 1));
export const told = (spec: Spec) =>
  patrols(spec).map(
    (one) =>
      `${stampText(spec.clock, one.plannedAt)} ${(one.windowEnd - one.plannedAt) / hour}h ${stateOf(spec, one.id)}`,
  );
export const stateOf = (spec: Spec, id: string): string => {
  const patrol = spec.board.get("patrol", id);
  if (patrol === undefined) return "-";
  return patrolStatus(patrol, spec.board.get("route", patrol.route ?? ""), spec.board.look.site, spec.now()).state;
};
export const change = (spec: Spec, fields: Partial<RoundFields>, reason = "大雪") =>
  spec.given({ type: "ChangeRound", round, ...everyMorning, ...fields, reason }, admin);
