// What the change of an activity may be refused for, in both languages; part of the closed list in `refusals.ts`.

export const changeRefusals = {
  change_begun: {
    zh: "{activity} 已经开始，不能再改。没有改动。",
    en: "{activity} has begun and cannot be changed any more. Nothing was changed.",
  },
  change_here: {
    zh: "{activity} 已有 {n} 人签到，时间不能再改。没有改动。",
    en: "{n} checked in to {activity} already; its time cannot be changed. Nothing was changed.",
  },
  change_past: {
    zh: "{activity} 的新开始时间 {startsAt} 已经过了。没有改动。",
    en: "The new start of {activity}, {startsAt}, has passed. Nothing was changed.",
  },
  change_seats: {
    zh: "{activity} 已占 {taken} 个名额，总数不能比这少。没有改动。",
    en: "{taken} seats of {activity} are taken; its capacity cannot go below that. Nothing was changed.",
  },
  change_role: {
    zh: "{activity} 的「{role}」已占 {taken} 个名额，不能比这少。没有改动。",
    en: "{taken} seats as {role} of {activity} are taken; they cannot go below that. Nothing was changed.",
  },
  change_queue: {
    zh: "{activity} 的「{role}」还有 {n} 人排队，不能去掉。没有改动。",
    en: "{n} still wait to be {role} of {activity}; the role cannot go. Nothing was changed.",
  },
  change_hinders: {
    zh: "按新的安排，{n} 个已在 {activity} 的人来不了（撞班、休息不够或缺证）。没有改动；仍然要改就再确认一次，他们刷卡时看到，开始前可以自己退出。",
    en: "By the new plan {n} of those in {activity} cannot come (another duty, rest time or a missing certificate). Nothing was changed; confirm to change it all the same: they read it at their next badge and may leave until it begins.",
  },
  change_fair: {
    zh: "{activity} 按班组留位的时限要在报名开始之后、活动开始之前。没有改动。",
    en: "The time of crews' shares of {activity} must end after sign-up opens and before the start. Nothing was changed.",
  },
  change_day: {
    zh: "{activity} 不能跟着改：{why}没有改动。",
    en: "{activity} cannot follow: {why} Nothing was changed.",
  },
  change_crossed: {
    zh: "{activity} 刚被另一处改过。没有改动，请看新的内容再改。",
    en: "{activity} was changed elsewhere meanwhile. Nothing was changed; look at it as it is now and change it again.",
  },
} as const;
