// How a post's tile looks: symbol, word and weight of its state. Symbol says how urgent, word says what.

import type { PostLook } from "../../domain/posts/manning.ts";
import type { PostState } from "../../domain/posts/post-status.ts";
import { emWidth, strongly } from "../lib/em-width.ts";

export type TileLook = {
  readonly symbol: string;
  /** `calm` tiles omit the word. */
  readonly tone: "calm" | "told" | "off" | "abnormal" | "p1-unanswered" | "p1-answered";
};

/** States that need no act but are worth a word. */
const told: ReadonlySet<PostState> = new Set(["awaited", "due", "handover", "substituted"]);

const calmSymbol = (look: PostLook): string => {
  switch (look.status.state) {
    case "suspended":
      return "off";
    case "unscheduled":
      return "empty";
    case "handover":
      return "handover";
    case "due":
      return "due";
    case "awaited":
      return "awaited";
    case "substituted":
      return "substituted";
    case "manned":
    case "vacant":
    case "overdue":
    case "absent":
      return look.post.key ? "key" : "calm";
  }
};

export const tileLook = (look: PostLook): TileLook => {
  const { priority, alarm, status } = look;
  if (priority === undefined) {
    const off = status.state === "suspended" || status.state === "unscheduled";
    const tone = off ? "off" : told.has(status.state) ? "told" : "calm";
    return { symbol: calmSymbol(look), tone };
  }
  const tone = priority !== 1 ? "abnormal" : alarm?.is.state === "acked" ? "p1-answered" : "p1-unanswered";
  return { symbol: `p${priority}`, tone };
};

/** Whether an age says something: a post that nobody is due at has none. */
export const hasAge = (state: PostState): boolean => state !== "unscheduled" && state !== "suspended";

/** `reason`: what a person wrote about a suspension, in the language of the site. */
export type TileTexts = {
  readonly name: string;
  readonly word: string;
  readonly reason: string;
  readonly age: string;
  readonly unit: string;
};
export type TileFit = {
  /** Sizes of the type scale: body, or the floor. */
  readonly size: "body" | "note";
  readonly word: boolean;
  readonly unit: boolean;
  /** Whole or not at all: half a reason says another thing. */
  readonly reason: boolean;
};

/** Sizes of the type scale, the symbol with its margins, then the gap before each further thing. Units. */
const measures = { standard: { body: 24, note: 22, symbol: 26 }, far: { body: 38, note: 38, symbol: 38 } } as const;
const gap = 6;
/** A heavier Latin letter may be wider than reckoned: the name must not pay for it. */
const slack = (name: string): number => (/[a-z]/i.test(name) ? 6 : 0);

const fits: readonly TileFit[] = [
  { size: "body", word: true, unit: true, reason: true },
  { size: "body", word: true, unit: true, reason: false },
  { size: "body", word: false, unit: true, reason: false },
  { size: "note", word: false, unit: true, reason: false },
  { size: "note", word: false, unit: false, reason: false },
];

/** What a post in trouble gives up so that its name stands whole in `room` units: the reason, the word, the size, then the unit. */
export const fitTile = (
  texts: TileTexts,
  room: number,
  wordSize: "body" | "note",
  { scale, distance }: { readonly scale: number; readonly distance: "standard" | "far" },
): TileFit => {
  const px = measures[distance];
  const last: TileFit = { size: "note", word: false, unit: false, reason: false };
  return (
    fits.find(({ size, word, unit, reason }) => {
      const name = gap + emWidth(texts.name) * px[size] * strongly * scale;
      const told = [word ? texts.word : "", reason ? texts.reason : ""].filter((one) => one !== "");
      const state = told.reduce((sum, one) => sum + gap + emWidth(one) * px[wordSize] * strongly * scale, 0);
      const counted = emWidth(`${texts.age}${unit ? texts.unit : ""}`) * px.note;
      const age = texts.age === "" ? 0 : gap + counted * strongly * scale;
      return px.symbol + name + state + age + slack(texts.name) <= room;
    }) ?? last
  );
};
