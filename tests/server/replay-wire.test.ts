// Replay over real Socket.IO: what is asked is checked, who may not look is told so, and whoever leaves gives his place back.

import { expect, test } from "vitest";
import { postId, unitId } from "../../domain/ids.ts";
import { hour } from "../../domain/time.ts";
import { openWorld } from "../kit/open-world.ts";
import { wall, wallOf } from "../kit/screens.ts";
import { shiftStart } from "../kit/site-fixture.ts";
import { worker } from "../kit/world.ts";

type World = Awaited<ReturnType<typeof openWorld>>;
type Screen = Awaited<ReturnType<World["connect"]>>;
const ask = (screen: Screen, event: string, request: unknown): Promise<unknown> =>
  new Promise((resolve) => screen.say(event, request, resolve));

test("[SCR-3] a wall is shown its board of then, and what followed; a join and the live patches are as before", async () => {
  const world = await openWorld();
  const screen = await wallOf(world);
  const before = world.projection.lackOf(wall, world.ledger.head).put;
  expect(before).toEqual([]);
  world.passTime(hour);
  await world.act({ type: "SignOn", post: postId("p0"), briefing: ["b1"] }, worker(0));
  await screen.reaches((replica) => replica.seq >= world.projection.seq());
  const answer = await ask(screen, "replay", { at: shiftStart });
  expect(answer).toMatchObject({ kind: "opened", at: shiftStart, from: shiftStart, to: shiftStart + hour, raised: [] });
  expect(JSON.stringify(answer)).toContain('"state":"unheld"');
  expect(JSON.stringify(answer)).not.toContain('"state":"held"');
  expect(await ask(screen, "replay-more", { after: 2, until: shiftStart + hour, grain: 1000 })).toMatchObject({
    kind: "steps",
    seq: 3,
    reached: shiftStart + hour,
    steps: [{ at: shiftStart + hour, put: expect.arrayContaining([expect.objectContaining({ id: "p0" })]) }],
  });
});

test("[SCR-3] who may not look back, has not joined or asks what is none is refused; nobody waits for an answer", async () => {
  const world = await openWorld();
  const { token } = await world.pair("kiosk");
  const kiosk = await world.connect({ page: "kiosk", token });
  expect(await ask(kiosk, "replay", { at: 0 })).toMatchObject({ refusal: { code: "forbidden" } });
  await kiosk.join();
  expect(await ask(kiosk, "replay", { at: 0 })).toMatchObject({ refusal: { code: "forbidden" } });
  const screen = await wallOf(world, unitId("mine"));
  for (const wrong of [undefined, "x", {}, { at: -1 }, { at: 1.5 }, { at: "0" }])
    expect(await ask(screen, "replay", wrong)).toMatchObject({ refusal: { code: "malformed" } });
  for (const wrong of [null, { after: 1 }, { after: 1, until: 1, grain: 0 }, { after: 1, until: 1, grain: 1e9 }])
    expect(await ask(screen, "replay-more", wrong)).toMatchObject({ refusal: { code: "malformed" } });
  screen.say("replay", { at: 0 });
  screen.say("replay-more", {}, "no function");
  expect(await ask(screen, "replay-more", { after: 1, until: 1, grain: 1 })).toEqual({ kind: "gone" });
  for (let n = 0; n < 40; n += 1) screen.say("replay", { at: 0 }, () => {});
  expect(await ask(screen, "replay", { at: 0 })).toMatchObject({ refusal: { code: "too_many" } });
  expect(world.faults).toEqual([]);
});
