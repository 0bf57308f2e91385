// Durable commands through the handler, beside a bare journal that appends lines as long and syncs them, at 1, 64 and 1,000 at once.

import { closeSync, fdatasync, openSync, writeSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { crc32 } from "node:zlib";
import type { Command, Event } from "../../domain/board.ts";
import type { Actor, Recorded } from "../../domain/decider.ts";
import { commandId, postId, seq } from "../../domain/ids.ts";
import type { CommandAnswer } from "../../domain/protocol.ts";
import { minute } from "../../domain/time.ts";
import { createCommandHandler } from "../../server/command-handler.ts";
import { createNodeDisk } from "../../server/ledger/disk.ts";
import { createFileLedger } from "../../server/ledger/file-ledger.ts";
import { createProjection } from "../../server/projection.ts";
import { shiftStart, siteFixture } from "../kit/site-fixture.ts";
import { countedId, system, worker } from "../kit/world.ts";
import { type Figure, median } from "./figures.ts";

const sync = promisify(fdatasync);
const posts = 1_000;
const runMs = 700;
const rounds = 5;

type Act = () => Promise<unknown>;
/** Acts a second, and what one costs the processors, µs. */
type Run = { readonly rate: number; readonly cost: number };

/** Keeps `atOnce` acts under way for a while. */
const closedLoop = async (atOnce: number, act: Act): Promise<Run> => {
  const before = process.cpuUsage();
  const begun = performance.now();
  let done = 0;
  const doer = async (): Promise<void> => {
    while (performance.now() - begun < runMs) {
      await act();
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, doer));
  const { user, system: kernel } = process.cpuUsage(before);
  return { rate: (done * 1000) / (performance.now() - begun), cost: (user + kernel) / done };
};

/**
 * What the handler is measured against: an event is one JSON line with its checksum; whatever waits goes out in one write and
 * one fdatasync, and that is all. Nothing is decided, nothing is kept in mind.
 */
const bareJournal = (folder: string, sample: Recorded<Event>): { readonly act: Act; readonly close: () => void } => {
  const file = openSync(join(folder, "bare.jsonl"), "w");
  let waiting: (() => void)[] = [];
  let lines: string[] = [];
  let writing = false;
  let count = 0;
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
  return {
    act: () => {
      count += 1;
      const line = JSON.stringify({ ...sample, seq: sample.seq + count, cause: countedId(count) });
      return new Promise<void>((done) => {
        waiting.push(done);
        lines.push(`${crc32(line).toString(16).padStart(8, "0")} ${line}\n`);
        if (!writing) void flush();
      });
    },
    close: () => closeSync(file),
  };
};

type Whole = { readonly act: Act; readonly sample: Recorded<Event>; readonly close: () => Promise<void> };

/** Ledger, projection and handler as the house wires them, on a site where every post is held; the acts are check-ins. */
const wholeHandler = async (folder: string): Promise<Whole> => {
  const disk = createNodeDisk();
  const ledger = await createFileLedger<Event>({ folder: join(folder, "ledger"), disk, onReport: () => {} });
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
  const send = (command: Command, actor: Actor): Promise<CommandAnswer> => {
    count += 1;
    return handler.submit({ id: commandId(countedId(count)), command, claimedAt: clock, actor });
  };
  await send({ type: "ImportSite", import: siteFixture({ posts, workers: posts + 10 }) }, system);
  const people = Array.from({ length: posts }, (_, n) => ({ actor: worker(n), post: postId(`p${n}`) })).slice(1);
  for (const { actor, post } of people) await send({ type: "SignOn", post, briefing: [] }, actor);
  let turn = 0;
  const act: Act = () => {
    const one = people[turn % people.length];
    if (one === undefined) throw new Error("nobody is on duty");
    // Each round of all posts is a real check-in again: past the two minutes in which it would be the same act.
    if (turn % people.length === 0) clock += 3 * minute;
    turn += 1;
    return send({ type: "CheckIn", post: one.post }, one.actor);
  };
  await act();
  const [sample] = await lastEvents(ledger.read(seq(projection.seq() - 1)));
  if (sample?.data.type !== "CheckedIn") throw new Error("the check-in was not recorded");
  return { act, sample, close: () => ledger.close() };
};

const lastEvents = async (read: AsyncIterable<readonly Recorded<Event>[]>): Promise<readonly Recorded<Event>[]> => {
  let events: readonly Recorded<Event>[] = [];
  for await (const batch of read) events = batch;
  return events;
};

export const durable = async (): Promise<readonly Figure[]> => {
  const folder = await mkdtemp(join(process.env.BENCH_DIR ?? tmpdir(), "shouwang-bench-"));
  try {
    const whole = await wholeHandler(folder);
    const bare = bareJournal(folder, whole.sample);
    const figures: Figure[] = [];
    for (const atOnce of [1, 64, 1_000]) {
      const ours: Run[] = [];
      const theirs: Run[] = [];
      // Turn by turn, so that a busy moment of the machine meets both.
      for (let round = 0; round < rounds; round += 1) {
        theirs.push(await closedLoop(atOnce, bare.act));
        ours.push(await closedLoop(atOnce, whole.act));
      }
      const of = (runs: readonly Run[], key: keyof Run): number => median(runs.map((run) => run[key]));
      const [value, base] = [of(ours, "rate"), of(theirs, "rate")];
      const name = `durable commands, ${atOnce} at once`;
      const baseline = "bare append + fdatasync";
      figures.push(
        {
          name,
          value,
          unit: "/s",
          baseline: { name: baseline, value: base },
          bound: { text: "at least half of the bare journal", kept: value >= base / 2 },
        },
        {
          name: `${name}: processor time each`,
          value: of(ours, "cost"),
          unit: "µs",
          baseline: { name: baseline, value: of(theirs, "cost") },
        },
      );
    }
    bare.close();
    await whole.close();
    return figures;
  } finally {
    await rm(folder, { recursive: true });
  }
};
