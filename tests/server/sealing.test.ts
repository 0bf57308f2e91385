// What a forgotten person leaves behind, and what becomes of a store whose keys or sealed texts are not what they were. [ORG-2]

import { createHash } from "node:crypto";
import { chmod, copyFile, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Event } from "../../domain/board.ts";
import type { Recorded } from "../../domain/decider.ts";
import { postId, workerId } from "../../domain/ids.ts";
import { createNodeDisk } from "../../server/ledger/disk.ts";
import { createFileLedger } from "../../server/ledger/file-ledger.ts";
import { createBatchEncoder } from "../../server/ledger/lines.ts";
import { PeopleKeysDamaged, PeopleKeysMissing, SealBroken } from "../../server/sealing/failures.ts";
import { createTempFolder } from "../kit/temp-folder.ts";
import { worker } from "../kit/world.ts";
import { eventsAfter, failureOf } from "../ledger/notes.ts";
import { admin, boardOf, bytesIn, type Face, importSite, openSealedStore, siteOf, withStore } from "./sealing-kit.ts";

const face = (n: number): Face => ({ name: `㐀㐁${n}`, number: `№4711${n}`, badge: `¶f00d${n}` });
const people = (...who: readonly number[]) => new Map(who.map((n) => [n, face(n)]));
const crew = [0, 1, 2, 3, 4, 5, 6, 7];
const everybody = siteOf(people(...crew, 8, 9));
const keysFile = "people-keys.json";

const eventsIn = (folder: string): Promise<Recorded<Event>[]> =>
  withStore(folder, ({ store }) => eventsAfter(store.ledger));
const importedName = (event: Recorded<Event> | undefined, id: string): string | undefined =>
  event?.data.type === "SiteImported" ? event.data.import.workers.find((one) => one.id === id)?.name : undefined;

