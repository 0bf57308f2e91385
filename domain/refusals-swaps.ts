// What a seat offered by number may be refused for, in both languages; part of the closed list in `refusals.ts`.

export const swapRefusals = {
  swap_asked: {
    zh: "{activity} 的位子已经让给一个人，在等答复。先收回，再让给别人。",
    en: "Your seat of {activity} is already offered to somebody. Take it back before you offer it anew.",
  },
  swap_late: {
    zh: "{activity} 只能在 {until} 前按工号让位。没有改动。接替的人在旁边刷卡还可以换。",
    en: "A seat of {activity} is offered by number until {until} only. Nothing was changed; with the other's badge beside you it still goes.",
  },
  swap_self: { zh: "这是你自己的工号。没有改动。", en: "This is your own number. Nothing was changed." },
  swap_none: {
    zh: "{activity} 现在没有人把位子让给你。",
    en: "Nobody offers you a seat of {activity} now.",
  },
  swap_past: {
    zh: "{activity} 的让位过了时限，换不了。位子还是原来那个人的。",
    en: "The time to take over the seat of {activity} has passed. It stays with whoever had it.",
  },
} as const;
