// The words of `npm run coverage`: what may be asked of it, and a sentence for what may not.

import { type Cap, caps, type Profile, profiles } from "../domain/patrols/track.ts";
import { isKnownCrs } from "./ingest/geodesy.ts";

export type Asked = {
  /** As it was named: the import judges it. */
  readonly datum: string;
  readonly profile: Profile;
  readonly cap: Cap;
  /** Edge of a cell and least kept length in it, metres. [COV-1] */
  readonly cell: number;
  readonly lmin: number;
  /** Undefined: the belt of the data. */
  readonly crs: string | undefined;
  readonly files: readonly string[];
};
export type Parsed = { readonly ok: true; readonly asked: Asked } | { readonly ok: false; readonly sentence: string };

export const usage = [
  "用法 usage:",
  "  npm run --silent coverage -- --datum wgs84|cgcs2000|gcj02 --profile foot|ride|vehicle",
  "    [--speed KMH] [--gap SECONDS] [--cell METRES] [--lmin METRES] [--crs EPSG:4549] FILE...",
].join("\n");

const options = ["datum", "profile", "speed", "gap", "cell", "lmin", "crs"] as const;
type Option = (typeof options)[number];

const no = (zh: string, en: string): Parsed => ({ ok: false, sentence: `${zh} ${en}` });

/** Bounds of a figure: least, most, and the unit in which it is asked for. */
const bounds = {
  speed: [0.001, 1e9, "km/h"],
  gap: [0.001, 1e12, "s"],
  cell: [10, 1e6, "m"],
  lmin: [0, 1e6, "m"],
} as const;

export const parseWords = (words: readonly string[]): Parsed => {
  const said = new Map<Option, string>();
  const files: string[] = [];
  let onlyFiles = false;
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? "";
    if (onlyFiles || !word.startsWith("--")) {
      files.push(word);
      continue;
    }
    if (word === "--") {
      onlyFiles = true;
      continue;
    }
    const [name = "", ...rest] = word.slice(2).split("=");
    const option = options.find((one) => one === name);
    if (option === undefined) return no(`没有 --${name} 这个选项。`, `There is no option --${name}.`);
    if (said.has(option)) return no(`--${option} 写了两次。`, `--${option} is given twice.`);
    const value = word.includes("=") ? rest.join("=") : words[++i];
    if (value === undefined || value === "") return no(`--${option} 后面缺值。`, `--${option} lacks its value.`);
    said.set(option, value);
  }
  const datum = said.get("datum");
  if (datum === undefined) return no("没有说明坐标系：--datum。", "The datum was not stated: --datum.");
  const profile = profiles.find((one) => one === said.get("profile"));
  if (profile === undefined)
    return no(`--profile 只能是 ${profiles.join("、")}。`, `--profile must be one of ${profiles.join(", ")}.`);
  const figures: Partial<Record<keyof typeof bounds, number>> = {};
  for (const option of ["speed", "gap", "cell", "lmin"] as const) {
    const text = said.get(option);
    if (text === undefined) continue;
    const [least, most, unit] = bounds[option];
    const value = /^\d+(\.\d+)?([eE]\+?\d+)?$/.test(text) ? Number(text) : Number.NaN;
    if (!(value >= least && value <= most))
      return no(
        `--${option} 要在 ${least} 与 ${most} ${unit} 之间，不是 ${text}。`,
        `--${option} must be between ${least} and ${most} ${unit}, not ${text}.`,
      );
    figures[option] = value;
  }
  const crs = said.get("crs")?.toUpperCase();
  if (crs !== undefined && !isKnownCrs(crs))
    return no(
      `--crs ${crs} 不是 UTM 带（EPSG:32601–32660、32701–32760）或 CGCS2000 高斯–克吕格带（EPSG:4491–4554）。`,
      `--crs ${crs} is no UTM zone (EPSG:32601–32660, 32701–32760) and no CGCS2000 Gauss–Krüger belt (EPSG:4491–4554).`,
    );
  if (files.length === 0) return no("没有文件。", "No file is given.");
  const { kmh, gapMin } = caps[profile];
  const cap = { kmh: figures.speed ?? kmh, gapMin: figures.gap === undefined ? gapMin : figures.gap / 60 };
  return {
    ok: true,
    asked: { datum, profile, cap, cell: figures.cell ?? 1000, lmin: figures.lmin ?? 100, crs, files },
  };
};
