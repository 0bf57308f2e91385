// One process per store; a holder that is gone does not keep anyone out.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { StoreLocked } from "../../server/ledger/failures.ts";
import { lockStore } from "../../server/ledger/store-lock.ts";
import { createTempFolder } from "../kit/temp-folder.ts";
import { failureOf } from "./notes.ts";

const lockPath = async () => join(await createTempFolder(), "store", "lock");

/** Another process that does nothing but live. */
const startOther = async (): Promise<{ readonly pid: number; readonly end: () => Promise<void> }> => {
  const other = spawn(process.execPath, ["-e", "process.stdin.resume(); console.log('up')"]);
  await once(other.stdout, "data");
  const end = async () => {
    if (other.exitCode !== null || other.signalCode !== null) return;
    const ended = once(other, "exit");
    other.kill("SIGKILL");
    await ended;
  };
  onTestFinished(end);
  return { pid: other.pid ?? 0, end };
};

/** A lock as this machine would write it, held by somebody else. */
const lockOf = async (path: string, changes: object): Promise<void> => {
  const mine = await lockStore(path);
  const holder: object = JSON.parse(await readFile(path, "utf8"));
  await mine.release();
  await writeFile(path, JSON.stringify({ ...holder, ...changes }));
};

const beganAt = async (pid: number): Promise<string> => {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8");
  return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
};

test("a second one is refused by name until the first lets go", async () => {
  const path = await lockPath();
  const lock = await lockStore(path);
  const refused = await failureOf(lockStore(path));
  expect(refused).toBeInstanceOf(StoreLocked);
  expect(refused).toMatchObject({ path, pid: process.pid, host: hostname() });
  await lock.release();
  const next = await lockStore(path);
  await next.release();
  expect(await readdir(join(path, ".."))).toEqual([]);
});

test("of many that come at once one gets it", async () => {
  const path = await lockPath();
  const results = await Promise.allSettled(Array.from({ length: 8 }, () => lockStore(path)));
  expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
  for (const result of results) if (result.status === "rejected") expect(result.reason).toBeInstanceOf(StoreLocked);
});

test.skipIf(process.platform !== "linux")(
  "a living process keeps it; when it was killed, the lock is taken over",
  async () => {
    const path = await lockPath();
    const other = await startOther();
    await lockOf(path, { pid: other.pid, began: await beganAt(other.pid) });
    expect(await failureOf(lockStore(path))).toMatchObject({ name: "StoreLocked", pid: other.pid });
    await other.end();
    const lock = await lockStore(path);
    expect(JSON.parse(await readFile(path, "utf8"))).toMatchObject({ pid: process.pid });
    await lock.release();
  },
);

test.skipIf(process.platform !== "linux")(
  "a living process that began at another time has only the same number",
  async () => {
    const path = await lockPath();
    const other = await startOther();
    await lockOf(path, { pid: other.pid, began: "1" });
    await (await lockStore(path)).release();
  },
);

test("a lock from before the machine was restarted is stale, though its number is in use again", async () => {
  const path = await lockPath();
  await lockOf(path, { boot: "another-boot" });
  await (await lockStore(path)).release();
});

test("a lock from another host stands: its process cannot be seen from here", async () => {
  const path = await lockPath();
  await lockOf(path, { host: "other-host", boot: "another-boot", pid: 4711 });
  const refused = await failureOf(lockStore(path));
  expect(refused).toMatchObject({ name: "StoreLocked", host: "other-host", pid: 4711 });
  expect(refused).toHaveProperty("message", expect.stringContaining("delete this file"));
});

test.each(["", "{", "{}"])("a lock that names nobody (%j) is stale", async (text) => {
  const path = await lockPath();
  await (await lockStore(path)).release();
  await writeFile(path, text);
  await (await lockStore(path)).release();
});

test("letting go leaves a lock alone that somebody else has taken", async () => {
  const path = await lockPath();
  const lock = await lockStore(path);
  await writeFile(path, "somebody else's");
  await lock.release();
  expect(await readFile(path, "utf8")).toBe("somebody else's");
});
