// What a recurring plan of patrols may be refused for, in both languages; part of the closed list in `refusals.ts`.

export const roundRefusals = {
  patrol_no_track: {
    zh: "这次巡护没有轨迹。没有改动。",
    en: "This patrol has no track. Nothing was changed.",
  },
  round_unknown: {
    zh: "没有这个巡护计划。没有改动，请刷新后重选。",
    en: "There is no such patrol plan. Nothing was changed; choose again.",
  },
  round_exists: {
    zh: "已有同号的巡护计划。没有重复安排。",
    en: "A patrol plan with this id exists. It was not made twice.",
  },
  round_ended: {
    zh: "这个巡护计划已在 {at} 停止。没有改动；要再巡，请新建计划。",
    en: "This patrol plan was ended at {at}. Nothing was changed; to walk again, make a new plan.",
  },
  round_days: {
    zh: "日期不对：截止日 {until} 早于开始日 {from}。没有改动，请改好再保存。",
    en: "The days are wrong: {until} lies before {from}. Nothing was changed; correct them and save again.",
  },
  round_too_many: {
    zh: "巡护计划已有 {limit} 个，到了上限。没有新建，请先停止不用的计划。",
    en: "There are {limit} patrol plans, which is the limit. None was made; end those that are not needed.",
  },
} as const;
