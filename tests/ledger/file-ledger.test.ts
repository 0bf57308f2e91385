// The file ledger keeps the contract, and what it kept is there when it is opened again.

import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { seq } from "../../domain/ids.ts";
import { createBatchEncoder } from "../../server/ledger/lines.ts";
import { createTempFolder } from "../kit/temp-folder.ts";
import { testLedger } from "./contract.ts";
import { eventsAfter, note, notes, textsIn, textsOf } from "./notes.ts";
import { openNotes } from "./open-notes.ts";

describe("file ledger", () => {
  testLedger(async () => openNotes(await createTempFolder()));
});

describe("file ledger, small files", () => {
  testLedger(async () => openNotes(await createTempFolder(), { segmentBytes: 700 }));
});

test("what was appended is there after a restart, and the numbers go on", async () => {
  const folder = await createTempFolder();
  const before = await openNotes(folder);
  await before.append(() => notes("甲", "乙"));
  await before.close();
  const after = await openNotes(folder);
  expect(after.head).toBe(2);
  expect(await after.append(() => notes("丙"))).toMatchObject([{ seq: 3 }]);
  expect(await textsIn(after)).toEqual(["甲", "乙", "丙"]);
  await after.close();
});

test("a batch is one line: its checksum, the number of its first event, how many there are, and they as JSON", async () => {
  const folder = await createTempFolder();
  const ledger = await openNotes(folder);
  await ledger.append(() => notes("a", "b"));
  await ledger.append(() => notes("c"));
  await ledger.close();
  const text = await readFile(join(folder, "ledger", "000000000001.jsonl"), "utf8");
  const lines = text.split("\n");
  expect(lines).toHaveLength(3);
  expect(lines[0]).toMatch(/^[0-9a-f]{8} 1 2 \[\{"seq":1,"at":1763791200000,.+\},\{"seq":2,.+\]$/);
  expect(lines[1]).toMatch(/^[0-9a-f]{8} 3 1 \[\{"seq":3,/);
});

test("a file that would grow beyond its bound begins a new one, named by its first event; a batch is never split", async () => {
  const folder = await createTempFolder();
  const ledger = await openNotes(folder, { segmentBytes: 1000 });
  for (const size of [1, 3, 2, 9, 1]) await ledger.append(() => Array.from({ length: size }, () => note("x")));
  await ledger.close();
  expect(await readdir(join(folder, "ledger"))).toEqual([
    "000000000001.jsonl",
    "000000000005.jsonl",
    "000000000007.jsonl",
    "000000000016.jsonl",
  ]);

  const again = await openNotes(folder, { segmentBytes: 1000 });
  expect(again.head).toBe(16);
  for (const after of [0, 3, 4, 5, 6, 15, 16]) {
    const events = await eventsAfter(again, seq(after));
    expect(events.map((event) => event.seq)).toEqual(
      Array.from({ length: 16 - after }, (_, index) => after + 1 + index),
    );
  }
  await again.append(() => notes("y"));
  expect(textsOf(await eventsAfter(again, seq(16)))).toEqual(["y"]);
  await again.close();
});

test("a window in the middle of a large file is found without what lies before it, damaged or not", async () => {
  const folder = await createTempFolder();
  const ledger = await openNotes(folder);
  const text = "北山 ".repeat(40);
  for (let n = 0; n < 60; n += 1) {
    await ledger.append(() => Array.from({ length: 1 + ((n * 37) % 200) }, () => note(`${n} ${text}`)));
    if (n % 20 === 7) await ledger.append(() => [note("long ".repeat(120_000))]);
  }
  const all = await eventsAfter(ledger);
  const windowOf = async (after: number, until: number) => {
    const found: unknown[] = [];
    for await (const batch of ledger.read(seq(after), seq(until))) found.push(...batch);
    return found;
  };
  for (let after = 0; after < all.length; after += 97)
    expect(await windowOf(after, after + 150)).toEqual(all.slice(after, after + 150));
  const path = join(folder, "ledger", "000000000001.jsonl");
  const bytes = await readFile(path);
  const spot = bytes.indexOf("北山");
  bytes.writeUInt8(bytes.readUInt8(spot) ^ 1, spot);
  await writeFile(path, bytes);
  expect(await windowOf(all.length - 20, all.length)).toEqual(all.slice(-20));
  await expect(windowOf(0, 2)).rejects.toMatchObject({ name: "LedgerDamaged", line: 1, reason: "checksum" });
  await ledger.close();
});

test("one event of 32 MB is kept like any other", async () => {
  const folder = await createTempFolder();
  const ledger = await openNotes(folder);
  const text = "守望 import ".repeat(2 ** 21);
  await ledger.append(() => notes("a"));
  await ledger.append(() => [{ ...note("b"), data: { ...note("b").data, text } }]);
  await ledger.append(() => notes("c"));
  await ledger.close();
  const again = await openNotes(folder);
  expect((await textsIn(again)).map((kept) => (kept === text ? "the long one" : kept))).toEqual([
    "a",
    "the long one",
    "c",
  ]);
  await again.close();
});

test("a batch that would be longer than a line may be is refused before anything is written", () => {
  const encode = createBatchEncoder(10_000_000);
  const event = { seq: seq(1), ...note("a") };
  expect(encode([{ ...event, data: { ...event.data, text: "x".repeat(9_000_000) } }]).length).toBeGreaterThan(
    9_000_000,
  );
  expect(() => encode([{ ...event, data: { ...event.data, text: "x".repeat(10_000_000) } }])).toThrow(RangeError);
});

test("an event that cannot be written down is refused, and the ledger stays usable", async () => {
  const ledger = await openNotes(await createTempFolder());
  const circle: { text: string; self?: unknown } = { text: "round" };
  circle.self = circle;
  await expect(ledger.append(() => [{ ...note("a"), data: { ...note("a").data, ...circle } }])).rejects.toThrow(
    TypeError,
  );
  await ledger.append(() => notes("b"));
  expect(await textsIn(ledger)).toEqual(["b"]);
  await ledger.close();
});
