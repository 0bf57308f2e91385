// What the site's own data and settings may be refused for, in both languages; part of the closed list in `refusals.ts`.

export const siteRefusals = {
  import_rows: {
    zh: "{count} 行有误，没有导入任何一行。请按清单改好再导入。",
    en: "{count} rows are wrong; nothing was imported. Correct them by the list and import again.",
  },
  site_is_rehearsal: {
    zh: "这是演练的台账。真实现场请停止服务后用 npm run site -- import <文件夹> 导入，会另起一本新账。没有导入。",
    en: "This is a rehearsal's ledger. Stop the server and use npm run site -- import <folder>: it begins a new ledger. Nothing was imported.",
  },
  unit_unknown: { zh: "没有这个单位。", en: "There is no such unit." },
  site_is_real: {
    zh: "这是真实现场的台账，不能运行演练。",
    en: "This ledger belongs to a real site; a rehearsal cannot run on it.",
  },
  accident_ahead: {
    zh: "{day} 还没有到，今天是 {today}。没有改动，请填最近一次事故的日期。",
    en: "{day} has not come yet; today is {today}. Nothing was changed; enter the day of the last accident.",
  },
} as const;
