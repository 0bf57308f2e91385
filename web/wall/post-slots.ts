// Which posts of a class are shown by name where not all fit: places follow from ids, the abnormal and the key ones always stay.

import type { PostGroup, PostLook } from "../../domain/posts/manning.ts";
import { emWidth, strongly } from "../lib/em-width.ts";
import { type Frame, postsWidth } from "./frame.ts";

/** Posts stand in three columns as drawn, and in more where their bay is wider: no column narrower than this, units. */
const leastColumn = { standard: 256, far: 440 } as const;
const gutter = 16;
/** What a tile bears beside a name: symbol, gaps, and an age of two figures with an English mark, for which a Chinese unit gives way. Units. */
const besideName = { standard: 70, far: 120 } as const;
const floor = { standard: 22, far: 38 } as const;

/** Width of one of `columns` columns, units. */
export const columnWidth = (frame: Frame, columns: number): number =>
  (postsWidth(frame) - (columns - 1) * gutter) / columns;

/**
 * Columns in which the longest of these names can stand whole in a tile, at the least size: the name of a post in trouble
 * is never cut. It asks for names only, so nobody moves when a state changes.
 */
export const columnsFor = (names: readonly string[], frame: Frame): number => {
  const { distance } = frame;
  const em = floor[distance] * strongly * frame.scale;
  const longest = names.reduce((widest, name) => Math.max(widest, emWidth(name)), 0) * em;
  for (let columns = Math.floor(postsWidth(frame) / leastColumn[distance]); columns > 1; columns -= 1)
    if (longest <= columnWidth(frame, columns) - besideName[distance]) return columns;
  return 1;
};

/** Heights of a row and of a class's head, units: the roomiest that holds all posts is taken. */
const roomy = 32;
const densities = [
  { row: roomy, head: 40 },
  { row: roomy, head: 36 },
  { row: 30, head: 34 },
] as const;
/** Where not all fit, the rows stay as drawn and the rest is summed up. */
const crowded = { row: roomy, head: 36 } as const;

export type GroupPlan = {
  readonly columns: number;
  /** Rows of named posts. */
  readonly rows: number;
  /** Rows of marks above them, for key posts that are too many to name. */
  readonly marks: number;
};
export type RowPlan = {
  /** Height of a row and of what stands above a class's first row, units. */
  readonly row: number;
  readonly head: number;
  readonly groups: readonly GroupPlan[];
};

export const marksPerRow = 34;

/** What a class asks of the plan: how many posts, how many of them key posts, and in how many columns their names stand whole. */
export type Size = { readonly posts: number; readonly key: number; readonly columns: number };

/**
 * Rows for each class in a height given in units. It asks only how many posts there are, never how they fare: a state that
 * changes moves nothing.
 */
export const planRows = (sizes: readonly Size[], height: number): RowPlan => {
  const wanted = sizes.map((size) => Math.ceil(size.posts / size.columns));
  const rows = wanted.reduce((sum, n) => sum + n, 0);
  for (const { row, head } of densities) {
    // The roomiest may reach into the gap above the strip by a sliver, as drawn.
    const free = height + (row === roomy && head === 40 ? 6 : 0) - sizes.length * head;
    if (rows * row > free) continue;
    return {
      row: rows === 0 ? row : Math.min(roomy, Math.floor(free / rows)),
      head,
      groups: sizes.map((size, i) => ({ columns: size.columns, rows: wanted[i] ?? 0, marks: 0 })),
    };
  }
  const { row, head } = crowded;
  const room = Math.max(sizes.length, Math.floor((height - sizes.length * head) / row));
  const plans = sizes.map((size) => leastPlan(size, Math.max(2, Math.floor(room / sizes.length))));
  let left = room - plans.reduce((sum, plan) => sum + plan.rows + plan.marks, 0);
  while (left > 0) {
    let best = -1;
    let need = 0;
    for (const [i, plan] of plans.entries()) {
      const missing = (sizes[i]?.posts ?? 0) - plan.rows * plan.columns;
      if (missing > need) [best, need] = [i, missing];
    }
    const chosen = plans[best];
    if (chosen === undefined) break;
    plans[best] = { ...chosen, rows: chosen.rows + 1 };
    left -= 1;
  }
  return { row, head, groups: plans };
};

/** Key posts by name where a fair share of the room holds them, else as marks over one row of names. */
const leastPlan = ({ posts, key, columns }: Size, share: number): GroupPlan => {
  const named = Math.ceil(key / columns);
  if (named <= share) return { columns, rows: Math.min(Math.ceil(posts / columns), Math.max(1, named)), marks: 0 };
  return { columns, rows: 1, marks: Math.min(share - 1, Math.ceil(key / marksPerRow)) };
};

export type Shown = {
  readonly named: readonly PostLook[];
  readonly marks: readonly PostLook[];
  /** Those that have no place of their own, said in the head: how many, and how many of them are abnormal. */
  readonly rest: { readonly count: number; readonly abnormal: readonly PostLook[] } | undefined;
};

const isAbnormal = (look: PostLook): boolean => look.priority !== undefined;
const byNeed = (a: PostLook, b: PostLook): number =>
  (a.priority ?? 9) - (b.priority ?? 9) || a.status.since - b.status.since;

export const showGroup = (group: PostGroup, plan: GroupPlan): Shown => {
  const { looks } = group;
  const slots = plan.rows * plan.columns;
  if (plan.marks === 0 && looks.length <= slots) return { named: looks, marks: [], rest: undefined };
  const marks = plan.marks === 0 ? [] : looks.filter((look) => look.post.key).slice(0, plan.marks * marksPerRow);
  const marked = new Set(marks);
  const named = chooseNamed(looks, marked, slots);
  const shown = new Set(named);
  const rest = looks.filter((look) => !shown.has(look) && (!marked.has(look) || isAbnormal(look)));
  return { named, marks, rest: { count: rest.length, abnormal: rest.filter(isAbnormal).sort(byNeed) } };
};

/**
 * Key posts and the first others stand in the order of their ids. A post in trouble that has no place by name takes the
 * last calm other's, then the last calm key post's: everyone else stays where he stood.
 */
const chooseNamed = (looks: readonly PostLook[], marked: ReadonlySet<PostLook>, slots: number): readonly PostLook[] => {
  const open = looks.filter((look) => !marked.has(look));
  const keys = open.filter((look) => look.post.key).slice(0, slots);
  const others = open.filter((look) => !look.post.key).slice(0, Math.max(0, slots - keys.length));
  const base = new Set([...keys, ...others]);
  const places = open.filter((look) => base.has(look));
  const homeless = looks.filter((look) => !base.has(look) && isAbnormal(look)).sort(byNeed);
  for (const givesWay of [(look: PostLook) => !look.post.key, () => true])
    for (let i = places.length - 1; i >= 0 && homeless.length > 0; i -= 1) {
      const look = places[i];
      if (look === undefined || isAbnormal(look) || !givesWay(look)) continue;
      const next = homeless.shift();
      if (next !== undefined) places[i] = next;
    }
  return places;
};
