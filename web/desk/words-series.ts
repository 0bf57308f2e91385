// The desk's words for recurring activities, in both languages.

export const seriesWords = {
  "form.repeat": ["重复", "Repeat"],
  "form.repeat.rule": ["每一次都是单独的活动，各有各的名单。", "Each is an activity of its own with its own list."],
  "form.repeat.once": ["只这一次", "Only once"],
  "form.repeat.week": ["每周", "Weekly"],
  "form.repeat.month-day": ["每月同一日", "Monthly, same date"],
  "form.repeat.month-day.of": ["每月 {n} 日（没有就月末）", "Monthly on day {n} (or the last)"],
  "form.repeat.month-week": ["每月同一个周几", "Monthly, same weekday"],
  "form.repeat.month-week.of": ["每月第 {n} 个{day}", "Monthly, {day} no. {n}"],
  "form.repeat.month-last": ["每月最后一个{day}", "Monthly, the last {day}"],
  "form.repeat.shifts": ["每隔几个班", "Every so many shifts"],
  "form.repeat.days": ["星期", "Days"],
  "form.repeat.shifts.n": ["每几个班一次", "Every … shifts"],
  "form.repeat.shifts.wrong": ["1 到 90。", "1 to 90."],
  "form.repeat.times": ["共几次", "How many times"],
  "form.repeat.times.wrong": ["2 到 60。", "2 to 60."],
  "form.repeat.until": ["最晚到", "At the latest"],
  "form.repeat.until.rule": ["可不填；一年内。", "May stay empty; within a year."],
  "form.repeat.until.wrong": ["要晚于第一次。", "It must be after the first."],
  "series.place": ["系列", "Series"],
  "series.nth": ["第 {n} 次，共 {of} 次", "{n} of {of}"],
  "series.cancel": ["取消这次和以后共 {n} 次", "Cancel this and later: {n}"],
  "series.entered": [
    "其中 {m} 人次已报名，会在刷卡时看到取消和原因。",
    "{m} {m|entry|entries} in them; they read it and why at their next badge.",
  ],
} as const;
