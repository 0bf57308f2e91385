// secrets.json under faults: a restart keeps all, damage is named and never papered over, a full disk undoes what it refused.

import { chmod, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Change, openSecrets, SecretsDamaged, SecretsMissing } from "../../server/access/secrets-store.ts";
import { createNodeDisk, type Disk } from "../../server/ledger/disk.ts";
import { StorageFailed } from "../../server/ledger/failures.ts";
import { createTestRandom, noon, openRoom, tempFolder } from "./access-kit.ts";

const open = (path: string, disk?: Disk, failures: unknown[] = []) =>
  openSecrets({
    path,
    random: createTestRandom(),
    whenMissing: "refuse",
    onFailed: (error) => failures.push(error),
    ...(disk === undefined ? {} : { disk }),
  });

/** A disk whose step fails while the switch is on. */
const failingDisk = (fails: { at: "write" | "rename" | "none" }): Disk => {
  const disk = createNodeDisk();
  return {
    ...disk,
    open: async (path, how) => {
      const file = await disk.open(path, how);
      return {
        ...file,
        write: (bytes, at) =>
          fails.at === "write" ? Promise.reject(new Error("ENOSPC: no space left")) : file.write(bytes, at),
      };
    },
    rename: (from, to) => (fails.at === "rename" ? Promise.reject(new Error("EIO: i/o error")) : disk.rename(from, to)),
  };
};

const fakeHash = "scrypt$16$8$1$c2FsdA$a2V5";
const withPin =
  (worker: string): Change =>
  (before) => ({ ...before, pins: { ...before.pins, [worker]: fakeHash } });

describe("secrets.json", () => {
  it("is made once, readable by its owner only, and the same after a restart", async () => {
    const folder = await tempFolder();
    const first = await openRoom({ folder, clock: { now: noon } });
    await first.secrets.close();
    expect((await stat(first.path)).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual(["secrets.json"]);
    const second = await openRoom({ folder, clock: { now: noon }, random: (bytes) => Buffer.alloc(bytes, 7) });
    expect(second.secrets.read()).toEqual(first.secrets.read());
    expect(second.secrets.read().pepper).toHaveLength(64);
  });

  it("closes a restored copy to others again", async () => {
    const folder = await tempFolder();
    const { path } = await openRoom({ folder, clock: { now: noon } });
    await chmod(path, 0o644);
    await open(path);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it("is never made anew beside a ledger that exists", async () => {
    const path = join(await tempFolder(), "secrets.json");
    await expect(open(path)).rejects.toBeInstanceOf(SecretsMissing);
    await expect(stat(path)).rejects.toThrow("ENOENT");
  });

  it.each([
    ["not_json", (text: string) => text.slice(0, -20)],
    ["not_json", () => ""],
    ["not_secrets", () => '{"hello":1}'],
    ["check_failed", (text: string) => text.replace(/"pepper":"./, '"pepper":"e')],
    ["newer_version", (text: string) => text.replace('"format":1', '"format":2')],
  ])("damaged (%s): names the file and what to do, and touches nothing", async (damage, spoil) => {
    const folder = await tempFolder();
    const { path } = await openRoom({ folder, clock: { now: noon }, random: (bytes) => Buffer.alloc(bytes, 1) });
    const spoilt = spoil(await readFile(path, "utf8"));
    await writeFile(path, spoilt);
    const opening = open(path);
    await expect(opening).rejects.toMatchObject({ name: "SecretsDamaged", damage, path });
    await expect(opening).rejects.toBeInstanceOf(SecretsDamaged);
    await expect(opening).rejects.toThrow(path);
    await expect(opening).rejects.toThrow(/备份[\s\S]*backup/);
    expect(await readFile(path, "utf8")).toBe(spoilt);
  });

  it("sealed but not of this shape is damage as well", async () => {
    const folder = await tempFolder();
    const { path, secrets } = await openRoom({ folder, clock: { now: noon } });
    await secrets.update((before) => ({ ...before, pins: { "w-li": "in clear" } }));
    await expect(open(path)).rejects.toMatchObject({ damage: "not_secrets" });
  });

  it.each(["write", "rename"] as const)(
    "undoes a change that the disk refused (%s), and goes on after it",
    async (at) => {
      const folder = await tempFolder();
      const fails: { at: "write" | "rename" | "none" } = { at: "none" };
      const failures: unknown[] = [];
      const { path, secrets } = await openRoom({ folder, clock: { now: noon }, disk: failingDisk(fails), failures });
      await secrets.update(withPin("kept"));
      fails.at = at;
      await expect(secrets.update(withPin("lost"))).rejects.toBeInstanceOf(StorageFailed);
      expect(Object.keys(secrets.read().pins)).toEqual(["kept"]);
      expect(Object.keys((await open(path)).read().pins)).toEqual(["kept"]);
      expect(failures).toHaveLength(1);
      fails.at = "none";
      await secrets.update(withPin("after"));
      expect(Object.keys((await open(path)).read().pins)).toEqual(["kept", "after"]);
    },
  );

  it("keeps a counter that the disk refused in mind, and writes it with the next change", async () => {
    const folder = await tempFolder();
    const fails: { at: "write" | "rename" | "none" } = { at: "write" };
    const { path, secrets } = await openRoom({ folder, clock: { now: noon } });
    await secrets.close();
    const failures: unknown[] = [];
    const again = await open(path, failingDisk(fails), failures);
    again.soon(withPin("counter"));
    await again.close();
    expect(failures.length).toBeGreaterThan(0);
    expect(Object.keys(again.read().pins)).toEqual(["counter"]);
    expect((await open(path)).read().pins).toEqual({});
    fails.at = "none";
    await again.update(withPin("change"));
    expect(Object.keys((await open(path)).read().pins)).toEqual(["counter", "change"]);
  });

  it("writes what gathers during a write together: a hundred changes are few writes", async () => {
    const folder = await tempFolder();
    const disk = createNodeDisk();
    let writes = 0;
    const { secrets } = await openRoom({
      folder,
      clock: { now: noon },
      disk: {
        ...disk,
        rename: (from, to) => {
          writes += 1;
          return disk.rename(from, to);
        },
      },
    });
    await Promise.all(Array.from({ length: 100 }, (_, i) => secrets.update(withPin(`w${i}`))));
    expect(Object.keys(secrets.read().pins)).toHaveLength(100);
    // One to make the file, one for the first change, one for the other 99.
    expect(writes).toBe(3);
  });
});
