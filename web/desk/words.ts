// Every word of the desk in both languages, and the way to say it: zh-CN first, `{name}` filled from params, `{name|one|many}` chosen by it.

import type { Lang } from "../../domain/refusals.ts";
import { alarmWords } from "./words-alarms.ts";
import { attendanceWords } from "./words-attendance.ts";
import { casePaperWords } from "./words-case-papers.ts";
import { casePhotoWords } from "./words-case-photos.ts";
import { caseTrendWords } from "./words-case-trends.ts";
import { caseWords } from "./words-cases.ts";
import { changeWords } from "./words-change.ts";
import { contestWords } from "./words-contests.ts";
import { correctionWords } from "./words-corrections.ts";
import { coverageWords } from "./words-coverage.ts";
import { fairWords } from "./words-fair.ts";
import { findingWords } from "./words-findings.ts";
import { learningWords } from "./words-learning.ts";
import { machineWords } from "./words-machines.ts";
import { movedWords } from "./words-moved.ts";
import { planWords } from "./words-plans.ts";
import { postWords } from "./words-posts.ts";
import { recordWords } from "./words-records.ts";
import { refusedWords } from "./words-refused.ts";
import { reviewWords } from "./words-reviews.ts";
import { roundWords } from "./words-rounds.ts";
import { screenWords } from "./words-screens.ts";
import { seriesWords } from "./words-series.ts";
import { trackerWords } from "./words-trackers.ts";
import { trendWords } from "./words-trends.ts";
import { webhookWords } from "./words-webhooks.ts";

const shellWords = {
  product: ["守望", "Shouwang"],
  "page.overview": ["总览", "Overview"],
  "page.alarms": ["报警", "Alarms"],
  "page.posts": ["岗位", "Posts"],
  "page.patrols": ["巡护", "Patrols"],
  "page.activities": ["活动", "Activities"],
  "page.trends": ["趋势", "Trends"],
  "page.screens": ["屏幕", "Screens"],
  "page.site": ["资料", "Site data"],
  "page.people": ["人员", "People"],
  pages: ["页面", "Pages"],
  skip: ["跳到内容", "Skip to content"],
  rehearsal: ["演练", "REHEARSAL"],
  shift: ["{name} {from}–{to}", "{name} {from}–{to}"],
  "shift.none": ["两班之间", "Between shifts"],
  "shift.left": ["余 {age}", "{age} left"],
  live: ["实时", "Live"],
  connecting: ["正在连接", "Connecting"],
  ago: ["{age}前", "{age} ago"],
  "lost.title": ["画面未更新", "Screen not updated"],
  "lost.last": ["最后 {at}", "last {at}"],
  "lost.attempt": ["正在重连，第 {n} 次", "reconnecting, attempt {n}"],
  "lost.why": ["画面未更新，暂不能操作。", "The screen is not updated; acts are off."],
  "fault.title": ["账本不能写", "The ledger cannot be written"],
  "fault.what": ["现在的操作不会被记录。请检查服务器的磁盘。", "Acts are not recorded now. Check the server's disk."],
  "connecting.why": ["还没有连上，暂不能操作。", "Not connected yet; acts are off."],
  "role.why": ["你的职责不能做这一项。", "Your role may not do this."],
  "me.menu": ["{name}的菜单", "Menu of {name}"],
  "me.lang": ["语言", "Language"],
  "me.theme": ["明暗", "Theme"],
  "me.out": ["退出登录", "Sign out"],
  light: ["浅色", "Light"],
  dark: ["深色", "Dark"],
  zh: ["中文", "中文"],
  en: ["English", "English"],
  back: ["返回列表", "Back to the list"],
  "nothing.chosen": ["从左边选一条。", "Choose one from the list."],
  gone: ["这条记录已不在看板上。", "This record is no longer on the board."],
  none: ["无", "none"],
  unknown: ["—", "—"],
  yes: ["是", "Yes"],
  no: ["否", "No"],
  cancel: ["不，返回", "No, go back"],
  close: ["关闭", "Close"],
  done: ["已记录。", "Recorded."],
  sending: ["正在发送…", "Sending…"],
  reason: ["原因", "Reason"],
  "reason.needed": ["要写原因。", "A reason is needed."],
  "needed.one": ["要填这一项。", "This is needed."],
  unreachable: [
    "没有连上服务器，没有记录。请稍后再试。",
    "The server cannot be reached; nothing was recorded. Try again.",
  ],
  "not.understood": ["服务器的回答看不懂。请刷新页面。", "The server's answer was not understood. Reload the page."],
  "file.pick": ["选文件", "Choose a file"],
  "file.files": ["选文件", "Choose files"],
  "file.folder": ["选文件夹", "Choose a folder"],
  "file.none": ["还没有选", "nothing chosen"],
  "file.too_large": ["文件太大，服务器没有收。", "The file is too large; the server did not take it."],
  // ── set-up and sign-in ───────────────────────────────────────────────────────────────────────
  "setup.title": ["第一次启动：建管理员账号", "First start: make the admin's account"],
  "setup.lead": [
    "这个链接只能用一次。建好后，用这个账号登录、配对屏幕、导入现场资料、给别人开账号。",
    "This link works once. With this account you sign in, pair screens, import the site and open accounts for others.",
  ],
  "setup.act": ["建立并登录", "Make it and sign in"],
  "signin.title": ["登录", "Sign in"],
  "signin.act": ["登录", "Sign in"],
  "signin.used": [
    "此链接已用过，管理员账号已经建好。请登录。",
    "This link has been used and the admin's account exists. Sign in.",
  ],
  "signin.set-up-first": [
    "还没有管理员账号。请打开服务器启动时在窗口里打印的一次性链接（24 小时内有效）；重启服务器会打印新链接。",
    "There is no admin's account yet. Open the one-time link that the server printed in its window at the start (good for 24 h); a restart prints a new one.",
  ],
  "signin.waiting": ["正在查看登录状态…", "Checking who is signed in…"],
  "signin.lost": ["没有连上服务器，正在重试。", "The server cannot be reached; trying again."],
  login: ["账号名", "Account name"],
  "login.rule": [
    "2–40 个字符：文字、数字，中间可用 . _ - @。不分大小写。",
    "2–40 characters: letters and figures, with . _ - @ between. Case does not matter.",
  ],
  "login.wrong": ["账号名不合规则。", "The account name breaks the rule."],
  "person.name": ["姓名", "Name"],
  "person.name.rule": [
    "确认报警时记的就是这个名字，最多 60 字。",
    "Alarms are acknowledged under it; 60 characters at most.",
  ],
  password: ["密码", "Password"],
  "password.rule": [
    "至少 10 个字符，不能是常见密码，不能含账号名。",
    "At least 10 characters, not a common one, without the account name.",
  ],
  "password.again": ["再输一次密码", "Password again"],
  "password.short": ["还差 {n} 个字符。", "{n} characters short."],
  "password.differs": ["两次输入不一样。", "The two do not match."],
  // ── ages ─────────────────────────────────────────────────────────────────────────────────────
  "age.s": ["{n} 秒", "{n} s"],
  "age.min": ["{n} 分", "{n} min"],
  "age.h": ["{n} 小时", "{n} h"],
  "age.hmin": ["{h} 小时 {m} 分", "{h} h {m} min"],
  "age.d": ["{n} 天", "{n} d"],
  "unit.s": ["秒", "s"],
  "unit.min": ["分", "min"],
  "unit.h": ["小时", "h"],
  "unit.d": ["天", "d"],
} as const;

