// The words of a worker's own patrol in both languages; they come with its page, not with every start of the kiosk.

import type { PatrolState } from "../../domain/patrols/patrol-status.ts";
import type { Lang } from "../../domain/refusals.ts";
import type { Wording } from "../wording.ts";

const states: Readonly<Record<PatrolState, string>> = {
  planned: "还没到时间",
  ready: "可以出发",
  "start-overdue": "该出发了",
  active: "巡护中",
  paused: "暂停中",
  "check-due": "该报平安了",
  silent: "很久没有消息",
  incomplete: "到点了，没走完",
  missed: "错过了",
  completed: "已结束",
  reviewed: "已审核",
  cancelled: "已取消",
};
const zh = {
  title: "我的巡护",
  none: "今天没有你的巡护",
  noneHint: "要出去巡护，请值班员先安排。",
  left: (n: number) => (n === 0 ? "全部走到" : `还剩 ${n} 处`),
  of: (n: number, of: number) => `${n} / ${of}`,
  points: "巡护点",
  noPoints: "这条路线没有巡护点",
  visited: (time: string) => `${time} 到过`,
  until: (time: string) => `${time} 以前`,
  missed: "没到",
  start: "出发",
  end: "回来了，结束",
  scan: "带回的巡护点码，放到读码器上扫。",
  notMine: "这个码不在你今天的巡护里，没有记录。",
  lead: (name: string) => `带队 ${name}`,
  with: (n: number) => `${n} 人`,
  states,
} as const;
type PatrolWords = Wording<typeof zh>;

const en: PatrolWords = {
  title: "My patrol",
  none: "No patrol of yours today",
  noneHint: "To go on one, ask the duty officer to plan it.",
  left: (n) => (n === 0 ? "all visited" : `${n} left`),
  of: (n, of) => `${n} / ${of}`,
  points: "Checkpoints",
  noPoints: "This route has no checkpoints",
  visited: (time) => `visited ${time}`,
  until: (time) => `by ${time}`,
  missed: "missed",
  start: "Set out",
  end: "I am back: end it",
  scan: "Codes brought back: hold them to the reader.",
  notMine: "This code is on no patrol of yours today; nothing was recorded.",
  lead: (name) => `led by ${name}`,
  with: (n) => (n === 1 ? "alone" : `${n} people`),
  states: {
    planned: "not yet",
    ready: "ready to set out",
    "start-overdue": "time to set out",
    active: "under way",
    paused: "paused",
    "check-due": "check-in due",
    silent: "not heard for long",
    incomplete: "time is up, not complete",
    missed: "missed",
    completed: "ended",
    reviewed: "reviewed",
    cancelled: "cancelled",
  },
};

export const patrolWords = (lang: Lang): PatrolWords => (lang === "en" ? en : zh);
