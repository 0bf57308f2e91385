// Why sealed people cannot be opened, in words for whoever runs the machine. None of these is ever taken for a person forgotten.

export type KeysDamage = "not_json" | "not_keys" | "newer_version" | "check_failed";

const damages: Readonly<Record<KeysDamage, { readonly zh: string; readonly en: string }>> = {
  not_json: { zh: "文件不完整", en: "the file is not whole" },
  not_keys: { zh: "内容不是人员密钥", en: "the content is not that of a keys file" },
  newer_version: { zh: "由更新版本的程序写入，请用该版本启动", en: "a newer version wrote it; start that version" },
  check_failed: { zh: "校验和不符，内容被改动过", en: "the checksum does not match: the content was changed" },
};

export class PeopleKeysDamaged extends Error {
  override readonly name = "PeopleKeysDamaged";
  readonly path: string;
  readonly damage: KeysDamage;

  constructor(path: string, damage: KeysDamage) {
    super(
      `人员密钥文件已损坏，未启动：${path}：${damages[damage].zh}。台账里的姓名和工号要靠它解开。` +
        "请先复制整个数据目录，再从备份恢复该文件后重新启动。\n" +
        `The file of the people's keys is damaged and the server was not started: ${path}: ${damages[damage].en}. ` +
        "It opens the names and numbers in the ledger. Copy the whole data folder first, then restore this file from a backup " +
        "and start again.",
    );
    this.path = path;
    this.damage = damage;
  }
}

/** The ledger names a key that was neither kept nor destroyed here: the file is not there, or is older than the ledger. */
export class PeopleKeysMissing extends Error {
  override readonly name = "PeopleKeysMissing";
  readonly path: string;

  constructor(path: string) {
    super(
      `缺少人员密钥，未启动：${path} 不存在，或比台账旧。台账里的姓名和工号要靠它解开。` +
        "请从与台账同一次或更晚的备份恢复该文件后重新启动。\n" +
        `Keys of people are missing and the server was not started: ${path} is not there, or is older than the ledger. ` +
        "It opens the names and numbers in the ledger. Restore it from the same backup as the ledger, or a later one, and start again.",
    );
    this.path = path;
  }
}

/** What was sealed is not what stands there, or stands with somebody else. */
export class SealBroken extends Error {
  override readonly name = "SealBroken";
  readonly where: string;

  constructor(where: string) {
    super(
      `封存的人员资料被改动过，未启动：${where}。请先复制整个数据目录，再从备份恢复后重新启动。\n` +
        `The sealed text of a person was changed and the server was not started: ${where}. ` +
        "Copy the whole data folder first, then restore it from a backup and start again.",
    );
    this.where = where;
  }
}
