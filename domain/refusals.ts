// Every expected "no" of the house: a closed list of codes, each with its sentence in both languages.
// A sentence says what happened, what was kept and what to do; `{name}` is filled from the refusal's params.

import { phraseIn } from "./in-both.ts";
import { activityRefusals } from "./refusals-activities.ts";
import { attendanceRefusals } from "./refusals-attendance.ts";
import { casePhotoRefusals } from "./refusals-case-photos.ts";
import { caseRefusals } from "./refusals-cases.ts";
import { changeRefusals } from "./refusals-changes.ts";
import { contestRefusals } from "./refusals-contests.ts";
import { correctionRefusals } from "./refusals-corrections.ts";
import { learningRefusals } from "./refusals-learning.ts";
import { movedRefusals } from "./refusals-moved.ts";
import { postRefusals } from "./refusals-posts.ts";
import { refusedRefusals } from "./refusals-refused.ts";
import { roundRefusals } from "./refusals-rounds.ts";
import { siteRefusals } from "./refusals-site.ts";
import { studyRefusals } from "./refusals-study.ts";
import { swapRefusals } from "./refusals-swaps.ts";
import { trackerRefusals } from "./refusals-trackers.ts";
import { trackRefusals } from "./refusals-tracks.ts";

type Text = { readonly zh: string; readonly en: string };

