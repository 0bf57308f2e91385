// The words of a seat that is offered by number; they come with their pages, not with every start of the kiosk.

import type { Lang } from "../../domain/refusals.ts";
import type { Wording } from "../wording.ts";

const zh = {
  byNumber: "他不在旁边？按工号",
  byNumberHint: "他下次刷卡看到，输密码答复",
  numberBig: "接替的人的工号",
  numberNote: "工号对的话，他下次刷卡就看到。他答应前，位子还是你的。",
  numberUntil: (when: string) => `${when} 前没答复就作罢。`,
  give: "让给他",
  needsLine: "没有网络，先请他刷卡",
  waits: "在等人接替",
  waitsNote: "位子让给了一个人，在等他答复。人在旁边也可以直接刷卡。",
  takeBack: "收回让位",
  lapsed: "没人接，还是你去",
  wasDeclined: "对方没接，还是你去",
  offerTitle: "有人让位给你",
  offerWaits: (n: number) => (n === 1 ? "有人想把位子让给你" : `${n} 个人想把位子让给你`),
  offerPin: "输密码看",
  offerFrom: (who: string) => `${who} 把位子让给你`,
  until: (when: string) => `${when} 前答复。`,
  later: "不急就按返回，位子先还是他的。",
  more: (n: number) => `还有 ${n} 个，答复后看。`,
  gone: "已经没有了",
  no: "不去",
  noHint: "位子还是他的",
  yes: "我去",
  declined: "没有接",
} as const;
type SwapWords = Wording<typeof zh>;
const en: SwapWords = {
  byNumber: "Not here? By number",
  byNumberHint: "he reads of it at his next tap and answers by PIN",
  numberBig: "The other's number",
  numberNote: "If it is right he reads of it at his next tap. The seat stays yours until he says yes.",
  numberUntil: (when) => `No answer by ${when}: it lapses.`,
  give: "Offer him the seat",
  needsLine: "No line: by his badge only",
  waits: "offered to another",
  waitsNote: "Your seat is offered to somebody who has not answered yet. If he stands here, his badge will do.",
  takeBack: "Take the offer back",
  lapsed: "nobody took it; it is yours",
  wasDeclined: "declined; it is yours",
  offerTitle: "A seat is offered to you",
  offerWaits: (n) => (n === 1 ? "Somebody offers you a seat" : `${n} people offer you a seat`),
  offerPin: "PIN, then read",
  offerFrom: (who) => `${who} offers you the seat`,
  until: (when) => `Answer by ${when}.`,
  later: "No hurry: go back, and meanwhile it is the other's.",
  more: (n) => `${n} more after this answer.`,
  gone: "Nothing is offered any more",
  no: "No",
  noHint: "the other keeps it",
  yes: "I will go",
  declined: "Declined",
};
export const swapWords = (lang: Lang): SwapWords => (lang === "en" ? en : zh);
