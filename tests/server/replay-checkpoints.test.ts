// The checkpoints of a replay: the same moments after a restart and behind damaged ones, and never more files than the most.

import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Audience } from "../../domain/audience.ts";
import { postId, seq, unitId } from "../../domain/ids.ts";
import type { Rec } from "../../domain/records.ts";
import { minute } from "../../domain/time.ts";
import { mostCrowded } from "../../server/replay/archive.ts";
import { boardNow, openReplaying, rightly, shownBy, textOf } from "../kit/replaying.ts";
import { shiftStart } from "../kit/site-fixture.ts";
import { watcher } from "../kit/spec.ts";
import { createWorld, worker } from "../kit/world.ts";

const desk: Audience = { kind: "desk", role: "manager", unit: unitId("co") };
const vacant = {
  type: "RaiseAlarm",
  sort: "post-vacant",
  source: "p1",
  scope: ["co", "mine"].map(unitId),
  priority: 2,
  since: shiftStart,
} as const;

describe("checkpoints", () => {
  /** A day with something each quarter of an hour, and the boards of some moments of it. */
  const lived = async (options: Parameters<typeof openReplaying>[0]) => {
    const replaying = await openReplaying(options);
    const { world, archive } = replaying;
    const boards: (readonly [number, readonly Rec[]])[] = [];
    for (let n = 0; n < 40; n += 1) {
      world.passTime(15 * minute);
      await world.act(
        n % 2 === 0
          ? { type: "SignOn", post: postId("p0"), briefing: ["b1"] }
          : { type: "SignOff", post: postId("p0") },
        worker(0),
      );
      if (n === 20) await world.act(vacant, watcher);
      await archive.look();
      boards.push([world.now(), boardNow(world)]);
    }
    return { ...replaying, boards };
  };
  const sameAs = async (
    replaying: Awaited<ReturnType<typeof openReplaying>>,
    boards: Awaited<ReturnType<typeof lived>>["boards"],
  ) => {
    for (const [at, records] of boards)
      expect(textOf(shownBy(await replaying.show(desk, at)))).toBe(textOf(rightly(records, desk, replaying.world)));
  };

  test("after a restart the same moments are shown, and the same alarms were raised", async () => {
    const before = await lived({ every: 10 });
    await before.archive.close();
    const world = await createWorld({ ledger: before.world.ledger, at: before.world.now() });
    const after = await openReplaying({ world, folder: before.folder, every: 10 });
    expect(after.checkpoints.marks()).toEqual(before.checkpoints.marks());
    expect(after.checkpoints.marks().length).toBeGreaterThan(3);
    await sameAs(after, before.boards);
    expect(after.archive.raised()).toEqual(before.archive.raised());
    expect(after.archive.raised()).toHaveLength(1);
  });

  test("damaged ones, and those of another layout, are passed over: the moments stay the same", async () => {
    const before = await lived({ every: 10 });
    const files = (await readdir(before.folder)).sort();
    for (const [n, file] of files.entries()) {
      const bytes = await readFile(join(before.folder, file));
      if (n % 2 === 1) await writeFile(join(before.folder, file), bytes.subarray(0, bytes.length - 9));
      if (n === 2) await writeFile(join(before.folder, file), "x");
    }
    await writeFile(join(before.folder, "left-by-a-crash.gz.tmp"), "half");
    const world = await createWorld({ ledger: before.world.ledger, at: before.world.now() });
    const damaged = await openReplaying({ world, folder: before.folder });
    await sameAs(damaged, before.boards);
    expect(await readdir(before.folder)).not.toContain("left-by-a-crash.gz.tmp");
    const other = await openReplaying({ world, folder: before.folder, layout: 2 });
    await sameAs(other, before.boards);
    expect(other.checkpoints.marks()).toEqual([]);
  });

  test("are never more than the most, and the thinned ones leave the way short", async () => {
    const replaying = await lived({ every: 1, most: 8 });
    expect(replaying.checkpoints.marks()).toHaveLength(8);
    const seqs = replaying.checkpoints.marks().map((mark) => mark.seq);
    const gaps = seqs.slice(1).map((one, n) => one - (seqs[n] ?? 0));
    expect(Math.max(...gaps)).toBeLessThanOrEqual(16);
    await sameAs(replaying, replaying.boards);
    expect(mostCrowded([1, 10, 12, 14, 30].map((n) => ({ seq: seq(n), at: n }))).seq).toBe(12);
  });
});
