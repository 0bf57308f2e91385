// The words by which a person is told who may see his refused acts, what contests hold of him, and what he answers for; part of `words.ts`.

export const whoPairs = {
  "who.refused": ["没记上的操作", "Acts of yours that were refused"],
  "who.entrant": ["比武里评委给你打的分", "What judges gave you in a contest"],
  "who.place": ["比武名次（公布以后）", "Your place in a contest, once it is final"],
  "who.place.is": [
    "有权看打分的岗位；最终结果所有人都能看到名次和总分，姓名按你选的写；大屏只写前三名",
    "those offices; and of a final result everybody the place and the total, with the name as you chose; walls the first three",
  ],
  "who.learner": ["培训、资格和测验", "Training, qualifications and quizzes"],
  "who.study": ["学习后续事项由你负责的", "Follow-up items of a study day that are yours"],
} as const satisfies Readonly<Record<string, readonly [zh: string, en: string]>>;
