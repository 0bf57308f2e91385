// What a site folder brings, and how every wrong row of it is named; nothing is half-imported. [ORG-4]

import { describe, expect, test } from "vitest";
import { unitId } from "../../domain/ids.ts";
import {
  deps,
  goodFolder,
  hashBadge,
  readWith,
  refusedPlaces,
  type Spoilt,
  spoil,
  workerIdOf,
} from "./site-folder-kit.ts";

const imported = (spoilt: Spoilt = {}) => {
  const read = readWith(spoilt);
  if (!read.ok) throw new Error(JSON.stringify(read.rows));
  return read.site;
};

describe("[ORG-4] a folder with nothing wrong", () => {
  test("[COV-2] names the days on which seasons begin; a day that is none is named with its place", () => {
    const head = "name,name_en,zone,seasons\n试验矿,Test Mine,Asia/Shanghai,";
    expect(imported({ "site.csv": `${head}03-15; 06-16;09-15；11-16\n` }).site.settings.seasons).toEqual([
      "03-15",
      "06-16",
      "09-15",
      "11-16",
    ]);
    for (const wrong of ["3-15", "02-30", "13-01", "spring", ";"])
      expect(refusedPlaces({ "site.csv": `${head}${wrong}\n` })).toEqual(["site.csv:2:seasons"]);
  });

  test("brings the whole site", () => {
    const { site, workers, posts, routes, zones, patrols, activities } = imported();
    expect(site).toMatchObject({ name: "试验矿", nameEn: "Test Mine", rehearsal: false, settings: { graceMin: 10 } });
    expect(site.shifts.map(({ start, end }) => [start, end])).toEqual([
      [480, 960],
      [960, 0],
    ]);
    expect(site.units).toContainEqual({ id: "mine", name: "矿", nameEn: "Mine", parent: "co" });
    expect(workers[0]).toMatchObject({
      id: workerIdOf("010817"),
      number: "010817",
      badge: hashBadge("04a1b2c3"),
      roles: ["worker", "foreman"],
      tags: ["一线", "青年"],
      qualifications: [{ name: "信号把钩工证", until: "2027-03-31" }],
      lang: "zh-CN",
      party: true,
    });
    expect(workers[1]).toMatchObject({ unit: unitId("forest"), lang: "en", largeText: true, roles: [] });
    expect(posts[0]).toMatchObject({
      linkClass: "mining",
      intervalMin: 30,
      key: true,
      at: [119.91, 47.21],
      responsible: workerIdOf("200001"),
      roster: [{ shift: "day", worker: workerIdOf("010817"), days: "12345", from: "2026-11-01" }],
      briefing: [{ id: "ice", icon: "snow" }],
    });
    expect(posts[1]).toMatchObject({ briefing: [], roster: [{ days: "1234567" }] });
    expect(routes[0]?.checkpoints).toHaveLength(1);
    expect(zones[0]?.grid.cells.length).toBeGreaterThan(5);
    expect(patrols[0]?.plannedAt).toBe(Date.UTC(2026, 10, 24, 0, 0));
    expect(activities[0]).toMatchObject({
      startsAt: Date.UTC(2026, 10, 23, 6, 0),
      opensAt: Date.UTC(2026, 10, 20, 0, 0),
      roles: [{ id: "member" }],
    });
    expect(site.map.places).toHaveLength(1);
  });

  test("names workers by ids that do not tell their numbers, and keeps no badge code", () => {
    const json = JSON.stringify(imported());
    expect(json.split("010817")).toHaveLength(2);
    expect(json.toLowerCase()).not.toContain("04a1b2c3");
    expect(json).not.toContain("04:A1:B2:C3");
  });

  test("may leave out what a site need not have", () => {
    const site = imported({
      "qualifications.csv": null,
      "briefing.csv": null,
      "activities.csv": null,
      "activity_roles.csv": null,
      "patrols.csv": null,
      "routes.csv": null,
      "checkpoints.csv": null,
      "zones.geojson": null,
      "map.geojson": null,
    });
    expect(site.zones).toEqual([]);
  });

  test("keeps the badge that a worker has where the cell is empty, and takes it away for a dash", () => {
    const now = { ...deps, badgeNow: () => "the-hash-on-the-board" };
    const kept = readWith(spoil("workers.csv", "04:A1:B2:C3", ""), now);
    const gone = readWith(spoil("workers.csv", "04:A1:B2:C3", "-"), now);
    expect(kept.ok && kept.site.workers[0]?.badge).toBe("the-hash-on-the-board");
    expect(gone.ok && gone.site.workers[0]?.badge).toBe("");
  });
});

