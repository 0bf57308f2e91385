// The "no"s to patrols that move over from another system. [PAT-1]

export const movedRefusals = {
  moved_unreadable: {
    zh: "这不是 EarthRanger 或 SMART 的巡护文件：{reason}。没有导入；请从 EarthRanger（activity/patrols）或 SMART Connect（query/custom、data）重新导出 JSON。",
    en: "This is no patrol file of EarthRanger or SMART: {reason}. Nothing was imported; export the JSON again from EarthRanger (activity/patrols) or SMART Connect (query/custom, data).",
  },
  moved_mixed: {
    zh: "两个系统的文件混在一起：{one} 和 {other}。全部没有导入；请每次只导入一个系统的文件。",
    en: "Files of two systems are mixed: {one} and {other}. Nothing at all was imported; import one system at a time.",
  },
  moved_nothing: {
    zh: "文件里没有能迁入的巡护：{why}。没有导入；请核对导出的时段和内容。",
    en: "The file holds no patrol that can move over: {why}. Nothing was imported; check what was exported, and of which time.",
  },
} as const;
