// Every expected "no" at a safety post, its hand-over and its briefing: what happened, what was kept, what to do. [POST-2, POST-5]

export const postRefusals = {
  worker_unknown: { zh: "名册里没有这个人。请找班长。", en: "This person is not on the register. See your foreman." },
  worker_needed: {
    zh: "这个人还有任务：{where}。请先从在岗、排班、岗位责任、巡护、活动、隐患和定位器上换下来，再注销。没有注销。",
    en: "This person still has duties: {where}. First take them off posts, rosters, patrols, activities, hazards and trackers. Nobody was forgotten.",
  },
  post_unknown: { zh: "没有这个岗位。请刷新后重选。", en: "There is no such post. Choose again." },
  post_held: {
    zh: "{post} 由 {holder} 在岗，签到接不了。没有签到；请两人刷卡交接，当班人来不了就请班长会签。",
    en: "{post} is held by {holder}; signing on does not relieve him. You were not signed on: lay both badges to hand over, or, if he cannot come, have a foreman countersign.",
  },
  post_suspended: {
    zh: "{post} 已停岗：{reason}。请找班长换岗。",
    en: "{post} is suspended: {reason}. See your foreman for another post.",
  },
  post_unscheduled: {
    zh: "{post} 这个班没有安排。请换岗或找班长。",
    en: "{post} has no shift now. Choose another post or see your foreman.",
  },
  not_rostered: {
    zh: "今天这个岗没排你：{post}。可以换岗，或请班长刷卡会签。",
    en: "You are not rostered for {post}. Choose another post, or have a foreman countersign.",
  },
  qualification_missing: {
    zh: "缺 {name}。请换岗；新证未录入的请班长会签。",
    en: "{name} is missing. Choose another post; a new certificate may be countersigned by a foreman.",
  },
  qualification_expired: {
    zh: "{name} 到期了，有效到 {until}。请换岗，或由有证的人替岗。",
    en: "{name} expired on {until}. Choose another post, or let a qualified person substitute.",
  },
  rest_short: {
    zh: "才休息 {hours} 小时，要满 {need} 小时（{until}）。请班长会签或换人。",
    en: "Only {hours} h of rest; {need} h are needed ({until}). A foreman may countersign, or someone else takes the post.",
  },
  briefing_unconfirmed: {
    zh: "班前会还有 {count} 条没确认。请逐条确认后签到。",
    en: "{count} briefing points are not confirmed. Confirm each, then sign on.",
  },
  not_holder: { zh: "{post} 现在不是你在岗。没有记录。", en: "You do not hold {post}. Nothing was recorded." },
  on_other_post: {
    zh: "你还在 {post} 在岗。请先签退，再上别的岗。",
    en: "You still hold {post}. Sign off there first.",
  },
  countersign_refused: {
    zh: "会签要班长本人刷卡并选原因。",
    en: "A countersign needs a foreman's own badge and a reason.",
  },
  not_suspended: { zh: "{post} 没有停岗。", en: "{post} is not suspended." },
  shift_unknown: { zh: "没有这个班次。没有结账。", en: "There is no such shift. Nothing was closed." },
  shift_open: {
    zh: "{shift}还没到结账时间（{at}）。没有结账，到时会自动办理。",
    en: "{shift} is closed at {at}, not before. Nothing was closed; it happens by itself.",
  },
  shift_past: {
    zh: "{shift}结束已超过一天，算不准了。没有结账。",
    en: "{shift} ended more than a day ago and cannot be reckoned any more. Nothing was closed.",
  },
  not_evacuated: { zh: "{unit} 没有撤人。没有改动。", en: "{unit} is not evacuated. Nothing was changed." },
  unit_evacuated: {
    zh: "{post} 所在单位已撤人，没有恢复。请先恢复该单位。",
    en: "The unit of {post} is evacuated; the post was not resumed. Resume the unit first.",
  },
  // ── briefing ─────────────────────────────────────────────────────────────────────────────────
  briefing_nobody: {
    zh: "这个范围没有岗位。没有保存班前会，请重选单位或环节。",
    en: "There is no post of that choice. The briefing was not kept; choose another unit or class.",
  },
  briefing_past: {
    zh: "{day} 已经过去。没有保存班前会，请选今天或以后。",
    en: "{day} is over. The briefing was not kept; choose today or later.",
  },
  briefing_no_shift: {
    zh: "现在没有班次。没有确认班前会，请在班前一小时内或当班时确认。",
    en: "There is no shift now. Nothing was confirmed; do it within the hour before the shift or during it.",
  },
  crew_elsewhere: {
    zh: "{post} 不归这个单位。没有确认班前会，请由它自己的班长确认。",
    en: "{post} is not of this unit. Nothing was confirmed; its own foreman confirms there.",
  },
  crew_not_due: {
    zh: "{post} 的排班变了，有人这个班不在那里。没有确认班前会，请重新点名。",
    en: "The roster of {post} has changed; somebody is not due there. Nothing was confirmed; call the roll again.",
  },
  // ── hand-over ────────────────────────────────────────────────────────────────────────────────
  incoming_needed: {
    zh: "交接要接班人本人刷卡。没有交接，{post} 仍由你在岗。",
    en: "A hand-over needs the incoming person's own badge. Nothing was handed over; you still hold {post}.",
  },
  handover_self: {
    zh: "这是你自己的卡。没有交接，请接班人刷卡。",
    en: "This is your own badge. Nothing was handed over; the incoming person lays down his.",
  },
  incoming_elsewhere: {
    zh: "接班人还在 {post} 在岗。没有交接，请他先签退。",
    en: "The incoming person still holds {post}. Nothing was handed over; he signs off there first.",
  },
  handover_under_way: {
    zh: "{post} 正在交接，{until} 前由接班人签字。没有记录；接班人请刷卡接岗，别人请稍等。",
    en: "{post} is being handed over until {until}. Nothing was recorded; the incoming person lays down his badge, others wait.",
  },
  handover_none: {
    zh: "{post} 现在没有交接。没有接岗，请当班人先按交接班。",
    en: "{post} is not being handed over. You did not take it over; the holder begins the hand-over first.",
  },
  handover_other: {
    zh: "{post} 是交给别人的。没有接岗，请当班人重新交接。",
    en: "{post} is being handed to somebody else. You did not take it over; the holder begins again.",
  },
  relief_unsigned: {
    zh: "{holder} 还在 {post} 在岗，没有签字。没有接岗；请当班人刷卡交接，或请班长会签说明原因。",
    en: "{holder} holds {post} and has not signed. You did not take it over; let him lay down his badge, or have a foreman countersign with the reason.",
  },
  relief_by_holder: {
    zh: "{post} 就是这位班长在岗。没有接岗；他在场，请他刷卡交接。",
    en: "This foreman holds {post} himself. You did not take it over; he is here: let him hand over.",
  },
  handover_lapsed: {
    zh: "{post} 的交接已在 {until} 过时，仍由当班人在岗。没有接岗，请重新交接。",
    en: "The hand-over of {post} lapsed at {until}; the holder still holds it. Begin the hand-over again.",
  },
  items_unread: {
    zh: "{post} 还有 {count} 条交接事项没看。没有接岗，请看完再接。",
    en: "{count} items of {post} are unread. You did not take it over; read them first.",
  },
  notes_full: {
    zh: "{post} 已有 {count} 条留言没人看。没有添加，请先撤掉旧的。",
    en: "{post} has {count} unread notes. Nothing was added; withdraw an old one first.",
  },
} as const;
