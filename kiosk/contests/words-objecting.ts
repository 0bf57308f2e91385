// The words of an objection to a contest's result; they come with their page.

import type { Lang } from "../../domain/refusals.ts";
import type { Wording } from "../wording.ts";

const zh = {
  title: "对结果有异议",
  comma: "，",
  unset: "还没写哪里不对",
  hint: "组织者看得到是你写的，答复在这里看。",
  until: (when: string) => `${when} 前有效。`,
  pick: "哪里不对",
  pickHint: "可以点几项",
  choices: ["总分算错", "有项没算", "记成别人", "评委看漏", "违规没罚", "不该取消"],
  write: "自己写",
  send: "提交异议",
  offline: "没有送到。没有网络时不能提交，请过一会儿再点，或到值班台说。",
} as const;
type ObjectingWords = Wording<typeof zh>;
const en: ObjectingWords = {
  title: "Objection to the result",
  comma: ", ",
  unset: "nothing said yet",
  hint: "The organiser sees that it is yours; the answer is read here.",
  until: (when) => ` It counts until ${when}.`,
  pick: "What is wrong",
  pickHint: "tap any",
  choices: ["Wrong sum", "Part missing", "Not my score", "Judge error", "Foul let go", "Wrongly out"],
  write: "Write",
  send: "Object",
  offline: "Not delivered. It cannot wait without a line: touch again later, or go to the desk.",
};
export const objectingWords = (lang: Lang): ObjectingWords => (lang === "en" ? en : zh);
