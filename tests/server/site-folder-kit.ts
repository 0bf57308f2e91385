// A small site folder that has nothing wrong, and a reader for it: each test spoils one thing.

import { badgeCode, createBadges } from "../../server/access/badges.ts";
import { createGeodesy } from "../../server/ingest/geodesy.ts";
import { readSite, type SiteDeps, type SiteRead } from "../../server/site/read-site.ts";

const badges = createBadges("00".repeat(32));
export const { workerIdOf, hashBadge } = badges;

/** Monday 2026-11-23 10:00 in Asia/Shanghai. */
export const importedAt = Date.UTC(2026, 10, 23, 2, 0);

export const deps: SiteDeps = {
  hashBadge,
  workerIdOf,
  badgeNow: () => "",
  belts: createGeodesy(),
  now: () => importedAt,
  rehearsal: false,
};

const zone = {
  type: "Feature",
  properties: {
    id: "z1",
    name: "北坡",
    name_en: "North slope",
    unit: "forest",
    zone_class: "fire-key",
    interval_days: 7,
  },
  geometry: {
    type: "Polygon",
    coordinates: [
      [
        [119.9, 47.2],
        [119.95, 47.2],
        [119.95, 47.24],
        [119.9, 47.24],
        [119.9, 47.2],
      ],
    ],
  },
};

/** The files of the good folder as text, by name. */
export const goodFolder = {
  "site.csv": "name,name_en,zone,grace_min\n试验矿,Test Mine,Asia/Shanghai,10\n",
  "shifts.csv": "id,name,name_en,start,end\nday,白班,Day,08:00,16:00\nmid,中班,Middle,16:00,24:00\n",
  "units.csv": "id,name,name_en,parent\nco,公司,Company,\nmine,矿,Mine,co\nforest,林场,Forest,co\n",
  "workers.csv":
    "number,name,unit,crew,roles,badge,tags,language,large_text,party\n" +
    "010817,王小明,mine,一班,worker;foreman,04:A1:B2:C3,一线;青年,zh-CN,no,yes\n" +
    `200001,Anna Berg,forest,,,${badgeCode(1)},,en,yes,no\n`,
  "qualifications.csv": "number,name,until\n010817,信号把钩工证,2027-03-31\n",
  "certificates.csv": "name,name_en\n信号把钩工证,Signaller\n",
  "posts.csv":
    "id,unit,name,name_en,link_class,requires,interval_min,key,party_post,lon,lat,responsible,deputy\n" +
    "p1,mine,信号把钩,Signaller,mining,信号把钩工证,30,yes,yes,119.91,47.21,200001,\n" +
    "p2,forest,东沟口,East gully,fire,,120,no,no,,,,\n",
  "roster.csv": "post,shift,number,days,from,until\np1,day,010817,12345,2026-11-01,\np2,mid,200001,,,\n",
  "briefing.csv":
    "id,link_class,post,risk,act,risk_en,act_en,icon\nice,mining,,井口结冰,走撒沙通道,Ice,Use the sanded way,snow\n",
  "activities.csv":
    "id,unit,kind,name,name_en,place,starts,ends,opens,closes,cancel_until,capacity\n" +
    "a1,co,volunteer,清理防火隔离带,Firebreak,北沟,+0d 14:00,+0d 17:00,-3d 08:00,+0d 14:00,+0d 08:00,20\n",
  "activity_roles.csv": "activity,id,name,name_en,capacity,requires\na1,member,队员,Member,20,\n",
  "routes.csv": "id,unit,name,name_en\nr1,forest,北线,North\n",
  "checkpoints.csv": "route,id,name,name_en,lon,lat,radius\nr1,c1,一号桥,Bridge 1,119.91,47.21,150\n",
  "patrols.csv":
    "id,unit,route,leader,members,profile,starts,ends\nt1,forest,r1,200001,010817,foot,2026-11-24 08:00,2026-11-24 14:00\n",
  "patrol_plans.csv":
    "id,route,leader,members,profile,days,start,length_min,from,until\nn1,r1,200001,010817,vehicle,135,08:00,360,2026-11-25,2026-12-31\n",
  "zones.geojson": JSON.stringify({ type: "FeatureCollection", features: [zone] }),
  "map.geojson": JSON.stringify({
    type: "FeatureCollection",
    features: [
      {
        type: "Feature",
        properties: { layer: "place", name: "松月", name_en: "Songyue", form: "station" },
        geometry: { type: "Point", coordinates: [119.9, 47.2] },
      },
    ],
  }),
} as const;
export type FileName = keyof typeof goodFolder;

/** Text is read as UTF-8; `null` takes the file away. */
export type Spoilt = Partial<Readonly<Record<FileName, string | Uint8Array | null>>>;

export const folderWith = (spoilt: Spoilt = {}): ReadonlyMap<string, Uint8Array> => {
  const files = new Map<string, Uint8Array>();
  for (const [name, text] of Object.entries({ ...goodFolder, ...spoilt }))
    if (text !== null) files.set(name, typeof text === "string" ? new TextEncoder().encode(text) : text);
  return files;
};

export const readWith = (spoilt: Spoilt = {}, more: Partial<SiteDeps> = {}): SiteRead =>
  readSite(folderWith(spoilt), { ...deps, ...more });

/** The good file with one text put for another, which must be in it. */
export const spoil = (name: FileName, was: string | RegExp, is: string): Spoilt => {
  const text: string = goodFolder[name];
  const spoilt = text.replace(was, is);
  if (spoilt === text && was !== is) throw new Error(`${name} has no ${was}`);
  return { [name]: spoilt };
};

/** `file:line:column` of every problem. */
export const refusedPlaces = (spoilt: Spoilt): readonly string[] => {
  const read = readWith(spoilt);
  return read.ok ? [] : read.rows.map(({ file, row, column }) => `${file}:${row}:${column}`);
};
