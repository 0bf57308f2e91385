// Keeps people-keys.json: a random key for each person, outside the ledger. To destroy one is to forget the person for ever.

import { Low } from "lowdb";
import * as v from "valibot";
import { type WorkerId, workerId } from "../../domain/ids.ts";
import { type Random, sameSecret, tokenHash } from "../access/digests.ts";
import { closeToOthers } from "../access/secrets-store.ts";
import type { Disk } from "../ledger/disk.ts";
import { createDurableDocument } from "../ledger/durable-document.ts";
import { type KeysDamage, PeopleKeysDamaged } from "./failures.ts";
import type { PersonKey } from "./sealed-text.ts";

/** Changes are durable when they resolve, else they throw StorageFailed and nothing has changed. One caller at a time: the ledger's writer. */
export interface PeopleKeys {
  /** The person's key; undefined where he never had one, or was forgotten. */
  of(worker: WorkerId): PersonKey | undefined;
  /** What became of the key of this name. One that is not known here was lost. */
  stateOf(keyId: string): "held" | "destroyed" | "lost";
  /** Makes keys for those who have none. */
  make(workers: Iterable<WorkerId>): Promise<void>;
  destroy(workers: ReadonlySet<WorkerId>): Promise<void>;
}

const keyId = v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/));
const keysFile = v.object({
  people: v.pipe(
    v.array(
      v.object({
        worker: v.pipe(v.string(), v.transform(workerId)),
        id: keyId,
        hex: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
      }),
    ),
    v.readonly(),
  ),
  /** Names of destroyed keys: by them a person forgotten is told from a key that was lost. */
  destroyed: v.pipe(v.array(keyId), v.readonly()),
});
type KeysFile = Readonly<v.InferOutput<typeof keysFile>>;

const envelope = v.object({ format: v.number(), check: v.string(), keys: v.unknown() });

const encode = (keys: KeysFile): string =>
  `${JSON.stringify({ format: 1, check: tokenHash(JSON.stringify(keys)), keys })}\n`;

const decode = (text: string): KeysFile | KeysDamage => {
  const outer = v.safeParse(v.pipe(v.string(), v.parseJson(), envelope), text);
  if (!outer.success) return outer.issues.some((issue) => issue.type === "parse_json") ? "not_json" : "not_keys";
  if (outer.output.format > 1) return "newer_version";
  if (!sameSecret(outer.output.check, tokenHash(JSON.stringify(outer.output.keys)))) return "check_failed";
  const inner = v.safeParse(keysFile, outer.output.keys);
  return inner.success ? inner.output : "not_keys";
};

export type PeopleKeysDeps = { readonly path: string; readonly disk: Disk; readonly random: Random };

/** Throws PeopleKeysDamaged. A file that is not there holds no keys; it is made with the first one. */
export const openPeopleKeys = async ({
  path,
  disk,
  random,
}: PeopleKeysDeps): Promise<{ readonly keys: PeopleKeys; readonly file: "found" | "missing" }> => {
  const none: KeysFile = { people: [], destroyed: [] };
  const low = new Low<KeysFile>(
    createDurableDocument<KeysFile>(disk, path, {
      encode: (keys) => [Buffer.from(encode(keys))],
      decode: (bytes) => {
        const found = decode(bytes.toString());
        if (typeof found === "string") throw new PeopleKeysDamaged(path, found);
        return found;
      },
    }),
    none,
  );
  await low.read();
  if (low.data !== none) await closeToOthers(path);
  const byWorker = new Map<WorkerId, PersonKey>(low.data.people.map(({ worker, id, hex }) => [worker, { id, hex }]));
  const held = new Set(low.data.people.map(({ id }) => id));
  const destroyed = new Set(low.data.destroyed);

  const write = async (people: ReadonlyMap<WorkerId, PersonKey>, gone: Iterable<string>): Promise<void> => {
    const before = low.data;
    low.data = { people: [...people].map(([worker, key]) => ({ worker, ...key })), destroyed: [...gone] };
    try {
      await low.write();
    } catch (error) {
      low.data = before;
      throw error;
    }
  };

  const keys: PeopleKeys = {
    of: (worker) => byWorker.get(worker),
    stateOf: (id) => (held.has(id) ? "held" : destroyed.has(id) ? "destroyed" : "lost"),
    make: async (workers) => {
      const made = new Map<WorkerId, PersonKey>();
      for (const worker of workers)
        if (!byWorker.has(worker)) made.set(worker, { id: hexOf(random(8)), hex: hexOf(random(32)) });
      if (made.size === 0) return;
      await write(new Map([...byWorker, ...made]), destroyed);
      for (const [worker, key] of made) {
        byWorker.set(worker, key);
        held.add(key.id);
      }
    },
    destroy: async (workers) => {
      const left = new Map(byWorker);
      const leaving: string[] = [];
      for (const worker of workers) {
        const key = left.get(worker);
        if (key !== undefined) leaving.push(key.id);
        left.delete(worker);
      }
      if (leaving.length === 0) return;
      await write(left, [...destroyed, ...leaving]);
      for (const worker of workers) byWorker.delete(worker);
      for (const id of leaving) {
        held.delete(id);
        destroyed.add(id);
      }
    },
  };
  return { keys, file: low.data === none ? "missing" : "found" };
};

const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");
