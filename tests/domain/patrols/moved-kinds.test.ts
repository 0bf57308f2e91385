// Which of another system's categories are kinds of ours, and how fast one may have gone on a leg. [COV-2, PAT-3]

import { expect, test } from "vitest";
import { isFlown, profileOfKind, sortOfKind } from "../../../domain/patrols/moved-kinds.ts";

test.each([
  ["fire_rep", "fire"],
  ["humanactivity.fire", "fire"],
  ["火情", "fire"],
  ["firearm_rep", "illegal"],
  ["firewood_collection", "illegal"],
  ["snare_rep", "illegal"],
  ["animals.carcass.snaredcarcass", "illegal"],
  ["poacher_camp_rep", "illegal"],
  ["盗伐", "illegal"],
  ["animals.animalpartsandbushmeat", "wildlife"],
  ["animals.liveanimals", "wildlife"],
  ["injured_animal_rep", "wildlife"],
  ["hwc_rep", "wildlife"],
  ["invasive_species", "pest"],
  ["松毛虫", "pest"],
  ["fence.otherfencedamage", "hazard"],
  ["fence.humanfencebreak", "illegal"],
  ["隐患_道路", "hazard"],
  ["rainfall_rep", undefined],
  ["infrastructure.hides", undefined],
  ["", undefined],
])("[COV-2] %s is %s", (kind, sort) => {
  expect(sortOfKind(kind)).toBe(sort);
});

test.each([
  ["foot", "foot", false],
  ["routine_patrol", "foot", false],
  ["dog_patrol", "foot", false],
  ["horse_patrol", "ride", false],
  ["滑雪", "ride", false],
  ["vehicle", "vehicle", false],
  ["motorbike", "vehicle", false],
  ["boat_patrol", "vehicle", false],
  ["车巡", "vehicle", false],
  ["aerial_patrol", "foot", true],
  ["fixedwing.airplane", "foot", true],
  ["drone", "foot", true],
])("[PAT-3] %s: %s, flown: %s", (kind, profile, flown) => {
  expect([profileOfKind(kind), isFlown(kind)]).toEqual([profile, flown]);
});
