// An invented farm near 47.2 N 119.9 E in the units of the design's drawing (24 to a kilometre), put on the ground.

import type { GridCell, ZoneRec } from "../../domain/coverage/zone.ts";
import { checkpointId, type Millis, patrolId, routeId, seq, type UnitId, workerId, zoneId } from "../../domain/ids.ts";
import type { PatrolRec, RouteRec } from "../../domain/patrols/patrol.ts";
import type { LonLat, MapRec } from "../../domain/site/site.ts";
import { minute, second } from "../../domain/time.ts";

type Drawn = readonly (readonly [number, number])[];

const perKm = 24;
const kmPerLat = 111.2;
const kmPerLon = 75.6;
const place = ([x, y]: readonly [number, number]): LonLat => [
  119.75 + x / perKm / kmPerLon,
  47.3 - y / perKm / kmPerLat,
];

const edge: Drawn = [
  [46, 92],
  [98, 44],
  [170, 34],
  [232, 16],
  [306, 30],
  [372, 20],
  [446, 40],
  [512, 62],
  [556, 118],
  [566, 186],
  [546, 246],
  [560, 306],
  [516, 362],
  [448, 398],
  [372, 388],
  [304, 406],
  [226, 392],
  [164, 404],
  [96, 372],
  [52, 318],
  [30, 246],
  [24, 164],
  [46, 92],
];
const rivers: readonly Drawn[] = [
  [
    [360, -10],
    [352, 40],
    [330, 84],
    [340, 132],
    [318, 178],
    [286, 214],
    [282, 262],
    [254, 306],
    [250, 356],
    [228, 434],
  ],
  [
    [88, 140],
    [130, 168],
    [176, 176],
    [222, 200],
    [284, 222],
  ],
  [
    [520, 150],
    [470, 168],
    [430, 160],
    [380, 178],
    [338, 168],
    [320, 176],
  ],
  [
    [470, 350],
    [420, 330],
    [372, 312],
    [322, 300],
    [272, 286],
  ],
  [
    [170, 60],
    [196, 96],
    [200, 140],
    [196, 184],
  ],
];
const roads: readonly Drawn[] = [
  [
    [-10, 300],
    [60, 290],
    [120, 262],
    [190, 262],
    [250, 238],
    [310, 240],
    [380, 226],
    [440, 214],
    [520, 222],
    [602, 200],
  ],
  [
    [310, 240],
    [332, 290],
    [352, 350],
    [360, 434],
  ],
];
const routes: readonly Drawn[] = [
  [
    [120, 262],
    [110, 222],
    [128, 182],
    [166, 158],
    [206, 150],
    [240, 120],
    [236, 84],
  ],
  [
    [250, 238],
    [232, 280],
    [196, 310],
    [150, 322],
    [112, 346],
  ],
  [
    [380, 226],
    [404, 262],
    [398, 300],
    [424, 330],
    [470, 344],
  ],
  [
    [440, 214],
    [462, 176],
    [448, 132],
    [470, 98],
    [432, 70],
    [392, 84],
  ],
];
const walked: readonly Drawn[] = [
  [
    [120, 262],
    [110, 222],
    [128, 182],
    [166, 158],
    [206, 150],
  ],
  [
    [250, 238],
    [232, 280],
    [196, 310],
    [150, 322],
  ],
  [
    [380, 226],
    [404, 262],
    [398, 300],
  ],
  [
    [440, 214],
    [462, 176],
    [448, 132],
    [470, 98],
  ],
];

const inside = (ring: Drawn, x: number, y: number): boolean => {
  let odd = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
    const [xi, yi] = ring[i] ?? [0, 0];
    const [xj, yj] = ring[j] ?? [0, 0];
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) odd = !odd;
  }
  return odd;
};

/** Compartments as a wavy net over the farm: enough lines to see that they whisper. */
const compartments = (): MapRec["compartments"] => {
  const out: { readonly name: string; readonly ring: readonly LonLat[] }[] = [];
  const corner = (c: number, r: number): readonly [number, number] => [
    24 + c * 78 + 14 * Math.sin(c * 2.1 + r * 1.7),
    16 + r * 66 + 12 * Math.cos(c * 1.3 + r * 2.3),
  ];
  for (let c = 0; c < 7; c += 1)
    for (let r = 0; r < 6; r += 1) {
      const ring = [corner(c, r), corner(c + 1, r), corner(c + 1, r + 1), corner(c, r + 1)];
      if (ring.every(([x, y]) => inside(edge, x, y)))
        out.push({ name: `${out.length + 1} 林班`, ring: ring.map(place) });
    }
  return out;
};

