// Placing posts at the desk: where a tap is on the plan, and that every act can be taken back, the last first. [POST-1]

import { expect, test } from "vitest";
import { postId, unitId } from "../../domain/ids.ts";
import type { Spot } from "../../domain/site/plan.ts";
import { createPlaces } from "../../web/desk/plans/plan-places.svelte.ts";
import { shareAt } from "../../web/desk/plans/plan-rows.ts";

const spot = (x: number, y: number): Spot => ({ plan: unitId("mine"), x, y });
const [p1, p2] = [postId("p1"), postId("p2")];

test("[POST-1] a tap is told as shares from the left and from the top; beside the picture it is none", () => {
  const size = { width: 1600, height: 1000 };
  expect(shareAt({ lat: 1000, lng: 0 }, size)).toEqual({ x: 0, y: 0 });
  expect(shareAt({ lat: 250, lng: 400 }, size)).toEqual({ x: 0.25, y: 0.75 });
  for (const [lat, lng] of [
    [-1, 5],
    [1001, 5],
    [5, -1],
    [5, 1601],
  ] as const)
    expect(shareAt({ lat, lng }, size)).toBeUndefined();
});

test("[POST-1] putting, moving and taking off are undone in turn; what was refused is not undone, nor undone twice", async () => {
  const spots = new Map<string, Spot>();
  let refuses = false;
  const places = createPlaces({
    spotOf: (post) => spots.get(post),
    send: async (command) => {
      if (refuses) return false;
      if (command.type === "PlacePost") spots.set(command.post, command.spot);
      else spots.delete(command.post);
      return true;
    },
  });
  await places.put(p1, spot(0.1, 0.1));
  await places.put(p1, spot(0.2, 0.2));
  await places.put(p2, spot(0.5, 0.5));
  await places.takeOff(p1);
  refuses = true;
  expect(await places.put(p2, spot(0.9, 0.9))).toBe(false);
  expect(await places.undo()).toBe(false);
  expect(places.undoable).toBe(4);
  refuses = false;
  const seen: unknown[] = [];
  while (await places.undo()) seen.push([spots.get(p1)?.x, spots.get(p2)?.x]);
  expect(seen).toEqual([
    [0.2, 0.5],
    [0.2, undefined],
    [0.1, undefined],
    [undefined, undefined],
  ]);
});
