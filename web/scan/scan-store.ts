// The phone's own disk: every scan and every finding with its fate, and the names on the signs for when there is no line.

import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { ScanNames } from "../../domain/patrols/scan-report.ts";
import { type Fate, isFinding, type Kept, type Place, type Shown } from "./scan.ts";

/** `fate` stands apart, so that an index can count it. */
interface Schema extends DBSchema {
  scans: { key: string; value: Kept; indexes: { state: Fate["state"] } };
  findings: { key: string; value: Kept; indexes: { state: Fate["state"] } };
  names: { key: string; value: ScanNames };
}

/** Every promise resolves when the disk has it, not before. Several tabs share one store: nothing is remembered beside it. */
export type ScanStore = {
  readonly keep: (kept: Kept) => Promise<void>;
  readonly place: (id: string, place: Place) => Promise<void>;
  /** The oldest that wait. */
  readonly waiting: (most: number) => Promise<readonly Kept[]>;
  readonly settle: (fates: ReadonlyMap<string, Fate>) => Promise<void>;
  /** Those refused wait again. */
  readonly again: () => Promise<void>;
  readonly shown: (latest: number) => Promise<Shown>;
  /** The last scan of this sign, whatever became of it. */
  readonly last: (route: string, checkpoint: string) => Promise<Kept | undefined>;
  /** What was sent before then is dropped; nothing else ever is. */
  readonly prune: (before: number) => Promise<void>;
};

/** Without `strict` Chromium only promises that the file system was told. */
const strict = { durability: "strict" } as const;

export const openScanDatabase = (name = "shouwang-scan"): Promise<IDBPDatabase<Schema>> =>
  openDB<Schema>(name, 2, {
    upgrade: (db, before) => {
      if (before < 1) {
        db.createObjectStore("scans", { keyPath: "id" }).createIndex("state", "fate.state");
        db.createObjectStore("names");
      }
      // A store of their own: a fire does not wait behind 500 scans.
      if (before < 2) db.createObjectStore("findings", { keyPath: "id" }).createIndex("state", "fate.state");
    },
  });

/** What was sent needs no picture any more. */
const settled = (kept: Kept, fate: Fate): Kept => {
  if (!isFinding(kept) || fate.state !== "sent") return { ...kept, fate };
  const { photo: _, ...finding } = kept;
  return { ...finding, fate };
};

export const createScanStore = (db: IDBPDatabase<Schema>, name: "scans" | "findings"): ScanStore => {
  /** Reads and writes in one step: another tab may have settled it meanwhile. */
  const change = async (ids: Iterable<string>, next: (kept: Kept) => Kept): Promise<void> => {
    const tx = db.transaction(name, "readwrite", strict);
    for (const id of ids) {
      const scan = await tx.store.get(id);
      if (scan !== undefined) void tx.store.put(next(scan));
    }
    await tx.done;
  };
  return {
    keep: async (scan) => {
      const tx = db.transaction(name, "readwrite", strict);
      await Promise.all([tx.store.put(scan), tx.done]);
    },
    place: (id, place) => change([id], (scan) => ({ ...scan, place })),
    // Keys of an index entry sort by the primary key: UUIDv7, so by the moment of the scan.
    waiting: (most) => db.getAllFromIndex(name, "state", "waiting", most),
    settle: (fates) => change(fates.keys(), (kept) => settled(kept, fates.get(kept.id) ?? kept.fate)),
    again: async () =>
      change(await db.getAllKeysFromIndex(name, "state", "refused"), (scan) => ({
        ...scan,
        fate: { state: "waiting" },
      })),
    shown: async (most) => {
      const tx = db.transaction(name);
      const [waiting, refused] = await Promise.all([
        tx.store.index("state").count("waiting"),
        tx.store.index("state").getAll("refused"),
      ]);
      const latest: Kept[] = [...refused];
      let others = 0;
      for (let at = await tx.store.openCursor(null, "prev"); at !== null && others < most; at = await at.continue())
        if (at.value.fate.state !== "refused") {
          latest.push(at.value);
          others += 1;
        }
      return { waiting, refused: refused.length, latest: latest.sort((a, b) => (a.id < b.id ? 1 : -1)) };
    },
    last: async (route, checkpoint) => {
      const tx = db.transaction(name);
      let looked = 0;
      for (let at = await tx.store.openCursor(null, "prev"); at !== null && looked < 50; at = await at.continue()) {
        if ("route" in at.value && at.value.route === route && at.value.checkpoint === checkpoint) return at.value;
        looked += 1;
      }
      return undefined;
    },
    prune: async (before) => {
      const tx = db.transaction(name, "readwrite");
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
