// The kiosk's own disk: acts that wait, sealed, and the public board as it was last seen, for a reload without the server.

import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { Viewer } from "../domain/protocol.ts";
import type { Refusal } from "../domain/refusals.ts";
import type { Replica } from "../domain/replica.ts";
import type { Act, ClearAct, KeptAct } from "./act.ts";
import type { OutboxStore } from "./outbox.ts";

/** The public board of this kiosk (no worker stands in it), when it was last known to be true, and how wrong the device's clock was. */
export type Shelved = {
  readonly viewer: Viewer;
  readonly seen: number;
  readonly replica: Replica;
  /** Server minus device, ms; not kept by builds before this one. */
  readonly offset?: number;
};

/** As a build before this one kept what was refused; the server keeps that list now. */
type RefusedAct = {
  readonly act: Act;
  readonly refusal: Refusal;
  readonly told: { readonly by: "nobody" | "worker" | "person" };
};

interface Schema extends DBSchema {
  /** `Act`: by a build before this one, in the clear; sealed at the first opening. */
  queued: { key: string; value: KeptAct | Act };
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
  load: async () => {
    const [queued, refused] = await Promise.all([db.getAll("queued"), db.getAll("refused")]);
    // Whoever was told of it, or saw to it, is done with it: it goes, with the badge that it bears.
    const over = refused.filter(({ told }) => told.by !== "nobody");
    if (over.length > 0) {
      const tx = db.transaction("refused", "readwrite", strict);
      await Promise.all([...over.map(({ act }) => tx.store.delete(act.id)), tx.done]);
    }
    const open = refused.filter(({ told }) => told.by === "nobody");
    const acts = [
      ...queued.map((one) => ("box" in one ? one : { act: one })),
      ...open.map(({ act, refusal: was }) => ({ act, was })),
    ];
    // UUIDv7 ids sort by the touch.
    return acts.sort((a, b) => (idOf(a) < idOf(b) ? -1 : 1));
  },
  add: async (act) => {
    const tx = db.transaction(["queued", "refused"], "readwrite", strict);
    await Promise.all([tx.objectStore("queued").put(act, act.id), tx.objectStore("refused").delete(act.id), tx.done]);
  },
  remove: async (id) => {
    const tx = db.transaction("queued", "readwrite", strict);
    await Promise.all([tx.store.delete(id), tx.done]);
  },
});

const idOf = (one: KeptAct | ClearAct): string => ("act" in one ? one.act.id : one.id);

export const createShelf = (db: IDBPDatabase<Schema>): Shelf => ({
  take: () => db.get("board", "public"),
  put: async (board) => {
    await db.put("board", board, "public");
  },
});
