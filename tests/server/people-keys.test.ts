// The keys of people on a disk that fails: a key that is not durable seals nothing, a key that is not destroyed is not forgotten.

import { randomBytes } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Event } from "../../domain/board.ts";
import type { Unrecorded } from "../../domain/decider.ts";
import { commandId, workerId } from "../../domain/ids.ts";
import { createNodeDisk, type Disk } from "../../server/ledger/disk.ts";
import { StorageFailed } from "../../server/ledger/failures.ts";
import { createFileLedger } from "../../server/ledger/file-ledger.ts";
import { openPeopleKeys } from "../../server/sealing/people-keys.ts";
import { createPeopleSeal } from "../../server/sealing/people-seal.ts";
import { keyIdIn, openText, sealText } from "../../server/sealing/sealed-text.ts";
import { createFaultyDisk } from "../kit/faulty-disk.ts";
import { siteFixture } from "../kit/site-fixture.ts";
import { createTempFolder } from "../kit/temp-folder.ts";
import { system } from "../kit/world.ts";
import { failureOf } from "../ledger/notes.ts";

const w1 = workerId("w1");
const random = randomBytes;
const open = async (folder: string, disk: Disk = createNodeDisk()) =>
  (await openPeopleKeys({ path: join(folder, "people-keys.json"), disk, random })).keys;
const unrecorded = (data: Event): Unrecorded<Event> => ({
  at: 0,
  actor: system,
  cause: commandId(`c ${data.type}`),
  v: 1,
  data,
});
const imported = unrecorded({ subject: "site", type: "SiteImported", at: 0, import: siteFixture() });
const forgotten = unrecorded({ subject: "people", type: "WorkerForgotten", at: 0, worker: workerId("w10") });
const ledgerOf = async (folder: string, disk: Disk, keysDisk: Disk) => {
  const path = join(folder, "people-keys.json");
  const { keys } = await openPeopleKeys({ path, disk: keysDisk, random });
  const seal = createPeopleSeal({ keys, random, path });
  const onReport = (report: unknown): void => expect(report).toBeUndefined();
  return { keys, ledger: await createFileLedger<Event>({ folder: join(folder, "ledger"), disk, seal, onReport }) };
};

test("[ORG-2] keys are on the disk, under their name, before a byte of the event that needs them", async () => {
  const folder = await createTempFolder();
  const calls: string[] = [];
  const real = createNodeDisk();
  const told: Disk = {
    ...real,
    open: async (path, how) => {
      const file = await real.open(path, how);
      return {
        ...file,
        write: (bytes, at) => {
          calls.push(`write ${path.slice(folder.length + 1)}`);
          return file.write(bytes, at);
        },
      };
    },
    rename: (from, to) => {
      calls.push(`rename ${to.slice(folder.length + 1)}`);
      return real.rename(from, to);
    },
    syncFolder: (path) => {
      calls.push(`sync ${path.slice(folder.length + 1)}`);
      return real.syncFolder(path);
    },
  };
  const { ledger } = await ledgerOf(folder, told, told);
  calls.length = 0;
  await ledger.append(() => [imported]);
  expect(calls).toEqual([
    "write people-keys.json.tmp",
    "rename people-keys.json",
    "sync ",
    "write ledger/000000000001.jsonl",
  ]);
  calls.length = 0;
  await ledger.append(() => [imported]);
  expect(calls).toEqual(["write ledger/000000000001.jsonl"]);
  await ledger.close();
});

test.each(["open", "write", "sync", "rename"] as const)(
  "[ORG-2] keys that cannot be kept (%s): no event, no key",
  async (at) => {
    const folder = await createTempFolder();
    const real = createNodeDisk();
    const { keys, ledger } = await ledgerOf(
      folder,
      real,
      createFaultyDisk(real, (call) => (call === at ? "EIO" : undefined)),
    );
    expect(await failureOf(ledger.append(() => [imported]))).toBeInstanceOf(StorageFailed);
    expect(keys.of(w1)).toBeUndefined();
    expect(ledger.head).toBe(0);
    await ledger.close();
    expect(await readFile(join(folder, "ledger", "000000000001.jsonl"), "utf8")).toBe("");
    expect(await readdir(folder)).not.toContain("people-keys.json");
  },
);

test("[ORG-2] a key that cannot be destroyed: nobody is told that he is forgotten", async () => {
  const folder = await createTempFolder();
  const real = createNodeDisk();
  let broken = false;
  const disk = createFaultyDisk(real, (call) => (broken && call === "rename" ? "EIO" : undefined));
  const { keys, ledger } = await ledgerOf(folder, real, disk);
  await ledger.append(() => [imported]);
  const heard: unknown[] = [];
  ledger.follow((events) => heard.push(events));
  broken = true;
  expect(await failureOf(ledger.append(() => [forgotten]))).toBeInstanceOf(StorageFailed);
  expect(heard).toEqual([]);
  expect(keys.of(workerId("w10"))).toBeDefined();
  await ledger.close();
});

test("keys made and destroyed are so after a restart; the names of the destroyed are known, their bytes are not", async () => {
  const folder = await createTempFolder();
  const first = await open(folder);
  await first.make([w1, workerId("w2"), w1]);
  const key = first.of(w1);
  if (key === undefined) throw new Error("no key");
  await first.destroy(new Set([w1, workerId("w3")]));
  const again = await open(folder);
  expect(again.of(w1)).toBeUndefined();
  expect(again.of(workerId("w2"))).toEqual(first.of(workerId("w2")));
  expect([key.id, again.of(workerId("w2"))?.id ?? "", "0".repeat(16)].map(again.stateOf)).toEqual([
    "destroyed",
    "held",
    "lost",
  ]);
  const text = await readFile(join(folder, "people-keys.json"), "utf8");
  expect(text).toContain(key.id);
  expect(text).not.toContain(key.hex);
  await again.make([w1]);
  expect(again.of(w1)?.id).not.toBe(key.id);
});

test("a sealed text opens for its person with his key, whatever it says, and for nobody else; no byte of it can change", () => {
  const key = { id: "0123456789abcdef", hex: "11".repeat(32) };
  const other = { id: key.id, hex: "22".repeat(32) };
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.nat(), fc.integer({ min: 1, max: 63 }), (text, at, by) => {
      const sealed = sealText(text, w1, key, random);
      expect(keyIdIn(sealed)).toBe(key.id);
      expect(openText(sealed, w1, key)).toBe(text);
      expect(openText(sealed, workerId("w2"), key)).toBeUndefined();
      expect(openText(sealed, w1, other)).toBeUndefined();
      const bytes = Buffer.from(sealed.slice(17), "base64url");
      bytes[at % bytes.length] = (bytes[at % bytes.length] ?? 0) ^ by;
      expect(openText(`${key.id}.${bytes.toString("base64url")}`, w1, key)).toBeUndefined();
    }),
  );
  for (const broken of ["", "x", `${key.id}.`, `${key.id}.AAAA`]) expect(openText(broken, w1, key)).toBeUndefined();
});
