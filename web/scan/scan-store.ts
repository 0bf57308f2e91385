// The phone's own disk: every scan with its fate, and the names on the signs for when there is no line.

import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { ScanNames } from "../../domain/patrols/scan-report.ts";
import type { Fate, Place, Scan, Shown } from "./scan.ts";

/** `fate` stands apart, so that an index can count it. */
interface Schema extends DBSchema {
  scans: { key: string; value: Scan; indexes: { state: Fate["state"] } };
  names: { key: string; value: ScanNames };
}

/** Every promise resolves when the disk has it, not before. Several tabs share one store: nothing is remembered beside it. */
export type ScanStore = {
  readonly keep: (scan: Scan) => Promise<void>;
  readonly place: (id: string, place: Place) => Promise<void>;
  /** The oldest that wait. */
  readonly waiting: (most: number) => Promise<readonly Scan[]>;
  readonly settle: (fates: ReadonlyMap<string, Fate>) => Promise<void>;
  /** Those refused wait again. */
  readonly again: () => Promise<void>;
  readonly shown: (latest: number) => Promise<Shown>;
  /** The last scan of this sign, whatever became of it. */
  readonly last: (route: string, checkpoint: string) => Promise<Scan | undefined>;
  /** What was sent before then is dropped; nothing else ever is. */
  readonly prune: (before: number) => Promise<void>;
};

/** Without `strict` Chromium only promises that the file system was told. */
const strict = { durability: "strict" } as const;

export const openScanDatabase = (name = "shouwang-scan"): Promise<IDBPDatabase<Schema>> =>
  openDB<Schema>(name, 1, {
    upgrade: (db) => {
      db.createObjectStore("scans", { keyPath: "id" }).createIndex("state", "fate.state");
      db.createObjectStore("names");
    },
  });

export const createScanStore = (db: IDBPDatabase<Schema>): ScanStore => {
  /** Reads and writes in one step: another tab may have settled it meanwhile. */
  const change = async (ids: Iterable<string>, next: (scan: Scan) => Scan): Promise<void> => {
    const tx = db.transaction("scans", "readwrite", strict);
    for (const id of ids) {
      const scan = await tx.store.get(id);
      if (scan !== undefined) void tx.store.put(next(scan));
    }
    await tx.done;
  };
  return {
    keep: async (scan) => {
      const tx = db.transaction("scans", "readwrite", strict);
      await Promise.all([tx.store.put(scan), tx.done]);
    },
    place: (id, place) => change([id], (scan) => ({ ...scan, place })),
    // Keys of an index entry sort by the primary key: UUIDv7, so by the moment of the scan.
    waiting: (most) => db.getAllFromIndex("scans", "state", "waiting", most),
    settle: (fates) => change(fates.keys(), (scan) => ({ ...scan, fate: fates.get(scan.id) ?? scan.fate })),
    again: async () =>
      change(await db.getAllKeysFromIndex("scans", "state", "refused"), (scan) => ({
        ...scan,
        fate: { state: "waiting" },
      })),
    shown: async (most) => {
      const tx = db.transaction("scans");
      const [waiting, refused] = await Promise.all([
        tx.store.index("state").count("waiting"),
        tx.store.index("state").getAll("refused"),
      ]);
      const latest: Scan[] = [...refused];
      let others = 0;
      for (let at = await tx.store.openCursor(null, "prev"); at !== null && others < most; at = await at.continue())
        if (at.value.fate.state !== "refused") {
          latest.push(at.value);
          others += 1;
        }
      return { waiting, refused: refused.length, latest: latest.sort((a, b) => (a.id < b.id ? 1 : -1)) };
    },
    last: async (route, checkpoint) => {
      const tx = db.transaction("scans");
      let looked = 0;
      for (let at = await tx.store.openCursor(null, "prev"); at !== null && looked < 50; at = await at.continue()) {
        if (at.value.route === route && at.value.checkpoint === checkpoint) return at.value;
        looked += 1;
      }
      return undefined;
    },
    prune: async (before) => {
      const tx = db.transaction("scans", "readwrite");
      for (
        let at = await tx.store.index("state").openCursor("sent");
        at !== null && at.value.at < before;
        at = await at.continue()
      )
        await at.delete();
      await tx.done;
    },
  };
};

export type NameShelf = {
  readonly take: () => Promise<ScanNames | undefined>;
  readonly put: (names: ScanNames) => Promise<void>;
};
export const createNameShelf = (db: IDBPDatabase<Schema>): NameShelf => ({
  take: () => db.get("names", "names"),
  put: async (names) => {
    await db.put("names", names, "names");
  },
});
