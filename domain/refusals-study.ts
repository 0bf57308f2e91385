// Refusals of study days and their follow-up items. [ACT-5]

export const studyRefusals = {
  study_unnamed: {
    zh: "{activity} 还没有写后续事项。没有结算，请先列出事项，或写明「无」和原因。",
    en: "{activity} names no follow-up items. It was not settled; list them, or say “none” and why.",
  },
  study_not_one: {
    zh: "{activity} 不是学习活动。没有记录。",
    en: "{activity} is not a study day. Nothing was recorded.",
  },
  study_ahead: {
    zh: "{activity} 还没有开始。没有记录，请开始后再写后续事项。",
    en: "{activity} has not begun. Nothing was recorded; name what follows once it has.",
  },
  study_has_items: {
    zh: "{activity} 已经列了后续事项，不能再写「无」。没有改动；不办的请逐项撤销并写原因。",
    en: "{activity} has follow-up items, so it cannot say “none”. Nothing was changed; drop items one by one with a reason.",
  },
  study_full: {
    zh: "最多 {most} 项。没有记录，请合并后再写。",
    en: "There may be {most} items at most. Nothing was recorded; join some.",
  },
  study_due: {
    zh: "期限 {due} 在活动之前。没有记录，请改期限。",
    en: "The due day {due} lies before the activity. Nothing was recorded; correct it.",
  },
  study_no_item: {
    zh: "没有这一项，或不是你负责。没有记录。",
    en: "There is no such item, or it is not yours. Nothing was recorded.",
  },
  study_item_closed: {
    zh: "这一项已经办结或撤销。没有改动。",
    en: "This item is done or dropped already. Nothing was changed.",
  },
} as const;
