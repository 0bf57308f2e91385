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
  day_open: {
    zh: "{day} 还没到结账时间（{at}）。没有结账，到时会自动办理。",
    en: "{day} is closed at {at}, not before. Nothing was closed; it happens by itself.",
  },
  day_past: {
    zh: "{day} 已过去超过 {days} 天，算不准了。没有结账。",
    en: "{day} is more than {days} days past and cannot be reckoned any more. Nothing was closed.",
  },
  plan_svg: {
    zh: "SVG 里可以带程序，不能当平面图。没有保存，请另存为 PNG 或 JPEG 再传。",
    en: "An SVG can carry a program and is not taken as a plan. Nothing was kept; save it as PNG or JPEG and send that.",
  },
  plan_kind: {
    zh: "这不是 PNG、JPEG 或 WebP 图片。没有保存，请另存为其中一种再传；改文件名没有用。",
    en: "This is not a PNG, JPEG or WebP picture. Nothing was kept; save it as one of these: another file name does not help.",
  },
  plan_moving: {
    zh: "这是会动的图片，平面图要不动的。没有保存，请另存为静止图片再传。",
    en: "This picture moves; a plan must be still. Nothing was kept; save it as a still picture.",
  },
  plan_broken: {
    zh: "图片不完整，可能没有传完或已损坏。没有保存，请重新导出再传。",
    en: "The picture is not whole: cut short or damaged. Nothing was kept; export it again and send that.",
  },
  plan_too_large: {
    zh: "图片超过 {limit} MB。没有保存，请缩小后再传。",
    en: "The picture is larger than {limit} MB. Nothing was kept; make it smaller and send it again.",
  },
  plan_too_wide: {
    zh: "图片 {width}×{height} 像素太大：每边最多 {side}，总共最多 {megapixels} 百万像素。没有保存，请缩小后再传。",
    en: "The picture has {width}×{height} px: at most {side} a side and {megapixels} megapixels in all. Nothing was kept; make it smaller.",
  },
  plan_unknown: {
    zh: "这个单位没有平面图。没有改动，请先上传。",
    en: "This unit has no plan. Nothing was changed; upload one first.",
  },
  plan_of_others: {
    zh: "{post} 不属于这张平面图的单位。没有改动，请放到它自己单位或上级单位的图上。",
    en: "{post} does not belong to this plan's unit. Nothing was changed; use the plan of its own unit or of one above.",
  },
  plan_missing: {
    zh: "平面图的文件不在了（存储目录的 plans 里）。岗位的位置都在，请从备份拷回，或重新上传同一张图。",
    en: "The plan's file is gone from the store's folder “plans”. The posts' places are kept; copy it back from a backup or upload the same picture.",
  },
  plan_damaged: {
    zh: "平面图的文件已损坏，不显示。岗位的位置都在，请从备份拷回，或重新上传同一张图。",
    en: "The plan's file is damaged and is not shown. The posts' places are kept; copy it back from a backup or upload the same picture.",
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
