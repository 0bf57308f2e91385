// Refusals of contests: marks, rounds, results and objections. [ACT-5]

export const contestRefusals = {
  contest_not_one: {
    zh: "{activity} 不是技能竞赛。没有记录。",
    en: "{activity} is not a contest. Nothing was recorded.",
  },
  contest_unset: {
    zh: "{activity} 还没有设轮次和评委。没有记录，请先设好竞赛。",
    en: "{activity} has no rounds and judges yet. Nothing was recorded; set the contest up first.",
  },
  contest_begun: {
    zh: "已经打过分，轮次不能再改。没有改动；评委还可以换。",
    en: "Marks have been given, so the rounds stay. Nothing was changed; judges may still be.",
  },
  contest_all_closed: {
    zh: "各轮都已结束，不能再改。没有改动；有错请先重开最后一轮。",
    en: "All rounds are closed. Nothing was changed; reopen the last one if something is wrong.",
  },
  contest_weights: {
    zh: "每一轮的权重都是 0，算不出总分。没有保存，请至少给一轮权重。",
    en: "No round has a weight, so there is no total. Nothing was saved; give at least one round a weight.",
  },
  contest_criteria: {
    zh: "「{round}」各项满分加起来要等于本轮满分 {most}。没有保存，请改后再存。",
    en: "The criteria of “{round}” must add up to its {most} points. Nothing was saved; correct them.",
  },
  contest_judge_twice: {
    zh: "同一位评委写了两次。没有保存，请去掉一个。",
    en: "A judge is named twice. Nothing was saved; take one away.",
  },
  contest_judge_enters: {
    zh: "{name} 自己参赛，不能当评委。没有记录，请换评委，或先让他退赛。",
    en: "{name} competes and cannot judge. Nothing was recorded; name another judge, or withdraw the entrant first.",
  },
  contest_not_judge: {
    zh: "你不是这场竞赛的评委。没有记分；纸上的分请组织者代录。",
    en: "You are not a judge of this contest. No mark was given; the organiser may enter one from paper.",
  },
  contest_no_entrant: {
    zh: "这个人不在这一轮：没有到场、没有晋级或已经退赛。没有记录。",
    en: "This person is not in the round: not there, not let on, or out. Nothing was recorded.",
  },
  contest_own_score: {
    zh: "自己的成绩不能自己办。没有记录，请别的组织者或评委办理。",
    en: "Nobody decides on their own result. Nothing was recorded; ask another organiser or judge.",
  },
  contest_points: {
    zh: "分数不对：每项从 0 到满分（{most}）。没有记分，请改后再存。",
    en: "The points are wrong: each from 0 to its most ({most}). No mark was given; correct them.",
  },
  contest_correct_why: {
    zh: "这位评委已经打过分，改分要写原因。没有改动。",
    en: "This judge has given a mark; correcting it needs a reason. Nothing was changed.",
  },
  contest_round_closed: {
    zh: "「{round}」已经结束，分数不能再改。没有改动；有错请组织者重开这一轮。",
    en: "“{round}” is closed and its marks stay. Nothing was changed; the organiser may reopen it.",
  },
  contest_round_ahead: {
    zh: "还没有轮到这一轮。没有记录，请先结束前一轮。",
    en: "It is not this round's turn. Nothing was recorded; close the one before first.",
  },
  contest_round_last: {
    zh: "只能重开最后结束的一轮。没有改动。",
    en: "Only the round that was closed last can be reopened. Nothing was changed.",
  },
  contest_missing: {
    zh: "还差 {n} 个分：{who}。这一轮没有结束，请补齐，或让没比完的人退赛。",
    en: "{n} marks are missing: {who}. The round was not closed; enter them, or withdraw who did not finish.",
  },
  contest_nobody: {
    zh: "没有人到场参赛。没有记录；请先给参赛的人签到。",
    en: "Nobody has come to compete. Nothing was recorded; check the entrants in first.",
  },
  contest_rounds_open: {
    zh: "还有轮次没有结束。没有记录，请先结束各轮。",
    en: "A round is still open. Nothing was recorded; close the rounds first.",
  },
  contest_no_tie: {
    zh: "这几个人并不是同一名次的全部人。没有改动，请按现在的名次重排。",
    en: "These are not exactly the people who share a rank. Nothing was changed; order them by the ranks of now.",
  },
  contest_published: {
    zh: "结果已经公示，不能再动。没有改动；异议成立后可以重开最后一轮。",
    en: "The result is published and frozen. Nothing was changed; once an objection is upheld the last round may be reopened.",
  },
  contest_final: {
    zh: "结果已经定了，不能再改。没有改动。",
    en: "The result is final. Nothing was changed.",
  },
  contest_unpublished: {
    zh: "结果还没有公示。没有记录。",
    en: "The result is not published yet. Nothing was recorded.",
  },
  contest_objections_over: {
    zh: "提异议到 {until} 为止。没有记录；有话请直接找组织者。",
    en: "Objections ended at {until}. Nothing was recorded; speak to the organiser.",
  },
  contest_objections_open: {
    zh: "{until} 前还可以提异议。结果没有定，请过后再办。",
    en: "Objections may be made until {until}. The result was not made final; do it afterwards.",
  },
  contest_objected: {
    zh: "前一个异议还没有答复。没有重复记录，请等答复。",
    en: "The objection before this one has no answer yet. Nothing was recorded twice; wait for the answer.",
  },
  contest_no_objection: {
    zh: "这个人没有待答复的异议。没有记录。",
    en: "This person has no objection that waits for an answer. Nothing was recorded.",
  },
  contest_unanswered: {
    zh: "还有 {n} 个异议没有答复。结果没有定，请先答复。",
    en: "{n} objections have no answer. The result was not made final; answer them first.",
  },
  contest_upheld: {
    zh: "有异议成立。结果没有定，请重开最后一轮改正，再公示。",
    en: "An objection was upheld. The result was not made final; reopen the last round, correct it and publish again.",
  },
} as const;
