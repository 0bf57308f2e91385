// Nonsense, floods and broken bytes: the reader answers, in bounded time, with refusals. [ORG-4]

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { tries } from "../kit/tries.ts";
import { type FileName, folderWith, goodFolder, readWith } from "./site-folder-kit.ts";

const isFile = (name: string): name is FileName => Object.hasOwn(goodFolder, name);
const names = Object.keys(goodFolder).filter(isFile);
const anyFile = fc.constantFrom(...names);

/** Every answer is a whole site or a list with a reason for each row; the list is never empty. */
const answersFor = (read: ReturnType<typeof readWith>): void => {
  if (read.ok) return;
  expect(read.rows.length).toBeGreaterThan(0);
  expect(read).not.toHaveProperty("site");
  for (const { zh, en, row } of read.rows) {
    expect(zh.length * en.length).toBeGreaterThan(0);
    expect(row).toBeGreaterThanOrEqual(0);
  }
};

describe("[ORG-4] the reader never hangs, never throws, never half-imports", () => {
  test("any bytes as any file", () => {
    fc.assert(
      fc.property(anyFile, fc.uint8Array({ maxLength: 400 }), (name, bytes) => answersFor(readWith({ [name]: bytes }))),
    );
  });

  test("good files with bytes changed", () => {
    const change = fc.tuple(fc.nat(5000), fc.nat(255));
    fc.assert(
      fc.property(anyFile, fc.array(change, { minLength: 1, maxLength: 8 }), (name, changes) => {
        const bytes = Uint8Array.from(folderWith().get(name) ?? []);
        for (const [at, byte] of changes) bytes[at % bytes.length] = byte;
        answersFor(readWith({ [name]: bytes }));
      }),
      { numRuns: tries(40) },
    );
  });

  test("good files with a cell changed", () => {
    const cell = fc.oneof(
      fc.string({ unit: "grapheme", maxLength: 80 }),
      fc.constantFrom(
        "",
        "-",
        "0",
        "-1",
        "1e9",
        "NaN",
        "__proto__",
        "constructor",
        "2026-02-30",
        "24:00",
        "+0d 24:00",
        "=1+1",
        "a;b",
        "是",
      ),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...names.filter((name) => name.endsWith(".csv"))),
        fc.nat(40),
        cell,
        (name, at, value) => {
          const lines = goodFolder[name]
            .trimEnd()
            .split("\n")
            .map((line) => line.split(","));
          const row = lines[1 + (at % (lines.length - 1))] ?? [];
          row[at % row.length] = `"${value.replaceAll('"', '""')}"`;
          answersFor(readWith({ [name]: `${lines.map((one) => one.join(",")).join("\n")}\n` }));
        },
      ),
      { numRuns: tries(40) },
    );
  });

  test("any JSON as a layer", () => {
    const layer = fc.constantFrom<FileName>("zones.geojson", "map.geojson");
    const features = fc.record({ features: fc.array(fc.anything()) });
    fc.assert(
      fc.property(layer, fc.oneof(fc.anything(), features), (name, json) => {
        answersFor(readWith({ [name]: JSON.stringify(json) ?? "" }));
      }),
    );
  });

  test("brackets a hundred thousand deep", () => {
    expect(readWith({ "map.geojson": "[".repeat(100_000) })).toMatchObject({ ok: false });
    expect(readWith({ "map.geojson": `{"features":[${"[".repeat(50_000)}${"]".repeat(50_000)}]}` })).toMatchObject({
      ok: false,
    });
  });

  test("a hundred megabytes are refused unread", () => {
    const read = readWith({ "workers.csv": new Uint8Array(100 * 1024 * 1024).fill(0x31) });
    expect(read).toMatchObject({ ok: false, rows: [{ file: "workers.csv", row: 0 }] });
  });

  test("a million rows are refused as too many", () => {
    const read = readWith({ "roster.csv": `post,shift,number\n${"p,d,1\n".repeat(1_000_000)}` });
    expect(read).toMatchObject({ ok: false });
    if (!read.ok) expect(read.rows.map(({ zh }) => zh).join()).toContain("行数太多");
  });

  test("a line without an end", () => {
    expect(readWith({ "workers.csv": `number,name,unit\n"${"王".repeat(1_000_000)}` })).toMatchObject({ ok: false });
  });
});

describe("[ORG-4] many rows take seconds, however they are shaped", () => {
  const rows = (count: number, row: (n: number) => string): string =>
    `${Array.from({ length: count }, (_, n) => row(n)).join("\n")}\n`;
  const sheets: readonly (readonly [what: string, name: FileName, text: string])[] = [
    ["a roster of one post", "roster.csv", `post,shift,number\n${rows(60_000, () => "p1,day,010817")}`],
    [
      "units one below the other",
      "units.csv",
      `id,name,parent\nco,公司,\n${rows(1900, (n) => `u${n},班,${n === 0 ? "co" : `u${n - 1}`}`)}`,
    ],
    ["units in one ring", "units.csv", `id,name,parent\nco,公司,\n${rows(1900, (n) => `u${n},班,u${(n + 1) % 1900}`)}`],
    ["points for every post", "briefing.csv", `id,risk,act\n${rows(2000, (n) => `b${n},冰,慢`)}`],
  ];
  test.each(sheets)("%s", (_, name, text) => {
    answersFor(readWith({ [name]: text }));
  });
});
