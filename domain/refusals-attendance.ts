// Refusals of attendance: checking out, times that the desk enters, settling, and who did not come. [ACT-4]

export const attendanceRefusals = {
  leave_late: {
    zh: "{activity} 的签退到 {until} 为止。没有记上；请组织者补登时间，工时不会丢。",
    en: "Check-out of {activity} ended at {until}. Not recorded; ask the organiser to enter your time, your hours are not lost.",
  },
  attendance_times: {
    zh: "时间不对：要在活动 {from}–{to} 前后，先到后走，且已经过去。没有记录，请改后再存。",
    en: "Times are wrong: about the activity's own {from}–{to}, arrival before departure, and past. Nothing was recorded; correct them.",
  },
  own_entry: {
    zh: "自己的出勤不能自己办。没有记录，请别的组织者办理。",
    en: "Nobody decides on their own attendance. Nothing was recorded; ask another organiser.",
  },
  activity_runs: {
    zh: "{activity} 的签退到 {until} 才结束。没有结算，请过后再办。",
    en: "Check-out of {activity} goes on until {until}. It was not settled; do it afterwards.",
  },
  activity_unentered: {
    zh: "{activity} 还有 {n} 人没有签退，或申请取消还没答复。没有结算，请先补登时间、答复申请。",
    en: "{n} people of {activity} never checked out, or asked to be let go and have no answer. It was not settled; enter their times and answer them first.",
  },
  settle_unseen: {
    zh: "{activity} 有 {n} 人是别的单位的，你这里看不到。没有结算，请上级单位的值班台结算。",
    en: "{n} people of {activity} are of units that you do not see. It was not settled; a desk of the unit above must do it.",
  },
  walk_in_full: {
    zh: "{activity} 这个分工的位子满了，补不进。没有记录；位子数只能由导入放宽。",
    en: "Every seat of this role of {activity} is taken. Nothing was recorded; only an import can widen the capacity.",
  },
  activity_settled: {
    zh: "{activity} 已经结算，不能再取消。没有改动；要更正请按人改时间。",
    en: "{activity} is settled and cannot be cancelled any more. Nothing was changed; correct people's times instead.",
  },
  no_show_early: {
    zh: "本人还可以说明，到 {until} 为止。没有定，请等他说明或到期再办。",
    en: "The worker may still answer, until {until}. Nothing was decided; wait for the answer or that day.",
  },
  no_show_decided: {
    zh: "这一项已有人定过。没有改动；不同意请找组织者。",
    en: "Somebody has decided on this. Nothing was changed; see the organiser if you disagree.",
  },
} as const;
