// The ladder over every death of the server: whatever the disk had done when it died, each rung is asked once, in order, never early. [POST-4, ALM-2]

import { join } from "node:path";
import { expect, test } from "vitest";
import type { Event } from "../../domain/board.ts";
import { commandId, type Millis } from "../../domain/ids.ts";
import { minute, second } from "../../domain/time.ts";
import type { Intake } from "../../server/intake.ts";
import { createNodeDisk, type Disk } from "../../server/ledger/disk.ts";
import { createFileLedger } from "../../server/ledger/file-ledger.ts";
import { createWatch } from "../../server/watch.ts";
import { shiftStart } from "../kit/site-fixture.ts";
import { createTempFolder } from "../kit/temp-folder.ts";
import { createWorld } from "../kit/world.ts";

const lookEvery = 20 * second;
const grace = 10 * minute;
/** A key post is of priority 1: two minutes a rung; the others take five. */
const stepOf = (alarm: string): number => (alarm === "post-vacant:p0" ? 2 : 5) * minute;
/** All rungs of all four posts are asked by then, also where the server was away in between. */
const end = shiftStart + 40 * minute;

type Death = { readonly call: number; readonly when: "before" | "after" };

/** A disk that works until its call number `call`: that one does not happen, or is never answered, and no other after it. */
const mortalDisk = (death: Death | undefined) => {
  const disk = createNodeDisk();
  let calls = 0;
  let die = (): void => {};
  const dead = new Promise<"dead">((resolve) => {
    die = () => resolve("dead");
  });
  const never = new Promise<never>(() => {});
  const step = async <T>(run: () => Promise<T>): Promise<T> => {
    calls += 1;
    if (death === undefined || calls < death.call) return run();
    if (calls === death.call && death.when === "after") await run();
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
  return { disk: mortal, dead, calls: () => calls };
};

/** Opens the store and watches it from `from` on; answers when it died, or the end. */
const live = async (folder: string, from: Millis, death: Death | undefined) => {
  const { disk, dead, calls } = mortalDisk(death);
  let at = from;
  const living = async (): Promise<"alive"> => {
    const ledger = await createFileLedger<Event>({ folder: join(folder, "ledger"), disk, onReport: () => undefined });
    const world = await createWorld({ ledger, at });
    const own: Intake["own"] = (command, id, actor) =>
      world.handler.submit({ id: commandId(id), command, claimedAt: world.now(), actor });
    const intake = { own, command: () => Promise.reject(new Error("nobody")) };
    const watch = createWatch({ projection: world.projection, intake, now: world.now, steady: world.now });
    for (; at < end; at += lookEvery) {
      await watch.look();
      world.passTime(lookEvery);
    }
    await ledger.close();
    return "alive";
  };
  return { how: await Promise.race([living(), dead]), at, calls: calls() };
};

/** What the ledger holds of the four alarms. */
const told = async (folder: string) => {
  const disk = createNodeDisk();
  const ledger = await createFileLedger<Event>({ folder: join(folder, "ledger"), disk, onReport: () => undefined });
  const alarms = new Map<string, { readonly what: string; readonly at: Millis }[]>();
  for (const { data } of await (await createWorld({ ledger })).events()) {
    if (data.subject !== "alarms") continue;
    const what = data.type === "AlarmEscalated" ? data.rung : data.type;
    alarms.set(data.alarm, [...(alarms.get(data.alarm) ?? []), { what, at: data.at }]);
  }
  await ledger.close();
  return alarms;
};

const expectLadder = async (folder: string): Promise<void> => {
  const alarms = await told(folder);
  expect([...alarms.keys()].toSorted()).toEqual([0, 1, 2, 3].map((n) => `post-vacant:p${n}`));
  for (const [alarm, moments] of alarms) {
    expect(moments.map(({ what }) => what)).toEqual(["AlarmRaised", "next-level", "everyone"]);
    const [raised = 0, second = 0, third = 0] = moments.map(({ at }) => at);
    expect(raised).toBeGreaterThanOrEqual(shiftStart + grace);
    expect(second - raised).toBeGreaterThanOrEqual(stepOf(alarm));
    expect(third - second).toBeGreaterThanOrEqual(stepOf(alarm));
  }
};

test("[POST-4] escalation exactly once, killed before and after every call to the disk, at once back or minutes later", async () => {
  const whole = await createTempFolder();
  const { how, calls } = await live(whole, shiftStart, undefined);
  expect(how).toBe("alive");
  await expectLadder(whole);
  expect(calls).toBeGreaterThan(12);
  for (const when of ["before", "after"] as const)
    for (let call = 1; call <= calls; call += 1) {
      const folder = await createTempFolder();
      const first = await live(folder, shiftStart, { call, when });
      if (first.how === "alive") continue;
      const away = call % 3 === 0 ? 6 * minute : 0;
      expect((await live(folder, first.at + away, undefined)).how, `call ${call}, ${when}`).toBe("alive");
      await expectLadder(folder);
    }
});

test("[POST-4] killed again and again, with every third call to the disk: still once each", async () => {
  const folder = await createTempFolder();
  let at: Millis = shiftStart;
  let deaths = 0;
  for (let how = "dead"; how === "dead" && deaths < 200; ) {
    const life = await live(folder, at, { call: 4 + (deaths % 5), when: deaths % 2 === 0 ? "after" : "before" });
    ({ how, at } = life);
    if (how === "dead") deaths += 1;
  }
  await live(folder, at, undefined);
  expect(deaths).toBeGreaterThan(3);
  await expectLadder(folder);
});
