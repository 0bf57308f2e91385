// A screen that is to load anew waits for its moment, and then for a server that answers and for nobody to stand before it. [SCR-1]

import { expect, test } from "vitest";
import { createReloading, lookEvery } from "../../web/lib/reloading.ts";
import { createFakeTimers } from "../kit/fake-timers.ts";

const open = () => {
  const timers = createFakeTimers(1_000_000);
  const state = { free: true, reloads: 0 };
  const reloading = createReloading({
    now: timers.now,
    after: timers.after,
    mayNow: () => state.free,
    reload: () => {
      state.reloads += 1;
    },
  });
  return { timers, state, reloading };
};

test("[SCR-1] not before its moment, then at once and only once", () => {
  const { timers, state, reloading } = open();
  reloading.ask(timers.now() + 30_000);
  timers.pass(29_999);
  expect(state.reloads).toBe(0);
  timers.pass(1);
  expect(state.reloads).toBe(1);
  timers.pass(600_000);
  expect(state.reloads).toBe(1);
});

test("[SCR-1] while somebody stands here, something waits or the server is away it stays, however long, and goes within a second after", () => {
  const { timers, state, reloading } = open();
  state.free = false;
  reloading.ask(timers.now());
  timers.pass(3_600_000);
  expect(state.reloads).toBe(0);
  state.free = true;
  timers.pass(lookEvery);
  expect(state.reloads).toBe(1);
});

test("[SCR-1] a later request takes the place of the earlier one; a moment long past is now", () => {
  const { timers, state, reloading } = open();
  reloading.ask(timers.now() + 10_000);
  reloading.ask(timers.now() + 60_000);
  timers.pass(59_000);
  expect(state.reloads).toBe(0);
  timers.pass(1_000);
  expect(state.reloads).toBe(1);
  reloading.ask(0);
  timers.pass(0);
  expect(state.reloads).toBe(2);
});
