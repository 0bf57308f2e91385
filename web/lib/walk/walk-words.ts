// Every word of a patrol that is played again, in both languages, for the wall and the desk.

import type { FindingSort } from "../../../domain/patrols/finding.ts";
import type { Exclusion } from "../../../domain/patrols/track.ts";
import type { Break } from "../../../domain/patrols/walk-replay.ts";
import { defineWords } from "../i18n/words.ts";

type By<K extends string> = Readonly<Record<K, string>>;
const zhFindings: By<FindingSort> = {
  hazard: "隐患",
  fire: "火情",
  pest: "病虫害",
  wildlife: "野生动物",
  illegal: "违法行为",
};
const enFindings: By<FindingSort> = {
  hazard: "Hazard",
  fire: "Fire sign",
  pest: "Pest",
  wildlife: "Wildlife",
  illegal: "Illegal act",
};
const zhBreaks: By<Break> = { start: "", gap: "无信号", cut: "未记录", speed: "跳点" };
const enBreaks: By<Break> = { start: "", gap: "no signal", cut: "not recorded", speed: "a jump" };
const zhExclusions: By<Exclusion> = {
  duplicate: "重复",
  "no-time": "无时间",
  accuracy: "精度差",
  speed: "速度过高",
  gap: "间隔过长",
  future: "时间超前",
  implausible: "位置不可信",
};
const enExclusions: By<Exclusion> = {
  duplicate: "duplicate",
  "no-time": "no time",
  accuracy: "poor accuracy",
  speed: "too fast",
  gap: "too long apart",
  future: "in the future",
  implausible: "impossible place",
};

export const walkWords = defineWords(
  {
    replay: "重演",
    look: "重演",
    choose: "巡护重演",
    chooseWhich: "重演哪一次巡护",
    within: "72 小时内",
    none: "72 小时内没有可以重演的巡护",
    underWay: "未结束",
    loading: "正在取轨迹",
    unreachable: "没有取到轨迹，请稍后再试",
    empty: "没有可用的定位，无法重演",
    back: "回到实时",
    close: "结束重演",
    cancel: "返回",
    pause: "暂停",
    play: "播放",
    again: "从头播放",
    speeds: "速度",
    fit: "30 秒播完",
    fitShort: "30 秒",
    bar: "这次巡护的时刻",
    paused: "已暂停",
    done: "播完",
    begun: "出发",
    ended: "结束",
    recordEnds: "最后定位",
    before: "尚未出发",
    standing: "停留",
    headings: ["北", "东北", "东", "东南", "南", "西南", "西", "西北"],
    pace: (heading: string, kmh: string) => `向${heading} ${kmh} km/h`,
    slow: (kmh: string) => `${kmh} km/h`,
    breaks: zhBreaks,
    broken: (why: string, time: string) => `${why} ${time}`,
    exclusions: zhExclusions,
    notCounted: "不计入",
    walkedLine: "走过",
    silence: "中断",
    point: "打卡点",
    reached: "已到",
    finding: "发现",
    findings: zhFindings,
    by: { nfc: "NFC", qr: "扫码", gps: "定位" },
    suspicious: "可疑",
    happened: "经过",
    asideNote: "轨迹已剔除，不计入覆盖",
    thinned: (drawn: number, of: number) => `定位 ${of} 个，画出 ${drawn} 个`,
    newer: "更近的",
    older: "更早的",
    hours: (h: number, m: number) => (h === 0 ? `${m} 分` : m === 0 ? `${h} 小时` : `${h} 小时 ${m} 分`),
    seconds: (s: number) => `${s} 秒`,
    left: {
      p1: "实时有一级报警未确认，重演已结束",
      untouched: "无人操作，重演已结束，现在是实时画面",
      unfetched: "重演的页面没有取到，稍后再试",
    },
  },
  {
    replay: "PATROL REPLAY",
    look: "Replay",
    choose: "Patrol replay",
    chooseWhich: "Which patrol to replay",
    within: "last 72 h",
    none: "No patrol of the last 72 h can be replayed",
    underWay: "not ended",
    loading: "fetching the track",
    unreachable: "The track did not come: try again later",
    empty: "No usable fix: there is nothing to replay",
    back: "Back to live",
    close: "End the replay",
    cancel: "Back",
    pause: "Pause",
    play: "Play",
    again: "Play from the start",
    speeds: "Speed",
    fit: "All in 30 seconds",
    fitShort: "30 s",
    bar: "A moment of this walk",
    paused: "paused",
    done: "played",
    begun: "Set out",
    ended: "Ended",
    recordEnds: "Last fix",
    before: "not set out yet",
    standing: "standing",
    headings: ["N", "NE", "E", "SE", "S", "SW", "W", "NW"],
    pace: (heading: string, kmh: string) => `${heading} ${kmh} km/h`,
    slow: (kmh: string) => `${kmh} km/h`,
    breaks: enBreaks,
    broken: (why: string, time: string) => `${why} ${time}`,
    exclusions: enExclusions,
    notCounted: "Not counted",
    walkedLine: "Walked",
    silence: "Break",
    point: "Checkpoint",
    reached: "reached",
    finding: "Finding",
    findings: enFindings,
    by: { nfc: "NFC", qr: "QR", gps: "GPS" },
    suspicious: "suspicious",
    happened: "Course",
    asideNote: "Track set aside: it does not count",
    thinned: (drawn: number, of: number) => `${of} fixes, ${drawn} drawn`,
    newer: "Newer",
    older: "Older",
    hours: (h: number, m: number) => (h === 0 ? `${m} min` : m === 0 ? `${h} h` : `${h} h ${m} min`),
    seconds: (s: number) => `${s} s`,
    left: {
      p1: "A live priority-1 alarm is unanswered: the replay has ended",
      untouched: "Nobody touched it: the replay has ended, this is live",
      unfetched: "The replay's page could not be fetched; try again later",
    },
  },
);
export type WalkWords = ReturnType<typeof walkWords>;

/** `12 分`, `1 小时 5 分`, `40 秒`. */
export const lengthText = (words: WalkWords, ms: number): string => {
  const minutes = Math.round(ms / 60_000);
  return minutes === 0 ? words.seconds(Math.round(ms / 1000)) : words.hours(Math.floor(minutes / 60), minutes % 60);
};
