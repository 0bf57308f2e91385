// Refusals of training: quizzes, qualifications that it gave, and hours from outside. [ACT-5]

export const learningRefusals = {
  quiz_unknown: { zh: "没有这份测验。", en: "There is no such quiz." },
  quiz_in_use: {
    zh: "{activity} 在用「{quiz}」。没有删除。",
    en: "{activity} uses “{quiz}”. It was not removed.",
  },
  quiz_unattended: {
    zh: "{activity} 到场以后才能测验。",
    en: "The quiz is for who was at {activity}.",
  },
  quiz_tries: { zh: "今天 {n} 次用完了，{day} 再来。", en: "No try is left today ({n}). Come again on {day}." },
  quiz_gone: {
    zh: "这份卷子已换。没有记录，请重新开始。",
    en: "This paper was replaced. Nothing was recorded; start again.",
  },
  quiz_answers: { zh: "{n} 道题都要答。没有记录。", en: "All {n} questions need an answer. Nothing was recorded." },
  earned_unknown: { zh: "没有这项资格。", en: "There is no such qualification." },
  training_unknown: { zh: "没有这条培训记录。", en: "There is no such training record." },
  training_day: {
    zh: "日期要在 {from} 到今天之间。没有记录。",
    en: "The day must lie from {from} to today. Nothing was recorded.",
  },
  track_unknown: {
    zh: "没有「{track}」这个方向。没有记录。",
    en: "There is no track “{track}”. Nothing was recorded.",
  },
  training_kind: {
    zh: "只有培训能带方向、资格和测验。",
    en: "Only a training has a track, a qualification and a quiz.",
  },
} as const;
