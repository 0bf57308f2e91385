// Snapshots when enough has happened and once at the end; a failing one is told and tried again, never two at once.

import { describe, expect, test } from "vitest";
import { seq } from "../../domain/ids.ts";
import type { Snapshots } from "../../server/ledger/snapshots.ts";
import type { SnapshotLine } from "../../server/projection.ts";
import { createSnapshotter } from "../../server/snapshotter.ts";
import { promised } from "../kit/promised.ts";
import { siteFixture } from "../kit/site-fixture.ts";
import { createWorld, system } from "../kit/world.ts";

const open = async () => {
  const world = await createWorld();
  const saved: number[] = [];
  const failed: unknown[] = [];
  let gate: Promise<void> = Promise.resolve();
  let fails = false;
  const snapshots: Snapshots<SnapshotLine> = {
    save: async (at) => {
      await gate;
      if (fails) throw new Error("full");
      saved.push(at);
    },
    newest: async () => undefined,
  };
  const snapshotter = createSnapshotter({
    projection: world.projection,
    snapshots,
    every: 3,
    from: seq(1),
    onFailed: (error) => failed.push(error),
  });
  return {
    saved,
    failed,
    snapshotter,
    happen: async (times: number) => {
      for (let n = 0; n < times; n += 1) await world.act({ type: "ImportSite", import: siteFixture() }, system);
    },
    hold: () => {
      const { promise, keep } = promised();
      gate = promise;
      return keep;
    },
    fail: (now: boolean) => {
      fails = now;
    },
  };
};

describe("snapshotter", () => {
  test("writes when enough has happened since the last, not before", async () => {
    const { snapshotter, happen, saved } = await open();
    await happen(2);
    await snapshotter.look();
    expect(saved).toEqual([]);
    await happen(1);
    await snapshotter.look();
    await snapshotter.look();
    expect(saved).toEqual([4]);
    await happen(3);
    await snapshotter.look();
    expect(saved).toEqual([4, 7]);
  });

  test("the last one waits for one under way, and is not written where nothing is new", async () => {
    const { snapshotter, happen, saved, hold } = await open();
    await happen(3);
    const release = hold();
    const looking = snapshotter.look();
    await happen(1);
    const last = snapshotter.last();
    release();
    await Promise.all([looking, last]);
    expect(saved).toEqual([4, 5]);
    await snapshotter.last();
    expect(saved).toEqual([4, 5]);
  });

  test("one that fails is told and tried again at the next look", async () => {
    const { snapshotter, happen, saved, failed, fail } = await open();
    await happen(3);
    fail(true);
    await snapshotter.look();
    expect([saved, failed.length]).toEqual([[], 1]);
    fail(false);
    await snapshotter.look();
    expect(saved).toEqual([4]);
  });
});
