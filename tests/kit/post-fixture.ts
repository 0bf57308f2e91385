// The posts of the invented site: the 42 of the design, and as many more of the same as a scene asks for.

import { day, type Millis, postId, seq, shiftId, unitId, workerId } from "../../domain/ids.ts";
import { type LinkClass, linkClasses, type PostRec, type Watch } from "../../domain/posts/post.ts";
import { emptyLog } from "../../domain/posts/post-log.ts";
import { hour, minute } from "../../domain/time.ts";

/** Wednesday 2026-10-14 16:23:41 in Asia/Shanghai. */
export const sceneNow: Millis = Date.UTC(2026, 9, 14, 8, 23, 41);
export const shiftStart: Millis = Date.UTC(2026, 9, 14, 8, 0, 0);
export const farm = unitId("farm");
const scope = [farm];

export type Scene = {
  readonly mood: "normal" | "upset";
  /** Number of posts; 42 are those of the design. */
  readonly posts: number;
  readonly activities: number;
  readonly names: "short" | "long";
  readonly patrols: "some" | "none";
};

type Plan = readonly [name: string, nameEn: string, key: 0 | 1, age: number];
const plans: Readonly<Record<Exclude<LinkClass, "other">, readonly Plan[]>> = {
  mining: [
    ["带班领导", "Duty leader", 1, 4],
    ["信号把钩", "Signaller", 1, 4],
    ["主扇风机", "Main fan", 1, 9],
    ["一水平掘进", "L1 drifting", 0, 12],
    ["二水平采场", "L2 stope", 0, 7],
    ["三水平采场", "L3 stope", 0, 18],
    ["井下炸药库", "Magazine", 1, 3],
    ["中央水泵房", "Main sump", 0, 15],
    ["溜井放矿", "Ore pass", 0, 21],
  ],
  equipment: [
    ["提升机房", "Hoist room", 1, 6],
    ["主变电所", "Substation", 1, 22],
    ["空压机房", "Air comp.", 0, 6],
    ["破碎站", "Crusher", 0, 11],
    ["球磨 1#", "Mill 1", 0, 16],
    ["球磨 2#", "Mill 2", 0, 9],
    ["浮选车间", "Flotation", 0, 8],
    ["皮带廊", "Conveyor", 1, 25],
    ["机修车间", "Workshop", 0, 40],
  ],
  tailings: [
    ["坝顶巡查", "Dam crest", 1, 14],
    ["排渗观测", "Seepage", 1, 10],
    ["浸润线监测", "Phreatic line", 1, 19],
    ["回水泵站", "Return pump", 0, 27],
    ["放矿管线", "Tailings pipe", 0, 33],
    ["库区值守", "Pond watch", 0, 5],
  ],
  station: [
    ["白桦沟站", "Baihuagou", 1, 24],
    ["鹿鸣河站", "Luminghe", 0, 31],
    ["石门岭站", "Shimenling", 0, 12],
    ["松月站", "Songyue", 0, 46],
    ["三道泉站", "Sandaoquan", 0, 8],
    ["云杉坪站", "Yunshanping", 0, 52],
    ["红叶岭站", "Hongyeling", 0, 17],
    ["冷泉站", "Lengquan", 0, 39],
    ["大石砬站", "Dashila", 0, 28],
  ],
  fire: [
    ["东沟口", "Donggou", 1, 13],
    ["西岭口", "Xiling", 0, 26],
    ["桥头", "Bridge head", 0, 35],
    ["国道", "Highway", 1, 9],
    ["林场北门", "North gate", 0, 42],
    ["矿区路口", "Mine road", 0, 20],
    ["温泉路口", "Hot spring", 0, 16],
    ["南河桥", "Nanhe bridge", 0, 48],
    ["三岔口", "Sanchakou", 0, 30],
  ],
};

const held = (n: number, age: number): Watch => ({
  state: "held",
  holder: workerId(`w${n}`),
  since: shiftStart,
  signedAt: sceneNow - age * minute,
  shift: shiftId("swing"),
  day: day("2026-10-14"),
});

const upsetWatch = (name: string): Watch | undefined => {
  switch (name) {
    case "信号把钩":
      return { state: "unheld", since: shiftStart - hour };
    case "空压机房":
      return {
        state: "held",
        holder: workerId("w4"),
        since: shiftStart - 8 * hour,
        signedAt: sceneNow - 3 * minute,
        shift: shiftId("day"),
        day: day("2026-10-14"),
      };
    case "球磨 2#":
      return { state: "suspended", reason: "检修", since: shiftStart };
    case "排渗观测":
      return held(3, 71);
    default:
      return undefined;
  }
};

const makePost = (n: number, linkClass: LinkClass, plan: Plan, scene: Scene): PostRec => {
  const [name, nameEn, key, age] = plan;
  const long = scene.names === "long";
  return {
    kind: "post",
    id: postId(`${linkClass}-${n}`),
    seq: seq(n + 2),
    unit: farm,
    scope,
    name: long ? `${name}第三采区东翼运输大巷安全监督岗` : name,
    nameEn: long ? `${nameEn} east wing haulage safety supervision post` : nameEn,
    linkClass,
    requires: [],
    intervalMin: 60,
    key: key === 1,
    party: false,
    responsible: workerId("w1"),
    deputy: workerId("w2"),
    briefing: [],
    roster: [{ shift: shiftId("swing"), worker: workerId("w0"), days: "1234567" }],
    log: emptyLog(shiftStart - 72 * hour),
    notes: [],
    today: [],
    watch: (scene.mood === "upset" ? upsetWatch(name) : undefined) ?? held(n % 10, age),
  };
};

export const makePosts = (scene: Scene): readonly PostRec[] => {
  const drawn = linkClasses.flatMap((linkClass) =>
    linkClass === "other" ? [] : plans[linkClass].map((plan) => [linkClass, plan] as const),
  );
  const out: PostRec[] = [];
  for (let n = 0; n < scene.posts; n += 1) {
    const [linkClass, plan] = drawn[n % drawn.length] ?? ["other", ["岗", "Post", 0, 5] as const];
    const round = Math.floor(n / drawn.length);
    const again: Plan =
      round === 0 ? plan : [`${plan[0]} ${round + 1}`, `${plan[1]} ${round + 1}`, n % 9 === 0 ? 1 : 0, plan[3]];
    out.push(makePost(n, linkClass, again, scene));
  }
  return out;
};
