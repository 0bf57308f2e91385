// The kiosk's own disk: acts that wait, acts that were refused, and the public board as it was last seen, for a reload without the server.

import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { Viewer } from "../domain/protocol.ts";
import type { Replica } from "../domain/replica.ts";
import type { Act, RefusedAct } from "./act.ts";
import type { OutboxStore } from "./outbox.ts";

/** The public board of this kiosk (no worker stands in it), when it was last known to be true, and how wrong the device's clock was. */
export type Shelved = {
  readonly viewer: Viewer;
  readonly seen: number;
  readonly replica: Replica;
  /** Server minus device, ms; not kept by builds before this one. */
  readonly offset?: number;
};

interface Schema extends DBSchema {
  queued: { key: string; value: Act };
  refused: { key: string; value: RefusedAct };
  board: { key: string; value: Shelved };
}

export type Shelf = {
  readonly take: () => Promise<Shelved | undefined>;
  readonly put: (board: Shelved) => Promise<void>;
};

/** The disk has it when the promise resolves: without `strict` Chromium only promises that the file system was told. */
const strict = { durability: "strict" } as const;

/** Rejects where the browser gives no storage, whether it says so at once or later. */
export const openKioskDatabase = async (name = "shouwang-kiosk"): Promise<IDBPDatabase<Schema>> =>
  openDB<Schema>(name, 1, {
    upgrade: (db) => {
      db.createObjectStore("queued");
      db.createObjectStore("refused");
      db.createObjectStore("board");
    },
  });

export const createIdbStore = (db: IDBPDatabase<Schema>): OutboxStore => ({
  // UUIDv7 keys sort by the touch, so a store read in key order is the order of acts.
  load: async () => ({ queued: await db.getAll("queued"), refused: await db.getAll("refused") }),
  add: async (act) => {
    const tx = db.transaction("queued", "readwrite", strict);
    await Promise.all([tx.store.put(act, act.id), tx.done]);
  },
  remove: async (id) => {
    const tx = db.transaction("queued", "readwrite", strict);
    await Promise.all([tx.store.delete(id), tx.done]);
  },
  refuse: async (entry) => {
    const tx = db.transaction(["queued", "refused"], "readwrite", strict);
    await Promise.all([
      tx.objectStore("queued").delete(entry.act.id),
      tx.objectStore("refused").put(entry, entry.act.id),
      tx.done,
    ]);
  },
});

export const createShelf = (db: IDBPDatabase<Schema>): Shelf => ({
  take: () => db.get("board", "public"),
  put: async (board) => {
    await db.put("board", board, "public");
  },
});
