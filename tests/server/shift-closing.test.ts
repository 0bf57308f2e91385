// The watch closes a shift once: at one look or at many, over restarts, and after the server stood still. [POST-6]

import { describe, expect, test } from "vitest";
import { commandId } from "../../domain/ids.ts";
import { hour, minute } from "../../domain/time.ts";
import { createWatch } from "../../server/watch.ts";
import { shiftStart } from "../kit/site-fixture.ts";
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