describe("[ORG-4] files as people really bring them", () => {
  const gbk: Readonly<Record<string, readonly number[]>> = {
    工: [0xb9, 0xa4],
    号: [0xba, 0xc5],
    姓: [0xd0, 0xd5],
    名: [0xc3, 0xfb],
    单: [0xb5, 0xa5],
    位: [0xce, 0xbb],
    王: [0xcd, 0xf5],
    明: [0xc3, 0xf7],
  };
  const inGbk = (text: string): Uint8Array =>
    Uint8Array.from([...text].flatMap((sign) => gbk[sign] ?? [sign.charCodeAt(0)]));
  const plain = { "qualifications.csv": null, "roster.csv": "post,shift,number\n", "patrols.csv": null } as const;
  const people = (bytes: string | Uint8Array, more: Spoilt = {}) =>
    imported({
      ...plain,
      ...spoil("posts.csv", ",200001,", ",,"),
      "workers.csv": bytes,
      ...more,
    }).workers.map(({ number, name }) => [number, name]);

  test("GBK, with Chinese headers", () => {
    expect(people(inGbk("工号,姓名,单位\n100001,王明,mine\n"))).toEqual([["100001", "王明"]]);
  });

  test("UTF-8 with a mark, Windows line ends, quoted cells, blank lines", () => {
    expect(people('\ufeffnumber,name,unit\r\n100001,"Berg, ""Anna""",mine\r\n\r\n100002,李江,mine\r\n,,\r\n')).toEqual([
      ["100001", 'Berg, "Anna"'],
      ["100002", "李江"],
    ]);
  });

  test("full-width figures, letters and blanks", () => {
    expect(people("number,name,unit\n１００００１,　王明　,ｍｉｎｅ\n")).toEqual([["100001", "王明"]]);
  });

  test("leading zeros that a spreadsheet ate come back, in every file", () => {
    const site = imported({
      ...spoil("workers.csv", "200001", "200001"),
      ...spoil("qualifications.csv", "010817", "10817"),
      ...spoil("roster.csv", "010817", "10817"),
      ...spoil("patrols.csv", "010817", "10817"),
    });
    expect(site.workers[0]).toMatchObject({ number: "010817", qualifications: [{ name: "信号把钩工证" }] });
    expect(site.posts[0]?.roster[0]?.worker).toBe(workerIdOf("010817"));
    expect(site.patrols[0]?.members).toEqual([workerIdOf("010817")]);
    const eaten = imported(spoil("workers.csv", "010817", "10817"));
    expect(eaten.workers[0]).toMatchObject({ number: "010817", qualifications: [{ name: "信号把钩工证" }] });
  });

  test("the width of a number may be said, where all of them lost a zero or none has one", () => {
    const sheet = "number,name,unit\n817,王明,mine\n90,李江,mine\n";
    const width = (figures: string) => ({
      "site.csv": `name,name_en,zone,number_width\n试验矿,Test Mine,Asia/Shanghai,${figures}\n`,
    });
    expect(people(sheet, width("6"))).toEqual([
      ["000817", "王明"],
      ["000090", "李江"],
    ]);
    expect(people(sheet, width("1"))[1]).toEqual(["90", "李江"]);
    expect(people(sheet)[1]).toEqual(["090", "李江"]);
  });

  test("Chinese words for classes, kinds, roles", () => {
    const site = imported({
      ...spoil("posts.csv", "mining", "井下开采"),
      ...spoil("briefing.csv", "mining", "井下开采"),
      ...spoil("activities.csv", "volunteer", "志愿"),
      ...spoil("workers.csv", "worker;foreman", "职工；班长"),
      ...spoil("patrols.csv", "foot", "步行"),
    });
    expect(site.posts[0]).toMatchObject({ linkClass: "mining", briefing: [{ id: "ice" }] });
    expect(site.activities[0]?.sort).toBe("volunteer");
    expect(site.workers[0]?.roles).toEqual(["worker", "foreman"]);
    expect(site.patrols[0]?.profile).toBe("foot");
  });

  test("coordinates in GCJ-02, where the folder says so, are put right by half a kilometre", () => {
    const gcj = readWith({ "site.csv": "name,name_en,zone,datum\n试验矿,Test Mine,Asia/Shanghai,gcj02\n" });
    const lon = gcj.ok ? (gcj.site.posts[0]?.at?.[0] ?? 0) : 0;
    expect(119.91 - lon).toBeGreaterThan(0.003);
    expect(gcj.ok && gcj.site.zones[0]?.ring[0]?.[0]).not.toBe(119.9);
    expect(gcj.ok && gcj.site.site.map.places[0]?.at[0]).not.toBe(119.9);
    expect(gcj.ok && gcj.site.routes[0]?.checkpoints[0]?.at[0]).toBe(lon);
  });
});

