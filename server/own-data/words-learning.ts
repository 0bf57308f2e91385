// The words by which a person's own data tell what he learned; part of `words.ts`. [ACT-5]

export const learningPairs = {
  "track.": ["未分方向", "no track"],
  "track.fire": ["森林防火", "Forest fire"],
  "track.forest": ["林木养护", "Forest care"],
  "track.biodiversity": ["生物多样性", "Biodiversity"],
  "track.skills": ["岗位技能", "Post skills"],
  "track.emergency": ["应急", "Emergency"],
  "learn.year": ["{year} 年培训", "Training of {year}"],
  "learn.minutes": ["{track} {n} 分钟", "{track} {n} min"],
  "learn.earned": ["培训取得 · {name}", "Earned by training · {name}"],
  "learn.holds": ["{activity}，{from} 到 {until}", "{activity}, {from} to {until}"],
  "learn.withdrawn": ["已收回：{reason}", "withdrawn: {reason}"],
  "learn.quiz": ["测验 · {name}", "Quiz · {name}"],
  "learn.passed": ["{day} 通过，{right} / {of} 对", "passed {day}, {right} of {of} right"],
  "learn.failed": ["{day} 没通过，{right} / {of} 对", "not passed {day}, {right} of {of} right"],
  "learn.outside": ["外单位培训 · {day}", "Training elsewhere · {day}"],
  "learn.holder": ["{holder}（{reason}）", "{holder} ({reason})"],
  "learn.undone": ["已冲销：{reason}", "undone: {reason}"],
} as const satisfies Readonly<Record<string, readonly [zh: string, en: string]>>;
