// The desk's words for patrols that move over from EarthRanger or SMART: the form, its preview, and what they brought; in both languages.

export const movedWords = {
  "moved.title": ["从其他系统迁入", "Move patrols over"],
  "moved.rule": [
    "EarthRanger 或 SMART 的 JSON。先看会导入什么，再导入；要么全部，要么一条也不。",
    "JSON of EarthRanger or SMART. See first what will come, then import it: all of it, or nothing.",
  ],
  "moved.not-ours": ["{name}（不在册）", "{name} (not on the register)"],
} as const;
