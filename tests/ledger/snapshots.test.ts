// Snapshots: the newest good one is found whatever happened to the others, and saving keeps out of everybody's way.

import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { seq } from "../../domain/ids.ts";
import { createNodeDisk, type Disk } from "../../server/ledger/disk.ts";
import type { StoreReport } from "../../server/ledger/failures.ts";
import { createSnapshots } from "../../server/ledger/snapshots.ts";
import { createFaultyDisk, type DiskCall } from "../kit/faulty-disk.ts";
import { createTempFolder } from "../kit/temp-folder.ts";
import { failureOf } from "./notes.ts";

type Row = { readonly id: string; readonly text: string };

const rows = (count: number, text = "北山"): Row[] =>
  Array.from({ length: count }, (_, index) => ({ id: `${index}`, text: `${text} ${index}` }));

const open = (store: string, { disk = createNodeDisk(), layout = 1 }: { disk?: Disk; layout?: number } = {}) => {
  const reports: StoreReport[] = [];
  const folder = join(store, "snapshots");
  const snapshots = createSnapshots<Row>({ folder, disk, layout, onReport: (report) => reports.push(report) });
  return { snapshots, folder, reports };
};

test("there is none in the beginning", async () => {
  const { snapshots, reports } = open(await createTempFolder());
  expect(await snapshots.newest()).toBeUndefined();
  expect(reports).toEqual([]);
});

test.each([0, 1, 256, 1000])("a snapshot of %i records is read as it was saved", async (count) => {
  const store = await createTempFolder();
  const records = rows(count, "守望 👷\n\u2028");
  await open(store).snapshots.save(seq(17), records);
  expect(await open(store).snapshots.newest()).toEqual({ seq: 17, records });
});

test("the last three are kept, and the newest is read", async () => {
  const { snapshots, folder } = open(await createTempFolder());
  for (const at of [5, 10, 15, 20, 25]) await snapshots.save(seq(at), rows(at));
  expect((await readdir(folder)).sort()).toEqual(["000000000015.jsonl", "000000000020.jsonl", "000000000025.jsonl"]);
  expect(await snapshots.newest()).toEqual({ seq: 25, records: rows(25) });
});

test("a newest one with any byte changed or cut is passed over, reported, and the one before is read", async () => {
  const store = await createTempFolder();
  const { snapshots, folder } = open(store);
  await snapshots.save(seq(1), rows(1));
  await snapshots.save(seq(2), rows(2));
  const file = join(folder, "000000000002.jsonl");
  const bytes = await readFile(file);
  for (const at of bytes.keys()) {
    const changed = Buffer.from(bytes);
    changed.writeUInt8(changed.readUInt8(at) ^ (1 << (at % 8)), at);
    // The newline at the very end bears no meaning.
    for (const damaged of at < bytes.length - 1 ? [changed, bytes.subarray(0, at)] : []) {
      await writeFile(file, damaged);
      const again = open(store);
      expect(await again.snapshots.newest(), `byte ${at}`).toEqual({ seq: 1, records: rows(1) });
      expect(again.reports).toEqual([{ kind: "snapshot_passed_over", file, why: "damaged" }]);
    }
  }
});

test("with none of them good there is none", async () => {
  const { snapshots, folder, reports } = open(await createTempFolder());
  for (const at of [1, 2, 3]) await snapshots.save(seq(at), rows(3));
  for (const name of await readdir(folder)) await writeFile(join(folder, name), "{}\n");
  expect(await snapshots.newest()).toBeUndefined();
  expect(reports).toHaveLength(3);
});

test("one of another layout is passed over: its records have another shape", async () => {
  const store = await createTempFolder();
  await open(store, { layout: 1 }).snapshots.save(seq(3), rows(1));
  const { snapshots, folder, reports } = open(store, { layout: 2 });
  expect(await snapshots.newest()).toBeUndefined();
  const file = join(folder, "000000000003.jsonl");
  expect(reports).toEqual([{ kind: "snapshot_passed_over", file, why: "other_layout" }]);
});

test("a disk that fails at any call leaves the older snapshot, and the next save works", async () => {
  const healthy = createFaultyDisk(createNodeDisk(), () => undefined);
  await open(await createTempFolder(), { disk: healthy }).snapshots.save(seq(2), rows(300));
  const calls = new Set<DiskCall>(["open", "write", "sync", "close", "rename", "syncFolder"]);
  expect(new Set(healthy.calls)).toEqual(calls);
  for (const index of healthy.calls.keys()) {
    const store = await createTempFolder();
    await open(store).snapshots.save(seq(1), rows(1));
    const disk = createFaultyDisk(createNodeDisk(), (_, number) => (number === index + 1 ? "ENOSPC" : undefined));
    const { snapshots, folder, reports } = open(store, { disk });
    expect(await failureOf(snapshots.save(seq(2), rows(300)))).toMatchObject({ name: "StorageFailed" });
    const isRenamed = disk.calls[index] === "syncFolder";
    expect((await snapshots.newest())?.seq).toBe(isRenamed ? 2 : 1);
    await snapshots.save(seq(3), rows(3));
    expect(await snapshots.newest()).toEqual({ seq: 3, records: rows(3) });
    expect(reports).toEqual([]);
    expect((await readdir(folder)).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  }
});

test("saving takes the board as it is at the call, and lets others have their turn", async () => {
  const store = await createTempFolder();
  const { snapshots } = open(store);
  const board = new Map(rows(20_000).map((row) => [row.id, row]));
  let turns = 0;
  const turning = setInterval(() => {
    turns += 1;
    board.delete(`${turns}`);
  }, 0);
  await snapshots.save(seq(1), board.values());
  clearInterval(turning);
  expect(turns).toBeGreaterThan(2);
  expect(await snapshots.newest()).toEqual({ seq: 1, records: rows(20_000) });
});

test("saves called at once follow one another", async () => {
  const { snapshots, folder } = open(await createTempFolder());
  await Promise.all([4, 1, 3, 2].map((at) => snapshots.save(seq(at), rows(at))));
  expect(await snapshots.newest()).toEqual({ seq: 4, records: rows(4) });
  expect(await readdir(folder)).toHaveLength(3);
});
