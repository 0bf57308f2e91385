// Light copies of the board for replay, beside the snapshots: which there are, one read, one written, old ones removed.
//
// A checkpoint is gzipped JSON Lines named by its event and the server's clock when it was taken: `000000012000-1794614400000.gz`:
// a head, one line per record, a last line with their count. It is no truth of its own: one that cannot be read, or is of another
// layout, is passed over and the one before it is used. It holds not a word of any person: names come from today's board.

import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import { type Millis, type Seq, seq } from "../../domain/ids.ts";
import type { Rec } from "../../domain/records.ts";
import type { RaisedMoment } from "../../domain/replay.ts";
import { withoutPeople } from "../../domain/replay-people.ts";
import { createBreath } from "./breath.ts";

/** After event `seq`, at `at` by the server's clock. */
export type Mark = { readonly seq: Seq; readonly at: Millis };
export type Checkpoint = Mark & {
  readonly records: readonly Rec[];
  /** Alarms raised in the 72 h before it, oldest first. */
  readonly raised: readonly RaisedMoment[];
};

export interface Checkpoints {
  /** Those that are there, oldest first. */
  marks(): readonly Mark[];
  /** Takes the records at once (they are replaced, never changed) and writes them bit by bit. */
  save(checkpoint: Checkpoint): Promise<void>;
  /** Undefined where it cannot be used; it is then forgotten. */
  load(mark: Mark): Promise<Checkpoint | undefined>;
  remove(mark: Mark): Promise<void>;
}

type Line =
  | { readonly is: "head"; readonly layout: number }
  | { readonly is: "record"; readonly record: Rec }
  | { readonly is: "raised"; readonly raised: RaisedMoment }
  | { readonly is: "end"; readonly lines: number };

const fileName = /^(\d{12})-(\d{14})\.gz$/;
const newline = 0x0a;
const linesPerChunk = 100;
const nameOf = ({ seq, at }: Mark): string => `${String(seq).padStart(12, "0")}-${String(at).padStart(14, "0")}.gz`;

/** `layout`: the number of the records' shape, as of the snapshots. */
export const openCheckpoints = async (folder: string, layout: number): Promise<Checkpoints> => {
  await mkdir(folder, { recursive: true });
  let marks: readonly Mark[] = [];
  for (const name of (await readdir(folder)).sort()) {
    const [, event, at] = fileName.exec(name) ?? [];
    if (event === undefined || at === undefined) await rm(join(folder, name), { force: true, recursive: true });
    else marks = [...marks, { seq: seq(Number(event)), at: Number(at) }];
  }

  const remove = async (mark: Mark): Promise<void> => {
    marks = marks.filter((one) => one.seq !== mark.seq);
    await rm(join(folder, nameOf(mark)), { force: true });
  };

  return {
    marks: () => marks,
    save: async (checkpoint) => {
      const path = join(folder, nameOf(checkpoint));
      const beside = `${path}.tmp`;
      try {
        await pipeline(
          Readable.from(textsOf(checkpoint, layout), { objectMode: false }),
          createGzip({ level: 1 }),
          createWriteStream(beside, { mode: 0o600 }),
        );
        await rename(beside, path);
      } catch (error) {
        await rm(beside, { force: true });
        throw error;
      }
      const mark = { seq: checkpoint.seq, at: checkpoint.at };
      marks = [...marks.filter((one) => one.seq !== mark.seq), mark].sort((a, b) => a.seq - b.seq);
    },
    load: async (mark) => {
      const found = await read(join(folder, nameOf(mark)), mark, layout);
      if (found === undefined) await remove(mark);
      return found;
    },
    remove,
  };
};

async function* textsOf({ records, raised }: Checkpoint, layout: number): AsyncGenerator<Buffer> {
  const breathe = createBreath();
  const lines: Line[] = [{ is: "head", layout }];
  for (const record of records) lines.push({ is: "record", record: withoutPeople(record) });
  for (const moment of raised) lines.push({ is: "raised", raised: moment });
  lines.push({ is: "end", lines: lines.length });
  for (let from = 0; from < lines.length; from += linesPerChunk) {
    const part = lines.slice(from, from + linesPerChunk);
    yield Buffer.from(part.map((line) => `${JSON.stringify(line)}\n`).join(""));
    await breathe();
  }
}

const read = async (path: string, mark: Mark, layout: number): Promise<Checkpoint | undefined> => {
  const breathe = createBreath();
  const records: Rec[] = [];
  const raised: RaisedMoment[] = [];
  let lines = 0;
  let whole = false;
  try {
    for await (const text of linesOf(path)) {
      const value: unknown = JSON.parse(text);
      if (!isLine(value)) return undefined;
      if (value.is === "head" && value.layout !== layout) return undefined;
      if (value.is === "record") records.push(value.record);
      if (value.is === "raised") raised.push(value.raised);
      whole = value.is === "end" && value.lines === lines;
      lines += 1;
      await breathe();
    }
  } catch (error) {
    if (!(error instanceof SyntaxError) && !isSystemError(error)) throw error;
    return undefined;
  }
  return whole ? { ...mark, records, raised } : undefined;
};

async function* linesOf(path: string): AsyncGenerator<string> {
  const file = createReadStream(path);
  const clear = file.pipe(createGunzip());
  file.on("error", (error) => clear.destroy(error));
  let rest: Buffer = Buffer.alloc(0);
  try {
    for await (const chunk of clear) {
      if (!Buffer.isBuffer(chunk)) continue;
      const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      let begin = 0;
      for (let end = bytes.indexOf(newline); end !== -1; end = bytes.indexOf(newline, begin)) {
        yield bytes.toString("utf8", begin, end);
        begin = end + 1;
      }
      rest = bytes.subarray(begin);
    }
  } finally {
    file.destroy();
  }
}

/** The layout's number and gzip's own checksum stand for the shape: these very bytes were written from it. */
const isLine = (value: unknown): value is Line => typeof value === "object" && value !== null && "is" in value;

/** A file that is gone or broken: ENOENT, Z_DATA_ERROR and their like. */
const isSystemError = (error: unknown): boolean => error instanceof Error && "code" in error;
