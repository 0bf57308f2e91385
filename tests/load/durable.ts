// Durable commands through the handler, beside a bare journal that appends the same bytes and syncs them, at 1, 64 and 1,000 at once.

import { closeSync, fdatasync, openSync, writeSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Command, Event } from "../../domain/board.ts";
import { commandId, postId, seq, workerId } from "../../domain/ids.ts";
import { minute } from "../../domain/time.ts";
import { createCommandHandler } from "../../server/command-handler.ts";
import { createNodeDisk } from "../../server/ledger/disk.ts";
import { createFileLedger } from "../../server/ledger/file-ledger.ts";
import { createProjection } from "../../server/projection.ts";
import { shiftStart, siteFixture } from "../kit/site-fixture.ts";
import { countedId, system } from "../kit/world.ts";
import { type Figure, median } from "./figures.ts";

const sync = promisify(fdatasync);
const posts = 1_000;
const runMs = 1_500;
const rounds = 3;

type Rate = (atOnce: number) => Promise<number>;

/** Keeps `atOnce` acts under way for a while and answers how many were done a second. */
const closedLoop = async (atOnce: number, act: () => Promise<void>): Promise<number> => {
  const begun = performance.now();
  let done = 0;
  const worker = async (): Promise<void> => {
    while (performance.now() - begun < runMs) {
      await act();
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return (done * 1000) / (performance.now() - begun);
};

/** What the handler is measured against: one JSON line each, whatever waits goes out in one write and one fdatasync. */
const bareJournal = async (
  folder: string,
  line: unknown,
): Promise<{ readonly rate: Rate; readonly close: () => void }> => {
  const file = openSync(join(folder, "bare.jsonl"), "w");
  let waiting: (() => void)[] = [];
  let lines: string[] = [];
  let writing = false;
  const flush = async (): Promise<void> => {
    writing = true;
    while (waiting.length > 0) {
      const [heard, bytes] = [waiting, Buffer.from(lines.join(""))];
      waiting = [];
      lines = [];
      writeSync(file, bytes);
      await sync(file);
      for (const done of heard) done();
    }
    writing = false;
  };
  const act = (): Promise<void> =>
    new Promise((done) => {
      waiting.push(done);
      lines.push(`${JSON.stringify(line)}\n`);
      if (!writing) void flush();
    });
  return { rate: (atOnce) => closedLoop(atOnce, act), close: () => closeSync(file) };
};

const wholeHandler = async (
  folder: string,
): Promise<{ readonly rate: Rate; readonly line: unknown; readonly close: () => Promise<void> }> => {
  const ledger = await createFileLedger<Event>({
    folder: join(folder, "ledger"),
    disk: createNodeDisk(),
    onReport: () => {},
  });
  const projection = createProjection();
  ledger.follow(projection.apply);
  let clock = shiftStart;
  let count = 0;
  const handler = createCommandHandler({
    ledger,
    projection,
    now: () => clock,
    enrich: (command) => ({ ok: true, command }),
    onFault: (error) => {
      throw error;
    },
  });
  const send = (command: Command, worker?: number): Promise<unknown> => {
    count += 1;
    return handler.submit({
      id: commandId(countedId(count)),
      command,
      claimedAt: clock,
      actor:
        worker === undefined ? system : { kind: "worker", worker: workerId(`w${worker}`), proof: "badge", roles: [] },
    });
  };
  await send({ type: "ImportSite", import: siteFixture({ posts, workers: posts + 10 }) });
  for (let n = 1; n < posts; n += 1) await send({ type: "SignOn", post: postId(`p${n}`), briefing: [] }, n);
  let turn = 0;
  const act = async (): Promise<void> => {
    turn += 1;
    const n = 1 + (turn % (posts - 1));
    // Each round of all posts is a real check-in again: past the two minutes in which it would be the same act.
    if (n === 1) clock += 3 * minute;
    await send({ type: "CheckIn", post: postId(`p${n}`) }, n);
  };
  await act();
  let line: unknown;
  for await (const batch of ledger.read(seq(projection.seq() - 1))) line = batch[0];
  return { rate: (atOnce) => closedLoop(atOnce, act), line, close: () => ledger.close() };
};

export const durable = async (): Promise<readonly Figure[]> => {
  const folder = await mkdtemp(join(process.env.BENCH_DIR ?? tmpdir(), "shouwang-bench-"));
  try {
    const whole = await wholeHandler(folder);
    const bare = await bareJournal(folder, whole.line);
    const figures: Figure[] = [];
    for (const atOnce of [1, 64, 1_000]) {
      const ours: number[] = [];
      const theirs: number[] = [];
      for (let round = 0; round < rounds; round += 1) {
        theirs.push(await bare.rate(atOnce));
        ours.push(await whole.rate(atOnce));
      }
      const [value, base] = [median(ours), median(theirs)];
      figures.push({
        name: `durable commands, ${atOnce} at once`,
        value,
        unit: "/s",
        baseline: { name: "bare append + fdatasync", value: base },
        bound: { text: "at least half of the bare journal", kept: value >= base / 2 },
      });
    }
    bare.close();
    await whole.close();
    return figures;
  } finally {
    await rm(folder, { recursive: true });
  }
};
