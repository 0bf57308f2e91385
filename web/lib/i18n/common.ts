// Words that more than one page says.

import { defineWords } from "./words.ts";

export const commonWords = defineWords(
  {
    product: "守望",
    notOpened: "页面没有打开。请检查网络，再刷新一次。",
    weekdays: ["周一", "周二", "周三", "周四", "周五", "周六", "周日"],
    date: (month: number, day: number, weekday: string) => `${month} 月 ${day} 日 ${weekday}`,
    seconds: (n: number) => `${n} 秒`,
    minutes: (n: number) => `${n} 分`,
    hours: (n: number) => `${n} 小时`,
    days: (n: number) => `${n} 天`,
  },
  {
    product: "Shouwang",
    notOpened: "The page did not open. Check the network, then reload.",
    weekdays: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
    date: (month, day, weekday) => `${weekday} ${day} ${months[month - 1] ?? ""}`,
    seconds: (n) => `${n} s`,
    minutes: (n) => `${n} min`,
    hours: (n) => `${n} h`,
    days: (n) => `${n} d`,
  },
);

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] as const;
