// A disk that is full or broken at any call: nothing is acknowledged that was not kept, and the ledger says so from then on.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createNodeDisk } from "../../server/ledger/disk.ts";
import { StorageFailed } from "../../server/ledger/failures.ts";
import { createFaultyDisk, type DiskCall, type FaultyDisk } from "../kit/faulty-disk.ts";
import { createTempFolder } from "../kit/temp-folder.ts";
import { failureOf, notes, textsIn } from "./notes.ts";
import { openNotes } from "./open-notes.ts";

/** Six appends of which every second one begins a new file. Answers what was acknowledged and what was refused, in order. */
const lived = async (store: string, disk: FaultyDisk) => {
  const acknowledged: string[] = [];
  const failures: unknown[] = [];
  const heard: string[] = [];
  const decided: string[] = [];
  try {
    const ledger = await openNotes(store, { disk, segmentBytes: 700 });
    ledger.follow((events) => heard.push(...events.map((event) => event.data.text)));
    for (const text of ["a", "b", "c", "d", "e", "f"]) {
      try {
        await ledger.append(() => {
          decided.push(text);
          return notes(`${text}1`, `${text}2`);
        });
        acknowledged.push(`${text}1`, `${text}2`);
      } catch (error) {
        failures.push(error);
      }
    }
    expect(await textsIn(ledger)).toEqual(acknowledged);
    await ledger.close();
  } catch (error) {
    failures.push(error);
  }
  return { acknowledged, failures, heard, decided };
};

const healthyCalls = async (): Promise<readonly DiskCall[]> => {
  const disk = createFaultyDisk(createNodeDisk(), () => undefined);
  const { acknowledged, failures } = await lived(await createTempFolder(), disk);
  expect(failures).toEqual([]);
  expect(acknowledged).toHaveLength(12);
  return disk.calls;
};

describe.each<["ENOSPC" | "EIO", "for one call" | "from then on"]>([
  ["ENOSPC", "for one call"],
  ["EIO", "for one call"],
  ["ENOSPC", "from then on"],
  ["EIO", "from then on"],
])("a disk that answers %s %s", (code, howLong) => {
  test("at any of its calls: what was acknowledged is there after a restart, in order and nothing twice", async () => {
    const calls = await healthyCalls();
    expect(new Set(calls)).toEqual(new Set(["syncFolder", "open", "write", "sync", "close"]));
    for (const [index, call] of calls.entries()) {
      const store = await createTempFolder();
      const disk = createFaultyDisk(createNodeDisk(), (_, number) =>
        number === index + 1 || (howLong === "from then on" && number > index) ? code : undefined,
      );
      const { acknowledged, failures, heard, decided } = await lived(store, disk);
      expect(failures.length, `${call} ${index + 1}`).toBeGreaterThan(0);
      expect(heard).toEqual(acknowledged);
      // After the first failure no decision was asked for any more.
      expect(decided.length * 2 - acknowledged.length).toBeLessThanOrEqual(2);

      const again = await openNotes(store, { onReport: () => {} });
      const kept = await textsIn(again);
      await again.close();
      const mayHaveLeftovers = failures.some((error) => error instanceof StorageFailed && error.leftover === "unknown");
      expect(kept.slice(0, acknowledged.length), `${call} ${index + 1}`).toEqual(acknowledged);
      const surplus = kept.slice(acknowledged.length);
      // A batch that could not be taken back comes back whole or not at all.
      expect(mayHaveLeftovers ? [0, 2] : [0], `${call} ${index + 1}`).toContain(surplus.length);
    }
  });
});

test.each<DiskCall>(["write", "sync"])(
  "after a failed %s every append is refused at once with the same error",
  async (broken) => {
    const store = await createTempFolder();
    let isBroken = false;
    const disk = createFaultyDisk(createNodeDisk(), (call) => (isBroken && call === broken ? "ENOSPC" : undefined));
    const ledger = await openNotes(store, { disk });
    await ledger.append(() => notes("a"));
    isBroken = true;
    const waiting = [ledger.append(() => notes("b")), ledger.append(() => notes("c"))];
    const [first, second] = await Promise.all(waiting.map(failureOf));
    isBroken = false;
    const third = await failureOf(
      ledger.append(() => {
        throw new Error("asked");
      }),
    );
    expect(first).toBeInstanceOf(StorageFailed);
    expect(first).toMatchObject({ stage: broken, path: join(store, "ledger", "000000000001.jsonl") });
    expect([second, third]).toEqual([first, first]);
    expect(second).toBe(first);
    expect(third).toBe(first);
    expect(ledger.head).toBe(1);
    expect(await textsIn(ledger)).toEqual(["a"]);
    await ledger.close();
  },
);

test("a new file's name is synced before an event is written into it, and every append ends with one sync", async () => {
  const store = await createTempFolder();
  const disk = createFaultyDisk(createNodeDisk(), () => undefined);
  const ledger = await openNotes(store, { disk, segmentBytes: 300 });
  expect(disk.calls).toEqual(["syncFolder", "open", "syncFolder"]);
  await ledger.append(() => notes("a", "b", "c"));
  expect(disk.calls.slice(3)).toEqual(["write", "sync"]);
  await ledger.append(() => notes("d"));
  expect(disk.calls.slice(5)).toEqual(["open", "syncFolder", "close", "write", "sync"]);
  await ledger.close();
});

test("the half that a full disk took is removed again", async () => {
  const store = await createTempFolder();
  const path = join(store, "ledger", "000000000001.jsonl");
  let writes = 0;
  const disk = createFaultyDisk(createNodeDisk(), (call) =>
    call === "write" && ++writes === 2 ? "ENOSPC" : undefined,
  );
  const ledger = await openNotes(store, { disk });
  await ledger.append(() => notes("a"));
  const before = await readFile(path);
  expect(await failureOf(ledger.append(() => notes("b")))).toMatchObject({ stage: "write", leftover: "none" });
  expect(await readFile(path)).toEqual(before);
  await ledger.close();
});

test("what could not be removed is told as unknown, and is cut at the next start", async () => {
  const store = await createTempFolder();
  let writes = 0;
  const disk = createFaultyDisk(createNodeDisk(), (call) =>
    (call === "write" && ++writes === 2) || call === "truncate" ? "EIO" : undefined,
  );
  const ledger = await openNotes(store, { disk });
  await ledger.append(() => notes("a"));
  expect(await failureOf(ledger.append(() => notes("b")))).toMatchObject({ stage: "write", leftover: "unknown" });
  await ledger.close();
  const reports: string[] = [];
  const again = await openNotes(store, { onReport: (report) => reports.push(report.kind) });
  expect(await textsIn(again)).toEqual(["a"]);
  expect(reports).toEqual(["tail_cut"]);
  await again.close();
});

test("a disk that takes a few bytes at a time is written to the end", async () => {
  const store = await createTempFolder();
  const disk = createNodeDisk();
  const slow = {
    ...disk,
    open: async (path: string, how: "create" | "replace" | "extend") => {
      const file = await disk.open(path, how);
      return { ...file, write: (bytes: Uint8Array, at: number) => file.write(bytes.subarray(0, 7), at) };
    },
  };
  const ledger = await openNotes(store, { disk: slow });
  await ledger.append(() => notes("守望", "b"));
  await ledger.close();
  const again = await openNotes(store);
  expect(await textsIn(again)).toEqual(["守望", "b"]);
  await again.close();
});
