// Opens a store folder: lock → newest snapshot → ledger → the tail folded on top → secrets. What fails here stops the start with a sentence.

import { randomBytes, randomUUID } from "node:crypto";
import { join } from "node:path";
import * as v from "valibot";
import type { Event } from "../domain/board.ts";
import { type Seq, seq } from "../domain/ids.ts";
import { openSecrets, type SecretsStore } from "./access/secrets-store.ts";
import type { Config } from "./config.ts";
import { createNodeDisk } from "./ledger/disk.ts";
import { createDurableDocument, jsonFormat } from "./ledger/durable-document.ts";
import type { StoreReport } from "./ledger/failures.ts";
import { createFileLedger } from "./ledger/file-ledger.ts";
import type { Ledger } from "./ledger/ledger.ts";
import { createSnapshots, type Snapshots } from "./ledger/snapshots.ts";
import { lockStore } from "./ledger/store-lock.ts";
import { type HookStore, openHookStore } from "./notify/hook-store.ts";
import { createProjection, type Projection, type SnapshotLine } from "./projection.ts";

/** Raised whenever the shape of a record or of a snapshot line changes: older snapshots and checkpoints are then passed over. */
export const snapshotLayout = 3;

export type Told = {
  readonly onReport: (report: StoreReport) => void;
  readonly onFault: (what: string, error: unknown) => void;
};

export type Store = {
  /** The store's own name: screens that held another ledger's records start anew. */
  readonly name: string;
  readonly ledger: Ledger<Event>;
  readonly projection: Projection;
  readonly secrets: SecretsStore;
  readonly hooks: HookStore;
  readonly snapshots: Snapshots<SnapshotLine>;
  /** The event that the newest snapshot reaches. */
  readonly from: Seq;
  readonly close: () => Promise<void>;
};

/** Throws StoreLocked, LedgerDamaged, SecretsDamaged, SecretsMissing, NoticesDamaged, StorageFailed: each says what to do. */
export const openStore = async (
  { dataDir, segmentBytes }: Pick<Config, "dataDir" | "segmentBytes">,
  told: Told,
): Promise<Store> => {
  const disk = createNodeDisk();
  const lock = await lockStore(join(dataDir, "lock"));
  try {
    const snapshots = createSnapshots<SnapshotLine>({
      folder: join(dataDir, "snapshots"),
      disk,
      layout: snapshotLayout,
      onReport: told.onReport,
    });
    const newest = await snapshots.newest();
    const from = newest?.seq ?? seq(0);
    const ledger = await createFileLedger<Event>({
      folder: join(dataDir, "ledger"),
      disk,
      segmentBytes,
      snapshotSeq: from,
      onReport: told.onReport,
    });
    const projection = createProjection(newest);
    for await (const events of ledger.read(from)) projection.apply(events);
    ledger.follow(projection.apply);
    const secrets = await openSecrets({
      path: join(dataDir, "secrets.json"),
      random: randomBytes,
      whenMissing: ledger.head === 0 ? "create" : "refuse",
      onFailed: (error) => told.onFault("secrets", error),
      disk,
    });
    const hooks = await openHookStore(dataDir, disk);
    const name = await storeName(dataDir);
    return {
      name,
      ledger,
      projection,
      secrets,
      hooks,
      snapshots,
      from,
      close: async () => {
        await ledger.close();
        await secrets.close();
        await lock.release();
      },
    };
  } catch (error) {
    await lock.release();
    throw error;
  }
};

const storeName = async (dataDir: string): Promise<string> => {
  const format = jsonFormat((value) => v.parse(v.object({ store: v.string() }), value));
  const document = createDurableDocument(createNodeDisk(), join(dataDir, "store.json"), format);
  const known = await document.read();
  if (known !== null) return known.store;
  const made = { store: randomUUID() };
  await document.write(made);
  return made.store;
};