describe("forgetting", () => {
  test("[ORG-2] the ledger stays whole and as it was, the numbers go on, and after a restart nobody is called that any more", async () => {
    const folder = await createTempFolder();
    await withStore(folder, async ({ act, snapshot }) => {
      await act(importSite(everybody));
      await snapshot();
    });
    const before = await bytesIn(folder, "ledger");
    const board = await withStore(folder, async ({ store, forget }) => {
      expect(store.projection.board.get("worker", "w8")?.name).toBe(face(8).name);
      expect(await forget("w8")).toEqual({ kind: "ok", seq: 2 });
      return boardOf(store.projection);
    });
    expect(JSON.stringify([...board])).not.toContain(face(8).name);
    expect(JSON.stringify([...board])).toContain(face(9).name);
    expect((await bytesIn(folder, "ledger")).startsWith(before)).toBe(true);
    // The newest snapshot is older than the forgetting.
    await withStore(folder, async ({ store, act }) => {
      expect(boardOf(store.projection)).toEqual(board);
      expect(await act(importSite(everybody))).toEqual({ kind: "ok", seq: 3 });
    });
  });

  test("[ORG-2] an event from before reads as a person forgotten, by every start from the first event on", async () => {
    const folder = await createTempFolder();
    const board = await withStore(folder, async ({ store, act, forget }) => {
      await act(importSite(everybody));
      await forget("w8");
      return boardOf(store.projection);
    });
    const events = await eventsIn(folder);
    expect(importedName(events[0], "w8")).toBe("");
    expect(importedName(events[0], "w9")).toBe(face(9).name);
    await withStore(folder, async ({ store }) => expect(boardOf(store.projection)).toEqual(board));
  });

  test("[ORG-2] imported again he has a new key: the new name is read, the old one is not", async () => {
    const folder = await createTempFolder();
    await withStore(folder, async ({ store, act, forget }) => {
      await act(importSite(everybody));
      const first = store.people.of(workerId("w8"));
      await forget("w8");
      await act(importSite(everybody));
      expect(store.people.of(workerId("w8"))?.id).toMatch(/^[0-9a-f]{16}$/);
      expect(store.people.of(workerId("w8"))).not.toEqual(first);
    });
    const events = await eventsIn(folder);
    expect([0, 2].map((n) => importedName(events[n], "w8"))).toEqual(["", face(8).name]);
  });

  test("[ORG-2] whoever left the board is forgotten by his key", async () => {
    const folder = await createTempFolder();
    await withStore(folder, async ({ store, act, forget }) => {
      await act(importSite(everybody));
      await act(importSite(siteOf(people(...crew))));
      expect(store.people.of(workerId("w8"))).toBeDefined();
      expect(await forget("w8")).toEqual({ kind: "ok", seq: 3 });
      expect(store.people.of(workerId("w8"))).toBeUndefined();
    });
    expect(importedName((await eventsIn(folder))[0], "w8")).toBe("");
  });

  test("[ORG-2] the key is gone before anybody hears of it", async () => {
    const folder = await createTempFolder();
    await withStore(folder, async ({ store, act, forget }) => {
      await act(importSite(everybody));
      const heard: (string | undefined)[] = [];
      store.ledger.follow(() => heard.push(store.people.of(workerId("w8"))?.id));
      await forget("w8");
      expect(heard).toEqual([undefined]);
      expect(await readFile(join(folder, keysFile), "utf8")).not.toContain('"w8"');
    });
  });

  test("[ORG-2] a stop between the event and the key ends with the key destroyed, also for who had left the board", async () => {
    const folder = await createTempFolder();
    const kept = join(folder, "kept.json");
    await withStore(folder, async ({ act, snapshot }) => {
      await act(importSite(everybody));
      await act(importSite(siteOf(people(...crew, 8))));
      await snapshot();
    });
    await copyFile(join(folder, keysFile), kept);
    for (const id of ["w8", "w9"]) {
      await withStore(folder, ({ forget }) => forget(id));
      await copyFile(kept, join(folder, keysFile));
      await withStore(folder, async ({ store }) => expect(store.people.of(workerId(id))).toBeUndefined());
      expect(await readFile(join(folder, keysFile), "utf8")).not.toContain(`"${id}"`);
    }
  });

  test("[ORG-2] forgotten and named again in one batch, he is there after a restart too", async () => {
    const folder = await createTempFolder();
    await withStore(folder, async ({ act, forget }) => {
      await act(importSite(everybody));
      expect(await Promise.all([forget("w8"), act(importSite(everybody))])).toMatchObject([{ seq: 2 }, { seq: 3 }]);
    });
    await withStore(folder, async ({ store }) =>
      expect(store.projection.board.get("worker", "w8")?.name).toBe(face(8).name),
    );
  });

  test("[POST-2] a countersign's reason and certificate are read again, and end with their person", async () => {
    const folder = await createTempFolder();
    const site = { ...everybody, posts: everybody.posts.map((post) => ({ ...post, roster: [] })) };
    const certificate = { name: "信号工证", number: "№998877" };
    const signed = { worker: workerId("w1"), roles: ["foreman"], reason: "㐂㐂顶班", certificate } as const;
    await withStore(folder, async ({ act }) => {
      await act(importSite(site));
      const on = { type: "SignOn", post: postId("p0"), briefing: ["b1"] } as const;
      expect(await act(on, worker(9), signed)).toMatchObject({ kind: "ok" });
      expect(await act({ type: "SignOff", post: postId("p0") }, worker(9))).toMatchObject({ kind: "ok" });
    });
    expect(await bytesIn(folder, "ledger")).not.toMatch(/㐂|№998877/);
    const countersigned = async () => {
      const data = (await eventsIn(folder))[1]?.data;
      return data?.type === "SignedOn" ? data.countersigned : undefined;
    };
    expect(await countersigned()).toEqual({ by: "w1", reason: signed.reason, certificate });
    await withStore(folder, async ({ store, forget }) => {
      expect(store.projection.board.get("worker", "w9")?.seen).toMatchObject([certificate]);
      expect(await forget("w9")).toMatchObject({ kind: "ok" });
    });
    expect(await countersigned()).toEqual({ by: "w1", reason: "" });
  });
});

test("[ORG-2] what an older version wrote in the clear is read; its people have keys from the first start on", async () => {
  const folder = await createTempFolder();
  const ledger = await createFileLedger<Event>({
    folder: join(folder, "ledger"),
    disk: createNodeDisk(),
    onReport: (report) => expect(report).toBeUndefined(),
  });
  const events = await withStore(await createTempFolder(), async ({ store, act }) => {
    await act(importSite(everybody));
    return eventsAfter(store.ledger);
  });
  await ledger.append(() => events);
  await ledger.close();
  await copyFile(join(await storeWithSecrets(), "secrets.json"), join(folder, "secrets.json"));
  await withStore(folder, async ({ store, snapshot }) => {
    expect(store.projection.board.get("worker", "w8")?.name).toBe(face(8).name);
    expect(store.people.of(workerId("w8"))).toBeDefined();
    await snapshot();
  });
  expect(await bytesIn(folder, "snapshots")).not.toContain(face(8).name);
});

const storeWithSecrets = async (): Promise<string> => {
  const folder = await createTempFolder();
  await withStore(folder, async () => undefined);
  return folder;
};

