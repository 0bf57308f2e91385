// A call for help through the real door: no badge, a badge nobody knows, one that is known; it is heard each time. [POST-4]

import { expect, test } from "vitest";
import { isOpen } from "../../domain/alarms/alarm.ts";
import { unitId } from "../../domain/ids.ts";
import { openWorld } from "../kit/open-world.ts";
import { badgeOf, body } from "../kit/said.ts";

const open = async () => {
  const world = await openWorld();
  const { token, screen } = await world.pair("kiosk", unitId("mine"));
  const kiosk = await world.connect({ page: "kiosk", token });
  await kiosk.join();
  const calls = () => [...world.projection.board.all("alarm")].filter((one) => one.sort === "sos" && isOpen(one));
  return { world, kiosk, screen, calls };
};

test("[POST-4] without a badge the kiosk itself calls, in its own unit", async () => {
  const { kiosk, screen, calls } = await open();
  expect(await kiosk.command(body("CallSos", { place: "井口终端" }))).toMatchObject({ kind: "ok" });
  expect(calls()).toMatchObject([{ source: screen, place: "井口终端", priority: 1, rung: "everyone" }]);
  expect(calls()[0]?.scope).toContain("mine");
});

test("[POST-4] a badge that nobody knows and a proof that has run out do not make it unheard", async () => {
  const { kiosk, screen, calls } = await open();
  const unknown = { badge: "XX-99999" };
  const signOn = await kiosk.command(body("SignOn", { post: "p1", briefing: [], as: unknown }));
  expect(signOn).toMatchObject({ kind: "refused" });
  expect(await kiosk.command(body("CallSos", { as: unknown }))).toMatchObject({ kind: "ok" });
  expect(calls()).toMatchObject([{ source: screen }]);
  expect(await kiosk.command(body("CallSos", { as: { proof: "p".repeat(43) } }))).toMatchObject({ kind: "ok" });
});

test("[POST-4] a known badge calls in its worker's name", async () => {
  const { world, kiosk, calls } = await open();
  expect(await kiosk.command(body("CallSos", { place: "井口终端", as: { badge: badgeOf(1) } }))).toMatchObject({
    kind: "ok",
  });
  const [call] = calls();
  expect(world.projection.board.get("worker", call?.source ?? "")).toBeDefined();
});

test("[POST-4] a wall cannot be made to call", async () => {
  const { world, calls } = await open();
  const { token } = await world.pair("wall");
  const wall = await world.connect({ page: "wall", token });
  await wall.join();
  expect(await wall.command(body("CallSos", {}))).toMatchObject({ refusal: { code: "forbidden" } });
  expect(calls()).toEqual([]);
});

test("[ALM-1] words after the call go to it: the caller's by his badge, the kiosk's where the badge is nobody's; the same id twice is once", async () => {
  const { kiosk, screen, calls } = await open();
  const unknown = { badge: "XX-99999" };
  expect(await kiosk.command(body("NoteSos", { words: "先写", as: unknown }))).toMatchObject({
    refusal: { code: "alarm_unknown" },
  });
  await kiosk.command(body("CallSos", { as: unknown }));
  const note = body("NoteSos", { words: "腿压住了", as: unknown });
  const once = await kiosk.command(note);
  expect(once).toMatchObject({ kind: "ok" });
  expect(await kiosk.command(note)).toEqual(once);
  expect(calls()).toMatchObject([{ source: screen, notes: [{ words: "腿压住了" }] }]);
  expect(calls()[0]?.notes).toHaveLength(1);
  await kiosk.command(body("CallSos", { as: { badge: badgeOf(1) } }));
  await kiosk.command(body("NoteSos", { words: "在三号巷", as: { badge: badgeOf(1) } }));
  const his = calls().find(({ source }) => source !== screen);
  expect(his?.notes).toMatchObject([{ by: his?.source, words: "在三号巷" }]);
});
