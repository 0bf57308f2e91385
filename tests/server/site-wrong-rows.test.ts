// How every wrong row of a site folder is named: by file, line and column, in both languages. [ORG-4]

import { describe, expect, test } from "vitest";
import { goodFolder, readWith, refusedPlaces, type Spoilt, spoil } from "./site-folder-kit.ts";

/** The one activity, as a training or not, with the last four columns so. */
const training = (kind: string, cells: string): Spoilt => ({
  "activities.csv": goodFolder["activities.csv"]
    .replace("cancel_until,capacity", "cancel_until,capacity,track,gives,gives_months,quiz")
    .replace("volunteer", kind)
    .replace(/,20\n/, `,20,${cells}\n`),
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
    ["a track of what is no training", training("volunteer", "fire,,,"), "activities.csv:2:track"],
    ["a certificate without a track", training("training", ",扑火证,12,"), "activities.csv:2:track"],
    ["a certificate for no time", training("training", "fire,扑火证,0,"), "activities.csv:2:gives_months"],
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
