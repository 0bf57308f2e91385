// The files of a site folder and their columns: English keys, Chinese names; either may stand in the header. One format, in and out.

import type { Column } from "./sheet.ts";

const must = (key: string, zh: string): Column => ({ key, zh, required: true });
const may = (key: string, zh: string): Column => ({ key, zh });

export const sheets = {
  "site.csv": [
    must("name", "现场"),
    must("name_en", "英文名"),
    must("zone", "时区"),
    may("grace_min", "空岗宽限分钟"),
    may("remind_min", "提醒分钟"),
    may("ladder_step_min", "升级间隔分钟"),
    may("rest_hours", "休息小时"),
    may("early_min", "提前签到分钟"),
    may("cell", "网格米"),
    may("lmin", "最短里程米"),
    may("silent_min", "失联分钟"),
  ],
  "shifts.csv": [
    must("id", "编号"),
    must("name", "班次"),
    may("name_en", "英文名"),
    must("start", "开始"),
    must("end", "结束"),
  ],
  "units.csv": [must("id", "编号"), must("name", "单位"), may("name_en", "英文名"), may("parent", "上级")],
  "workers.csv": [
    must("number", "工号"),
    must("name", "姓名"),
    must("unit", "单位"),
    may("crew", "班组"),
    may("roles", "角色"),
    may("badge", "工牌"),
    may("tags", "标签"),
    may("language", "语言"),
    may("large_text", "大字"),
    may("party", "党员"),
  ],
  "qualifications.csv": [must("number", "工号"), must("name", "证件"), must("until", "有效到")],
  "posts.csv": [
    must("id", "编号"),
    must("unit", "单位"),
    must("name", "岗位"),
    may("name_en", "英文名"),
    must("link_class", "环节"),
    may("requires", "所需证件"),
    must("interval_min", "报岗间隔分钟"),
    may("key", "关键岗"),
    may("party_post", "党员岗"),
    may("lon", "经度"),
    may("lat", "纬度"),
    may("responsible", "责任人"),
    may("deputy", "副岗"),
  ],
  "roster.csv": [
    must("post", "岗位"),
    must("shift", "班次"),
    must("number", "工号"),
    may("days", "星期"),
    may("from", "从"),
    may("until", "到"),
  ],
  "briefing.csv": [
    must("id", "编号"),
    may("link_class", "环节"),
    may("post", "岗位"),
    must("risk", "风险"),
    must("act", "做法"),
    may("risk_en", "英文风险"),
    may("act_en", "英文做法"),
    may("icon", "图标"),
  ],
  "activities.csv": [
    must("id", "编号"),
    must("unit", "单位"),
    must("kind", "类别"),
    must("name", "活动"),
    may("name_en", "英文名"),
    may("place", "地点"),
    must("starts", "开始"),
    must("ends", "结束"),
    must("opens", "报名开始"),
    must("closes", "报名截止"),
    may("cancel_until", "取消截止"),
    must("capacity", "名额"),
  ],
  "activity_roles.csv": [
    must("activity", "活动"),
    must("id", "编号"),
    must("name", "分工"),
    may("name_en", "英文名"),
    must("capacity", "名额"),
    may("requires", "所需证件"),
  ],
  "routes.csv": [must("id", "编号"), must("unit", "单位"), must("name", "路线"), may("name_en", "英文名")],
  "checkpoints.csv": [
    must("route", "路线"),
    must("id", "编号"),
    must("name", "巡护点"),
    may("name_en", "英文名"),
    must("lon", "经度"),
    must("lat", "纬度"),
    may("radius", "半径米"),
  ],
  "patrols.csv": [
    must("id", "编号"),
    must("unit", "单位"),
    must("route", "路线"),
    must("leader", "带队"),
    may("members", "队员"),
    may("profile", "方式"),
    must("starts", "开始"),
    must("ends", "结束"),
  ],
} as const satisfies Readonly<Record<string, readonly Column[]>>;

export type SheetName = keyof typeof sheets;
/** Files without which there is no site. */
export const neededSheets: readonly SheetName[] = [
  "site.csv",
  "shifts.csv",
  "units.csv",
  "workers.csv",
  "posts.csv",
  "roster.csv",
];
export const layers = ["zones.geojson", "map.geojson"] as const;
export type LayerName = (typeof layers)[number];
