// The "no"s to track files and to what they say of themselves. [PAT-2]

export const trackRefusals = {
  datum_missing: {
    zh: "没有说明坐标系。请选 WGS-84、CGCS2000 或 GCJ-02。没有导入。",
    en: "The datum was not stated. Choose WGS-84, CGCS2000 or GCJ-02. Nothing was imported.",
  },
  datum_unknown: {
    zh: "不能用的坐标系：{datum}。没有导入；请导出为 WGS-84、CGCS2000 或 GCJ-02 的经纬度。",
    en: "The datum {datum} cannot be used. Nothing was imported; export longitudes and latitudes in WGS-84, CGCS2000 or GCJ-02.",
  },
  datum_contradicted: {
    zh: "坐标系对不上：选的是 {said}，文件自己写的是 {declared}。没有导入；请核对文件，改选坐标系后再导入。",
    en: "The datum does not agree: {said} was chosen, but the file itself says {declared}. Nothing was imported; check the file, choose its datum and import it again.",
  },
  datum_mixed: {
    zh: "坐标系混在一起：{one} 和 {other}。全部没有导入；请按坐标系分开，每次只导入一种。",
    en: "Datums are mixed: {one} and {other}. Nothing at all was imported; part them by datum and import one datum at a time.",
  },
  datum_implausible: {
    zh: "坐标系不合：GCJ-02 只用于中国境内，文件里的点在 {place}。没有导入。",
    en: "The datum does not fit: GCJ-02 is used only within China, but the file lies at {place}. Nothing was imported.",
  },
  track_unreadable: {
    zh: "读不懂这个文件：{reason}。没有导入；请从设备重新导出（GPX、KML、KMZ、TCX、GeoJSON 或 CSV）。",
    en: "This file cannot be read: {reason}. Nothing was imported; export it again (GPX, KML, KMZ, TCX, GeoJSON or CSV).",
  },
  track_empty: {
    zh: "文件里没有轨迹（航点 {waypoints} 个，路线点 {routePoints} 个）。计划路线不算巡护。没有导入；请导出走过的轨迹，不是路线。",
    en: "There is no track in the file ({waypoints} waypoints, {routePoints} route points). A planned route is not a patrol. Nothing was imported; export the track that was walked, not the route.",
  },
  track_untimed: {
    zh: "轨迹没有可用的时间（{reason}），不能计入巡护。没有导入；请在设备上打开时间记录后重新导出。",
    en: "The track has no usable times ({reason}) and cannot count as a patrol. Nothing was imported; let the device record times, then export again.",
  },
  folder_unknown: {
    zh: "文件夹「{folder}」看不懂。没有导入；文件夹名只能是坐标系、出行方式、单位或巡护编号，改名后把文件放回来。",
    en: "The folder “{folder}” means nothing. Nothing was imported; a folder is named after a datum, a way of travel, a unit or a patrol's id: rename it and lay the file there again.",
  },
  track_known: {
    zh: "这条轨迹已经导入过（{at}）。没有重复计入。",
    en: "This track was imported already ({at}). It was not counted twice.",
  },
} as const;
