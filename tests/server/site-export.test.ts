// What goes out as a folder comes in as the same site; the badges, which do not go out, stay. [ORG-4]

import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as v from "valibot";
import { expect, test } from "vitest";
import { createBoard } from "../../domain/board.ts";
import { seq } from "../../domain/ids.ts";
import { defaultSettings, settingsDraft } from "../../domain/site/site.ts";
import { evolveImport, type SiteImport } from "../../domain/site/site-import.ts";
import { readFolder } from "../../server/site/read-folder.ts";
import { readSite } from "../../server/site/read-site.ts";
import { writeSite } from "../../server/site/write-site.ts";
import { createTempFolder } from "../kit/temp-folder.ts";
import { deps, goodFolder, importedAt, readWith, type Spoilt } from "./site-folder-kit.ts";

const boardOf = (site: SiteImport) => {
  const board = createBoard();
  board.apply(
    evolveImport({ subject: "site", type: "SiteImported", at: importedAt, import: site }, seq(1), board.look),
  );
  return board;
};

/** The posts with the columns of a plan; one has its place, the others leave theirs to the desk. */
const withPlans = (cells: string): string =>
  goodFolder["posts.csv"]
    .trimEnd()
    .split("\n")
    .map((line, n) => `${line}${n === 0 ? ",plan,plan_x,plan_y" : n === 1 ? cells : ",,,"}`)
    .join("\n");

/** A training with all that it may name, and one that names its track alone. */
const trainings =
  "id,unit,kind,name,name_en,place,starts,ends,opens,closes,cancel_until,capacity,track,gives,gives_months,quiz\n" +
  "a1,co,培训,扑火,Fire fighting,北沟,+0d 14:00,+0d 17:00,-3d 08:00,+0d 14:00,+0d 08:00,20,森林防火,扑火证,24,q-7\n" +
  "a2,co,training,支护,Support,井口,+1d 14:00,+1d 17:00,-3d 08:00,+1d 14:00,+1d 08:00,20,skills,,,\n";

const rich: Spoilt = {
  "activities.csv": trainings,
  "activity_roles.csv": "activity,id,name,name_en,capacity,requires\na1,m,队员,Member,20,\na2,m,队员,Member,20,\n",
  "posts.csv": withPlans(",,0.25,0.5"),
  "workers.csv": goodFolder["workers.csv"].replace("王小明", '"乌日娜, ""大"" 乌"'),
  "checkpoints.csv":
    "route,id,name,name_en,lon,lat,radius,from_min,until_min\nr1,c1,一号桥,Bridge 1,119.91,47.21,150,30,90\n",
  "briefing.csv":
    "id,link_class,post,risk,act,risk_en,act_en,icon\nall,,,路滑,慢走,Slippery,Walk slowly,snow\none,fire,,风,蹲,Wind,Crouch,\nboth,,p2;p1,雷,停,Thunder,Stop,bolt\n",
};

test("[ORG-4] import(export(x)) is x, badges included, on another day and in another board", () => {
  const first = readWith(rich);
  if (!first.ok) throw new Error(JSON.stringify(first.rows));
  const board = boardOf(first.site);
  const files = new Map([...writeSite(board.look)].map(([name, text]) => [name, new TextEncoder().encode(text)]));
  const again = readSite(files, {
    ...deps,
    now: () => importedAt + 9 * 86_400_000,
    badgeNow: (worker) => board.get("worker", worker)?.badge ?? "",
  });
  if (!again.ok) throw new Error(JSON.stringify(again.rows));
  expect(board.get("activity", "a1")?.training).toEqual({
    track: "fire",
    gives: { name: "扑火证", months: 24 },
    quiz: "q-7",
  });
  expect(board.get("activity", "a2")?.training).toEqual({ track: "skills" });
  const copy = boardOf(again.site);
  for (const kind of ["site", "map", "unit", "worker", "post", "route", "zone", "patrol", "round", "activity"] as const)
    expect([...copy.all(kind)]).toEqual([...board.all(kind)]);
});

test("[ORG-4] every setting of a site goes out and comes in, each on a value that is not its default", () => {
  const first = readWith();
  if (!first.ok) throw new Error("refused");
  const odd = { ...defaultSettings, cell: 500, seasons: ["03-15", "09-15"], tracks: ["避险"] } as const;
  const settings = Object.fromEntries(
    Object.entries(odd).map(([name, value]) => [
      name,
      typeof value === "number" && name !== "cell" ? value + 1 : value,
    ]),
  );
  const site = { ...first.site, site: { ...first.site.site, settings: v.parse(settingsDraft, settings) } };
  const files = [...writeSite(boardOf(site).look)].map(
    ([name, text]) => [name, new TextEncoder().encode(text)] as const,
  );
  const again = readSite(new Map(files), { ...deps, badgeNow: () => "" });
  if (!again.ok) throw new Error(JSON.stringify(again.rows));
  expect(boardOf(again.site).get("site", "site")?.settings).toEqual(settings);
});

test("[ORG-2] no badge leaves with the folder, neither code nor hash", () => {
  const read = readWith();
  if (!read.ok) throw new Error("refused");
  const text = [...writeSite(boardOf(read.site).look).values()].join("\n");
  for (const { badge } of read.site.workers) {
    expect(badge.length).toBeGreaterThan(10);
    expect(text).not.toContain(badge);
  }
  expect(text).not.toMatch(/A1:B2|SW\d/i);
});

test("[ORG-4] a folder on the disk is read file by file; other files in it are passed over", async () => {
  const folder = await createTempFolder();
  for (const [name, text] of Object.entries(goodFolder)) await writeFile(join(folder, name), text);
  await writeFile(join(folder, "notes.docx"), "?");
  await mkdir(join(folder, "old"));
  const files = await readFolder(folder);
  expect([...files.keys()].sort()).toEqual(Object.keys(goodFolder).sort());
  expect(readSite(files, deps).ok).toBe(true);
  expect(await readFile(join(folder, "site.csv"), "utf8")).toBe(goodFolder["site.csv"]);
});

test("[POST-1, ORG-4] a post's place on a plan comes as shares of its sides, on the plan of its unit or of one above", () => {
  const spotOf = (cells: string) => {
    const read = readWith({ "posts.csv": withPlans(cells) });
    return read.ok ? read.site.posts[0]?.spot : read.rows.map(({ row, column }) => `${row}:${column}`);
  };
  expect(spotOf(",,0.25,0.5")).toEqual({ plan: "mine", x: 0.25, y: 0.5 });
  expect(spotOf(",co,0,1")).toEqual({ plan: "co", x: 0, y: 1 });
  expect(spotOf(",,,")).toBeUndefined();
  expect(spotOf(",,0.5,")).toEqual(["2:plan_y"]);
  expect(spotOf(",,1.2,-1")).toEqual(["2:plan_x", "2:plan_y"]);
  expect(spotOf(",forest,0.5,0.5")).toEqual(["2:plan"]);
  expect(spotOf(",nowhere,0.5,0.5")).toEqual(["2:plan"]);
});
