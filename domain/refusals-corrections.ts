// What asking for a correction of one's own data, or answering it, may be refused for, in both languages; part of the closed list in `refusals.ts`.

export const correctionRefusals = {
  correction_unknown: {
    zh: "没有这项申请，或已撤回。没有改动，请刷新后重选。",
    en: "There is no such request, or it was taken back. Nothing was changed; choose again.",
  },
  correction_answered: {
    zh: "这项申请已有答复。没有改动。",
    en: "This request has been answered. Nothing was changed.",
  },
  correction_own: {
    zh: "自己的申请不能自己答复。没有记录，请别人办理。",
    en: "Nobody answers a request of their own. Nothing was recorded; ask somebody else.",
  },
  correction_reason: {
    zh: "不同意要写理由，本人会看到。没有记录，请写上再存。",
    en: "A refusal needs its reason; the worker reads it. Nothing was recorded; write it and save again.",
  },
  correction_forget: {
    zh: "同意注销，由管理员在这里按“注销此人”。这一项没有答复。",
    en: "To agree, an administrator forgets the person with the key on this page. This request was not answered.",
  },
  correction_empty: {
    zh: "还没写应该是什么。没有记录，请选或写上再交。",
    en: "What it should say is missing. Nothing was recorded; choose or write it, then send.",
  },
  correction_waits: {
    zh: "这一项已有申请在等答复。没有另记；要改内容，先撤回那一项。",
    en: "A request about this is waiting for its answer. Nothing was added; take that one back to say it otherwise.",
  },
  correction_many: {
    zh: "已有 {limit} 项申请在等答复。没有再记；请等答复，或撤回不要的。",
    en: "{limit} requests are waiting for their answers. None was added; wait, or take back what is not needed.",
  },
  copy_link_used: {
    zh: "这个码已用过、已过期，或不对。请到终端输密码，换一个新码。",
    en: "This code has been used, has run out, or is wrong. Get a new one at the kiosk with your PIN.",
  },
} as const;
