// The desk's words for what is done with one patrol: its people, its review, whether its track counts; in both languages.

export const reviewWords = {
  "assign.title": ["换人", "Its people"],
  "assign.open": ["换带队和队员", "Change its people"],
  "assign.lead": ["只换这一次；改计划不会再换掉。", "For this one only; a change of the plan leaves them."],
  "assign.save": ["就这些人", "Save"],
  "assign.done": ["已单独换人", "its own people"],
  "review.title": ["审核", "Review"],
  "review.note": ["审核意见（可不写）", "Note (may be empty)"],
  "review.act": ["审核通过", "Mark as reviewed"],
  "review.by": ["审核人", "Reviewed by"],
  "review.said": ["意见", "Note"],
  "review.ends": [
    "这次巡护还没人结束，人可能还在外面。先联系上，点「结束」，再审核。",
    "Nobody has ended this patrol: they may still be out. Reach them, end it, then review it.",
  ],
  "aside.title": ["轨迹", "Track"],
  "aside.lead": [
    "轨迹不是本人走的、或设备有误时用。里程和网格会减掉，随时可以恢复。",
    "For a track that somebody else walked, or a faulty device. Its kilometres and cells are taken away and can be put back.",
  ],
  "aside.act": ["标为无效轨迹", "Mark as invalid"],
  "aside.is": ["无效轨迹", "invalid track"],
  "aside.is.what": ["{by}·{at}：{reason}。{km} km 没有计入。", "{by}, {at}: {reason}. {km} km do not count."],
  "aside.back": ["恢复计入", "Let it count again"],
} as const;
