// Keeps secrets.json: changes are durable when `update` resolves, and a file that cannot be read is never made anew.

import { chmod, stat } from "node:fs/promises";
import { Low } from "lowdb";
import { createNodeDisk, type Disk } from "../ledger/disk.ts";
import { createDurableDocument } from "../ledger/durable-document.ts";
import type { Random } from "./digests.ts";
import { decodeSecrets, encodeSecrets, freshSecrets, type Secrets, type SecretsDamage } from "./secrets.ts";

/** A change is a pure function: it is done again on the document before it if another change could not be kept. */
export type Change = (before: Secrets) => Secrets;

export interface SecretsStore {
  /** The secrets as they stand, with changes that are still on their way to the disk. */
  read(): Secrets;
  /** At once in `read`; resolves when it is durable, else throws StorageFailed and `read` is as if it had never been asked. */
  update(change: Change): Promise<void>;
  /** At once in `read`; on the disk with this or the next write that succeeds. For counters, which must not fail an act. */
  soon(change: Change): void;
  /** Writes what is left. */
  close(): Promise<void>;
}

const damages: Readonly<Record<SecretsDamage, { readonly zh: string; readonly en: string }>> = {
  not_json: { zh: "文件不完整", en: "the file is not whole" },
  not_secrets: { zh: "内容不是密钥文件", en: "the content is not that of a secrets file" },
  newer_version: { zh: "由更新版本的程序写入，请用该版本启动", en: "a newer version wrote it; start that version" },
  check_failed: { zh: "校验和不符，内容被改动过", en: "the checksum does not match: the content was changed" },
};

/** The accounts, tokens and keys cannot be read. Making them anew would turn every badge, PIN and screen into a stranger. */
export class SecretsDamaged extends Error {
  override readonly name = "SecretsDamaged";
  readonly path: string;
  readonly damage: SecretsDamage;

  constructor(path: string, damage: SecretsDamage) {
    super(
      `密钥文件已损坏，未启动：${path}：${damages[damage].zh}。请先复制整个数据目录，再从备份恢复该文件后重新启动。\n` +
        `The secrets file is damaged and the server was not started: ${path}: ${damages[damage].en}. ` +
        "Copy the whole data folder first, then restore this file from a backup and start again.",
    );
    this.path = path;
    this.damage = damage;
  }
}

/** There is a ledger, but not the secrets that belong to it. */
export class SecretsMissing extends Error {
  override readonly name = "SecretsMissing";
  readonly path: string;

  constructor(path: string) {
    super(
      `缺少密钥文件，未启动：${path}。账本里的工牌要靠它识别。请从同一次备份恢复该文件后重新启动。\n` +
        `The secrets file is missing and the server was not started: ${path}. The badges in the ledger are known by it. ` +
        "Restore it from the same backup as the ledger and start again.",
    );
    this.path = path;
  }
}

export type SecretsDeps = {
  readonly path: string;
  readonly random: Random;
  /** "create" on a store without events only: badges in an old ledger are hashed under the lost pepper. */
  readonly whenMissing: "create" | "refuse";
  /** Told of every write that failed, also of those that nobody waits for. */
  readonly onFailed: (error: unknown) => void;
  readonly disk?: Disk;
};

export const openSecrets = async ({
  path,
  random,
  whenMissing,
  onFailed,
  disk = createNodeDisk(),
}: SecretsDeps): Promise<SecretsStore> => {
  const born = freshSecrets(random);
  const low = new Low<Secrets>(
    createDurableDocument<Secrets>(disk, path, {
      encode: (document) => [Buffer.from(encodeSecrets(document))],
      decode: (bytes) => {
        const found = decodeSecrets(bytes.toString());
        if (typeof found === "string") throw new SecretsDamaged(path, found);
        return found;
      },
    }),
    born,
  );
  await low.read();
  if (low.data === born) {
    if (whenMissing === "refuse") throw new SecretsMissing(path);
    await low.write();
  } else await closeToOthers(path);
  return keep(low, onFailed);
};

/** A file restored from a backup often comes back readable by everyone. */
export const closeToOthers = async (path: string): Promise<void> => {
  if (process.platform === "win32") return;
  const { mode } = await stat(path);
  if ((mode & 0o077) !== 0) await chmod(path, 0o600);
};

type Pending = {
  readonly change: Change;
  /** Undefined for a change that nobody waits for: it stays in the queue until a write succeeds. */
  readonly waiter?: { readonly done: () => void; readonly failed: (error: unknown) => void };
};

const keep = (low: Low<Secrets>, onFailed: (error: unknown) => void): SecretsStore => {
  let kept = low.data;
  let live = low.data;
  let pending: readonly Pending[] = [];
  let writing: Promise<void> | undefined;

  /** One write carries all that has gathered while the one before it ran. */
  const writeOnce = async (): Promise<"kept" | "failed"> => {
    const batch = pending;
    low.data = live;
    try {
      await low.write();
    } catch (error) {
      pending = pending.filter((one) => one.waiter === undefined || !batch.includes(one));
      live = pending.reduce((document, one) => one.change(document), kept);
      low.data = kept;
      for (const one of batch) one.waiter?.failed(error);
      onFailed(error);
      return "failed";
    }
    kept = low.data;
    pending = pending.filter((one) => !batch.includes(one));
    for (const one of batch) one.waiter?.done();
    return "kept";
  };

  const writeAllPending = async (): Promise<void> => {
    let last: "kept" | "failed" = "kept";
    while (pending.length > 0 && (last === "kept" || pending.some((one) => one.waiter !== undefined)))
      last = await writeOnce();
    writing = undefined;
  };

  const add = (one: Pending): void => {
    live = one.change(live);
    pending = [...pending, one];
    writing ??= writeAllPending();
  };

  return {
    read: () => live,
    update: (change) => new Promise((done, failed) => add({ change, waiter: { done, failed } })),
    soon: (change) => add({ change }),
    close: async () => {
      await writing;
      if (pending.length > 0) await writeAllPending();
    },
  };
};
