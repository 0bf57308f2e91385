// What the file ledger makes of bytes that are not as it wrote them: it cuts the remains of an unanswered write, else refuses.

import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Seq, seq } from "../../domain/ids.ts";
import { type DamageReason, LedgerDamaged, type StoreReport } from "../../server/ledger/failures.ts";
import { createTempFolder } from "../kit/temp-folder.ts";
import { bytesTried, tries } from "../kit/tries.ts";
import { eventsAfter, failureOf, note, notes, textsIn } from "./notes.ts";
import { openNotes } from "./open-notes.ts";

const firstFile = "000000000001.jsonl";

/** A store whose ledger was written in these batches and closed, and the bytes of its first file. */
const written = async (batches: readonly (readonly string[])[], segmentBytes?: number) => {
  const store = await createTempFolder();
  const ledger = await openNotes(store, segmentBytes === undefined ? {} : { segmentBytes });
  for (const batch of batches) await ledger.append(() => notes(...batch));
  await ledger.close();
  const path = join(store, "ledger", firstFile);
  return { store, path, bytes: await readFile(path) };
};

const reopened = async (store: string, snapshotSeq: Seq = seq(0)) => {
  const reports: StoreReport[] = [];
  const ledger = await openNotes(store, { snapshotSeq, onReport: (report) => reports.push(report) });
  const texts = await textsIn(ledger);
  await ledger.close();
  return { texts, reports };
};

const damageOf = async (store: string, snapshotSeq: Seq = seq(0)): Promise<LedgerDamaged> => {
  const error = await failureOf(reopened(store, snapshotSeq));
  if (error instanceof LedgerDamaged) return error;
  throw error;
};

/** Offsets at which the lines of a file begin, and its length. */
const lineStarts = (bytes: Buffer): number[] => [
  0,
  ...[...bytes.keys()].filter((at) => bytes[at] === 10).map((at) => at + 1),
];

const line = (body: string): string => `${crc32(body).toString(16).padStart(8, "0")} ${body}\n`;

// Some tests open a ledger a thousand times.
const patient = { timeout: 60_000 };

describe("the remains of an unfinished write", patient, () => {
  test("a last line cut at any byte is cut off and reported, and the ledger goes on", async () => {
    const { store, path, bytes } = await written([["甲"], ["乙", "丙"], ["最后一行 👷"]]);
    const [start = 0] = lineStarts(bytes).slice(2);
    for (const length of bytesTried(start + 1, bytes.length)) {
      await writeFile(path, bytes.subarray(0, length));
      const { texts, reports } = await reopened(store);
      expect(texts).toEqual(["甲", "乙", "丙"]);
      const cut = { file: path, line: 3, offset: start, bytes: length - start, head: 3 };
      expect(reports).toEqual([{ kind: "tail_cut", ...cut }]);
      expect(await readFile(path)).toEqual(bytes.subarray(0, start));
    }
    const ledger = await openNotes(store);
    expect(await ledger.append(() => notes("丁"))).toMatchObject([{ seq: 4 }]);
    await ledger.close();
    expect((await reopened(store)).texts).toEqual(["甲", "乙", "丙", "丁"]);
  });

  test("a batch of several events cut at any byte is cut off whole", async () => {
    const { store, path, bytes } = await written([["a"], ["b", "c", "d"]]);
    const [start = 0] = lineStarts(bytes).slice(1);
    for (const length of bytesTried(start + 1, bytes.length)) {
      await writeFile(path, bytes.subarray(0, length));
      const { texts, reports } = await reopened(store);
      expect(texts).toEqual(["a"]);
      expect(reports).toMatchObject([{ kind: "tail_cut", offset: start, bytes: length - start }]);
    }
  });

  test("a first batch cut short leaves an empty ledger", async () => {
    const { store, path, bytes } = await written([["a"]]);
    await writeFile(path, bytes.subarray(0, 40));
    expect((await reopened(store)).texts).toEqual([]);
  });

  test("after a power cut with any of the last batch's sectors lost, the earlier events are there and nothing of the batch", async () => {
    const { store, path, bytes } = await written([
      ["a"],
      ["b"],
      Array.from({ length: 30 }, (_, index) => `${index} 守望`),
    ]);
    const [start = 0] = lineStarts(bytes).slice(2);
    const firstSector = Math.floor(start / 512);
    const sectors = Math.ceil(bytes.length / 512) - firstSector;
    const lostSectors = fc.array(fc.boolean(), { minLength: sectors, maxLength: sectors });
    const lengths = fc.oneof(fc.constant(bytes.length), fc.integer({ min: start + 1, max: bytes.length }));
    await fc.assert(
      fc.asyncProperty(lostSectors, lengths, async (lost, length) => {
        const after = Buffer.from(bytes.subarray(0, length));
        for (const [index, isLost] of lost.entries()) {
          const from = Math.max(start, (firstSector + index) * 512);
          if (isLost) after.fill(0, from, Math.min(length, (firstSector + index + 1) * 512));
        }
        await writeFile(path, after);
        const isWhole = after.equals(bytes);
        const { texts, reports } = await reopened(store);
        expect(texts.slice(0, 3)).toEqual(isWhole ? ["a", "b", "0 守望"] : ["a", "b"]);
        expect(reports).toHaveLength(isWhole ? 0 : 1);
      }),
      { numRuns: tries(150) },
    );
  });

  test("a write of which only the length was kept leaves NULs, which are cut off", async () => {
    const { store, path, bytes } = await written([["a"], ["b"]]);
    await writeFile(path, Buffer.concat([bytes, Buffer.alloc(5000)]));
    const { texts, reports } = await reopened(store);
    expect(texts).toEqual(["a", "b"]);
    expect(reports).toMatchObject([{ offset: bytes.length, bytes: 5000, head: 2 }]);
  });

  test("a newline alone on a page that was lost is a lost page, not a changed newline", async () => {
    const { store, path, bytes: first } = await written([["a"]]);
    const body = (text: string) => `2 1 [{"seq":2,"at":1,"cause":"c","actor":{},"v":1,"data":{"text":"${text}"}}]`;
    const plain = first.length + line(body("")).length;
    const bytes = Buffer.concat([first, Buffer.from(line(body("b".repeat(1025 - plain))))]);
    await writeFile(path, bytes);
    expect((await reopened(store)).texts).toHaveLength(2);
    await writeFile(path, Buffer.from(bytes).fill(0, 1024));
    expect((await reopened(store)).texts).toEqual(["a"]);
  });

  test("an empty newest file is a full start", async () => {
    const { store } = await written([["a"]]);
    await writeFile(join(store, "ledger", "000000000002.jsonl"), "");
    expect(await reopened(store)).toEqual({ texts: ["a"], reports: [] });
  });
});

