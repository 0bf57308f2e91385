// Opens a store folder: lock → people's keys → newest snapshot → ledger → the tail folded on top → secrets. What fails here stops the start with a sentence.

import { randomBytes, randomUUID } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import * as v from "valibot";
import type { Event } from "../domain/board.ts";
import { type Seq, seq, type WorkerId } from "../domain/ids.ts";
import { isForgotten } from "../domain/workers.ts";
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
import { createPictureStore, type PictureStore, spareForLedger } from "./pictures/picture-store.ts";
import { createProjection, type Projection, type SnapshotLine } from "./projection.ts";
import { openPeopleKeys, type PeopleKeys } from "./sealing/people-keys.ts";
import { createPeopleSeal, foldForgotten } from "./sealing/people-seal.ts";
import { type StoredLine, sealSnapshots } from "./sealing/sealed-snapshots.ts";

/** Raised whenever the shape of a record or of a snapshot line changes: older snapshots and checkpoints are then passed over. */
export const snapshotLayout = 19;

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
  readonly people: PeopleKeys;
  readonly hooks: HookStore;
  readonly plans: PictureStore;
  readonly photos: PictureStore;
  readonly casePhotos: PictureStore;
  readonly snapshots: Snapshots<SnapshotLine>;
  /** The event that the newest snapshot reaches. */
  readonly from: Seq;
  readonly close: () => Promise<void>;
};

/**
 * Throws StoreLocked, LedgerDamaged, SecretsDamaged, SecretsMissing, PeopleKeysDamaged, PeopleKeysMissing, SealBroken,
 * NoticesDamaged, StorageFailed: each says what to do.
 */
export const openStore = async (
  { dataDir, segmentBytes }: Pick<Config, "dataDir" | "segmentBytes">,
  told: Told,
): Promise<Store> => {
  const disk = createNodeDisk();
  const lock = await lockStore(join(dataDir, "lock"));
  try {
    // A backup names it, whether there is a plan yet or not.
    for (const folder of ["plans", "photos", "case-photos"]) await mkdir(join(dataDir, folder), { recursive: true });
    const path = join(dataDir, "people-keys.json");
    const { keys: people, file } = await openPeopleKeys({ path, disk, random: randomBytes });
    const seal = createPeopleSeal({ keys: people, random: randomBytes, path });
    const stored = createSnapshots<StoredLine>({
      folder: join(dataDir, "snapshots"),
      disk,
      layout: snapshotLayout,
      onReport: told.onReport,
    });
    const snapshots = sealSnapshots(stored, seal);
    const newest = await snapshots.newest();
    const from = newest?.seq ?? seq(0);
    const ledger = await createFileLedger<Event>({
      folder: join(dataDir, "ledger"),
      disk,
      segmentBytes,
      snapshotSeq: from,
      onReport: told.onReport,
      seal,
    });
    const projection = createProjection(newest);
    const forgotten = new Set<WorkerId>();
    for await (const events of ledger.read(from)) {
      projection.apply(events);
      for (const event of events) foldForgotten(forgotten, event);
    }
    // Opening is the test: without the file, no event however old may need a key.
    if (file === "missing") for await (const _ of ledger.read(seq(0)));
    await settlePeople(people, forgotten, projection);
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
      people,
      hooks,
      plans: createPictureStore(dataDir, "plans", disk),
      photos: createPictureStore(dataDir, "photos", disk, spareForLedger),
      casePhotos: createPictureStore(dataDir, "case-photos", disk, spareForLedger),
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

/** A stop between the event and the key ends here; and who came in the clear, from an older version, gets a key. */
const settlePeople = async (people: PeopleKeys, forgotten: Set<WorkerId>, { board }: Projection): Promise<void> => {
  const named: WorkerId[] = [];
  for (const worker of board.all("worker"))
    if (isForgotten(worker)) forgotten.add(worker.id);
    else named.push(worker.id);
  await people.destroy(forgotten);
  await people.make(named);
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
