// The words of a crew's briefing in both languages; they come with its page, not with every start of the kiosk.

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
};

export const crewWords = (lang: Lang): CrewWords => (lang === "en" ? en : zh);
