// Why an act that waited at a kiosk could not even be asked of the rules, in both languages; part of the closed list in `refusals.ts`.

export const refusedRefusals = {
  box_key_missing: {
    zh: "这一项是用服务器没有的密钥封存的，打不开（是否用旧备份恢复过？）。封存内容已原样留在账本里。已列入未办成，请值班员问清是谁、做了什么。",
    en: "This was sealed to a key that the server does not have and cannot be opened (was an older backup restored?). What was sealed is kept as it came in the ledger. It is on the list of refused acts; ask who did what.",
  },
  box_unreadable: {
    zh: "这一项的封存内容已损坏或被改动，打不开。已列入未办成，请值班员问清是谁、做了什么。",
    en: "What was sealed of this is damaged or was changed, and cannot be opened. It is on the list of refused acts; ask who did what.",
  },
  act_faulty: {
    zh: "服务器办这一项时出错，没有记上。已转人工，请按单子补办，并告诉管理员。",
    en: "The server made an error over this act; it was not recorded. It is on the list: see to it by hand, and tell the admin.",
  },
  refused_unknown: {
    zh: "没有这条未办成的记录。没有改动，请刷新后重选。",
    en: "There is no such refused act. Nothing was changed; choose again.",
  },
} as const;
