// Why an act that waited at a kiosk could not even be asked of the rules, in both languages; part of the closed list in `refusals.ts`.

export const refusedRefusals = {
  box_unreadable: {
    zh: "这一项是用服务器没有的密钥封存的，打不开。已列入未办成，请值班员问清是谁、做了什么。",
    en: "This was sealed to a key that the server does not have and cannot be opened. It is on the list of refused acts; ask who did what.",
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
