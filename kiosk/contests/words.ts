// The words of a contest at a kiosk; they come with its page.

import type { Lang } from "../../domain/refusals.ts";
import type { Wording } from "../wording.ts";

const zh = {
  open: (n: number) => `竞赛和结果 ${n}`,
  openOne: "竞赛：结果和姓名",
  mine: "竞赛公示",
  title: "技能竞赛",
  choose: "点一场看",
  look: "看",
  none: "还没有竞赛结果",
  judging: (round: string) => `${round} 正在评分`,
  judged: "评完了，等公示",
  published: (until: string) => `公示中，到 ${until}`,
  final: "结果已定",
  unset: "还没开始评分",
  you: "你",
  place: (rank: number, points: string) => `第 ${rank} 名 · ${points} 分`,
  out: { withdrawn: "你已退赛", disqualified: "你被取消资格" },
  object: (until: string) => `有异议（到 ${until}）`,
  objected: "异议已记下，等组织者答复。",
  answered: (words: string) => `异议答复：${words}`,
  ownPin: "你的名次在「我的」里，要输密码。",
  results: "名次",
  resultsNone: "定了才公开",
  ask: "公开名次时，写你的全名吗",
  askHint: "不选就只写隐名；随时能改。",
  named: "名次里写你的全名",
  masked: "名次里只写隐名",
  yes: "写全名",
  no: "只写隐名",
} as const;
type ContestWords = Wording<typeof zh>;

const en: ContestWords = {
  open: (n) => `Contests and results ${n}`,
  openOne: "Contest: result and name",
  mine: "Contest result",
  title: "Contest",
  choose: "Tap one to look",
  look: "Look",
  none: "No results yet",
  judging: (round) => `${round} is being judged`,
  judged: "Judged, not published yet",
  published: (until) => `Published, objections until ${until}`,
  final: "The result is final",
  unset: "Not judged yet",
  you: "You",
  place: (rank, points) => `Place ${rank} · ${points} points`,
  out: { withdrawn: "You withdrew", disqualified: "You were disqualified" },
  object: (until) => `It is wrong (until ${until})`,
  objected: "Your objection is noted and waits for an answer.",
  answered: (words) => `Answer to your objection: ${words}`,
  ownPin: "Your place is on My page, behind your PIN.",
  results: "Places",
  resultsNone: "public once final",
  ask: "May the result bear your full name",
  askHint: "Else it is masked; change it any time.",
  named: "The result bears your full name",
  masked: "The result masks your name",
  yes: "Full name",
  no: "Masked only",
};

export const contestWords = (lang: Lang): ContestWords => (lang === "en" ? en : zh);
