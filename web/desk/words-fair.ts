// The desk's words for a fairness window: how long the seats of an activity are shared among the crews; in both languages.

export const fairWords = {
  "form.fair": ["先按班组留位", "Share seats by crew first"],
  "form.fair.rule": [
    "报名开始后这段时间里，每个班组按人数留位；到时剩下的放开，排队的先补。",
    "For this long after sign-up opens each crew has seats by its head count; then the rest is everybody's, the queue first.",
  ],
  "form.fair.none": ["不留，先报先得", "No; first come, first served"],
  "form.fair.hours": ["{n} 小时", "{n} h"],
  "form.fair.shifts": ["到第 {n} 个交班", "until shift start no. {n}"],
  "activity.fair": ["按班组留位", "Shared by crew"],
  "activity.fair.more": ["另 {n} 个班组", "{n} more crews"],
  "activity.fair.until": ["到 {until}", "until {until}"],
} as const;