export const refusalTexts = {
  // ── the doors ────────────────────────────────────────────────────────────────────────────────
  malformed: {
    zh: "内容不完整：{where}。没有记录，请检查后重发。",
    en: "The request is incomplete: {where}. Nothing was recorded; correct it and send it again.",
  },
  unknown_command: {
    zh: "不认识的指令 {type}。没有记录，请更新本机程序。",
    en: "Unknown command {type}. Nothing was recorded; update this program.",
  },
  not_found: { zh: "没有这个接口：{path}。没有记录。", en: "There is no such door: {path}. Nothing was recorded." },
  too_large: {
    zh: "内容太大（上限 {limit}）。没有记录，请分批发送。",
    en: "Too large (limit {limit}). Nothing was recorded; send it in parts.",
  },
  not_signed_in: {
    zh: "还没有登录，或登录已过期。没有记录，请重新登录。",
    en: "Not signed in, or the session has ended. Nothing was recorded; sign in again.",
  },
  forbidden: {
    zh: "你的岗位职责不能做这一项。没有记录，请找有权限的人办理。",
    en: "Your role may not do this. Nothing was recorded; ask someone who may.",
  },
  protocol_mismatch: { zh: "本机程序版本太旧。请刷新页面。", en: "This page is from an older version. Reload it." },
  too_many: {
    zh: "操作太快，请过 {seconds} 秒再试。没有重复记录。",
    en: "Too many requests; try again in {seconds} s. Nothing was recorded twice.",
  },
  too_old: {
    zh: "这是 30 天以前的操作，已交给人工处理。",
    en: "This act is more than 30 days old; a person will look at it.",
  },
  storage_failed: {
    zh: "服务器存储故障，这一项没有记上。请报告值班员；终端会保留并自动重发。",
    en: "The server's storage failed; this was not recorded. Tell the duty officer; the kiosk keeps it and sends it again.",
  },
  server_fault: {
    zh: "服务器出错，这一项没有记上。请报告值班员；终端会保留并自动重发。",
    en: "The server made an error; this was not recorded. Tell the duty officer; the kiosk keeps it and sends it again.",
  },
  no_answer: {
    zh: "服务器没有回答。还不知道记上没有；请保留，稍后会用同一编号重发，不会重复。",
    en: "The server did not answer. It is not known whether this was recorded; keep it and send it again under the same id, it cannot count twice.",
  },
  no_site: {
    zh: "还没有导入现场资料。请先在值班台导入。",
    en: "No site has been imported yet. Import one at the desk first.",
  },
  // ── who are you ──────────────────────────────────────────────────────────────────────────────
  no_match: { zh: "没对上，再输一次。", en: "No match. Try again." },
  locked: {
    zh: "先停用 {seconds} 秒。签到、隐患、求助照常；签到请班长刷卡。",
    en: "Paused for {seconds} s. Sign-on with the foreman, hazards and SOS still work.",
  },
  pin_needed: { zh: "这一项要输密码。", en: "This needs your PIN." },
  login_wrong: { zh: "账号或密码没对上。", en: "Name or password did not match." },
  password_weak: {
    zh: "密码至少 10 个字符，且不能是常见密码。",
    en: "A password needs at least 10 characters and must not be a common one.",
  },
  login_taken: { zh: "这个账号名已有人用。", en: "This account name is taken." },
  setup_used: {
    zh: "设置链接已经用过或已过期。请看服务器窗口里的新链接。",
    en: "This set-up link has been used or has expired. Look for a new one in the server's window.",
  },
  code_unknown: {
    zh: "配对码不对或已过期。请看屏幕上的新码。",
    en: "The pairing code is wrong or has expired. Read the new one from the screen.",
  },
  screen_unknown: { zh: "没有这块屏幕。", en: "There is no such screen." },
  screen_exists: {
    zh: "这块屏幕已经配对。要改名或改版面，请用屏幕设置。",
    en: "This screen is paired already. Change its name or layout in its settings.",
  },
  screen_revoked: {
    zh: "本机已被停用。请值班员重新配对。",
    en: "This screen has been revoked. Ask the duty officer to pair it again.",
  },
  ...postRefusals,
  // ── activities ───────────────────────────────────────────────────────────────────────────────
  activity_unknown: { zh: "没有这项活动。请刷新后重选。", en: "There is no such activity. Choose again." },
  activity_exists: {
    zh: "已有同号活动。没有重复开设。",
    en: "An activity with this id exists. It was not opened twice.",
  },
  activity_full: { zh: "{activity} 已满。可以排队候补。", en: "{activity} is full. You may join the waiting list." },
  activity_not_open: {
    zh: "{activity} 还没开放报名，{opensAt} 开始。",
    en: "Sign-up for {activity} opens at {opensAt}.",
  },
  activity_closed: { zh: "{activity} 报名已截止。", en: "Sign-up for {activity} is closed." },
  activity_cancelled: { zh: "{activity} 已取消：{reason}。", en: "{activity} was cancelled: {reason}." },
  activity_collides: { zh: "和 {with}（{from}–{to}）时间冲突。", en: "Collides with {with} ({from}–{to})." },
  activity_rest: {
    zh: "和前后两个班之间都休息不满 {need} 小时。请选别的活动，或先和班长换班。",
    en: "It leaves less than {need} h of rest on either side, to the shift before and the shift after. Choose another, or change shifts with your foreman first.",
  },
  already_in: { zh: "你已经报过 {activity}，不用再报。", en: "You are already in {activity}." },
  role_unknown: { zh: "{activity} 没有这个岗位分工。", en: "{activity} has no such role." },
  entry_unknown: { zh: "没有这条报名。", en: "There is no such entry." },
  cancel_late: { zh: "{until} 之后取消要班长同意。", en: "After {until} a foreman must agree to a cancellation." },
  capacity_wrong: {
    zh: "名额不对：要大于 0，且分工名额之和不少于总名额。",
    en: "Capacity is wrong: it must be above 0, and the roles together must hold at least the total.",
  },
  times_wrong: {
    zh: "时间不对：结束要晚于开始，报名截止不能晚于结束。",
    en: "Times are wrong: the end must follow the start, and sign-up must close before the end.",
  },
  not_checked_in: { zh: "还没有到场签到。", en: "Not checked in yet." },
  ...attendanceRefusals,
  ...activityRefusals,
  ...caseRefusals,
  ...casePhotoRefusals,
  ...changeRefusals,
  ...swapRefusals,
  ...contestRefusals,
  ...studyRefusals,
  ...learningRefusals,
  // ── patrols, tracks ──────────────────────────────────────────────────────────────────────────
  patrol_unknown: { zh: "没有这次巡护。", en: "There is no such patrol." },
  patrol_exists: { zh: "已有同号巡护。没有重复安排。", en: "A patrol with this id exists. It was not planned twice." },
  patrol_wrong_state: {
    zh: "这次巡护现在是「{state}」，不能这样做。",
    en: "This patrol is “{state}” now; that cannot be done.",
  },
  route_unknown: { zh: "没有这条路线。", en: "There is no such route." },
  checkpoint_unknown: { zh: "这条路线没有这个巡护点。", en: "This route has no such checkpoint." },
  ...roundRefusals,
  // ── alarms ───────────────────────────────────────────────────────────────────────────────────
  alarm_unknown: { zh: "没有这条报警。", en: "There is no such alarm." },
  alarm_not_shelvable: {
    zh: "求助一类的报警不能搁置。没有搁置；请确认后处理，再复位。",
    en: "A call for help cannot be shelved. Nothing was shelved; acknowledge it, act, then reset it.",
  },
  alarm_stays_in_service: {
    zh: "求助一类的报警不能停用。没有停用。",
    en: "A call for help cannot be taken out of service. Nothing was changed.",
  },
  alarm_needs_no_reset: {
    zh: "这条报警不用复位：恢复并确认后自动结束。没有改动。",
    en: "This alarm needs no reset: it ends once the condition is over and somebody has answered. Nothing was changed.",
  },
  alarm_unanswered: {
    zh: "还没有人确认。没有复位，请先确认。",
    en: "Nobody has acknowledged it. It was not reset; acknowledge it first.",
  },
  alarm_still_stands: {
    zh: "情况还没有恢复。没有复位，请先处理。",
    en: "The condition still holds. It was not reset; see to it first.",
  },
  no_shift_now: {
    zh: "现在没有班次。没有搁置，请选分钟数。",
    en: "There is no shift now. Nothing was shelved; choose minutes.",
  },
  alarm_answered: { zh: "{by} 已在 {at} 确认过。", en: "{by} acknowledged this at {at}." },
  alarm_closed: { zh: "这条报警已恢复并关闭。", en: "This alarm has returned to normal and is closed." },
  // ── replay ───────────────────────────────────────────────────────────────────────────────────
  replay_busy: {
    zh: "已有 {most} 处正在看回放。没有打开，请 {seconds} 秒后再试。",
    en: "{most} replays are under way already. It was not opened; try again in {seconds} s.",
  },
  replay_failed: {
    zh: "那段记录读不出来。没有打开，实时画面不受影响；请管理员查看服务器日志。",
    en: "That part of the ledger could not be read. It was not opened and the live picture is not affected; have the server's log looked at.",
  },
  replay_unanswered: {
    zh: "服务器没有回答。没有打开回放，请连上后再试。",
    en: "The server did not answer. The replay was not opened; try again when connected.",
  },
  replay_p1: {
    zh: "有一级报警未确认，不能看回放。请先处理实时报警。",
    en: "A priority-1 alarm is unanswered: no replay now. Answer the live alarm first.",
  },
  replay_no_acts: {
    zh: "这是过去的画面，不能操作。没有记录，请先回到实时。",
    en: "This is the past: nothing can be done here, and nothing was recorded. Go back to live first.",
  },
  ...correctionRefusals,
  ...movedRefusals,
  ...refusedRefusals,
  ...siteRefusals,
  ...trackerRefusals,
  ...trackRefusals,
} as const satisfies Readonly<Record<string, Text>>;

export type RefusalCode = keyof typeof refusalTexts;
export type Lang = "zh-CN" | "en";

/** An expected "no": a code of the closed list and what its sentence is filled with. */
export type Refusal = {
  readonly code: RefusalCode;
  readonly params?: Readonly<Record<string, string | number>>;
};

export const isRefusalCode = (code: string): code is RefusalCode => Object.hasOwn(refusalTexts, code);

/** The refusal as a sentence in the person's language. */
export const refusalText = (refusal: Refusal, lang: Lang): string => {
  const text: Text = refusalTexts[refusal.code];
  return (lang === "en" ? text.en : text.zh).replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    return phraseIn(String(refusal.params?.[name] ?? "—"), lang);
  });
};
