// Recurring plans of patrols as a site folder tells them. [PAT-1, ORG-4]

import { expect, test } from "vitest";
import { readWith, refusedPlaces, type Spoilt } from "./site-folder-kit.ts";

const imported = (spoilt: Spoilt = {}) => {
  const read = readWith(spoilt);
  if (!read.ok) throw new Error(JSON.stringify(read.rows));
  return read.site;
};

test("[PAT-1] a plan of patrols: weekdays, window, first and last day; what is wrong in it is named", () => {
  const none = "id,route,leader,members,profile,days,start,length_min,from,until\n";
  const plans = (line: string) => imported({ "patrol_plans.csv": `${none}${line}\n` }).rounds;
  expect(imported().rounds).toMatchObject([
    {
      id: "n1",
      route: "r1",
      profile: "vehicle",
      days: "135",
      start: 480,
      lengthMin: 360,
      from: "2026-11-25",
      until: "2026-12-31",
    },
  ]);
  expect(plans("n2,r1,200001,,步行,,24:00,15,+1d,")).toMatchObject([
    { profile: "foot", days: "1234567", start: 0, lengthMin: 15, from: "2026-11-24" },
  ]);
  const wrong = (line: string) =>
    refusedPlaces({ "patrol_plans.csv": `${none}${line}\n` }).map((one) => one.split(":")[2]);
  expect(wrong("n2,r9,999,,foot,11,8,10,2026-12-02,2026-12-01")).toEqual([
    "route",
    "leader",
    "days",
    "start",
    "length_min",
    "until",
  ]);
  expect(wrong(`${"n".repeat(49)},r1,200001,,foot,,08:00,60,,`)).toEqual(["id"]);
  expect(
    refusedPlaces({ "patrol_plans.csv": `${none}a,r1,200001,,,,08:00,60,,\na,r1,200001,,,,09:00,60,,\n` }),
  ).toEqual(["patrol_plans.csv:3:id"]);
});
