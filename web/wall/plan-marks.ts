// Where the posts' marks and names stand on a plan: no mark under another, no name over a name or a mark; what finds no room keeps its mark.

import type { PostLook } from "../../domain/posts/manning.ts";
import { emWidth, strongly } from "../lib/em-width.ts";
import type { Box } from "../lib/map/map-labels.ts";
import { nameOf } from "./alarm-subject.ts";
import { type TileLook, tileLook } from "./post-tile.ts";
import type { WallWords } from "./words-zh.ts";

export type Spotted = { readonly look: PostLook; readonly x: number; readonly y: number };
export type PlanMark = {
  readonly id: string;
  readonly look: PostLook;
  readonly tile: TileLook;
  /** Where the post is, px. */
  readonly x: number;
  readonly y: number;
  /** Middle of its symbol: there, or beside a neighbour that has the place. */
  readonly mark: { readonly x: number; readonly y: number };
  /** In a crowd who needs nobody is a small mark, so that those who do are seen. */
  readonly small: boolean;
  readonly label: (Box & { readonly name: string; readonly word: string }) | undefined;
};
export type PlanDrawing = {
  readonly marks: readonly PlanMark[];
  /** Abnormal posts whose names found no room: told in words. */
  readonly unnamed: number;
};

export type PlanGlass = {
  readonly width: number;
  readonly height: number;
  /** Edge of a symbol and of a text's em, px. */
  readonly symbol: number;
  readonly em: number;
};

const meets = (a: Box, b: Box): boolean => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;

/** What is taken already, in squares of `edge` px: a thousand marks are not asked one by one. */
const createTaken = (edge: number) => {
  const squares = new Map<string, Box[]>();
  const under = (box: Box): readonly string[] => {
    const names: string[] = [];
    for (let column = Math.floor(box.x / edge); column <= Math.floor((box.x + box.w) / edge); column += 1)
      for (let row = Math.floor(box.y / edge); row <= Math.floor((box.y + box.h) / edge); row += 1)
        names.push(`${column} ${row}`);
    return names;
  };
  return {
    add: (box: Box): void => {
      for (const name of under(box)) {
        const there = squares.get(name);
        if (there === undefined) squares.set(name, [box]);
        else there.push(box);
      }
    },
    isFree: (box: Box): boolean =>
      !under(box).some((name) => (squares.get(name) ?? []).some((other) => meets(box, other))),
  };
};
type Taken = ReturnType<typeof createTaken>;
const square = (x: number, y: number, edge: number): Box => ({ x: x - edge / 2, y: y - edge / 2, w: edge, h: edge });
const inside = (box: Box, { width, height }: PlanGlass): boolean =>
  box.x >= 0 && box.y >= 0 && box.x + box.w <= width && box.y + box.h <= height;

/** Who is drawn, placed and named first: the most urgent, then what is worth a word, key posts, the others; equals by id. */
const rank = ({ look }: Spotted): number =>
  look.priority ?? (tileLook(look).tone === "told" ? 5 : look.post.key ? 6 : tileLook(look).tone === "off" ? 8 : 7);
const inTurn = (a: Spotted, b: Spotted): number => rank(a) - rank(b) || (a.look.post.id < b.look.post.id ? -1 : 1);

/** Points on rings round a point, the nearest ring first: the first of them that is free is taken. */
const rings = (count: number, step: number): readonly (readonly [number, number])[] =>
  Array.from({ length: count }, (_, ring) =>
    Array.from({ length: 12 }, (__, n): readonly [number, number] => {
      const turn = (n * Math.PI) / 6;
      return [Math.cos(turn) * (ring + 1) * step, Math.sin(turn) * (ring + 1) * step];
    }),
  ).flat();

const within = (at: number, half: number, room: number): number =>
  Math.min(Math.max(half, at), Math.max(half, room - half));

/** As many lines to far places as an eye still follows. */
const followed = 24;

type Settled = {
  readonly places: ReadonlyMap<string, { readonly x: number; readonly y: number }>;
  /** Too many would stand far from their places: then nobody moves aside, for among so many lines none tells whose it is. */
  readonly crowded: boolean;
};

