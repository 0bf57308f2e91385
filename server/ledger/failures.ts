// Why a store cannot be used: the errors that this room throws by name, in words for whoever runs the machine.

import type { Seq } from "../../domain/ids.ts";

export type DamageReason =
  | "not_a_line"
  | "checksum"
  | "unreadable"
  | "newer_version"
  | "gap"
  | "torn"
  | "missing_segment"
  | "missing_end";

const damage: Readonly<Record<DamageReason, { readonly zh: string; readonly en: string }>> = {
  not_a_line: { zh: "这一行不是账本行", en: "this is not a line of the ledger" },
  checksum: { zh: "校验和不符，内容被改动过", en: "the checksum does not match: the bytes were changed" },
  unreadable: { zh: "内容无法解读", en: "the content cannot be read as an event" },
  newer_version: { zh: "由更新版本的程序写入", en: "it was written by a newer version of this program" },
  gap: { zh: "事件编号不连续", en: "the event numbers do not follow on" },
  torn: { zh: "行在中途断开", en: "the line breaks off" },
  missing_segment: { zh: "缺少账本文件", en: "a file of the ledger is missing" },
  missing_end: { zh: "账本末尾缺失，比快照还短", en: "the end of the ledger is missing: a snapshot reaches further" },
};

export type DamagePlace = {
  readonly file: string;
  /** Line in the file, from 1. */
  readonly line: number;
  /** Where the first batch that cannot be read begins, in bytes from the start of the file. */
  readonly offset: number;
};

/** Stored bytes are not what was written. Nothing is repaired by guessing: a person decides. */
export class LedgerDamaged extends Error {
  override readonly name = "LedgerDamaged";
  readonly reason: DamageReason;
  readonly file: string;
  readonly line: number;
  readonly offset: number;

  constructor(reason: DamageReason, { file, line, offset }: DamagePlace) {
    const { zh, en } = damage[reason];
    super(
      `账本已损坏，未启动：${file} 第 ${line} 行（字节 ${offset}）：${zh}。` +
        "请先复制整个数据目录，再从备份恢复该文件后重新启动。\n" +
        `The ledger is damaged and was not started: ${file}, line ${line} (byte ${offset}): ${en}. ` +
        (reason === "newer_version"
          ? "Start the version that wrote it, or a newer one."
          : "Copy the whole data folder first, then restore this file from a backup and start again."),
    );
    this.reason = reason;
    this.file = file;
    this.line = line;
    this.offset = offset;
  }
}

export type StorageStage = "open" | "write" | "sync" | "rename" | "remove" | "close";

/**
 * The disk refused a write. `leftover` says what a restart will find of it: "none": it was removed again;
 * "unknown": it could not be removed, so a whole batch may come back as events that nobody was answered for
 * (a repeated command then finds its own id and gets its answer), or a part of one, which is cut at the start.
 */
export class StorageFailed extends Error {
  override readonly name = "StorageFailed";
  readonly stage: StorageStage;
  readonly path: string;
  readonly leftover: "none" | "unknown";

  constructor(stage: StorageStage, path: string, leftover: "none" | "unknown", cause: unknown) {
    const why = cause instanceof Error ? cause.message : String(cause);
    super(`写入失败（${stage}）：${path}。Writing failed (${stage}): ${path}: ${why}`, { cause });
    this.stage = stage;
    this.path = path;
    this.leftover = leftover;
  }
}

/** Runs a call to the disk, of which nothing stays behind when it fails. */
export const storageCall = async <T>(stage: StorageStage, path: string, call: () => Promise<T>): Promise<T> => {
  try {
    return await call();
  } catch (error) {
    throw new StorageFailed(stage, path, "none", error);
  }
};

export class LedgerClosed extends Error {
  override readonly name = "LedgerClosed";
  constructor() {
    super("the ledger is closed");
  }
}

/** Another process has the store. */
export class StoreLocked extends Error {
  override readonly name = "StoreLocked";
  readonly path: string;
  readonly pid: number;
  readonly host: string;

  constructor(path: string, pid: number, host: string, here: boolean) {
    super(
      here
        ? `数据目录正被进程 ${pid} 使用：${path}。请先停止该进程。\n` +
            `The store is in use by process ${pid}: ${path}. Stop that process first.`
        : `数据目录由另一台主机 ${host} 的进程 ${pid} 占用：${path}。确认它已停止后，删除该文件再启动。\n` +
            `The store is in use by process ${pid} on another host, ${host}: ${path}. ` +
            "When you are sure that it has stopped, delete this file and start again.",
    );
    this.path = path;
    this.pid = pid;
    this.host = host;
  }
}

/** What was found at the start and mended or passed over without a loss. */
export type StoreReport =
  | {
      /** The remains of a write that nobody was answered for were cut off (power cut, killed process). */
      readonly kind: "tail_cut";
      readonly file: string;
      readonly line: number;
      readonly offset: number;
      readonly bytes: number;
      /** The last event that stayed. */
      readonly head: Seq;
    }
  | {
      readonly kind: "snapshot_passed_over";
      readonly file: string;
      readonly why: "damaged" | "other_layout";
    };

export type OnReport = (report: StoreReport) => void;
