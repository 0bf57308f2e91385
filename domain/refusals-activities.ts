// What a crew's sign-up and an offered seat may be refused for, in both languages; part of the closed list in `refusals.ts`.

export const activityRefusals = {
  crew_barred: {
    zh: "{who}：{why}全班一个也没报上。去掉他再报。",
    en: "{who}: {why} Nobody of the crew was signed up; leave that one out and try again.",
  },
  crew_seats: { zh: "「{role}」没有空位了。", en: "No seat is left as {role}." },
  crew_in: { zh: "已经在 {activity} 里。", en: "Already in {activity}." },
  crew_stranger: {
    zh: "有人不归你的单位。全班一个也没报上，请重选。",
    en: "Somebody is not of your unit. Nobody of the crew was signed up; choose again.",
  },
  crew_share: {
    zh: "{activity} 在 {until} 前按班组留位，你们班组的位子报满了。可以排队，到时按顺序补。",
    en: "Until {until} the seats of {activity} are shared among the crews, and your crew's are taken. Queue: the list is filled in order then.",
  },
  series_single: {
    zh: "按这个规则只有一次。没有开放，请改重复规则或截止日期。",
    en: "By this rule it happens only once. Nothing was opened; change the rule or the last day.",
  },
  fair_wrong: {
    zh: "按班组留位的时限要在报名开始之后、活动开始之前。没有开放。",
    en: "The time of crews' shares must end after sign-up opens and before the start. Nothing was opened.",
  },
  cancel_unasked: {
    zh: "{activity} 这里没有等答复的取消申请。没有改动。",
    en: "No cancellation of {activity} waits for an answer here. Nothing was changed.",
  },
  swap_alone: {
    zh: "要接替的人本人刷卡。没有换，位子还是你的。",
    en: "It needs the other's own badge. Nothing was swapped; the seat is still yours.",
  },
  swap_barred: {
    zh: "{who}：{why}没有换，位子还是你的。",
    en: "{who}: {why} Nothing was swapped; the seat is still yours.",
  },
  swap_begun: {
    zh: "{activity} 已经开始，换不了人。请找班长。",
    en: "{activity} has begun; nobody can be swapped in. See your foreman.",
  },
  offer_none: {
    zh: "{activity} 现在没有给你留位。还想去就再报一次。",
    en: "No seat of {activity} is kept for you now. To come after all, sign up again.",
  },
  offer_past: {
    zh: "{activity} 留给你的位已过时限，给了下一个人。还想去就再报一次。",
    en: "The seat of {activity} was kept for you until its time and goes on to the next. To come after all, sign up again.",
  },
} as const;
