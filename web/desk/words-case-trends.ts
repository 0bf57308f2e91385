// The desk's words of the charts of hazards, in both languages.

export const caseTrendWords = {
  "trend.view.cases": ["隐患", "Hazards"],
  "case.trend.lead": [
    "最近 13 周，周一起算；销号满 92 天的不再计。按单位的是现在的数。",
    "The last 13 weeks, from Monday; what was closed more than 92 days ago is not counted. By unit: as of now.",
  ],
  "case.trend.week": ["周", "Week"],
  "case.trend.days": ["销号用时", "Days to close"],
  "case.trend.days.of": ["天，中位数，从发现到销号", "days, median, from seen to closed"],
  "case.trend.days.unit": ["天", "d"],
  "case.trend.days.none": ["这 13 周没有销号的隐患。", "No hazard was closed in these 13 weeks."],
  "case.trend.back": ["重开率 %", "Reopened %"],
  "case.trend.back.of": ["重开次数 ÷ 销号次数", "reopenings ÷ closings"],
  "case.trend.back.none": ["这 13 周没有销号的隐患。", "No hazard was closed in these 13 weeks."],
  "case.trend.units": ["各单位超期", "Overdue by unit"],
  "case.trend.units.of": ["件，现在；深色超期，浅色没销号", "now; strong: overdue, faint: open"],
  "case.trend.units.unit": ["件", "n"],
  "case.trend.units.none": ["现在没有未销号的隐患。", "No hazard is open now."],
  "case.trend.overdue": ["超期", "Overdue"],
  "case.trend.open": ["没销号", "Open"],
  "case.trend.closings": ["销号 次", "Closed"],
  "case.trend.reopenings": ["重开 次", "Reopened"],
} as const;
