// A million fixes and files of 200 MB through the coverage command, each in a process of its own, and ten thousand mutilated files through the import.

import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as v from "valibot";
import { formatNames } from "../kit/track-files.ts";
import type { Figure } from "./figures.ts";
import { mutilatedPatrols } from "./mutilated-patrols.ts";
import { mutilatedTracks } from "./mutilated-tracks.ts";
import { type Format, writeTrack } from "./track-makers.ts";
import { tracksDoor } from "./tracks-door.ts";

type Ran = {
  readonly seconds: number;
  /** Of all its threads: what it took on a machine that it had to share. */
  readonly processor: number;
  readonly megabytes: number;
  readonly fixes: number | undefined;
  readonly code: number | null;
};

const answer = v.object({ total: v.object({ fixes: v.number() }) });

/** The command in a process of its own: what it took, and the most memory that it ever held. */
const runOn = (path: string): Promise<Ran> =>
  new Promise((resolve, reject) => {
    const begun = performance.now();
    const words = ["--datum", "wgs84", "--profile", "foot", "--lmin", "0", path];
    const child = spawn(process.execPath, [process.argv[1] ?? "", "--coverage", ...words]);
    let [out, said] = ["", ""];
    child.stdout.on("data", (piece) => {
      out += String(piece);
    });
    child.stderr.on("data", (piece) => {
      said += String(piece);
    });
    child.on("error", reject);
    child.on("close", (code) => {
      const kilobytes = Number(/peak (\d+) kB/.exec(said)?.[1] ?? Number.NaN);
      const processor = Number(/processor (\d+) ms/.exec(said)?.[1] ?? Number.NaN) / 1000;
      const { total } = v.parse(answer, JSON.parse(out));
      const fixes = total.fixes === 0 ? undefined : total.fixes;
      resolve({ seconds: (performance.now() - begun) / 1000, processor, megabytes: kilobytes / 1000, fixes, code });
    });
  });

const bound = (text: string, kept: boolean) => ({ text, kept });

/** A phone packs no million into a KMZ: that is 85 MB unpacked, and more than is unpacked. */
const million = (format: Format): number => (format === "kmz" ? 700_000 : 1_000_000);

const large = async (folder: string): Promise<readonly Figure[]> => {
  const figures: Figure[] = [];
  for (const format of formatNames) {
    const path = join(folder, `million.${format}`);
    const fixes = writeTrack(path, format, { fixes: million(format), bytes: Number.POSITIVE_INFINITY });
    const ran = await runOn(path);
    await rm(path);
    const lost = fixes - (ran.fixes ?? 0);
    const name = `${fixes} fixes of ${format}`;
    figures.push(
      { name, value: ran.seconds, unit: "s", bound: bound("≤ 20 s, none lost", ran.seconds <= 20 && lost === 0) },
      { name: `${name}, of the processors`, value: ran.processor, unit: "s" },
      { name, value: ran.megabytes, unit: "MB", bound: bound("≤ 500 MB", ran.megabytes <= 500) },
    );
  }
  for (const format of formatNames.filter((one) => one !== "kmz")) {
    for (const bytes of [189_000_000, 200_000_000]) {
      const path = join(folder, `large.${format}`);
      writeTrack(path, format, { fixes: Number.POSITIVE_INFINITY, bytes });
      const ran = await runOn(path);
      await rm(path);
      const name = `${bytes / 1e6} MB of ${format}, ${ran.fixes === undefined ? "refused" : `${ran.fixes} fixes`}`;
      figures.push(
        {
          name,
          value: ran.seconds,
          unit: "s",
          ...(ran.fixes === undefined ? { bound: bound("≤ 2 s", ran.seconds <= 2) } : {}),
        },
        { name, value: ran.megabytes, unit: "MB", bound: bound("≤ 512 MB", ran.megabytes <= 512) },
      );
    }
  }
  return figures;
};

export const tracks = async (): Promise<readonly Figure[]> => {
  const folder = await mkdtemp(join(tmpdir(), "shouwang-tracks-"));
  try {
    return [
      ...(await mutilatedTracks()),
      ...(await mutilatedPatrols()),
      ...(await large(folder)),
      ...(await tracksDoor()),
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
