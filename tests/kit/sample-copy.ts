// The sample site copied so that a test does not depend on the hour: its day shift began three hours ago, and everyone is late.

import { appendFile, cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import * as v from "valibot";
import { clockText, dayLength, hour, siteClock } from "../../domain/time.ts";

/** Somebody due at a post in the shift that runs, with all that he needs to sign on there. */
export type Duty = {
  readonly post: string;
  readonly name: string;
  readonly badge: string;
  readonly number: string;
  readonly briefing: readonly string[];
};

export type SampleCopy = { readonly folder: string; readonly duties: readonly Duty[] };

type Row = Readonly<Record<string, string>>;
const sheet = async (folder: string, name: string): Promise<readonly Row[]> =>
  v.parse(
    v.array(v.record(v.string(), v.string())),
    parse(await readFile(join(folder, name), "utf8"), { columns: true, bom: true }),
  );

const hours = (minutes: number): string => {
  const m = (minutes + 2 * 1440) % 1440;
  return `${String(Math.floor(m / 60)).padStart(2, "0")}:${String(m % 60).padStart(2, "0")}`;
};

/** Copies `data/sample` to `folder`. Without grace every post of the shift is vacant, and an alarm, at once. */
export const copySample = async (folder: string): Promise<SampleCopy> => {
  await cp("data/sample", folder, { recursive: true });
  const hour = Math.floor(siteClock("Asia/Shanghai").minuteOfDay(Date.now()) / 60) * 60;
  const began = hour - 180;
  const shifts = [
    ["day", "白班", "Day"],
    ["mid", "中班", "Middle"],
    ["night", "夜班", "Night"],
  ].map((names, n) => [...names, hours(began + n * 480), hours(began + (n + 1) * 480)].join(","));
  await writeFile(join(folder, "shifts.csv"), ["id,name,name_en,start,end", ...shifts, ""].join("\n"));
  const [site = {}] = await sheet(folder, "site.csv");
  const late = { ...site, grace_min: "0" };
  await writeFile(join(folder, "site.csv"), `${Object.keys(late).join(",")}\n${Object.values(late).join(",")}\n`);

  const [roster, workers, posts, points, papers] = await Promise.all(
    ["roster.csv", "workers.csv", "posts.csv", "briefing.csv", "qualifications.csv"].map((name) => sheet(folder, name)),
  );
  const duties: Duty[] = [];
  for (const { post: id, shift, number = "" } of roster ?? []) {
    const post = posts?.find((one) => one.id === id);
    const badge = workers?.find((one) => one.number === number)?.badge ?? "";
    if (shift !== "day" || post === undefined || duties.some((one) => one.number === number)) continue;
    const held = new Set((papers ?? []).filter((one) => one.number === number).map((one) => one.name));
    const needs = (post.requires ?? "").split(/[;；]/).filter((one) => one !== "");
    if (needs.some((one) => !held.has(one))) continue;
    const briefing = (points ?? [])
      .filter((point) => (point.post === "" ? point.link_class === post.link_class : point.post === post.id))
      .map((point) => point.id ?? "");
    duties.push({ post: post.id ?? "", name: post.name ?? "", badge, number, briefing });
  }
  return { folder, duties };
};

/**
 * An activity that whoever is on duty can take at any hour of the test: between one day shift of the copy and the next, with rest kept,
 * while the sample's own lie at fixed times and may collide with a shift that was moved.
 */
export const addActivity = async (folder: string): Promise<void> => {
  const clock = siteClock("Asia/Shanghai");
  const now = Date.now();
  const startsAt = Math.floor(now / hour) * hour + 40 * hour;
  const days = (at: number): string => {
    const between = (Date.parse(clock.dayOf(at)) - Date.parse(clock.dayOf(now))) / dayLength;
    return `+${between}d ${clockText(clock, at)}`;
  };
  const [starts, ends] = [days(startsAt), days(startsAt + 2 * hour)];
  const row = [
    "a-any-hour,forest,volunteer,防火带清理,Firebreak clearing,松月",
    starts,
    ends,
    "-4d 08:00",
    starts,
    starts,
    40,
    // No training.
    ...["", "", "", ""],
  ];
  await appendFile(join(folder, "activities.csv"), `${row.join(",")}\n`);
  await appendFile(join(folder, "activity_roles.csv"), "a-any-hour,join,参加,Joining,40,\n");
};
