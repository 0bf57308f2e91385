// A room is told in one piece: frames of every length, and their order where a screen reads late.

import { expect, test } from "vitest";
import { screenId } from "../../domain/ids.ts";
import type { Presence } from "../../domain/protocol.ts";
import { tellRoom } from "../../server/tell-room.ts";
import { openWorld } from "../kit/open-world.ts";

const presence = (name: string): Presence => ({
  screen: screenId(name),
  audience: "wall",
  since: 0,
  seen: 0,
  report: undefined,
});
const textOf = (name: string): string => `42${JSON.stringify(["presence", [presence(name)]])}`;
const bare = Buffer.byteLength(textOf(""));

const opened = async () => {
  const world = await openWorld();
  const { token, screen } = await world.pair("wall");
  const reader = await world.connectBare(token, "wall");
  await reader.join(0, "");
  const line = [...world.wire.sockets.sockets.values()].find((one) => one.data.screen === screen);
  if (line === undefined) throw new Error("no line");
  return { world, reader, line };
};

test("a text of any length arrives as it was said: about each bound of a frame's head, and in Chinese", async () => {
  const { world, reader, line } = await opened();
  for (const bytes of [125, 126, 127, 65_535, 65_536, 65_537, 400_000]) {
    const name = "x".repeat(bytes - bare);
    const heard = reader.hears((text) => text === textOf(name));
    tellRoom(world.wire, line.id, "presence", [presence(name)]);
    expect(Buffer.byteLength(await heard)).toBe(bytes);
  }
  const heard = reader.hears((text) => text === textOf("二号井口"));
  tellRoom(world.wire, line.id, "presence", [presence("二号井口")]);
  await heard;
});

test("a screen that reads late gets everything in the order it was said, whichever way it was said", async () => {
  const { world, reader, line } = await opened();
  reader.socket.pause();
  const names = Array.from({ length: 400 }, (_, n) => `${n} ${"y".repeat(20_000)}`);
  for (const [n, name] of names.entries()) {
    if (n % 3 === 1) line.emit("presence", [presence(name)]);
    else tellRoom(world.wire, line.id, "presence", [presence(name)]);
    // Now and then the system is given time to take what waits.
    if (n % 50 === 0) await new Promise(setImmediate);
  }
  expect(line.conn.transport.writable).toBe(false);
  const last = reader.hears((text) => text === textOf(names[399] ?? ""));
  reader.socket.resume();
  await last;
  const told = reader.texts
    .filter((text) => text.startsWith('42["presence"'))
    .map((text) => text.split(" ")[0]?.split('"').at(-1));
  expect(told).toEqual(names.map((_, n) => `${n}`));
});
