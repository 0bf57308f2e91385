// The words of the upkeep pages in both languages; they come with the page, not with every start of the kiosk.

import type { Lang } from "../../domain/refusals.ts";
import type { DiskState } from "../../domain/site/screens.ts";
import type { Wording } from "../wording.ts";

const zh = {
  title: "维护这台终端",
  facts: "本机情况",
  device: "终端编号",
  build: "程序版本",
  line: "线路",
  live: "在线",
  lost: (time: string) => `断开，最后 ${time}`,
  seq: "已收到",
  seqOf: (n: number) => `第 ${n} 条`,
  clock: "本机时钟",
  clockOff: (seconds: number) => (seconds > 0 ? `快 ${seconds} 秒` : `慢 ${-seconds} 秒`),
  clockFine: "准",
  disk: "断线留存",
  disks: {
    kept: "保证留住",
    droppable: "盘满时可能被清",
    insecure: "没有 HTTPS，不保证",
    none: "留不住",
  } satisfies Record<DiskState, string>,
  pairing: {
    droppable: "浏览器没有保证留住待上传的：磁盘满时可能清掉。把本页装成应用，或由管理员设成保留。",
    insecure: "这里没有 HTTPS：断线后页面打不开，待上传的不保证留住。请按说明书设好 HTTPS。",
    none: "浏览器不给存储：断线时什么也留不住。请退出无痕模式，检查磁盘。",
  } satisfies Record<Exclude<DiskState, "kept">, string>,
  unknown: "还没问到",
  queue: "待上传",
  queueOf: (n: number, sealed: boolean) => `${n} 条 · ${sealed ? "加密存放" : "还没有密钥，存不下"}`,
  fault: "最近故障",
  none: "没有",
  reader: "试读卡器",
  readerTitle: "刷一张卡，或扫一个码",
  readerHint: "只显示读到几位和末三位，不会登录，也不记下。",
  readerSilent: "读卡器没有反应：检查插头，再刷一次。",
  read: (length: number, tail: string) => `读到 ${length} 位，末三位 ${tail}`,
  touch: "试触摸",
  touchTitle: "戴着手套，把每一格都点一下",
  touchLeft: (n: number) => (n === 0 ? "全部有反应" : `还有 ${n} 格没反应`),
  touchAgain: "再试一遍",
  measure: "重新量屏幕",
  reload: "重新装入页面",
  reloadHint: "待上传的都在，装入后接着传",
  open: "维护这台终端",
} as const;
type UpkeepWords = Wording<typeof zh>;

const en: UpkeepWords = {
  title: "Service of this kiosk",
  facts: "This machine",
  device: "Kiosk id",
  build: "Build",
  line: "Line",
  live: "online",
  lost: (time) => `down, last sign ${time}`,
  seq: "Received up to",
  seqOf: (n) => `event ${n}`,
  clock: "Own clock",
  clockOff: (seconds) => (seconds > 0 ? `${seconds} s fast` : `${-seconds} s slow`),
  clockFine: "right",
  disk: "Kept offline",
  disks: {
    kept: "for good",
    droppable: "until the disk is full",
    insecure: "no HTTPS: not promised",
    none: "not at all",
  },
  pairing: {
    droppable:
      "The browser may clear what is queued when its disk is full. Install this page as an app, or allow it by policy.",
    insecure:
      "No HTTPS here: the page does not start offline, and nothing queued is promised to be kept. Set HTTPS up first.",
    none: "The browser gives no storage: nothing is kept offline. Leave private mode, check the disk.",
  },
  unknown: "not known yet",
  queue: "Queued",
  queueOf: (n, sealed) => `${n} · ${sealed ? "kept encrypted" : "no key yet: nothing can be kept"}`,
  fault: "Last fault",
  none: "none",
  reader: "Try reader",
  readerTitle: "Hold a badge or a code to the reader",
  readerHint: "Shows how many characters came and the last three. Signs nobody in, keeps nothing.",
  readerSilent: "Nothing heard: check the plug, then try again.",
  read: (length, tail) => `${length} characters, ending ${tail}`,
  touch: "Try touch",
  touchTitle: "Touch every square",
  touchLeft: (n) => (n === 0 ? "All of it answers" : `${n} left`),
  touchAgain: "Once more",
  measure: "Measure",
  reload: "Load the page anew",
  reloadHint: "What is queued stays and is sent after it",
  open: "Service this kiosk",
};

export const upkeepWords = (lang: Lang): UpkeepWords => (lang === "en" ? en : zh);
