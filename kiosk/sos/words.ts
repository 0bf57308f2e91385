// The words of what may be added to a call for help, in both languages; they come with its page, not with every start of the kiosk.

import type { Lang } from "../../domain/refusals.ts";
import type { Wording } from "../wording.ts";

const zh = {
  title: "求助补充",
  hint: "求助不等这个。只有值班台看得到。",
  unset: "还没写",
  pick: "出了什么事",
  pickHint: "点选，可多选",
  choices: ["有人受伤", "有人被困", "有人晕倒", "着火冒烟", "冒顶塌方", "有水有气", "走失迷路", "要车要担架"],
  comma: "，",
  write: "自己写",
  send: "送给值班台",
  big: { sending: "正在送", told: "已送到值班台", waiting: "已记下，还没送出", refused: "没送到" },
  waitingHint: "联网后跟着求助一起送出。",
  refusedHint: "马上用电台或电话，报告值班室！",
  more: "再补一句",
} as const;
type NoteWords = Wording<typeof zh>;

const en: NoteWords = {
  title: "Words after the call",
  hint: "The call does not wait for this. Only the desk reads it.",
  unset: "Nothing yet",
  pick: "What happened",
  pickHint: "tap any",
  choices: ["Injured", "Trapped", "Collapsed", "Fire, smoke", "Rock fall", "Water, gas", "Lost", "Stretcher"],
  comma: ", ",
  write: "Write",
  send: "Send to the desk",
  big: { sending: "Sending", told: "The desk has it", waiting: "Kept, NOT sent yet", refused: "Not taken" },
  waitingHint: "It goes out after the call, once the line is back.",
  refusedHint: "Tell the control room by radio or phone now!",
  more: "Add more",
};

export const noteWords = (lang: Lang): NoteWords => (lang === "en" ? en : zh);
