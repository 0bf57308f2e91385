// The words of follow-up items at a kiosk; they come with its page.

import type { Lang } from "../../domain/refusals.ts";
import type { Wording } from "../wording.ts";

const zh = {
  open: (n: number) => `后续事项 ${n}`,
  title: "我负责的后续事项",
  none: "没有要你办的事项",
  due: (day: string) => `${day} 前`,
  late: (day: string) => `超期，${day} 前`,
  said: "已说办完，等确认",
  done: "办完了",
  hint: "说办完了，由组织者确认。",
} as const;
type StudyWords = Wording<typeof zh>;
const en: StudyWords = {
  open: (n) => `Follow-up items ${n}`,
  title: "Items I answer for",
  none: "No items wait for you",
  due: (day) => `by ${day}`,
  late: (day) => `overdue, by ${day}`,
  said: "said to be done; to be confirmed",
  done: "Done",
  hint: "Say it is done; the organiser confirms.",
};
export const studyWords = (lang: Lang): StudyWords => (lang === "en" ? en : zh);
