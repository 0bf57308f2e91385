// The words in which alarms leave the house, in both languages; `{name}` is filled in.

import type { AlarmKind } from "../../domain/alarms/alarm.ts";
import type { Role } from "../../domain/decider.ts";
import type { Lang } from "../../domain/refusals.ts";

type Pair = readonly [zh: string, en: string];

const kinds: Readonly<Record<AlarmKind, Pair>> = {
  "post-vacant": ["空岗", "post vacant"],
  "post-overdue": ["逾期未报岗", "check-in overdue"],
  "leader-missing": ["没有带班领导在岗", "no leader on shift"],
  "patrol-silent": ["巡护失联", "patrol silent"],
  "hazard-overdue": ["隐患超期", "hazard overdue"],
  "fire-sign": ["火情", "fire sign"],
  "patrol-late": ["巡护逾期未出发", "patrol late to start"],
  "storage-failed": ["服务器存储故障", "server storage failed"],
  "clock-stepped": ["服务器时钟被改动", "server clock was changed"],
  sos: ["求助", "SOS"],
};

const roles: Readonly<Record<Role, Pair>> = {
  worker: ["工人", "worker"],
  foreman: ["班组长", "foreman"],
  "station-head": ["站长", "station head"],
  "duty-officer": ["值班员", "duty officer"],
  "safety-officer": ["安全员", "safety officer"],
  "union-officer": ["工会干部", "union officer"],
  "branch-secretary": ["支部书记", "branch secretary"],
  manager: ["管理人员", "manager"],
  admin: ["管理员", "administrator"],
  auditor: ["审计", "auditor"],
};

const phrases = {
  sign: ["守望", "Shouwang"],
  sentence: ["【守望】{title}。{facts}。", "[Shouwang] {title}. {facts}."],
  level: ["{n} 级", "priority {n}"],
  escalated: ["无人确认", "unanswered"],
  acknowledged: ["已确认", "acknowledged"],
  returned: ["已恢复", "returned to normal"],
  reset: ["已复位", "reset"],
  absent: ["脱岗", "absent"],
  where: ["地点：{where}", "Where: {where}"],
  lasts: ["{time} 起，已 {age}", "Since {time}, {age}"],
  happened: ["{time}", "At {time}"],
  by: ["{by} 在 {time} 确认", "{by} at {time}"],
  unanswered: ["还没有人确认", "Nobody has acknowledged it yet"],
  asked: ["请 {who} 处理", "Asked: {who}"],
  everyone: ["请所有人：最近的人先去，值班员协调", "Everyone: the nearest goes first, the duty officer leads"],
  next: ["{time} 前无人确认，就请 {who}", "If nobody acknowledges by {time}: {who}"],
  late: ["迟发 {age}，请以值班台为准", "Sent {age} late: look at the desk first"],
  role: ["{unit}{role}", "{role}, {unit}"],
  call: ["{who} 求助", "SOS from {who}"],
  "call.desk": ["值班台代报", "the desk"],
  "call.unknown": ["未表明身份的人", "somebody unknown"],
  server: ["服务器", "the server"],
  digest: ["{n} 条通知（合并发送）", "{n} notices in one message"],
  test: ["这是测试消息", "This is a test message"],
  "test.fact": ["外发通知「{name}」能送到，不用处理", "The webhook “{name}” works; nothing needs to be done"],
  min: ["{n} 分钟", "{n} min"],
  h: ["{h} 小时 {m} 分钟", "{h} h {m} min"],
} as const satisfies Readonly<Record<string, Pair>>;

export type Phrase = keyof typeof phrases;
export type Tongue = {
  readonly lang: Lang;
  readonly say: (phrase: Phrase, params?: Readonly<Record<string, string | number>>) => string;
  readonly kind: (kind: AlarmKind) => string;
  readonly role: (role: Role) => string;
  readonly named: (record: { readonly name: string; readonly nameEn: string }) => string;
};

export const tongue = (lang: Lang): Tongue => {
  const of = ([zh, en]: Pair): string => (lang === "en" ? en : zh);
  return {
    lang,
    say: (phrase, params) =>
      of(phrases[phrase]).replaceAll(/\{(\w+)\}/g, (_, name: string) => String(params?.[name] ?? "—")),
    kind: (kind) => of(kinds[kind]),
    role: (role) => of(roles[role]),
    named: ({ name, nameEn }) => (lang === "en" && nameEn !== "" ? nameEn : name),
  };
};
