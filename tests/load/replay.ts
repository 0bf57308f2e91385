// Replay over 72 h with a million events: opening at random moments beside a fold of the whole ledger; the longest turn it takes.

import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setImmediate } from "node:timers/promises";
import { alarmIdOf } from "../../domain/alarms/alarm.ts";
import type { Audience } from "../../domain/audience.ts";
import { createBoard, type Event } from "../../domain/board.ts";
import type { Unrecorded } from "../../domain/decider.ts";
import { evolve } from "../../domain/evolve.ts";
import { commandId, day, type Millis, postId, seq, shiftId, unitId, workerId } from "../../domain/ids.ts";
import { replayReach } from "../../domain/replay.ts";
import { second } from "../../domain/time.ts";
import { openArchive } from "../../server/replay/archive.ts";
import { openCheckpoints } from "../../server/replay/checkpoints.ts";
import { createReplays, mostReplays } from "../../server/replay/replays.ts";
import { openStore, type Store } from "../../server/store.ts";
import { shiftStart, siteFixture } from "../kit/site-fixture.ts";
import { countedId, system, worker } from "../kit/world.ts";
import { type Figure, percentile } from "./figures.ts";

const events = 1_000_000;
const posts = 1_000;
/** Events of one append. */
const batch = 250;
const openings = 60;
const wall: Audience = { kind: "wall", unit: unitId("co") };
const scope = ["co", "mine"].map(unitId);

const timeOf = (n: number): Millis => shiftStart + Math.floor((n / events) * replayReach);

/** Everybody signs on once; then signs of life, and each fiftieth event an alarm that is raised, answered or over. */
const nthEvent = (n: number): Unrecorded<Event> => {
  const at = timeOf(n);
  const base = { at, cause: commandId(countedId(n)), v: 1 } as const;
  if (n === 0) {
    const data = { subject: "site", type: "SiteImported", at, import: siteFixture({ posts, workers: posts }) } as const;
    return { ...base, actor: system, data };
  }
  const who = n % posts;
  if (n > posts && n % 50 === 0) {
    const round = n / 50;
    const post = `p${Math.floor(round / 3) % posts}`;
    const of = { subject: "alarms", alarm: alarmIdOf("post-vacant", post), at } as const;
    const data: Event =
      round % 3 === 0
        ? { ...of, type: "AlarmRaised", sort: "post-vacant", source: post, scope, priority: 2, since: at }
        : round % 3 === 1
          ? { ...of, type: "AlarmAcknowledged", by: "值班员" }
          : { ...of, type: "AlarmReturned" };
    return { ...base, actor: system, data };
  }
  const act = { subject: "posts", post: postId(`p${who}`), worker: workerId(`w${who}`), at } as const;
  const data: Event =
    n <= posts
      ? { ...act, type: "SignedOn", shift: shiftId("day"), day: day("2026-11-23"), briefing: [] }
      : { ...act, type: "CheckedIn" };
  return { ...base, actor: worker(who), data };
};

const wholeFold = async ({ ledger }: Store): Promise<void> => {
  const board = createBoard();
  for await (const some of ledger.read(seq(0))) for (const event of some) board.apply(evolve(board, event));
};

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
};

/** What the machine itself adds: pieces of work of 6 ms with a turn for the others after each, ms of delay at the percentile. */
const restlessness = async (): Promise<number> => {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  for (const begun = performance.now(); performance.now() - begun < 5_000; ) {
    for (const since = performance.now(); performance.now() - since < 6; );
    await setImmediate();
  }
  delay.disable();
  return delay.percentile(99) / 1e6;
};

/** The same moments each run. */
const moments = Array.from({ length: openings }, (_, n) => shiftStart + ((n * 0.618_033_988_75) % 1) * replayReach);

export const replay = async (): Promise<readonly Figure[]> => {
  const dataDir = await mkdtemp(join(process.env.BENCH_DIR ?? tmpdir(), "shouwang-bench-"));
  const throwing = (error: unknown): never => {
    throw error;
  };
  try {
    const store = await openStore(
      { dataDir, segmentBytes: 64 * 1024 * 1024 },
      { onReport: throwing, onFault: (_, error) => throwing(error) },
    );
    const { ledger, projection } = store;
    let clock = shiftStart;
    const now = (): Millis => clock;
    const folder = join(dataDir, "replay");
    const open = async () =>
      openArchive({ checkpoints: await openCheckpoints(folder, 1), ledger, projection, now, onFailed: throwing });
    const archive = await open();
    for (let n = 0; n < events; n += batch) {
      await ledger.append(() => Array.from({ length: batch }, (_, k) => nthEvent(n + k)));
      clock = timeOf(n + batch);
      await archive.look();
    }
    await archive.close();
    const files = await readdir(folder);
    let bytes = 0;
    for (const file of files) bytes += (await stat(join(folder, file))).size;

    const whole = await timed(() => wholeFold(store));
    // As after a restart.
    let again = archive;
    const started = await timed(async () => {
      again = await open();
    });
    const replays = createReplays<{ readonly n: number }>({ archive: again, ledger, projection, now });
    const times: number[] = [];
    const machine = await restlessness();
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    for (const [n, at] of moments.entries()) {
      const glass = { n };
      times.push(await timed(() => replays.open(glass, wall, Math.floor(at))));
      replays.leave(glass);
    }
    const glass = { n: -1 };
    const opened = await replays.open(glass, wall, Math.floor(moments[3] ?? 0));
    if (opened.kind !== "opened") throw new Error(opened.refusal.code);
    const until = opened.at + 600 * second;
    const more = await timed(() => replays.more(glass, { after: opened.seq, until, grain: 15 * second }));
    const together = await timed(() =>
      Promise.all(moments.slice(0, mostReplays - 1).map((at, n) => replays.open({ n }, wall, Math.floor(at)))),
    );
    delay.disable();
    const sent = JSON.stringify(opened).length;
    await again.close();
    await store.close();
    const baseline = { name: "fold of the whole ledger", value: whole / 1000 };
    const slowest = Math.max(...times) / 1000;
    return [
      { name: "replay opened at any moment, median", value: percentile(times, 50) / 1000, unit: "s", baseline },
      {
        name: `replay opened at any moment, slowest of ${openings}`,
        value: slowest,
        unit: "s",
        baseline,
        bound: { text: "at most 2 s", kept: slowest <= 2 },
      },
      { name: `${mostReplays - 1} replays opened at once, the last`, value: together / 1000, unit: "s", baseline },
      {
        name: "10 s of replay at 60×, one answer",
        value: more,
        unit: "ms",
        bound: { text: "at most 1 s", kept: more <= 1000 },
      },
      {
        name: "turns of the event loop meanwhile, 99th percentile",
        value: delay.percentile(99) / 1e6,
        unit: "ms",
        baseline: { name: "work in pieces of 6 ms", value: machine },
        bound: { text: "about 20 ms beyond that", kept: delay.percentile(99) / 1e6 <= machine + 20 },
      },
      { name: "start: finding the checkpoints and the alarms", value: started, unit: "ms" },
      { name: `disk for ${files.length} checkpoints of ${posts} posts`, value: bytes / 2 ** 20, unit: "MB" },
      { name: "the opened board on the wire", value: sent / 1024, unit: "kB" },
    ];
  } finally {
    await rm(dataDir, { recursive: true });
  }
};
