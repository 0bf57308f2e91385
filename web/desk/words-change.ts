// The desk's words for changing an activity, alone or with all later ones of its series; in both languages.

export const changeWords = {
  "change.open": ["修改活动", "Change activity"],
  "change.save": ["保存修改", "Save the change"],
  "change.close": ["不改了", "Leave it as it is"],
  "change.lead": [
    "改时间或地点，已报名的人下次刷卡第一眼看到；看过之前，开始前可以自己退出。名额不能少于已占的；加的名额先给排队的人。",
    "A new time or place is the first thing those in it see at their next badge; until they have read it they may leave up to the start. Seats cannot go below those taken; new ones go to the queue first.",
  ],
  "change.starts.rule": ["改开始，下面几项跟着移。", "The times below move with it."],
  "change.scope": ["改哪些", "Which ones"],
  "change.scope.one": ["只改这次", "This one only"],
  "change.scope.later": ["这次和以后共 {n} 次", "This and later: {n}"],
  "change.scope.rule": [
    "以后各次只跟着改这里改了的项，时间移动同样多。",
    "Later ones take over only what is changed here; their times move by as much.",
  ],
  "change.fair.keep": ["照旧（到 {until}）", "As it is (until {until})"],
  "change.fair.keep.rule": ["报名开始移动，留位时限一起移。", "It moves with the opening of sign-up."],
  "change.crossed": [
    "打开这张表之后，别处改了这个活动。",
    "This activity was changed elsewhere after this form was opened.",
  ],
  "change.again": ["看新的内容", "Show it as it is now"],
  "change.who": ["来不了的人：{who}", "Who cannot come: {who}"],
  "change.who.more": ["另 {n} 人", "{n} more"],
  "change.despite": ["仍然改，他们刷卡时看到", "Change it all the same; they read it at their badge"],
  "change.last": ["修改", "Changed"],
  "change.last.of": ["{at}，共 {n} 次", "{at}, {n} {n|time|times} in all"],
  "change.untold": ["{n} 人还没看到新的时间地点", "{n} {n|has|have} not read the new time or place yet"],
} as const;
