// The words of a hand-over in both languages; they come with its page, not with every start of the kiosk.

import type { AlarmKind, Priority } from "../../domain/alarms/alarm.ts";
import type { HandoverNote } from "../../domain/posts/post.ts";
import type { Lang } from "../../domain/refusals.ts";
import type { Wording } from "../wording.ts";

const zh = {
  title: "交接班",
  badge: "接班人刷卡",
  badgeHint: "接班人把自己的工牌贴读卡区。",
  asked: "正在认接班人的卡",
  here: (name: string) => `交给 ${name}`,
  self: "这是你自己的卡",
  unknown: "没对上，再刷一次",
  holds: "接班人签字前，还是你在岗。",
  offline: "离线，联网后核对接班人身份。",
  leave: "留给接班人的话",
  leaveHint: "点选，可以不选",
  own: "自己写",
  give: "签字，交给他",
  wait: "先请接班人刷卡",
  note: {
    equipment: "设备有异常",
    reading: "数据有异常",
    unfinished: "有活没干完",
    ground: "顶板路面要当心",
    weather: "天气在变",
    strangers: "有外来人员",
    tools: "工具材料缺",
    spoken: "其余当面说了",
  },
  takeTitle: (n: number) => (n === 0 ? "接班：没有未了事项" : `接班：${n} 项未了，看完再接`),
  until: (time: string) => `${time} 前签字；签了才算你在岗`,
  none: "没有未了事项",
  noneHint: "没有报警，没有留话。",
  alarm: { "post-vacant": "空岗报警", "post-overdue": "逾期未报岗报警" },
  level: (priority: Priority) => `${priority} 级`,
  from: (time: string) => `${time} 起`,
  left: "当班人留的话",
  desk: (time: string) => `值班台 ${time}`,
  read: "看过了，去班前会",
  take: "看过了，接岗",
  readForeman: "看过了，请班长会签",
  heldTitle: "这个岗有人在岗",
  heldSince: (time: string) => `${time} 起有人在岗`,
  orElse: "他来不了，或不接这个岗",
  heldNote: "光签到接不了岗。他签了字，或班长代签，才算你在岗。",
  holderBadge: "请当班人刷卡",
  holderBadgeHint: "他在这儿，就用他的工牌，两人交接。",
  holderAsked: "正在认当班人的卡",
  noHolder: "当班人来不了",
  noHolderHint: "班长刷卡代签，选原因。",
  underWay: (time: string) => `正在交给别人，等到 ${time}。`,
  more: (n: number) => `往下看，还有 ${n} 项`,
} as const;
type HandoverWords = Wording<typeof zh>;

const en: HandoverWords = {
  title: "Hand over",
  badge: "Incoming: badge please",
  badgeHint: "The incoming person holds his own badge to the reader.",
  asked: "Reading the badge",
  here: (name) => `To ${name}`,
  self: "This is your own badge",
  unknown: "No match. Try again",
  holds: "Until he has signed, you hold the post.",
  offline: "Offline: who he is will be checked later.",
  leave: "Watch out for",
  leaveHint: "tap any, or none",
  own: "Write",
  give: "Sign and hand over",
  wait: "Waiting for his badge",
  note: {
    equipment: "Equipment",
    reading: "Readings",
    unfinished: "Work left",
    ground: "Roof, road",
    weather: "Weather",
    strangers: "Strangers",
    tools: "Tools short",
    spoken: "Rest told",
  },
  takeTitle: (n) => (n === 0 ? "Take over: nothing open" : `Take over: read ${n} first`),
  until: (time) => `Sign by ${time}; then you hold it`,
  none: "Nothing is open",
  noneHint: "No alarm, no note.",
  alarm: { "post-vacant": "Vacant alarm", "post-overdue": "Overdue alarm" },
  level: (priority) => `P${priority}`,
  from: (time) => `since ${time}`,
  left: "from who goes",
  desk: (time) => `desk ${time}`,
  read: "Read. To the briefing",
  take: "Read. Take over",
  readForeman: "Read. To the foreman",
  heldTitle: "This post is held",
  heldSince: (time) => `Held since ${time}`,
  orElse: "Otherwise",
  heldNote: "Signing on is not enough: he signs too, or a foreman for him.",
  holderBadge: "Holder: badge please",
  holderBadgeHint: "If he is here: his badge, and you both sign.",
  holderAsked: "Reading the badge",
  noHolder: "He cannot come",
  noHolderHint: "The foreman signs for him.",
  underWay: (time) => `It is being handed to somebody until ${time}.`,
  more: (n) => `${n} more below`,
};

export const handoverWords = (lang: Lang): HandoverWords => (lang === "en" ? en : zh);

export const noteText = (words: HandoverWords, note: HandoverNote): string => words.note[note];
/** Only alarms of posts come to a kiosk. */
export const alarmText = (words: HandoverWords, sort: AlarmKind): string =>
  sort === "post-vacant" || sort === "post-overdue" ? words.alarm[sort] : sort;
