// Words of acts that were refused after the worker had left, and of what is kept here sealed.

import type { Lang } from "../../domain/refusals.ts";

const zh = {
  kept: "已加密存放，只有服务器能打开。没记上的转到值班台“未办成”，本人下次刷卡能看到。",
  settled: (note: string) => `已办：${note}`,
  settledUnread: "值班台已经处理。写了什么，输密码到“我的资料”里看。",
};
type RefusedWords = typeof zh;

const en: RefusedWords = {
  kept: "Kept encrypted: only the server can open it. What is refused goes to the desk's list, and to the worker at his next tap.",
  settled: (note) => `Done: ${note}`,
  settledUnread: "The desk has seen to it. What it wrote is in My data, behind your PIN.",
};

export const refusedWords = (lang: Lang): RefusedWords => (lang === "en" ? en : zh);
