// One process per store: two would number their events alike. The lock is a file that names its holder.
//
// A holder that is gone (crash, power cut) is found out and its lock taken over: the process id is free, or belongs to a process
// that began at another time, or the machine has been restarted since. Of a holder on another host nothing can be known: its
// lock stands until a person deletes the file. A container counts as a host: give it a lasting `hostname`.

import { randomUUID } from "node:crypto";
import { link, mkdir, open, readFile, rename, unlink } from "node:fs/promises";
import { hostname } from "node:os";
import { dirname } from "node:path";
import * as v from "valibot";
import { StoreLocked } from "./failures.ts";

export interface StoreLock {
  release(): Promise<void>;
}

/** `began` is the process's start in clock ticks since `boot`, "" where the system does not tell. */
const holderSchema = v.object({ pid: v.number(), began: v.string(), boot: v.string(), host: v.string() });
type Holder = v.InferOutput<typeof holderSchema>;

/** Throws StoreLocked. */
export const lockStore = async (path: string): Promise<StoreLock> => {
  await mkdir(dirname(path), { recursive: true });
  const me: Holder = { pid: process.pid, began: await beganAt(process.pid), boot: await bootId(), host: hostname() };
  const text = `${JSON.stringify(me)}\n`;
  while (!(await created(path, text))) {
    const found = await textOf(path);
    if (found !== undefined) await removeStale(path, found, me);
  }
  return {
    release: async () => {
      if ((await textOf(path)) === text) await unlink(path);
    },
  };
};

const created = async (path: string, text: string): Promise<boolean> => {
  // Made beside and linked: nobody ever sees a lock without its holder's name.
  const beside = `${path}.${randomUUID()}`;
  const file = await open(beside, "w", 0o600);
  try {
    await file.writeFile(text);
  } finally {
    await file.close();
  }
  try {
    await link(beside, path);
    return true;
  } catch (error) {
    if (hasCode(error, "EEXIST")) return false;
    throw error;
  } finally {
    await unlink(beside);
  }
};

const removeStale = async (path: string, found: string, me: Holder): Promise<void> => {
  const holder = parsed(found);
  if (holder !== undefined && holder.host !== me.host) throw new StoreLocked(path, holder.pid, holder.host, false);
  if (holder !== undefined && holder.boot === me.boot && (await isAlive(holder))) {
    throw new StoreLocked(path, holder.pid, holder.host, true);
  }
  // Another process may have taken the stale lock over since it was read. Then it is not stale any more: put it back.
  const aside = `${path}.${randomUUID()}`;
  try {
    await rename(path, aside);
  } catch (error) {
    if (hasCode(error, "ENOENT")) return;
    throw error;
  }
  if ((await textOf(aside)) !== found) await link(aside, path);
  await unlink(aside);
};

const isAlive = async ({ pid, began }: Holder): Promise<boolean> => {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it is there, but not ours to signal.
    if (!hasCode(error, "EPERM")) return false;
  }
  return began === (await beganAt(pid));
};

/**
 * Field 22 of /proc/<pid>/stat; the name in field 2 may hold anything, so count from its closing bracket.
 * A zombie (field 3: Z) holds nothing any more.
 */
const beganAt = async (pid: number): Promise<string> => {
  const stat = (await textOf(`/proc/${pid}/stat`)) ?? "";
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return fields[0] === "Z" ? "zombie" : (fields[19] ?? "");
};

const bootId = async (): Promise<string> => ((await textOf("/proc/sys/kernel/random/boot_id")) ?? "").trim();

const textOf = async (path: string): Promise<string | undefined> => {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    // ESRCH: a process that ended while its file in /proc was read.
    if (hasCode(error, "ENOENT") || hasCode(error, "ESRCH")) return undefined;
    throw error;
  }
};

/** A lock that names nobody was left by a machine that went down while it was made. */
const parsed = (text: string): Holder | undefined => {
  try {
    return v.parse(holderSchema, JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError || v.isValiError(error)) return undefined;
    throw error;
  }
};

const hasCode = (error: unknown, code: string): boolean =>
  error instanceof Error && "code" in error && error.code === code;
