// A store on the disk with its own writer, for tests of what lies there: opened, acted on, closed and opened again.

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import * as v from "valibot";
import type { Command } from "../../domain/board.ts";
import type { Actor, Context } from "../../domain/decider.ts";
import { commandId, type WorkerId, workerId } from "../../domain/ids.ts";
import type { CommandAnswer } from "../../domain/protocol.ts";
import type { Rec } from "../../domain/records.ts";
import { type SiteImport, siteImport } from "../../domain/site/site-import.ts";
import { kinds } from "../../domain/tables.ts";
import { createCommandHandler } from "../../server/command-handler.ts";
import { createEnrich } from "../../server/ingest/enrich.ts";
import { createGeodesy } from "../../server/ingest/geodesy.ts";
import type { Projection } from "../../server/projection.ts";
import { openStore, type Store } from "../../server/store.ts";
import { shiftStart, siteFixture } from "../kit/site-fixture.ts";
import { person } from "../kit/spec.ts";
import { countedId } from "../kit/world.ts";

export const admin = person("admin", "co");

export type SealedStore = {
  readonly store: Store;
  readonly act: (
    command: Command,
    actor?: Actor,
    countersign?: Context["countersign"],
    at?: number,
    incoming?: WorkerId,
  ) => Promise<CommandAnswer>;
  readonly forget: (id: string) => Promise<CommandAnswer>;
  readonly snapshot: () => Promise<void>;
};

export const openSealedStore = async (dataDir: string): Promise<SealedStore> => {
  const wrong = (what: unknown): never => {
    throw new Error(`unexpected: ${JSON.stringify(what)}`);
  };
  const store = await openStore({ dataDir, segmentBytes: 64 * 1024 }, { onReport: wrong, onFault: wrong });
  const { ledger, projection, snapshots } = store;
  let clock = shiftStart;
  const enrich = createEnrich(createGeodesy());
  const handler = createCommandHandler({
    ledger,
    projection,
    now: () => clock,
    enrich: (command, board) => enrich(command, board.look, clock),
    onFault: (error) => {
      throw error;
    },
  });
  let count = ledger.head * 100;
  const act: SealedStore["act"] = (command, actor = admin, countersign, at = clock, incoming) => {
    clock = Math.max(clock, at);
    count += 1;
    return handler.submit({
      id: commandId(countedId(count)),
      command,
      claimedAt: at,
      actor,
      ...(countersign === undefined ? {} : { countersign }),
      ...(incoming === undefined ? {} : { incoming }),
    });
  };
  return {
    store,
    act,
    forget: (id) => act({ type: "ForgetWorker", worker: workerId(id) }),
    snapshot: () => snapshots.save(projection.seq(), projection.snapshot()),
  };
};

/** Opens, does, closes. */
export const withStore = async <T>(dataDir: string, work: (opened: SealedStore) => Promise<T>): Promise<T> => {
  const opened = await openSealedStore(dataDir);
  try {
    return await work(opened);
  } finally {
    await opened.store.close();
  }
};

export const importSite = (site: SiteImport): Command => ({ type: "ImportSite", import: site });

/** What a person is known by outside. */
export type Face = { readonly name: string; readonly number: string; readonly badge: string };

/** The fixture's site with these people: w0, w1 … stand at posts, those from w8 on nowhere. */
export const siteOf = (faces: ReadonlyMap<number, Face>): SiteImport => {
  const site = siteFixture();
  const [like] = site.workers;
  return v.parse(siteImport, {
    ...site,
    workers: [...faces].map(([n, face]) => ({ ...like, ...(site.workers[n] ?? {}), ...face, id: `w${n}` })),
  });
};

/** Every record of the board by its name. */
export const boardOf = ({ board }: Pick<Projection, "board">): ReadonlyMap<string, Rec> => {
  const records = new Map<string, Rec>();
  for (const kind of kinds) for (const record of board.all(kind)) records.set(`${kind}/${record.id}`, record);
  return records;
};

/** All bytes of these folders or files of the store, as text. */
export const bytesIn = async (dataDir: string, ...names: readonly string[]): Promise<string> => {
  const texts: string[] = [];
  for (const entry of await readdir(dataDir, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile() && names.some((name) => path.slice(dataDir.length + 1).startsWith(name)))
      texts.push(await readFile(path, "utf8"));
  }
  return texts.join("\n");
};
