// The watch closes a shift once: at one look or at many, over restarts, and after the server stood still. [POST-6, COV-2]

import { describe, expect, test } from "vitest";
import { commandId } from "../../domain/ids.ts";
import { hour, minute } from "../../domain/time.ts";
import { createWatch } from "../../server/watch.ts";
import { shiftStart, siteFixture } from "../kit/site-fixture.ts";
import { createWorld, type World } from "../kit/world.ts";

const watchOf = (world: World) =>
  createWatch({
    projection: world.projection,
    intake: {
      own: (command, id, actor) => world.handler.submit({ id: commandId(id), command, claimedAt: world.now(), actor }),
    },
    now: world.now,
    steady: world.now,
  });
const closed = async (world: World) =>
  (await world.events()).flatMap(({ data }) =>
    data.type === "ShiftClosed" ? [`${data.day} ${data.figures.shift}`] : [],
  );

describe("[POST-6] the watch closes shifts", () => {
  test("each once, 20 minutes after its end, however often it looks", async () => {
    const world = await createWorld();
    const watch = watchOf(world);
    world.passTime(8 * hour + 20 * minute - 1);
    await watch.look();
    expect(await closed(world)).toEqual([]);
    world.passTime(1);
    for (let n = 0; n < 4; n += 1) await watch.look();
    expect(await closed(world)).toEqual(["2026-11-23 day"]);
  });

  test("two watches at the same moment close it once", async () => {
    const world = await createWorld();
    world.passTime(9 * hour);
    await Promise.all([watchOf(world).look(), watchOf(world).look(), watchOf(world).look()]);
    expect(await closed(world)).toEqual(["2026-11-23 day"]);
  });

  test("over restarts, and the shifts that ended meanwhile too", async () => {
    const before = await createWorld();
    before.passTime(9 * hour);
    await watchOf(before).look();
    const after = await createWorld({ ledger: before.ledger, at: shiftStart + 17 * hour });
    await watchOf(after).look();
    await watchOf(after).look();
    const again = await createWorld({ ledger: before.ledger, at: shiftStart + 18 * hour });
    await watchOf(again).look();
    expect(await closed(again)).toEqual(["2026-11-23 day", "2026-11-23 mid"]);
    expect(again.projection.board.get("daily", "2026-11-23")?.shifts.map((one) => one.shift)).toEqual(["day", "mid"]);
  });
});

describe("[COV-2] the watch closes days", () => {
  test("each once, over restarts and after a standstill, before the sweep takes its patrols away", async () => {
    const patrols = [
      {
        id: "p1",
        route: "r1",
        unit: "forest",
        leader: "w2",
        members: [],
        profile: "foot",
        plannedAt: shiftStart,
        windowEnd: shiftStart + 4 * hour,
      },
    ];
    const routes = [{ id: "r1", unit: "forest", name: "北线", nameEn: "North", checkpoints: [] }];
    const world = await createWorld({ site: siteFixture({ routes, patrols }) });
    const days = async (of: World) =>
      (await of.events()).flatMap(({ data }) => (data.type === "DayClosed" ? [data.day] : []));
    await Promise.all([watchOf(world).look(), watchOf(world).look()]);
    expect(await days(world)).toEqual([]);
    world.passTime(16 * hour + 20 * minute);
    await Promise.all([watchOf(world).look(), watchOf(world).look()]);
    expect(await days(world)).toEqual(["2026-11-23"]);
    const after = await createWorld({ ledger: world.ledger, at: shiftStart + 10 * 24 * hour });
    for (let n = 0; n < 3; n += 1) await watchOf(after).look();
    expect(await days(after)).toEqual(
      Array.from({ length: 10 }, (_, n) => `2026-${n < 8 ? 11 : 12}-${n < 8 ? 23 + n : `0${n - 7}`}`),
    );
    expect(after.projection.board.get("patrol", "p1")).toBeUndefined();
    expect(after.projection.board.get("coverday", "2026-11-23")?.teams).toMatchObject([{ unit: "forest", called: 1 }]);
  });
});
