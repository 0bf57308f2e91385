// Several hundred mutilated files of every format: each is imported whole or refused with a sentence, soon, in little memory. Ten thousand are the bench's.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { figuresOf } from "../../domain/coverage/coverage-figures.ts";
import { unitId } from "../../domain/ids.ts";
import { layTogether } from "../../domain/patrols/recordings.ts";
import { caps, sift } from "../../domain/patrols/track.ts";
import { isRefusalCode, refusalText } from "../../domain/refusals.ts";
import { siteClock } from "../../domain/time.ts";
import { createGeodesy } from "../../server/ingest/geodesy.ts";
import { gridIn } from "../../server/ingest/grids.ts";
import { importTrack } from "../../server/ingest/import-track.ts";
import { mutilated } from "../kit/mutations.ts";

const folder = resolve(import.meta.dirname, "../../../shared/data/gpx");
const real = existsSync(folder)
  ? readdirSync(folder)
      .map((name) => readFileSync(resolve(folder, name)))
      .filter((bytes) => bytes.length < 40_000)
  : [];
if (real.length === 0) console.log(`skipped: mutilations of real files, because ${folder} is not here`);

const geodesy = createGeodesy();
const clock = siteClock("Asia/Shanghai");
const count = 200;

test(`[PAT-2] ${count} mutilated files: all of a file or nothing, a sentence in both languages`, () => {
  const wrong: string[] = [];
  let imported = 0;
  let refused = 0;
  for (let n = 0; n < count; n++) {
    const bytes = mutilated(n, real);
    const read = importTrack({ bytes, name: "x", datum: "wgs84", profile: "foot", unit: unitId("farm") }, geodesy);
    if (read.ok) {
      imported += 1;
      const { raw, file } = read.command;
      const segments = raw.map((one) => sift(one, Date.UTC(2026, 10, 23), 0).fixes);
      const laid = layTogether([segments], caps.foot, geodesy.metres);
      const grids = [gridIn("EPSG:4549")];
      const figures = figuresOf(laid, {}, 0, { geodesy, clock, cap: caps.foot, grids, cell: 1000, lmin: 0 });
      const points = raw.reduce((sum, one) => sum + one.length, 0);
      const numbers = [figures.km, figures.hours, figures.cells, file.metres];
      if (points !== file.points || points === 0 || !numbers.every(Number.isFinite)) wrong.push(`${n}: half imported`);
      if (laid.fixes > points) wrong.push(`${n}: more fixes than points`);
    } else {
      refused += 1;
      const texts = [refusalText(read.refusal, "zh-CN"), refusalText(read.refusal, "en")];
      if (!isRefusalCode(read.refusal.code) || texts.some((text) => text.includes("—") || text.includes("\u001f")))
        wrong.push(`${n}: ${texts.join(" ")}`);
    }
  }
  expect(wrong).toEqual([]);
  // Were all refused, or none, nothing would have been tried.
  expect(imported).toBeGreaterThan(count / 2);
  expect(refused).toBeGreaterThan(count / 5);
});
