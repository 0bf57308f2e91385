// Keeps the hooks and how far each has come, in two files outside the ledger: a ledger is copied and read, an address with its key is not.

import { chmod, stat } from "node:fs/promises";
import { join } from "node:path";
import * as v from "valibot";
import { type HookMark, hookDraft, hookMark } from "../../domain/alarms/webhook.ts";
import type { Millis } from "../../domain/ids.ts";
import type { Disk } from "../ledger/disk.ts";
import { createDurableDocument, jsonFormat } from "../ledger/durable-document.ts";

const hook = v.object({ ...hookDraft.entries, id: v.string(), paused: v.boolean(), madeAt: v.number() });
export type Hook = Readonly<v.InferOutput<typeof hook>> & { readonly madeAt: Millis };

const hooksFile = v.object({ format: v.literal(1), hooks: v.pipe(v.array(hook), v.readonly()) });
const marksFile = v.object({ format: v.literal(1), marks: v.record(v.string(), hookMark) });
type HooksFile = Readonly<v.InferOutput<typeof hooksFile>>;
type MarksFile = Readonly<v.InferOutput<typeof marksFile>>;

/** A file of the notices cannot be read. Guessing would send old alarms again, or leave new ones unsent in silence. */
export class NoticesDamaged extends Error {
  override readonly name = "NoticesDamaged";
  readonly path: string;

  constructor(path: string, cause: unknown) {
    super(
      `外发通知的文件已损坏，未启动：${path}。请从备份恢复；没有备份就移走它再启动，然后在值班台重新添加外发通知。\n` +
        `A file of the outgoing notices is damaged and the server was not started: ${path}. Restore it from a backup; ` +
        "without one, move it away, start, and add the webhooks again at the desk.",
      { cause },
    );
    this.path = path;
  }
}

export type HookStore = {
  readonly hooks: () => readonly Hook[];
  /** Durable when it resolves; else it throws StorageFailed and the hooks are as before. */
  readonly setHooks: (next: readonly Hook[]) => Promise<void>;
  readonly mark: (id: string) => HookMark | undefined;
  /** At once in `mark`; durable when it resolves. Marks that gather while one write runs share the next. */
  readonly setMark: (id: string, mark: HookMark | undefined) => Promise<void>;
  readonly close: () => Promise<void>;
};

/** Throws NoticesDamaged. */
export const openHookStore = async (folder: string, disk: Disk): Promise<HookStore> => {
  const hooksAt = join(folder, "webhooks.json");
  const marksAt = join(folder, "webhook-marks.json");
  const hooksKept = createDurableDocument<HooksFile>(
    disk,
    hooksAt,
    jsonFormat((value) => v.parse(hooksFile, value)),
  );
  const marksKept = createDurableDocument<MarksFile>(
    disk,
    marksAt,
    jsonFormat((value) => v.parse(marksFile, value)),
  );
  let hooks: readonly Hook[] = (await readOr(hooksAt, hooksKept.read))?.hooks ?? [];
  let marks: MarksFile["marks"] = (await readOr(marksAt, marksKept.read))?.marks ?? {};
  if (hooks.length > 0) await closeToOthers(hooksAt);
  let gathering: Promise<void> | undefined;
  let writing: Promise<void> = Promise.resolve();

  const writeMarks = (): Promise<void> => {
    gathering ??= (async () => {
      await writing.catch(() => undefined);
      gathering = undefined;
      writing = marksKept.write({ format: 1, marks });
      await writing;
    })();
    return gathering;
  };

  return {
    hooks: () => hooks,
    setHooks: async (next) => {
      await hooksKept.write({ format: 1, hooks: next });
      hooks = next;
    },
    mark: (id) => marks[id],
    setMark: (id, mark) => {
      const { [id]: _, ...others } = marks;
      marks = mark === undefined ? others : { ...others, [id]: mark };
      return writeMarks();
    },
    // A write that failed was told to whoever asked for it.
    close: async () => {
      await gathering?.catch(() => undefined);
      await writing.catch(() => undefined);
    },
  };
};

const readOr = async <T>(path: string, read: () => Promise<T>): Promise<T> => {
  try {
    return await read();
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof v.ValiError) throw new NoticesDamaged(path, error);
    throw error;
  }
};

/** A file restored from a backup often comes back readable by everyone. */
const closeToOthers = async (path: string): Promise<void> => {
  if (process.platform === "win32") return;
  const { mode } = await stat(path);
  if ((mode & 0o077) !== 0) await chmod(path, 0o600);
};
