// A small site that the rules and the server are tested on: one mine, one forest, three shifts, a handful of people and posts.

import * as v from "valibot";
import { type SiteImport, siteImport } from "../../domain/site/site-import.ts";

const everyDay = "1234567";

type Overrides = {
  readonly rehearsal?: boolean;
  readonly posts?: number;
  readonly workers?: number;
  readonly activities?: readonly Record<string, unknown>[];
  readonly zones?: readonly Record<string, unknown>[];
  readonly routes?: readonly Record<string, unknown>[];
  readonly patrols?: readonly Record<string, unknown>[];
};

/** Monday 2026-11-23 08:00 in Asia/Shanghai: the first minute of a day shift. */
export const shiftStart = Date.UTC(2026, 10, 23, 0, 0);

/** Badges are what the server would have hashed; here `badge-<n>` stands for the hash of worker n's badge. */
export const siteFixture = (overrides: Overrides = {}): SiteImport =>
  v.parse(siteImport, {
    site: {
      name: "试验矿",
      nameEn: "Test Mine",
      zone: "Asia/Shanghai",
      rehearsal: overrides.rehearsal ?? false,
      settings: {},
      shifts: [
        { id: "day", name: "白班", nameEn: "Day", start: 480, end: 960 },
        { id: "mid", name: "中班", nameEn: "Middle", start: 960, end: 0 },
        { id: "night", name: "夜班", nameEn: "Night", start: 0, end: 480 },
      ],
      units: [
        { id: "co", name: "公司", nameEn: "Company" },
        { id: "mine", name: "矿", nameEn: "Mine", parent: "co" },
        { id: "forest", name: "林场", nameEn: "Forest", parent: "co" },
      ],
      map: { edge: [], compartments: [], rivers: [], roads: [], places: [] },
    },
    workers: Array.from({ length: overrides.workers ?? 12 }, (_, n) => ({
      id: `w${n}`,
      number: String(100_000 + n),
      name: n === 0 ? "王小明" : `李${n}`,
      unit: n % 3 === 2 ? "forest" : "mine",
      crew: "一班",
      roles: n === 1 ? ["foreman"] : [],
      badge: `badge-${n}`,
      tags: [],
      qualifications:
        n === 5
          ? [{ name: "信号工证", until: "2026-11-20" }]
          : n < 5
            ? [{ name: "信号工证", until: "2027-12-31" }]
            : [],
      lang: "zh-CN",
      largeText: false,
      party: n === 0,
    })),
    posts: Array.from({ length: overrides.posts ?? 4 }, (_, n) => ({
      id: `p${n}`,
      unit: n % 4 === 3 ? "forest" : "mine",
      name: `${n}号岗`,
      nameEn: `Post ${n}`,
      linkClass: n % 4 === 3 ? "station" : "mining",
      requires: n === 0 ? ["信号工证"] : [],
      intervalMin: n === 0 ? 30 : 60,
      key: n === 0,
      party: n === 0,
      responsible: "w1",
      briefing:
        n === 0
          ? [
              {
                id: "b1",
                risk: "井口结冰",
                act: "走撒沙通道",
                riskEn: "Ice",
                actEn: "Use the sanded way",
                icon: "snow",
              },
            ]
          : [],
      roster: [
        { shift: "day", worker: `w${n}`, days: everyDay },
        { shift: "mid", worker: `w${n + 4}`, days: everyDay },
      ],
    })),
    routes: overrides.routes ?? [],
    zones: overrides.zones ?? [],
    patrols: overrides.patrols ?? [],
    activities: overrides.activities ?? [activity("a1", 2)],
  });

/** An open activity on Sunday 03:00–05:00 with one role: the one time that leaves day and middle shift their rest. */
export const activity = (
  id: string,
  capacity: number,
  more: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> => ({
  id,
  unit: "co",
  sort: "volunteer",
  name: `活动${id}`,
  nameEn: `Activity ${id}`,
  place: "广场",
  startsAt: shiftStart + 5 * 86_400_000 + 19 * 3_600_000,
  endsAt: shiftStart + 5 * 86_400_000 + 21 * 3_600_000,
  opensAt: shiftStart - 86_400_000,
  closesAt: shiftStart + 5 * 86_400_000 + 19 * 3_600_000,
  cancelUntil: shiftStart + 4 * 86_400_000,
  capacity,
  roles: [{ id: "r", name: "队员", nameEn: "Member", capacity, requires: [] }],
  ...more,
});
