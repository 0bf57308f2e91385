// The words of an activity that was moved; they come with their page, not with every start of the kiosk.

import type { Lang } from "../../domain/refusals.ts";
import type { Wording } from "../wording.ts";

const zh = {
  title: "活动改了",
  time: "改了时间",
  place: "改了地点",
  both: "改了时间和地点",
  was: (what: string) => `原来 ${what}`,
  at: (place: string) => `地点 ${place}`,
  noPlace: "不写",
  hint: (when: string) => `去不了可以退，${when} 前都行。`,
  late: "去不了现在就退。按了“知道了”，再退要值班台同意。",
  waits: "你还在排队，位次不变。",
  kept: (when: string) => `给你留的名额到 ${when} 为止，看完就问你要不要。`,
  begun: "已经开始，退不了了，有事找值班台。",
  way: "去不了",
  wayHint: "输密码，在我的报名里退",
  read: "知道了",
  next: "看下一个",
} as const;
type MoveWords = Wording<typeof zh>;
const en: MoveWords = {
  title: "An activity was changed",
  time: "New time",
  place: "New place",
  both: "New time and place",
  was: (what) => `was ${what}`,
  at: (place) => `At ${place}`,
  noPlace: "none given",
  hint: (when) => `If you cannot come, leave it by ${when}.`,
  late: "If you cannot come, leave it now; after “Understood” the desk must agree.",
  waits: "You still wait; your place is the same.",
  kept: (when) => `A seat is kept for you until ${when}; you are asked for your answer next.`,
  begun: "It has begun and cannot be left any more; ask the desk.",
  way: "I cannot come",
  wayHint: "PIN, then leave it among your entries",
  read: "Understood",
  next: "Next one",
};
export const moveWords = (lang: Lang): MoveWords => (lang === "en" ? en : zh);
