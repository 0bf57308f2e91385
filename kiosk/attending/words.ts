// The words of coming and going, of what he is asked and what he earned; they come with their pages, not with every start of the kiosk.

import type { NoShowReason } from "../../domain/activities/presence.ts";
import type { Lang } from "../../domain/refusals.ts";
import type { Wording } from "../wording.ts";

const whyZh: Readonly<Record<NoShowReason, string>> = {
  sick: "病假",
  "on-duty": "值班",
  swapped: "调班",
  "not-told": "没收到通知",
  other: "其他",
};
const zh = {
  begins: (when: string) => `活动 ${when} 开始`,
  runs: (until: string) => `活动进行中，到 ${until}`,
  ended: (until: string) => `活动结束了，${until} 前签退`,
  here: "你在现场",
  in: "到场签到",
  out: "离场签退",
  asks: "活动有一件事请你说明",
  asksHint: "选一个就行",
  asksPin: "要输密码",
  look: "去看",
  askedTitle: "请你说明",
  askedBig: "这次没见到你到场",
  askedLead: "还没有定。先听你说，再由组织者看。",
  askedUntil: (until: string) => `${until} 前说明，之前不会定。`,
  askedWhy: "是什么原因",
  askedOne: "选一个，马上记",
  wasThere: "你到过场？选「其他」，再找组织者补登。",
  why: whyZh,
  answered: (why: string) => `你说：${why}`,
  certifiable: "可开工时证明",
  credits: (n: number) => `${n} 积分`,
  unsettled: "待结算",
  forCertificate: "要证明，找组织者打印，不收钱。",
} as const;
type AttendingWords = Wording<typeof zh>;

const en: AttendingWords = {
  begins: (when) => `Activity begins ${when}`,
  runs: (until) => `Activity runs until ${until}`,
  ended: (until) => `It is over; check out by ${until}`,
  here: "You are there",
  in: "Arrive",
  out: "Leave",
  asks: "An activity asks for your word",
  asksHint: "One touch",
  asksPin: "Needs your PIN",
  look: "Look",
  askedTitle: "Your word, please",
  askedBig: "You were not seen there",
  askedLead: "Nothing is decided. You first, then the organiser.",
  askedUntil: (until) => `Nobody decides before ${until} without it.`,
  askedWhy: "Why was it",
  askedOne: "one touch records it",
  wasThere: "You were there? Tap Other and see the organiser.",
  why: { sick: "Sick leave", "on-duty": "On duty", swapped: "Shift changed", "not-told": "Not told", other: "Other" },
  answered: (why) => `You said: ${why}`,
  certifiable: "For a certificate",
  credits: (n) => `${n} ${n === 1 ? "credit" : "credits"}`,
  unsettled: "not settled yet",
  forCertificate: "Ask the organiser to print one; it is free.",
};

export const attendingWords = (lang: Lang): AttendingWords => (lang === "en" ? en : zh);
