// The desk's words for how posts were manned and how a unit is evacuated, in both languages.

export const postWords = {
  "cover.title": ["关键岗覆盖", "Key-post coverage"],
  "cover.share": ["按时间在岗率", "manned, by time"],
  "cover.whole": ["{of} 个关键岗，{n} 个无缺口", "{n} of {of} key posts without a gap"],
  "cover.running": ["进行中", "running"],
  "cover.ended": ["已结束", "ended"],
  "cover.classes": ["各环节", "By class"],
  "cover.nothing": ["这个班没有关键岗。", "No key post in this shift."],
  "cover.gaps": ["缺口", "Gaps"],
  "cover.gaps.n": ["{n} 处", "{n}"],
  "cover.gaps.none": ["没有 {min} 分钟以上的缺口。", "No gap of {min} min or more."],
  "cover.min": ["{n} 分", "{n} min"],
  "cover.none": ["这里还没有班次。", "There is no shift here yet."],
  "cover.foot": ["本班关键岗 {share}", "Key posts this shift {share}"],
  "cover.foot.gaps": ["缺口 {n} 处", "{n} gaps"],
} as const;