const words = {
  ...shellWords,
  ...alarmWords,
  ...attendanceWords,
  ...learningWords,
  ...correctionWords,
  ...caseWords,
  ...casePhotoWords,
  ...casePaperWords,
  ...contestWords,
  ...fairWords,
  ...seriesWords,
  ...changeWords,
  ...recordWords,
  ...postWords,
  ...machineWords,
  ...movedWords,
  ...webhookWords,
  ...trendWords,
  ...screenWords,
  ...planWords,
  ...trackerWords,
  ...findingWords,
  ...roundWords,
  ...reviewWords,
  ...caseTrendWords,
  ...coverageWords,
  ...refusedWords,
};
export type Word = keyof typeof words;
export const isWord = (text: string): text is Word => Object.hasOwn(words, text);
export type Say = (word: Word, params?: Readonly<Record<string, string | number>>) => string;

export const createSay =
  (lang: Lang): Say =>
  (word, params) => {
    const [zh, en] = words[word];
    return (lang === "en" ? en : zh)
      .replaceAll(/\{(\w+)\|([^|}]*)\|([^}]*)\}/g, (_, name: string, one: string, many: string) =>
        params?.[name] === 1 ? one : many,
      )
      .replaceAll(/\{(\w+)\}/g, (_, name: string) => String(params?.[name] ?? "—"));
  };

/** Parts of one line: full-width point without spaces in Chinese, spaced point in English. */
export const joinParts = (lang: Lang, ...parts: readonly (string | undefined)[]): string =>
  parts.filter((part) => part !== undefined && part !== "").join(lang === "en" ? " · " : "·");

/** All word keys, for the test that none is left empty. */
export const everyWord = (): readonly (readonly [string, readonly [string, string]])[] => Object.entries(words);
