// Screens on a real wire as tests ask for them: a wall that has joined, what it holds, and what it ought to hold.

import type { Audience } from "../../domain/audience.ts";
import { screenId, seq, unitId } from "../../domain/ids.ts";
import type { Replica } from "../../domain/replica.ts";
import type { openWorld, Screen } from "./open-world.ts";

export type Opened = Awaited<ReturnType<typeof openWorld>>;
export const root = unitId("co");
export const wall: Audience = { kind: "wall", unit: root };
const text = (records: Iterable<readonly [string, unknown]>): string =>
  JSON.stringify([...records].toSorted(([a], [b]) => (a < b ? -1 : 1)));
export const board = (world: Opened, audience: Audience): string =>
  text(world.projection.lackOf(audience, seq(0)).put.map((record) => [`${record.kind}/${record.id}`, record] as const));
export const held = (screen: Screen): string => text(screen.replica()?.records ?? []);
export const upTo = (world: Opened) => {
  const at = world.projection.seq();
  return (replica: Replica): boolean => replica.seq >= at;
};
export const wallOf = async (world: Opened, unit = root): Promise<Screen> => {
  const { token } = await world.pair("wall", unit);
  const screen = await world.connect({ page: "wall", token });
  await screen.join();
  return screen;
};

export const unpaired = screenId("unpaired");
export const layoutOf = (world: Opened) => {
  const [one] = world.projection.board.all("screen");
  if (one === undefined) throw new Error("no screen");
  return one.layout;
};
