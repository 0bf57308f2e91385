// Boards without a server: the same invented site calm, upset, empty, grown to any number of posts, or with long names.

import type { ActivityRec } from "../../domain/activities/activity.ts";
import { type AlarmRec, alarmIdOf } from "../../domain/alarms/alarm.ts";
import type { CoverRec } from "../../domain/coverage/coverage.ts";
import { coverId } from "../../domain/coverage/coverage.ts";
import type { ZoneRec } from "../../domain/coverage/zone.ts";
import { activityId, day, type Millis, roleId, seq, shiftId, workerId } from "../../domain/ids.ts";
import type { PostRec } from "../../domain/posts/post.ts";
import { type Key, type Kind, keyOf, type Rec, type RecOf, type Records } from "../../domain/records.ts";
import { defaultSettings, type SiteRec } from "../../domain/site/site.ts";
import { hour, minute } from "../../domain/time.ts";
import type { WorkerRec } from "../../domain/workers.ts";
import { farmMap, patrolScene } from "./map-fixture.ts";
import { farm, makePosts, type Scene, sceneNow, shiftStart } from "./post-fixture.ts";

const scope = [farm];

export const plainScene: Scene = { mood: "normal", posts: 42, activities: 8, names: "short", patrols: "some" };

const isOf = <K extends Kind>(record: Rec, kind: K): record is RecOf<K> => record.kind === kind;

/** `Records` over a plain list. */
export const recordsOf = (list: readonly Rec[]): Records & { readonly list: readonly Rec[] } => {
  const byKey = new Map<Key, Rec>(list.map((record) => [keyOf(record), record]));
  return {
    list,
    get: (kind, id) => {
      const record = byKey.get(`${kind}/${id}`);
      return record !== undefined && isOf(record, kind) ? record : undefined;
    },
    all: function* (kind) {
      for (const record of list) if (isOf(record, kind)) yield record;
    },
  };
};

export const fixtureSite: SiteRec = {
  kind: "site",
  id: "site",
  seq: seq(1),
  name: "阿尔山林场·乌兰泉矿",
  nameEn: "Arxan · Wulanquan",
  zone: "Asia/Shanghai",
  shifts: [
    { id: shiftId("night"), name: "夜班", nameEn: "Night", start: 0, end: 480 },
    { id: shiftId("day"), name: "早班", nameEn: "Day", start: 480, end: 960 },
    { id: shiftId("swing"), name: "中班", nameEn: "Swing", start: 960, end: 0 },
  ],
  settings: defaultSettings,
  rehearsal: false,
};

const people = ["王*明", "李*江", "刘*芳", "赵*刚", "陈*远", "孙*", "周*海", "吴*梅", "郑*", "钱*林"];
const worker = (n: number): WorkerRec => ({
  kind: "worker",
  id: workerId(`w${n}`),
  seq: seq(1),
  number: "",
  name: people[n % people.length] ?? "王*明",
  unit: farm,
  scope,
  crew: "",
  roles: [],
  badge: "",
  tags: [],
  qualifications: [],
  lang: "zh-CN",
  largeText: false,
  party: false,
});

type ActivityPlan = readonly [
  name: string,
  nameEn: string,
  from: number,
  hours: number,
  taken: number,
  capacity: number,
  here: number,
];
const activityPlans: readonly ActivityPlan[] = [
  ["河岸清理", "River clean-up", 13.5, 4, 18, 20, 11],
  ["防火宣传", "Fire awareness", 15, 3, 9, 12, 6],
  ["苗圃防寒", "Nursery cover", 16, 3, 14, 14, 4],
  ["井口帮教", "Shaft mentoring", 18.5, 2, 6, 8, 0],
  ["急救培训", "First-aid class", 19, 2, 16, 24, 0],
  ["消防演练", "Fire drill", 20, 1, 30, 40, 0],
  ["党史学习", "Study evening", 20.5, 1, 11, 30, 0],
  ["技能比武", "Skills contest", 21, 2, 22, 24, 0],
];

const makeActivities = (scene: Scene): readonly ActivityRec[] => {
  const midnight = Date.UTC(2026, 9, 13, 16);
  return Array.from({ length: scene.activities }, (_, n) => {
    const [name, nameEn, from, hours, taken, capacity, here] = activityPlans[n % activityPlans.length] ?? [
      "活动",
      "Activity",
      12,
      1,
      0,
      1,
      0,
    ];
    const later = Math.floor(n / activityPlans.length) * 24 * hour;
    const startsAt = midnight + from * hour + later;
    const long = scene.names === "long";
    return {
      kind: "activity",
      id: activityId(`a${n}`),
      seq: seq(5),
      unit: farm,
      scope,
      sort: "volunteer",
      name: long ? `${name}暨林区生态保护志愿服务主题日活动` : name,
      nameEn: long ? `${nameEn} and forest ecology volunteer theme day` : nameEn,
      place: "",
      startsAt,
      endsAt: startsAt + hours * hour,
      opensAt: midnight - 48 * hour,
      closesAt: startsAt,
      cancelUntil: startsAt,
      capacity,
      roles: [{ id: roleId("r"), name: "志愿者", nameEn: "Volunteer", capacity, requires: [] }],
      counts: { taken, waiting: 0, here: later === 0 ? here : 0, takenByRole: {} },
      nextPlace: 1,
    };
  });
};

