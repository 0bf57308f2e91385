// The words of a crew's briefing and of its sign-up in both languages; they come with its page, not with every start of the kiosk.

import type { Lang } from "../../domain/refusals.ts";
import type { Wording } from "../wording.ts";

const zh = {
  title: (n: number) => `班前会：${n} 条，念给大家听`,
  callTitle: "点名：听过的点一下",
  lead: "念完再点名。没到的不点，他上岗时自己确认。",
  next: (n: number) => `往下念，还有 ${n} 条`,
  call: "念完了，点名",
  all: "全都到了",
  none: "一个也不点",
  confirm: (n: number) => `确认 ${n} 人听过`,
  choose: "先点名",
  heard: "已确认",
  forWhat: "班组报名：报哪一项",
  pickOne: "按一项，再点人",
  noSeats: "现在没有空位的活动",
  signUpTitle: (name: string) => `班组报名：${name}`,
  allOrNone: "要么都报上，要么一个也不报。不排队。",
  allOrNoneShort: "全报上，或全不报",
  seats: (n: number) => `还剩 ${n} 位`,
  as: (role: string, n: number) => `${role} · 剩 ${n}`,
  isIn: "已在里面",
  signUp: (n: number) => `给 ${n} 人报名`,
  short: (n: number) => `只剩 ${n} 位`,
  shortOf: (role: string, n: number) => `${role}只剩 ${n} 位`,
  again: "重选",
} as const;
type CrewWords = Wording<typeof zh>;

const en: CrewWords = {
  title: (n) => `Briefing: read ${n} aloud`,
  callTitle: "Roll call",
  lead: "Read first, then call. Leave out who is absent: he confirms at his post.",
  next: (n) => `Read on, ${n} more`,
  call: "Read. Roll call",
  all: "All are here",
  none: "Nobody",
  confirm: (n) => `Confirm ${n} heard it`,
  choose: "Tap names first",
  heard: "confirmed",
  forWhat: "Sign the crew up: for what",
  pickOne: "tap one, then the names",
  noSeats: "No activity has seats now",
  signUpTitle: (name) => `Crew: ${name}`,
  allOrNone: "All of them get a seat, or nobody does. No queue.",
  allOrNoneShort: "all or nobody",
  seats: (n) => `${n} left`,
  as: (role, n) => `${role} · ${n} left`,
  isIn: "in already",
  signUp: (n) => `Sign ${n} up`,
  short: (n) => `Only ${n} left`,
  shortOf: (role, n) => `${role}: only ${n} left`,
  again: "Clear",
};

export const crewWords = (lang: Lang): CrewWords => (lang === "en" ? en : zh);
