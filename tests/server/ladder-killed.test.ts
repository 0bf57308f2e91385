// The ladder over every death of the server: whatever disk and webhook had done when it died, each rung is asked once, in order,
// never early, and each is told outside: none lost, and none twice but the one that was under way. [POST-4, ALM-2, §4]

import { join } from "node:path";
import { setImmediate as turn } from "node:timers/promises";
import * as v from "valibot";
import { expect, test } from "vitest";
import type { Event } from "../../domain/board.ts";
import type { Recorded } from "../../domain/decider.ts";
import { commandId, type Millis, seq } from "../../domain/ids.ts";
import { minute, second } from "../../domain/time.ts";
import type { Intake } from "../../server/intake.ts";
import { createNodeDisk, type Disk } from "../../server/ledger/disk.ts";
import { createFileLedger } from "../../server/ledger/file-ledger.ts";
import { openHookStore } from "../../server/notify/hook-store.ts";
import { createNotify } from "../../server/notify/notify.ts";
import { createWatch } from "../../server/watch.ts";
import { draft } from "../kit/notify-room.ts";
import { shiftStart, siteFixture } from "../kit/site-fixture.ts";
import { createTempFolder } from "../kit/temp-folder.ts";
import { createWorld } from "../kit/world.ts";

const numbered = v.object({ seq: v.number() });
const lookEvery = 30 * second;
const grace = 10 * minute;
/** A key post is of priority 1: two minutes a rung; the others take five. */
const stepOf = (alarm: string): number => (alarm === "post-vacant:p0" ? 2 : 5) * minute;
/** Two posts that nobody takes: a key post, and one that is none. */
const site = siteFixture({ posts: 2 });
/** All rungs of both are asked by then, also where the server was away in between. */
const end = shiftStart + 28 * minute;

/** Steps are calls to the disk and to the webhook's receiver. */
type Death = { readonly call: number; readonly when: "before" | "after" };

/** A disk and a line outside that work until step number `call`: that one does not happen, or is never answered, and no other after it. */
const mortalParts = (death: Death | undefined) => {
  const disk = createNodeDisk();
  let calls = 0;
  let lives: "yes" | "no" = "yes";
  let die = (): void => {};
  const dead = new Promise<"dead">((resolve) => {
    die = () => resolve("dead");
  });
  const never = new Promise<never>(() => {});
  const step = async <T>(run: () => Promise<T>): Promise<T> => {
    calls += 1;
    if (death === undefined || calls < death.call) return run();
    if (calls === death.call && death.when === "after") await run();
    lives = "no";
    die();
    return never;
  };
  const mortal: Disk = {
    open: async (path, how) => {
      const file = await step(() => disk.open(path, how));
      return {
        write: (bytes, at) => step(() => file.write(bytes, at)),
        sync: () => step(file.sync),
        truncate: (length) => step(() => file.truncate(length)),
        close: () => step(file.close),
      };
    },
    rename: (from, to) => step(() => disk.rename(from, to)),
    remove: (path) => step(() => disk.remove(path)),
    syncFolder: (path) => step(() => disk.syncFolder(path)),
  };
  return { disk: mortal, step, dead, lives: () => lives === "yes", calls: () => calls };
};

/** Opens the store and watches it from `from` on; answers when it died, or the end. */
const live = async (folder: string, from: Millis, death: Death | undefined, heard: number[]) => {
  const { disk, step, dead, lives, calls } = mortalParts(death);
  let at = from;
  const living = async (): Promise<"alive"> => {
    const ledger = await createFileLedger<Event>({ folder: join(folder, "ledger"), disk, onReport: () => undefined });
    const world = await createWorld({ ledger, at, site });
    const own: Intake["own"] = (command, id, actor) =>
      world.handler.submit({ id: commandId(id), command, claimedAt: world.now(), actor });
    const watch = createWatch({ projection: world.projection, intake: { own }, now: world.now, steady: world.now });
    let owed = 0;
    const note = (events: readonly Recorded<Event>[]): void => {
      for (const { seq, data } of events) if (data.subject === "alarms") owed = seq;
    };
    for await (const events of ledger.read(seq(0))) note(events);
    ledger.follow(note);
    const notify = createNotify({
      kept: await openHookStore(folder, disk),
      ledger,
      projection: world.projection,
      store: "store-1",
      post: ({ body }) =>
        step(async () => {
          heard.push(v.parse(numbered, JSON.parse(body)).seq);
          return { end: "sent", status: 200 };
        }),
      now: world.now,
      after: () => () => undefined,
      chance: () => 1,
      newId: () => "another",
      onOutcome: () => undefined,
      onFault: (what, error) => {
        throw new Error(what, { cause: error });
      },
    });
    for (; at < end; at += lookEvery) {
      await watch.look();
      world.passTime(lookEvery);
    }
    // All that is owed, also what it has yet to read, has left the house; or it died over it.
    while (lives() && !heard.includes(owed)) await turn();
    await notify.close();
    await ledger.close();
    return "alive";
  };
  return { how: await Promise.race([living(), dead]), at, calls: calls() };
};