describe("[ORG-4] every wrong row is named by file, line and column", () => {
  const cases: readonly (readonly [what: string, spoilt: Spoilt, place: string])[] = [
    ["a missing file", { "units.csv": null }, "units.csv:0:"],
    ["an empty file", { "units.csv": "" }, "units.csv:0:"],
    ["a picture", { "workers.csv": Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0]) }, "workers.csv:0:"],
    ["a missing column", spoil("workers.csv", "number,name,unit", "no,name,unit"), "workers.csv:1:number"],
    ["a quote that does not end", spoil("workers.csv", "王小明", '"王小明'), "workers.csv:2:"],
    ["an unknown zone of time", spoil("site.csv", "Asia/Shanghai", "Asia/Arxan"), "site.csv:2:zone"],
    ["a setting out of range", spoil("site.csv", ",10\n", ",500\n"), "site.csv:2:grace_min"],
    ["no time of day", spoil("shifts.csv", "16:00,24:00", "16:00,25:00"), "shifts.csv:3:end"],
    ["two units at the top", spoil("units.csv", "Mine,co", "Mine,"), "units.csv:3:parent"],
    ["an unknown unit above", spoil("units.csv", "Mine,co", "Mine,cow"), "units.csv:3:parent"],
    ["units in a circle", spoil("units.csv", "Mine,co", "Mine,mine"), "units.csv:3:parent"],
    ["a unit twice", spoil("units.csv", "forest,", "mine,"), "units.csv:4:id"],
    ["an empty name", spoil("workers.csv", "王小明", " "), "workers.csv:2:name"],
    ["an unknown unit", spoil("workers.csv", "forest", "wood"), "workers.csv:3:unit"],
    ["an unknown role", spoil("workers.csv", "foreman", "king"), "workers.csv:2:roles"],
    ["a number twice", spoil("workers.csv", "200001", "010817"), "workers.csv:3:number"],
    ["one card for two", spoil("workers.csv", /SW\d+/, "04a1b2c3"), "workers.csv:3:badge"],
    ["a card misread", spoil("workers.csv", /SW\d+/, "SW0000000199"), "workers.csv:3:badge"],
    ["neither yes nor no", spoil("workers.csv", "en,yes", "en,maybe"), "workers.csv:3:large_text"],
    ["an unknown language", spoil("workers.csv", "zh-CN", "fr"), "workers.csv:2:language"],
    ["a certificate of nobody", spoil("qualifications.csv", "010817", "999999"), "qualifications.csv:2:number"],
    ["an impossible day", spoil("qualifications.csv", "2027-03-31", "2027-02-30"), "qualifications.csv:2:until"],
    [
      "a list mark in a certificate",
      spoil("qualifications.csv", "信号把钩工证", "电工、焊工"),
      "qualifications.csv:2:name",
    ],
    ["an unknown class", spoil("posts.csv", "fire", "water"), "posts.csv:3:link_class"],
    ["an interval out of range", spoil("posts.csv", ",30,", ",3,"), "posts.csv:2:interval_min"],
    ["half a place", spoil("posts.csv", "119.91,47.21", "119.91,"), "posts.csv:2:lat"],
    ["a place off the earth", spoil("posts.csv", "119.91", "219.91"), "posts.csv:2:lon"],
    ["an unknown responsible", spoil("posts.csv", "200001", "200009"), "posts.csv:2:responsible"],
    ["a roster of no post", spoil("roster.csv", "p2,", "p9,"), "roster.csv:3:post"],
    ["a roster of no shift", spoil("roster.csv", "mid", "eve"), "roster.csv:3:shift"],
    ["a roster of nobody", spoil("roster.csv", "200001", "200009"), "roster.csv:3:number"],
    ["days that are none", spoil("roster.csv", "12345", "12348"), "roster.csv:2:days"],
    ["an end before its beginning", spoil("roster.csv", "2026-11-01,", "2026-11-01,2026-10-01"), "roster.csv:2:until"],
    ["a briefing of no class", spoil("briefing.csv", "mining", "minning"), "briefing.csv:2:link_class"],
    ["an end before the start", spoil("activities.csv", "+0d 17:00", "+0d 13:00"), "activities.csv:2:ends"],
    ["no such time", spoil("activities.csv", "+0d 17:00", "tonight"), "activities.csv:2:ends"],
    ["an hour past midnight", spoil("activities.csv", "+0d 17:00", "+0d 24:30"), "activities.csv:2:ends"],
    ["more seats than roles have", spoil("activities.csv", ",20\n", ",21\n"), "activities.csv:2:capacity"],
    ["half a seat", spoil("activity_roles.csv", ",20,", ",20.5,"), "activity_roles.csv:2:capacity"],
    ["a role of no activity", spoil("activity_roles.csv", "a1", "a7"), "activity_roles.csv:2:activity"],
    ["a radius too wide", spoil("checkpoints.csv", "150", "900"), "checkpoints.csv:2:radius"],
    ["a checkpoint of no route", spoil("checkpoints.csv", "r1", "r7"), "checkpoints.csv:2:route"],
    ["a patrol on no route", spoil("patrols.csv", "r1", "r7"), "patrols.csv:2:route"],
    ["a patrol led by nobody", spoil("patrols.csv", "200001", ""), "patrols.csv:2:leader"],
    ["a file that is no GeoJSON", { "map.geojson": "{" }, "map.geojson:0:"],
    ["an unknown layer", spoil("map.geojson", "place", "lake"), "map.geojson:1:layer"],
    ["a zone of no unit", spoil("zones.geojson", '"unit":"forest"', '"unit":"wood"'), "zones.geojson:1:unit"],
    ["a zone without an area", spoil("zones.geojson", /47\.24/g, "47.2"), "zones.geojson:1:geometry"],
    [
      "a zone with a hole",
      spoil("zones.geojson", "]]]", "]],[[119.91,47.21],[119.92,47.21],[119.92,47.22]]]"),
      "zones.geojson:1:geometry",
    ],
    ["a datum of no one", { "site.csv": "name,name_en,zone,datum\n矿,Mine,Asia/Shanghai,bd09\n" }, "site.csv:2:datum"],
    [
      "GCJ-02 outside China",
      {
        "site.csv": "name,name_en,zone,datum\n矿,Mine,Asia/Shanghai,gcj02\n",
        ...spoil("posts.csv", "119.91,47.21", "11.5,47.21"),
      },
      "posts.csv:2:lon",
    ],
  ];
  test.each(cases)("%s", (_, spoilt, place) => {
    expect(refusedPlaces(spoilt)).toContain(place);
  });

  test("all of them at once, with a reason in both languages, and nothing of the good rows", () => {
    const read = readWith({
      ...spoil("workers.csv", "王小明", ""),
      ...spoil("posts.csv", "fire", "water"),
      ...spoil("roster.csv", "mid", "eve"),
    });
    expect(read).toMatchObject({ ok: false, count: 3 });
    expect(read).not.toHaveProperty("site");
    if (!read.ok)
      for (const { zh, en } of read.rows) {
        expect(zh).toMatch(/\p{Script=Han}/u);
        expect(en).toMatch(/^[^\p{Script=Han}]*[a-z]/u);
      }
  });

  test("the line of a row is the line of the file, past blank lines, quoted line ends and Windows' ones", () => {
    const sheet = 'number,name,unit\r\n\r\n100001,"王\r\n明",mine\r\n100002,李江,wood\r\n';
    expect(refusedPlaces({ "workers.csv": sheet })).toContain("workers.csv:5:unit");
  });

  test.each([
    "shifts.csv",
    "units.csv",
    "workers.csv",
    "posts.csv",
    "activities.csv",
    "routes.csv",
    "patrols.csv",
  ] as const)("the same row twice in %s", (file) => {
    const [head = "", first = ""] = goodFolder[file].split("\n");
    expect(refusedPlaces({ [file]: `${[head, first, first].join("\n")}\n` }).join(" ")).toMatch(/:3:(id|number)/);
  });
});
