// The folder for track files as it lies on a disk or a network share: what is in it, and where a file goes when it was read.

import { lstat, mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname, extname, join } from "node:path";

export type LaidFile = {
  /** Parts of the path below the folder; the last is the file's own name. */
  readonly path: readonly string[];
  readonly size: number;
  /** When it was last written, by the clock of whoever keeps the folder, ms. */
  readonly mtime: number;
};
export type TracksDisk = {
  /** Every regular file that waits; what was read already lies apart. */
  readonly list: () => Promise<readonly LaidFile[]>;
  readonly read: (file: LaidFile) => Promise<Uint8Array>;
  /** Moves the file into `done` or `refused`, under a name of its own, with a text beside it. */
  readonly put: (file: LaidFile, into: Outcome, text: string) => Promise<void>;
};
export type Outcome = "done" | "refused";

const deepest = 5;
/** Files looked at in one look; the others are seen when these are gone. */
const most = 5000;
/** What programs leave while they still write, and what systems lay beside files. */
const unfinished = /^[.~]|~$|\.(tmp|temp|part|partial|filepart|crdownload|download)$|^(thumbs\.db|desktop\.ini)$/i;

/** What the disk says when something is not there, or no longer. */
const isMissing = (error: unknown): boolean => error instanceof Error && "code" in error && error.code === "ENOENT";

export const createTracksDisk = (root: string): TracksDisk => {
  const walk = async (path: readonly string[], found: LaidFile[]): Promise<void> => {
    for (const entry of await readdir(join(root, ...path), { withFileTypes: true })) {
      if (unfinished.test(entry.name) || found.length >= most) continue;
      const here = [...path, entry.name];
      if (entry.isDirectory()) {
        const isOurs = path.length === 0 && (entry.name === "done" || entry.name === "refused");
        if (!isOurs && here.length < deepest) await walk(here, found);
      } else if (entry.isFile()) {
        // Never through a link: it may lead out of the folder. Gone since it was listed: its writer took it away.
        const stat = await lstat(join(root, ...here)).catch((error: unknown) => {
          if (isMissing(error)) return undefined;
          throw error;
        });
        if (stat?.isFile()) found.push({ path: here, size: stat.size, mtime: stat.mtimeMs });
      }
    }
  };
  return {
    list: async () => {
      const found: LaidFile[] = [];
      await walk([], found);
      return found.sort((a, b) => a.mtime - b.mtime);
    },
    read: ({ path }) => readFile(join(root, ...path)),
    put: async ({ path }, into, text) => {
      const target = await freeName(join(root, into, ...path));
      await mkdir(dirname(target), { recursive: true });
      await writeFile(`${target}.txt`, text);
      await rename(join(root, ...path), target);
    },
  };
};

const isThere = async (path: string): Promise<boolean> => {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
};

/** The name, or one with a number where it or its note's is taken. */
const freeName = async (wanted: string): Promise<string> => {
  const end = extname(wanted);
  const stem = wanted.slice(0, wanted.length - end.length);
  for (let n = 1; ; n++) {
    const name = n === 1 ? wanted : `${stem}-${n}${end}`;
    const taken = await Promise.all([name, `${name}.txt`].map(isThere));
    if (!taken.includes(true)) return name;
  }
};
