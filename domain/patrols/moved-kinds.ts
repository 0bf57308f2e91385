// What another system's categories are called here: kinds of findings, ways of travel. What fits none keeps its own words. [COV-2]

import type { FindingSort } from "./finding.ts";
import { type Profile, profiles } from "./track.ts";

/**
 * Beginnings of words, the graver meaning first: a snare beside a carcass is a crime before it is an animal. Read of the category
 * keys of EarthRanger's event types (`fire_rep`, `wildlife_sighting_rep`, `snare_rep`) and of SMART's data models
 * (`humanactivity.fire`, `animals.carcass`, `fence.humanfencebreak`), whose keys run words together.
 */
const beginnings: readonly (readonly [FindingSort, readonly string[]])[] = [
  [
    "illegal",
    [
      ...[
        "poach",
        "snare",
        "trap",
        "illegal",
        "arrest",
        "logging",
        "timber",
        "charcoal",
        "encroach",
        "trespass",
        "intru",
      ],
      ...["firearm", "firewood", "weapon", "ammunition", "cartridge", "gunshot", "confiscat", "bushmeat", "infraction"],
      ...["humanfencebreak", "wildlifetrade", "crime", "offender", "suspect"],
      ...["违法", "盗", "偷", "非法", "套子", "陷阱", "猎"],
    ],
  ],
  ["fire", ["fire", "wildfire", "bushfire", "activefire", "smoke", "burn", "火", "烟"]],
  ["pest", ["pest", "insect", "beetle", "disease", "invasive", "alienplant", "病", "虫"]],
  [
    "hazard",
    [
      ...[
        "hazard",
        "danger",
        "fence",
        "damage",
        "flood",
        "rockfall",
        "landslide",
        "storm",
        "accident",
        "medevac",
        "pollution",
      ],
      ...["spill", "roadblock", "隐患", "危险", "塌", "损", "险情", "洪"],
    ],
  ],
  [
    "wildlife",
    [
      ...[
        "wildlife",
        "animal",
        "liveanimal",
        "carcass",
        "mortality",
        "spoor",
        "nest",
        "dung",
        "hwc",
        "sighting",
        "mammal",
      ],
      ...["bird", "reptile", "elephant", "rhino", "lion", "deer", "野生", "动物", "兽", "鸟"],
    ],
  ],
];
const chinese = /[\u4e00-\u9fff]/;

const wordsOf = (kind: string): readonly string[] =>
  kind
    .normalize("NFKC")
    .toLowerCase()
    .split(/[^\p{L}]+/u);

/** Undefined: none of ours. */
export const sortOfKind = (kind: string): FindingSort | undefined => {
  const words = wordsOf(kind);
  const holds = (key: string): boolean =>
    words.some((word) => (chinese.test(key) ? word.includes(key) : word.startsWith(key)));
  return beginnings.find(([, keys]) => keys.some(holds))?.[0];
};

const ways: readonly (readonly [Profile, readonly string[]])[] = [
  [
    "vehicle",
    ["vehicle", "car", "truck", "motor", "driv", "boat", "ship", "atv", "quad", "marine", "车", "艇", "船", "摩托"],
  ],
  ["ride", ["horse", "ski", "mounted", "camel", "bicycle", "bike", "ride", "骑", "马", "雪"]],
];

/** How fast one may have gone: a way that we do not know is that of somebody on foot. */
export const profileOfKind = (kind: string): Profile => {
  const words = wordsOf(kind);
  const found = ways.find(([, keys]) =>
    keys.some((key) => words.some((word) => (chinese.test(key) ? word.includes(key) : word.startsWith(key)))),
  );
  return found?.[0] ?? "foot";
};

/** A patrol has one profile: that of its fastest leg. */
export const fastest = (legs: readonly Profile[]): Profile =>
  legs.reduce((most, one) => (profiles.indexOf(one) > profiles.indexOf(most) ? one : most), "foot");

const wings = ["air", "aerial", "plane", "fly", "flight", "heli", "drone", "uav", "飞", "航空", "无人机"];
/** Who flies over a cell has not visited it. */
export const isFlown = (kind: string): boolean =>
  wordsOf(kind).some((word) => wings.some((key) => (chinese.test(key) ? word.includes(key) : word.startsWith(key))));