describe("damage refuses the start", patient, () => {
  test("one flipped bit at any byte of the last file is found, with its line", async () => {
    const { store, path, bytes } = await written([["a"], ["b", "守望"], ["d"]]);
    const starts = lineStarts(bytes);
    for (const at of bytesTried(0, bytes.length)) {
      const changed = Buffer.from(bytes);
      changed.writeUInt8(changed.readUInt8(at) ^ (1 << (at % 8)), at);
      await writeFile(path, changed);
      const { file, line, message } = await damageOf(store);
      expect({ at, file, line }).toEqual({ at, file: path, line: starts.filter((start) => start <= at).length });
      expect(message).toContain(`${path}, line ${line}`);
    }
    await writeFile(path, bytes);
    expect((await reopened(store)).texts).toEqual(["a", "b", "守望", "d"]);
  });

  test("random bytes changed in a full file are found", async () => {
    const { store, path, bytes } = await written([["a", "b"], ["c"], ["d"]], 350);
    expect(await readdir(join(store, "ledger"))).toHaveLength(3);
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (at, mask) => {
        const changed = Buffer.from(bytes);
        changed.writeUInt8(changed.readUInt8(at) ^ mask, at);
        await writeFile(path, changed);
        expect((await damageOf(store)).file).toBe(path);
      }),
      { numRuns: tries(100) },
    );
  });

  test("a full file that breaks off, or ends early, is no unfinished write", async () => {
    const { store, path, bytes } = await written([["a"], ["b"], ["c"], ["d"]], 500);
    expect(await readdir(join(store, "ledger"))).toEqual([firstFile, "000000000003.jsonl"]);
    await writeFile(path, bytes.subarray(0, bytes.length - 5));
    expect(await damageOf(store)).toMatchObject({ reason: "torn", file: path, line: 2 });
    const [, second] = lineStarts(bytes);
    await writeFile(path, bytes.subarray(0, second));
    expect(await damageOf(store)).toMatchObject({ reason: "missing_segment" });
  });

  test("a missing file is named", async () => {
    const { store } = await written([["a"], ["b"], ["c"]], 100);
    const folder = join(store, "ledger");
    await rm(join(folder, "000000000002.jsonl"));
    expect(await damageOf(store)).toMatchObject({
      reason: "missing_segment",
      file: join(folder, "000000000002.jsonl"),
    });
    await rm(join(folder, firstFile));
    expect(await damageOf(store)).toMatchObject({ reason: "missing_segment", file: join(folder, firstFile) });
  });

  test("a lost page in a batch that a later one followed is damage: the later one proves that it was answered", async () => {
    const { store, path, bytes } = await written([
      ["a"],
      Array.from({ length: 20 }, (_, index) => `b${index}`),
      ["c".repeat(600)],
      ["d"],
    ]);
    const changed = Buffer.from(bytes).fill(0, 1024, 1536);
    await writeFile(path, changed);
    expect(await damageOf(store)).toMatchObject({ file: path, offset: lineStarts(bytes)[1] });
    // Also when the page took the end of the one and the head of the next.
    const [startOfC = 0, startOfD = 0] = lineStarts(bytes).slice(-3);
    const sector = Math.floor(startOfC / 512) * 512;
    expect(sector + 512).toBeLessThan(startOfD);
    await writeFile(path, Buffer.from(bytes).fill(0, sector, sector + 512));
    expect(await damageOf(store)).toMatchObject({ file: path, offset: lineStarts(bytes)[1] });
  });

  test("a lost page in a batch behind whose newline a later write has begun is damage too", async () => {
    const { store, path, bytes } = await written([["a"], Array.from({ length: 20 }, (_, index) => `b${index}`)]);
    const holed = Buffer.from(bytes).fill(0, 1024, 1536);
    await writeFile(path, Buffer.concat([holed, Buffer.alloc(700)]));
    expect(await damageOf(store)).toMatchObject({ file: path, offset: lineStarts(bytes)[1] });
    await writeFile(path, holed);
    expect((await reopened(store)).texts).toEqual(["a"]);
  });

  test.each([
    [520, 530],
    [512, 530],
    [1000, 1024],
  ])("NULs from byte %i to %i are no lost page, so they are damage", async (from, to) => {
    const { store, path, bytes } = await written([["a"], ["b".repeat(1000)]]);
    await writeFile(path, Buffer.from(bytes).fill(0, from, to));
    expect(await damageOf(store)).toMatchObject({ reason: "checksum", line: 2 });
  });

  test("a line that was taken out is damage, and so is an event taken out of the last line", async () => {
    const { store, path, bytes } = await written([["a"], ["b", "c"], ["d", "e"]]);
    const [, second, third = 0] = lineStarts(bytes);
    await writeFile(path, Buffer.concat([bytes.subarray(0, second), bytes.subarray(third)]));
    expect(await damageOf(store)).toMatchObject({ reason: "gap", line: 2, offset: second });
    const lastEvent = bytes.lastIndexOf(',{"seq":5');
    await writeFile(path, Buffer.concat([bytes.subarray(0, lastEvent), Buffer.from("]\n")]));
    expect(await damageOf(store)).toMatchObject({ reason: "checksum", line: 3, offset: third });
  });

  test("a ledger shorter than its snapshot is damage, though every byte of it is sound", async () => {
    const { store, path, bytes } = await written([["a"], ["b"], ["c"]]);
    const [, , third] = lineStarts(bytes);
    await writeFile(path, bytes.subarray(0, third));
    expect((await reopened(store, seq(2))).texts).toEqual(["a", "b"]);
    expect(await damageOf(store, seq(3))).toMatchObject({ reason: "missing_end", file: path, line: 3 });
    await rm(path);
    expect(await damageOf(store, seq(3))).toMatchObject({ reason: "missing_segment", file: path });
  });

  test.each<[DamageReason, string]>([
    ["unreadable", line(`2 1 [{"seq":2,"at":1,"cause":"c","actor":{},"v":1,"data":`)],
    ["unreadable", line(`2 1 [{"seq":2,"at":"noon","cause":"c","actor":{},"v":1,"data":{}}]`)],
    ["unreadable", line(`2 2 [{"seq":2,"at":1,"cause":"c","actor":{},"v":1,"data":{}}]`)],
    ["newer_version", line(`2 1 [{"seq":2,"at":1,"cause":"c","actor":{},"v":2,"data":{}}]`)],
    ["gap", line(`3 1 [{"seq":3,"at":1,"cause":"c","actor":{},"v":1,"data":{}}]`)],
    ["gap", line(`2 1 [{"seq":3,"at":1,"cause":"c","actor":{},"v":1,"data":{}}]`)],
    ["not_a_line", line(`2 0 []`)],
    ["not_a_line", line(`1/1 {"seq":2,"at":1,"cause":"c","actor":{},"v":1,"data":{}}`)],
    ["not_a_line", "hello\n"],
  ])("a line that was not written here, though its checksum may be right, is refused: %s", async (reason, text) => {
    const { store, path, bytes } = await written([["a"]]);
    await writeFile(path, Buffer.concat([bytes, Buffer.from(text)]));
    expect(await damageOf(store)).toMatchObject({ reason, file: path, line: 2 });
  });
});

test("files before the snapshot are checked when they are read, not at the start", async () => {
  const { store, path, bytes } = await written([["a"], ["b"], ["c"], ["d"], ["e"]], 500);
  expect(await readdir(join(store, "ledger"))).toHaveLength(3);
  await writeFile(path, Buffer.from(bytes).fill("x", 100, 110));
  expect(await damageOf(store)).toMatchObject({ file: path, line: 1 });

  const ledger = await openNotes(store, { snapshotSeq: seq(4) });
  expect((await eventsAfter(ledger, seq(4))).map((event) => event.data.text)).toEqual(["e"]);
  expect(await failureOf(eventsAfter(ledger))).toMatchObject({ reason: "checksum", file: path, line: 1 });
  await ledger.append(() => [note("f")]);
  await ledger.close();
});
