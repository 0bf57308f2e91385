// What a site folder brings, and how every wrong row of it is named; nothing is half-imported. [ORG-4]

import { describe, expect, test } from "vitest";
import { unitId } from "../../domain/ids.ts";
import { deps, hashBadge, readWith, refusedPlaces, type Spoilt, spoil, workerIdOf } from "./site-folder-kit.ts";

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

  test("[ORG-3] brings the English names of certificates; one without is named, and one that stands twice", () => {
    const head = "name,name_en\n信号把钩工证,";
    expect(imported().site.certificates).toEqual([{ name: "信号把钩工证", nameEn: "Signaller" }]);
    expect(imported({ "certificates.csv": null }).site.certificates).toBeUndefined();
    expect(refusedPlaces({ "certificates.csv": `${head}\n` })).toEqual(["certificates.csv:2:name_en"]);
    expect(refusedPlaces({ "certificates.csv": `${head}A\n信号把钩工证,B\n` })).toEqual(["certificates.csv:3:name"]);
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
      "patrol_plans.csv": null,
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
  const plain = {
    "qualifications.csv": null,
    "roster.csv": "post,shift,number\n",
    "patrols.csv": null,
    "patrol_plans.csv": null,
  } as const;
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
