// The start from a ledger of a million events, without a snapshot and with one, beside only reading and parsing the same lines.

import { createReadStream } from "node:fs";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Event } from "../../domain/board.ts";
import type { Unrecorded } from "../../domain/decider.ts";
import { commandId, day, type Millis, postId, shiftId, workerId } from "../../domain/ids.ts";
import { hour, second } from "../../domain/time.ts";
import { openStore, type Store } from "../../server/store.ts";
import { shiftStart, siteFixture } from "../kit/site-fixture.ts";
import { countedId, system, worker } from "../kit/world.ts";
import type { Figure } from "./figures.ts";

const events = 1_000_000;
/** Half of what comes between two snapshots. */
const tail = 10_000;
const posts = 1_000;
const batch = 2_000;

/** The n-th event of a mine's year: everybody signs on once, then gives a sign of life each hour. */
const nthEvent = (n: number): Unrecorded<Event> => {
  const at: Millis = shiftStart + Math.floor(n / posts) * hour + (n % posts) * second;
  const cause = commandId(countedId(n));
  if (n === 0) {
    const data = { subject: "site", type: "SiteImported", at, import: siteFixture({ posts, workers: posts }) } as const;
    return { at, actor: system, cause, v: 1, data };
  }
  const who = n % posts;
  const act = { subject: "posts", post: postId(`p${who}`), worker: workerId(`w${who}`), at } as const;
  const data: Event =
    n <= posts
      ? { ...act, type: "SignedOn", shift: shiftId("day"), day: day("2026-11-23"), briefing: [] }
      : { ...act, type: "CheckedIn" };
  return { at, actor: worker(who), cause, v: 1, data };
};

const write = async ({ ledger }: Store, from: number, to: number): Promise<void> => {
  for (let n = from; n < to; n += batch)
    await ledger.append(() => Array.from({ length: Math.min(batch, to - n) }, (_, k) => nthEvent(n + k)));
};

const timed = async <T>(work: () => Promise<T>): Promise<{ readonly seconds: number; readonly value: T }> => {
  const begun = performance.now();
  const value = await work();
  return { seconds: (performance.now() - begun) / 1000, value };
};

const readAll = async (folder: string): Promise<number> => {
  let read = 0;
  for (const name of await readdir(folder))
    for await (const line of createInterface({ input: createReadStream(join(folder, name)) })) {
      const events: unknown = JSON.parse(line.slice(line.indexOf("[")));
      if (Array.isArray(events)) read += events.length;
    }
  return read;
};

export const start = async (): Promise<readonly Figure[]> => {
  const dataDir = await mkdtemp(join(process.env.BENCH_DIR ?? tmpdir(), "shouwang-bench-"));
  const open = (): Promise<Store> =>
    openStore(
      { dataDir, segmentBytes: 64 * 1024 * 1024 },
      {
        onReport: (report) => {
          throw new Error(`the store is not as it was written: ${JSON.stringify(report)}`);
        },
        onFault: (_, error) => {
          throw error;
        },
      },
    );
  try {
    const empty = await open();
    await write(empty, 0, events);
    await empty.close();
    const bare = await timed(() => readAll(join(dataDir, "ledger")));
    if (bare.value !== events) throw new Error(`${bare.value} events were written, not ${events}`);
    const whole = await timed(open);
    await whole.value.snapshots.save(whole.value.projection.seq(), whole.value.projection.snapshot());
    await write(whole.value, events, events + tail);
    await whole.value.close();
    const quick = await timed(open);
    if (quick.value.projection.seq() !== events + tail) throw new Error("the start did not reach the ledger's end");
    await quick.value.close();
    const baseline = { name: "read and JSON.parse the lines", value: bare.seconds };
    return [
      { name: "start from 1 million events, no snapshot", value: whole.seconds, unit: "s", baseline },
      {
        name: `start with a snapshot and ${tail} events after it`,
        value: quick.seconds,
        unit: "s",
        baseline: { name: "start without it", value: whole.seconds },
        bound: { text: "a small fraction: at most a third", kept: quick.seconds <= whole.seconds / 3 },
      },
    ];
  } finally {
    await rm(dataDir, { recursive: true });
  }
};