const makeAlarms = (scene: Scene, posts: readonly PostRec[]): readonly AlarmRec[] => {
  const base = { kind: "alarm", seq: seq(40), scope, repeats: 0, rung: "supervisor", log: [] } as const;
  const past: AlarmRec = {
    ...base,
    id: alarmIdOf("post-overdue", "equipment-16"),
    sort: "post-overdue",
    source: "equipment-16",
    priority: 3,
    raisedAt: sceneNow - 5 * hour,
    rungAt: sceneNow - 5 * hour,
    since: sceneNow - 5 * hour,
    is: { state: "normal", at: sceneNow - 5 * hour + 4 * minute, by: "赵*刚" },
  };
  if (scene.mood === "normal") return posts.length === 0 ? [] : [past];
  const open = (name: string): PostRec | undefined => posts.find((post) => post.name.startsWith(name));
  const vacant = open("信号把钩");
  const overdue = open("排渗观测");
  return [
    past,
    ...(vacant === undefined
      ? []
      : [
          {
            ...base,
            id: alarmIdOf("post-vacant", vacant.id),
            sort: "post-vacant",
            source: vacant.id,
            priority: 1,
            raisedAt: sceneNow - 96_000,
            rungAt: sceneNow - 96_000,
            since: shiftStart,
            is: { state: "unack" },
          } satisfies AlarmRec,
        ]),
    ...(overdue === undefined
      ? []
      : [
          {
            ...base,
            id: alarmIdOf("post-overdue", overdue.id),
            sort: "post-overdue",
            source: overdue.id,
            priority: 3,
            raisedAt: sceneNow - 6 * minute,
            rungAt: sceneNow - 6 * minute,
            since: sceneNow - 16 * minute,
            is: { state: "acked", by: "赵*刚", at: sceneNow - 4 * minute },
          } satisfies AlarmRec,
        ]),
    {
      ...base,
      id: alarmIdOf("patrol-silent", "p3"),
      sort: "patrol-silent",
      source: "p3",
      priority: 2,
      raisedAt: sceneNow - 17 * minute,
      rungAt: sceneNow - 17 * minute,
      since: sceneNow - 47 * minute,
      is: { state: "acked", by: "刘*芳", at: sceneNow - 12 * minute },
    },
  ];
};

/** Cells on 8 × 8 blocks of the zone, all walked two days ago but those that the scene leaves overdue. */
const makeCovers = (zone: ZoneRec, scene: Scene): readonly CoverRec[] => {
  const blocks = new Map<
    string,
    {
      readonly block: readonly [number, number];
      readonly cells: { readonly cell: number; readonly before: Millis; readonly days: readonly [] }[];
    }
  >();
  for (const [column, row] of zone.grid.cells) {
    const block = [Math.floor(column / 8), Math.floor(row / 8)] as const;
    const id = coverId(zone.id, zone.grid.crs, zone.grid.cell, block);
    const late =
      scene.mood === "upset" &&
      ((column > 18 && column < 22 && row > 2 && row < 6) || (column < 8 && column > 5 && row === 14));
    const age = late ? 11 : (column * 7 + row * 3) % 7;
    const known = blocks.get(id) ?? { block, cells: [] };
    known.cells.push({
      cell: (row - block[1] * 8) * 8 + (column - block[0] * 8),
      before: sceneNow - age * 24 * hour + hour,
      days: [],
    });
    blocks.set(id, known);
  }
  return [...blocks].map(([id, { block, cells }]) => ({
    kind: "cover",
    id,
    seq: seq(30),
    zone: zone.id,
    scope,
    crs: zone.grid.crs,
    cellSize: zone.grid.cell,
    block,
    cells,
  }));
};

/** A whole board for one picture or one assertion. */
export const boardFixture = (scene: Scene): Records & { readonly list: readonly Rec[] } => {
  const posts = makePosts(scene);
  const { map, zone } = farmMap(farm);
  const records: Rec[] = [
    fixtureSite,
    { kind: "unit", id: farm, seq: seq(1), name: "林场", nameEn: "Farm", scope },
    ...people.map((_, n) => worker(n)),
    map,
    ...posts,
    ...makeActivities(scene),
    ...makeAlarms(scene, posts),
    {
      kind: "daily",
      id: day("2026-10-14"),
      seq: seq(9),
      signUps: 63,
      volunteerMinutes: 1_260,
      signOns: 40,
      checkIns: 90,
      alarms: 2,
      alarmPeak: 2,
      shifts: [],
    },
    {
      kind: "daily",
      id: day("2026-10-08"),
      seq: seq(9),
      signUps: 20,
      volunteerMinutes: 67_500,
      signOns: 40,
      checkIns: 90,
      alarms: 1,
      alarmPeak: 1,
      shifts: [],
    },
  ];
  if (scene.patrols === "some")
    records.push(zone, ...makeCovers(zone, scene), ...patrolScene(farm, scene.mood, sceneNow));
  return recordsOf(records);
};

/** A site that was just imported: it has a name and shifts, and nothing else yet. */
export const emptyFixture = (): Records & { readonly list: readonly Rec[] } => recordsOf([fixtureSite]);