/** A store with an import in it and, by default, no snapshot. */
const lived = async (how: "ledger" | "snapshot" = "ledger"): Promise<string> => {
  const folder = await createTempFolder();
  await withStore(folder, async ({ act, snapshot }) => {
    await act(importSite(everybody));
    if (how === "snapshot") await snapshot();
  });
  return folder;
};
const startOf = (folder: string): Promise<unknown> => failureOf(openSealedStore(folder));
const fingerprint = async (folder: string): Promise<string> =>
  createHash("sha256")
    .update(await bytesIn(folder, "ledger", "snapshots", "people"))
    .digest("hex");

const swapSign = (_: string, head: string, sign: string): string => `${head}${sign === "a" ? "b" : "a"}`;

describe("damage", () => {
  test.each(["ledger", "snapshot"] as const)(
    "a keys file that is missing stops the start and is not made anew (%s)",
    async (how) => {
      const folder = await lived(how);
      await rm(join(folder, keysFile));
      for (let start = 0; start < 2; start += 1) {
        const failed = await startOf(folder);
        expect(failed).toBeInstanceOf(PeopleKeysMissing);
        expect(String(failed)).toContain(join(folder, keysFile));
        expect(String(failed)).toMatch(/备份[\s\S]*Restore it from the same backup/);
      }
      expect(await readdir(folder)).not.toContain(keysFile);
    },
  );

  test("a keys file that is missing stops the start also when all who need it lie behind the snapshot", async () => {
    const folder = await lived();
    await withStore(folder, async ({ act, snapshot }) => {
      await act(importSite({ ...siteOf(new Map()), posts: [] }));
      await snapshot();
    });
    await rm(join(folder, keysFile));
    expect(await startOf(folder)).toBeInstanceOf(PeopleKeysMissing);
  });

  test("a keys file from before the last import stops the start, and nobody is taken for forgotten", async () => {
    const folder = await createTempFolder();
    await withStore(folder, ({ act }) => act(importSite(siteOf(people(...crew)))));
    await copyFile(join(folder, keysFile), join(folder, "older.json"));
    await withStore(folder, ({ act }) => act(importSite(everybody)));
    await copyFile(join(folder, "older.json"), join(folder, keysFile));
    const before = await fingerprint(folder);
    expect(await startOf(folder)).toBeInstanceOf(PeopleKeysMissing);
    expect(await fingerprint(folder)).toBe(before);
  });

  test.each([
    ["cut anywhere", (text: string) => text.slice(0, text.length / 2), "not_json"],
    ["empty", () => "", "not_json"],
    ["another file", () => "{}", "not_keys"],
    ["a sign changed", (text: string) => text.replace(/"hex":"./, '"hex":"g'), "check_failed"],
    ["of a newer version", (text: string) => text.replace('"format":1', '"format":2'), "newer_version"],
  ])("a keys file %s stops the start and stays as it is", async (_, spoil, damage) => {
    const folder = await lived();
    const path = join(folder, keysFile);
    await writeFile(path, spoil(await readFile(path, "utf8")));
    const before = await fingerprint(folder);
    const failed = await startOf(folder);
    expect(failed).toBeInstanceOf(PeopleKeysDamaged);
    expect(failed).toMatchObject({ path, damage });
    expect(await fingerprint(folder)).toBe(before);
  });

  test.each([
    ["another's sealed text", '"id":"w8"', '"id":"w9"', SealBroken],
    ["a sealed text with a sign changed", /("id":"w8"[^}]*\.....)(.)/, swapSign, SealBroken],
    ["a sealed text of an unknown key", /("id":"w8"[^}]*"sealed":")(.)/, swapSign, PeopleKeysMissing],
  ])("%s stops the start, though the line's checksum is right", async (_, found, put, error) => {
    const folder = await lived();
    const path = join(folder, "ledger", "000000000001.jsonl");
    const line = await readFile(path, "utf8");
    const json = line.slice(line.indexOf("["));
    const spoilt = typeof put === "string" ? json.replace(found, put) : json.replace(found, put);
    expect(spoilt).not.toBe(json);
    const events: Recorded<unknown>[] = JSON.parse(spoilt);
    await writeFile(path, createBatchEncoder()(events));
    expect(await startOf(folder)).toBeInstanceOf(error);
  });

  test("the keys are their owner's alone, also after a copy that was everybody's", async () => {
    const folder = await lived();
    const path = join(folder, keysFile);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    await chmod(path, 0o644);
    await withStore(folder, async () => expect((await stat(path)).mode & 0o777).toBe(0o600));
  });
});

test("[ORG-2] an event without people reaches the file as it is", async () => {
  const folder = await lived();
  await withStore(folder, ({ act }) => act({ type: "SuspendPost", post: postId("p1"), reason: "雪" }, admin));
  const [, second = ""] = (await bytesIn(folder, "ledger")).split("\n");
  expect(second).toContain('"type":"PostSuspended","post":"p1"');
  expect(second).not.toContain("sealed");
});