/** A store in which nothing has happened yet but that somebody outside is to be told of every alarm. */
const hookedFolder = async (): Promise<string> => {
  const folder = await createTempFolder();
  const kept = await openHookStore(folder, createNodeDisk());
  await kept.setHooks([{ ...draft("http://127.0.0.1:9/"), id: "hook", paused: false, madeAt: shiftStart }]);
  await kept.setMark("hook", { seq: 0, lost: 0 });
  await kept.close();
  return folder;
};

/** What the ledger holds of the two alarms. */
const told = async (folder: string) => {
  const disk = createNodeDisk();
  const ledger = await createFileLedger<Event>({ folder: join(folder, "ledger"), disk, onReport: () => undefined });
  const alarms = new Map<string, { readonly what: string; readonly at: Millis }[]>();
  const numbers: number[] = [];
  for (const { seq, data } of await (await createWorld({ ledger })).events()) {
    if (data.subject !== "alarms") continue;
    numbers.push(seq);
    const what = data.type === "AlarmEscalated" ? data.rung : data.type;
    alarms.set(data.alarm, [...(alarms.get(data.alarm) ?? []), { what, at: data.at }]);
  }
  await ledger.close();
  return { alarms, numbers };
};

const expectLadder = async (folder: string, heard: readonly number[], deaths: number): Promise<void> => {
  const { alarms, numbers } = await told(folder);
  expect([...new Set(heard)], "told outside, in the order of the ledger").toEqual(numbers);
  expect(heard.length - numbers.length, "told twice").toBeLessThanOrEqual(deaths);
  expect([...alarms.keys()].toSorted()).toEqual([0, 1].map((n) => `post-vacant:p${n}`));
  for (const [alarm, moments] of alarms) {
    expect(moments.map(({ what }) => what)).toEqual(["AlarmRaised", "next-level", "everyone"]);
    const [raised = 0, second = 0, third = 0] = moments.map(({ at }) => at);
    expect(raised).toBeGreaterThanOrEqual(shiftStart + grace);
    expect(second - raised).toBeGreaterThanOrEqual(stepOf(alarm));
    expect(third - second).toBeGreaterThanOrEqual(stepOf(alarm));
  }
};

test("[POST-4, §4] escalation exactly once and told outside, killed at every step of disk and webhook, at once back or minutes later", async () => {
  const whole = await hookedFolder();
  const all: number[] = [];
  const { how, calls } = await live(whole, shiftStart, undefined, all);
  expect(how).toBe("alive");
  await expectLadder(whole, all, 0);
  // Two alarms of three moments each; each with its append, its call outside and its mark.
  expect(calls).toBeGreaterThan(6 * 3);
  let killedOutside = 0;
  // What has happened before a step is what has happened after the one before it: the first of them stands for all.
  const deaths: readonly Death[] = [
    { call: 1, when: "before" },
    ...Array.from({ length: calls }, (_, n): Death => ({ call: n + 1, when: "after" })),
  ];
  for (const death of deaths) {
    const folder = await hookedFolder();
    const heard: number[] = [];
    const first = await live(folder, shiftStart, death, heard);
    if (first.how === "alive") continue;
    const { length } = heard;
    const away = death.call % 3 === 0 ? 6 * minute : 0;
    expect((await live(folder, first.at + away, undefined, heard)).how, `step ${death.call}`).toBe("alive");
    await expectLadder(folder, heard, 1);
    if (length > 0 && heard.length > all.length) killedOutside += 1;
  }
  // Else nobody died between the call outside and its mark, and nothing was shown of it.
  expect(killedOutside).toBeGreaterThan(0);
});

test("[POST-4, §4] killed again and again, every few steps: still once each, and none untold", async () => {
  const folder = await hookedFolder();
  const heard: number[] = [];
  let at: Millis = shiftStart;
  let deaths = 0;
  for (let how = "dead"; how === "dead" && deaths < 200; ) {
    const death = { call: 6 + (deaths % 7), when: deaths % 2 === 0 ? "after" : "before" } as const;
    const life = await live(folder, at, death, heard);
    ({ how, at } = life);
    if (how === "dead") deaths += 1;
  }
  await live(folder, at, undefined, heard);
  expect(deaths).toBeGreaterThan(3);
  await expectLadder(folder, heard, deaths);
});