/** Marks by place alone, whatever their states: no change of state moves one. */
const settle = (posts: readonly Spotted[], glass: PlanGlass): Settled => {
  const half = glass.symbol / 2;
  const taken = createTaken(glass.symbol * 2);
  const found = new Map<string, { x: number; y: number }>();
  const owns = new Map<string, { x: number; y: number }>();
  let aside = 0;
  const around = rings(6, glass.symbol * 1.08);
  for (const { look, x, y } of [...posts].sort((a, b) => (a.look.post.id < b.look.post.id ? -1 : 1))) {
    const own = { x: within(x, half, glass.width), y: within(y, half, glass.height) };
    const free = [[0, 0] as const, ...around]
      .map(([dx, dy]) => ({ x: own.x + dx, y: own.y + dy }))
      .find((at) => {
        const box = square(at.x, at.y, glass.symbol);
        return inside(box, glass) && taken.isFree(box);
      });
    const at = free ?? own;
    if (free === undefined || Math.hypot(at.x - own.x, at.y - own.y) > glass.symbol * 1.5) aside += 1;
    taken.add(square(at.x, at.y, glass.symbol));
    found.set(look.post.id, at);
    owns.set(look.post.id, own);
  }
  const crowded = aside > followed;
  return { places: crowded ? owns : found, crowded };
};

/** Room round a name inside its plate, em. */
export const plate = { x: 0.25, y: 0.12, line: 1.2 } as const;

/** A Latin letter may be wider than reckoned, and a name must not be cut for it. */
const latin = (said: string): number => (/[a-z]/i.test(said) ? 1.07 : 1.02);

const labelBoxes = (x: number, y: number, w: number, h: number, { symbol }: PlanGlass): readonly Box[] => {
  const gap = symbol * 0.62;
  const near: readonly (readonly [number, number])[] = [
    [x + gap, y - h / 2],
    [x - gap - w, y - h / 2],
    [x - w / 2, y - gap - h],
    [x - w / 2, y + gap],
    [x + gap * 0.6, y - gap - h * 0.7],
    [x - gap * 0.6 - w, y - gap - h * 0.7],
    [x + gap * 0.6, y + gap - h * 0.3],
    [x - gap * 0.6 - w, y + gap - h * 0.3],
  ];
  return near.map(([left, top]) => ({ x: left, y: top, w, h }));
};

export const drawPlan = (
  posts: readonly Spotted[],
  glass: PlanGlass,
  look: { readonly words: WallWords; readonly lang: "zh-CN" | "en" },
): PlanDrawing => {
  const { places, crowded } = settle(posts, glass);
  const taken: Taken = createTaken(glass.em * 4);
  // In a crowd a name may cover small marks, never one that needs an act.
  const isSmall = ({ look: one }: Spotted): boolean => crowded && one.priority === undefined;
  for (const one of posts) {
    const at = places.get(one.look.post.id);
    if (at !== undefined && !isSmall(one)) taken.add(square(at.x, at.y, glass.symbol));
  }
  const farther = rings(9, glass.em * 1.3);
  let unnamed = 0;
  const marks = [...posts].sort(inTurn).map((one): PlanMark => {
    const { post, status, priority } = one.look;
    const mark = places.get(post.id) ?? { x: one.x, y: one.y };
    const tile = tileLook(one.look);
    const name = nameOf(post, look.lang);
    const urgent = priority !== undefined;
    const word = urgent || tile.tone === "told" ? look.words.states[status.state] : "";
    const boxOf = (said: string): Box => ({
      x: 0,
      y: 0,
      w: (emWidth(said) * latin(said) * (urgent ? strongly : 1) + 2 * plate.x) * glass.em,
      h: (plate.line + 2 * plate.y) * glass.em,
    });
    const free = (said: string): Box | undefined => {
      const { w, h } = boxOf(said);
      const spots = [
        ...labelBoxes(mark.x, mark.y, w, h, glass),
        // Only who needs an act is led to by a line from further off.
        ...(urgent && !crowded
          ? farther.map(([dx, dy]) => ({ x: mark.x + dx - w / 2, y: mark.y + dy - h / 2, w, h }))
          : []),
      ];
      return spots.find((box) => inside(box, glass) && taken.isFree(box));
    };
    const whole = word === "" ? name : `${name} ${word}`;
    const small = isSmall(one);
    const box = small ? undefined : free(whole);
    const short = small || box !== undefined || word === "" ? undefined : free(name);
    const label = box ?? short;
    if (label === undefined && urgent) unnamed += 1;
    if (label !== undefined) taken.add(label);
    return {
      id: post.id,
      look: one.look,
      tile,
      x: one.x,
      y: one.y,
      mark,
      small,
      label: label === undefined ? undefined : { ...label, name, word: box === undefined ? "" : word },
    };
  });
  return { marks, unnamed };
};

/** The picture's place in the bay: as large as it fits, in the middle; px. */
export const fitPicture = (picture: { readonly width: number; readonly height: number }, bay: Box): Box => {
  const scale = Math.min(bay.w / picture.width, bay.h / picture.height);
  const [w, h] = [picture.width * scale, picture.height * scale];
  return { x: bay.x + (bay.w - w) / 2, y: bay.y + (bay.h - h) / 2, w, h };
};
