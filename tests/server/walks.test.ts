// Who may see a walk played again, and what of it: a desk that answers for patrols all, a wall what it saw, others nothing. [PAT-2, SCR-3]

import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { patrolId, unitId, workerId } from "../../domain/ids.ts";
import { lookAt, type WalkReplay, walkReplay } from "../../domain/patrols/walk-replay.ts";
import { hour, minute } from "../../domain/time.ts";
import { shiftStart, siteFixture } from "../kit/site-fixture.ts";
import { asGpx, type Tape } from "../kit/track-files.ts";
import { openTracksDoor } from "./tracks-kit.ts";

const duty = { kind: "person", login: "duty", name: "钱某", role: "duty-officer", unit: unitId("co") } as const;
/** Twelve minutes walked, half an hour of silence, five minutes more. */
const from = shiftStart - 2 * hour;
const spots = Array.from({ length: 17 }, (_, i) => ({
  at: from + (i < 12 ? i : i + 30) * minute,
  lon: 119.9 + i * 8e-4,
  lat: 47.2,
}));
const tape: Tape = [spots];
/** One fix that the receiver itself calls bad. */
const bad = { at: from + 3.5 * minute, lon: 119.95, lat: 47.25, acc: 300 };

const open = async () => {
  const patrol = { unit: "forest", route: "r", leader: workerId("w0"), members: [], profile: "foot" } as const;
  const times = { plannedAt: from, windowEnd: shiftStart + 6 * hour };
  const door = await openTracksDoor(
    siteFixture({
      routes: [{ id: "r", unit: "forest", name: "线", nameEn: "Line", checkpoints: [] }],
      patrols: [
        { ...patrol, ...times, id: "pt" },
        { ...patrol, ...times, id: "idle" },
      ],
    }),
  );
  const { world, app } = door;
  await world.act({ type: "StartPatrol", patrol: patrolId("pt") }, duty);
  const asked = { method: "POST", body: asGpx(tape), headers: { cookie: door.cookie } };
  expect((await app.request("/tracks?datum=wgs84&profile=foot&unit=forest&name=a.gpx", asked)).status).toBe(201);
  const fixes = [...spots.map((spot) => ({ ...spot, acc: 5 })), bad];
  await world.act({ type: "ReportFixes", patrol: patrolId("pt"), datum: "wgs84", fixes }, duty);
  const get = async (path: string, headers: Record<string, string>) => app.request(path, { headers });
  const walk = async (path: string, headers: Record<string, string>): Promise<WalkReplay> => {
    const answer = await get(path, headers);
    expect([answer.status, answer.headers.get("cache-control")]).toEqual([200, "no-store"]);
    return v.parse(walkReplay, await answer.json());
  };
  return { ...door, get, walk };
};

describe("[SCR-3] a walk by the door", () => {
  test("[PAT-2] a patrol and a track: the same stretches, the silence a break, what did not count apart", async () => {
    const { cookie, walk, tracks } = await open();
    for (const path of ["/patrols/pt/walk", `/tracks/${tracks()[0]?.id}/walk`]) {
      const told = await walk(path, { cookie });
      expect(told.rows.map((row) => row.map(({ after, steps }) => [after, steps.length]))).toEqual([
        [
          ["start", 12],
          ["gap", 5],
        ],
      ]);
      expect([told.fixes, told.drawn, told.profile]).toEqual([17, 17, "foot"]);
      expect(lookAt(told.rows[0] ?? [], from + 20 * minute)).toMatchObject({ kind: "silent", why: "gap" });
    }
    const patrol = await walk("/patrols/pt/walk", { cookie });
    expect(patrol.excluded).toEqual([["accuracy", bad.at, bad.lon, bad.lat]]);
    expect(await walk("/patrols/idle/walk", { cookie })).toMatchObject({ rows: [], excluded: [], fixes: 0 });
  });

  test("[PAT-2] who may not take it away may not see it played: another office, another unit, nobody", async () => {
    const { as, get, walk, tracks } = await open();
    const foreman = { cookie: await as("foreman", unitId("forest")) };
    const others = [
      await as("auditor", unitId("co")),
      await as("union-officer", unitId("co")),
      await as("safety-officer", unitId("co")),
      await as("duty-officer", unitId("mine")),
    ];
    for (const path of ["/patrols/pt/walk", `/tracks/${tracks()[0]?.id}/walk`]) {
      for (const cookie of others) expect((await get(path, { cookie })).status).toBe(403);
      expect((await get(path, {})).status).toBe(401);
    }
    await walk("/patrols/pt/walk", foreman);
    expect((await get("/patrols/nothing/walk", foreman)).status).toBe(404);
    expect((await get("/tracks/nothing/walk", foreman)).status).toBe(404);
  });

  test("[SCR-3] a wall: its own unit's patrols of the last 72 hours, without what the desk judges; no track, no kiosk", async () => {
    const { paired, get, walk, tracks, world } = await open();
    const [wall, elsewhere] = [await paired("wall", "forest"), await paired("wall", "mine")];
    const told = await walk("/patrols/pt/walk", wall);
    expect([told.fixes, told.excluded]).toEqual([17, []]);
    const statusOf = async (path: string, headers: Record<string, string>) => (await get(path, headers)).status;
    expect(await statusOf("/patrols/pt/walk", elsewhere)).toBe(404);
    expect(await statusOf("/patrols/idle/walk", wall)).toBe(404);
    expect(await statusOf("/patrols/nothing/walk", wall)).toBe(404);
    expect(await statusOf("/patrols/pt/walk", await paired("kiosk", "forest"))).toBe(404);
    expect(await statusOf("/patrols/pt/walk", await paired("gateway", "forest"))).toBe(403);
    expect(await statusOf("/patrols/pt/walk", { authorization: "Bearer nobody-knows-this-token" })).toBe(401);
    // A track is a desk's file: a wall's token opens no session.
    expect(await statusOf(`/tracks/${tracks()[0]?.id}/walk`, wall)).toBe(401);

    await world.act({ type: "EndPatrol", patrol: patrolId("pt") }, duty);
    world.passTime(71 * hour);
    expect(await statusOf("/patrols/pt/walk", wall)).toBe(200);
    world.passTime(2 * hour);
    expect(await statusOf("/patrols/pt/walk", wall)).toBe(404);
  });

  test("[SCR-3] one that nobody ended is as old as its start: a wall looks no further back than 72 hours", async () => {
    const { paired, get, world } = await open();
    const wall = await paired("wall", "forest");
    world.passTime(73 * hour);
    expect((await get("/patrols/pt/walk", wall)).status).toBe(404);
  });

  test("[PAT-2, SCR-3] a track that was set aside is played at the desk, never on a wall", async () => {
    const { cookie, paired, get, walk, world } = await open();
    const wall = await paired("wall", "forest");
    await world.act({ type: "EndPatrol", patrol: patrolId("pt") }, duty);
    const head = { ...duty, role: "station-head" } as const;
    const answer = await world.act({ type: "SetTrackAside", patrol: patrolId("pt"), reason: "两部手机" }, head);
    expect(answer.kind).toBe("ok");
    expect((await get("/patrols/pt/walk", wall)).status).toBe(404);
    expect((await walk("/patrols/pt/walk", { cookie })).fixes).toBe(17);
  });
});