export const farmMap = (unit: UnitId): { readonly map: MapRec; readonly zone: ZoneRec } => {
  const cells: GridCell[] = [];
  for (let column = 0; column < 25; column += 1)
    for (let row = 0; row < 18; row += 1) {
      const [x, y] = [column * perKm + 12, row * perKm + 12];
      if (inside(edge, x, y)) cells.push([column, row, ...place([x, y])]);
    }
  const station = (name: string, nameEn: string, at: readonly [number, number]) =>
    ({ name, nameEn, at: place(at), form: "station" }) as const;
  return {
    map: {
      kind: "map",
      id: "map",
      seq: seq(1),
      edge: [edge.map(place)],
      compartments: compartments(),
      rivers: rivers.map((line) => line.map(place)),
      roads: roads.map((line) => line.map(place)),
      places: [
        station("白桦沟", "Baihuagou", [120, 262]),
        station("松月", "Songyue", [250, 238]),
        station("云杉坪", "Yunshanping", [380, 226]),
        station("三道泉", "Sandaoquan", [236, 84]),
        { name: "乌兰泉矿", nameEn: "Wulanquan mine", at: place([360, 372]), form: "mine" },
      ],
    },
    zone: {
      kind: "zone",
      id: zoneId("z1"),
      seq: seq(1),
      unit,
      scope: [unit],
      name: "重点防火区",
      nameEn: "Key fire zone",
      zoneClass: "fire-key",
      intervalDays: 7,
      ring: edge.map(place),
      since: 0,
      grid: { crs: "EPSG:4549", cell: 1000, half: [0.5 / kmPerLon, 0.5 / kmPerLat], cells },
    },
  };
};

const names = [
  ["一组", "No. 1"],
  ["二组", "No. 2"],
  ["三组", "No. 3"],
  ["五组", "No. 5"],
] as const;

/** Four patrols under way as in the design; upset, the third has been silent for 47 minutes. */
export const patrolScene = (unit: UnitId, mood: "normal" | "upset", now: Millis): readonly (RouteRec | PatrolRec)[] =>
  routes.flatMap((line, n) => {
    const [name, nameEn] = names[n] ?? ["组", "Group"];
    const done = walked[n] ?? [];
    const silent = mood === "upset" && n === 2;
    const [tip = [0, 0] as const, before = [0, 0] as const] = [done.at(-1), done.at(-2)];
    const heading = (Math.atan2(tip[0] - before[0], before[1] - tip[1]) * 180) / Math.PI;
    const points = line.filter((_, i) => i % 2 === 0);
    const id = `r${n + 1}`;
    const age = silent ? 47 * minute : (8 + n * 9) * second;
    return [
      {
        kind: "route",
        id: routeId(id),
        seq: seq(2),
        unit,
        scope: [unit],
        name,
        nameEn,
        checkpoints: points.map((at, i) => ({
          id: checkpointId(`${id}c${i}`),
          name: `${i + 1} 号点`,
          nameEn: `Point ${i + 1}`,
          at: place(at),
          radius: 150,
        })),
      },
      {
        kind: "patrol",
        id: patrolId(`p${n + 1}`),
        seq: seq(3),
        route: routeId(id),
        unit,
        scope: [unit],
        leader: workerId(`w${n + 3}`),
        members: [workerId("w7"), workerId("w8")],
        profile: "foot",
        plannedAt: now - 120 * minute,
        windowEnd: now + 240 * minute,
        run: { state: "active", startedAt: now - 110 * minute, since: now - 110 * minute },
        last: { at: now - age, lonLat: place(tip), heading },
        line: [done.map(place)],
        km: 9.4,
        days: [],
        visits: points.flatMap((_, i) =>
          i * 2 < done.length
            ? ([{ checkpoint: checkpointId(`${id}c${i}`), at: now - 60 * minute, by: "gps" }] as const)
            : [],
        ),
        excluded: {},
        lateDays: [],
      },
    ] as const;
  });
