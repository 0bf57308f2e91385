// The play runs a contest to its result and names what follows from a study day, by the rules of everybody. [ACT-5]

import { expect, test } from "vitest";
import type { Actor } from "../../domain/decider.ts";
import { activityId, roleId, unitId } from "../../domain/ids.ts";
import { hour, minute } from "../../domain/time.ts";
import { contestCues } from "../../server/rehearsal/contests.ts";
import { createSceneReader } from "../../server/rehearsal/scene.ts";
import { activity, shiftStart, siteFixture } from "../kit/site-fixture.ts";
import { createSpec } from "../kit/spec.ts";
import { worker } from "../kit/world.ts";

const desk: Actor = { kind: "person", login: "rehearsal", name: "郑守山", role: "admin", unit: unitId("co") };
const times = {
  startsAt: shiftStart + hour,
  endsAt: shiftStart + 3 * hour,
  opensAt: shiftStart - hour,
  closesAt: shiftStart + 3 * hour,
  cancelUntil: shiftStart,
};

test("[ACT-5] the play marks every entrant, closes both rounds in their time and publishes; a study day gets its items; nothing is refused", () => {
  const activities = [activity("a1", 9, { ...times, sort: "contest" }), activity("a2", 9, { ...times, sort: "study" })];
  const spec = createSpec({ site: siteFixture({ rehearsal: true, posts: 0, activities }) });
  const a1 = activityId("a1");
  for (let n = 0; n < 8; n += 1)
    spec.given({ type: "SignUp", activity: a1, role: roleId("r"), wait: false }, worker(n));
  const read = createSceneReader({ seed: "play", badgesByNumber: new Map() });
  const given = new Set<string>();
  const done: string[] = [];
  for (let step = 0; step < 300; step += 1) {
    spec.pass(minute);
    if (spec.now() === times.startsAt)
      for (let n = 0; n < 8; n += 1) spec.given({ type: "CheckInEntry", activity: a1 }, worker(n));
    const scene = read(spec.board, spec.now(), shiftStart);
    if (scene === undefined) throw new Error("no scene");
    for (const cue of contestCues(scene).filter(({ key }) => !given.has(key))) {
      if (cue.by !== "desk") throw new Error(cue.key);
      given.add(cue.key);
      if (!("activity" in cue.command)) throw new Error(cue.key);
      spec.given(cue.command, desk);
      if (cue.command.type !== "GiveScore") done.push(cue.command.type);
    }
  }
  expect(done).toEqual(["SetContest", "CloseRound", "CloseRound", "PublishResult", "AddFollowUp", "AddFollowUp"]);
  const after = read(spec.board, spec.now(), shiftStart);
  // What somebody has named at the desk, or said that nothing follows, the play leaves alone.
  expect(after === undefined ? [] : contestCues(after)).toEqual([]);
  expect(spec.board.get("contest", a1)?.result.state).toBe("published");
  expect([...spec.board.all("entrant")].filter(({ place }) => place !== undefined)).toHaveLength(8);
  expect([...spec.board.all("entrant")].filter(({ scores }) => scores.length === 2).length).toBeGreaterThanOrEqual(6);
});
