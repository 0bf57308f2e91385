// Which posts of a class are shown by name where not all fit: places follow from ids, the abnormal and the key ones always stay.

import type { PostGroup, PostLook } from "../../domain/manning.ts";

export const columns = 3;
const most = 32;
const least = 25;

export type GroupPlan = {
  /** Rows of named posts. */
  readonly rows: number;
  /** Rows of marks above them, for key posts that are too many to name. */
  readonly marks: number;
};
export type RowPlan = {
  /** Height of a row and of a class's head, units. */
  readonly row: number;
  readonly head: number;
  readonly groups: readonly GroupPlan[];
};

export const marksPerRow = 34;

type Size = { readonly posts: number; readonly key: number };

/**
 * Rows for each class in a height given in units. It asks only how many posts there are, never how they fare: a state that
 * changes moves nothing.
 */
export const planRows = (sizes: readonly Size[], height: number): RowPlan => {
  const wanted = sizes.map((size) => Math.ceil(size.posts / columns));
  const rows = wanted.reduce((sum, n) => sum + n, 0);
  const roomy = rows * most + sizes.length * 40 <= height + 6;
  if (rows === 0 || roomy) return { row: most, head: 40, groups: wanted.map((n) => ({ rows: n, marks: 0 })) };
  const head = 30;
  const room = Math.max(sizes.length, Math.floor((height - sizes.length * head) / least));
  if (rows <= room) {
    const row = Math.min(most, Math.floor((height - sizes.length * head) / rows));
    return { row, head, groups: wanted.map((n) => ({ rows: n, marks: 0 })) };
  }
  const plans = sizes.map((size) => leastPlan(size, Math.max(2, Math.floor(room / sizes.length))));
  let left = room - plans.reduce((sum, plan) => sum + plan.rows + plan.marks, 0);
  while (left > 0) {
    let best = -1;
    let need = 0;
    for (const [i, plan] of plans.entries()) {
      const missing = (sizes[i]?.posts ?? 0) - plan.rows * columns;
      if (missing > need) [best, need] = [i, missing];
    }
    const chosen = plans[best];
    if (chosen === undefined) break;
    plans[best] = { ...chosen, rows: chosen.rows + 1 };
    left -= 1;
  }
  return { row: least, head, groups: plans };
};

/** Key posts by name where a fair share of the room holds them and the "+n", else as marks over one row of names. */
const leastPlan = ({ posts, key }: Size, share: number): GroupPlan => {
  const named = Math.ceil((key + 1) / columns);
  if (named <= share) return { rows: Math.min(Math.ceil(posts / columns), Math.max(1, named)), marks: 0 };
  return { rows: 1, marks: Math.min(share - 1, Math.ceil(key / marksPerRow)) };
};

export type Shown = {
  readonly named: readonly PostLook[];
  readonly marks: readonly PostLook[];
  /** Those that have no place of their own: how many, and how many of them are abnormal. */
  readonly rest: { readonly count: number; readonly abnormal: readonly PostLook[] } | undefined;
};

const isAbnormal = (look: PostLook): boolean => look.priority !== undefined;
const byNeed = (a: PostLook, b: PostLook): number =>
  (a.priority ?? 9) - (b.priority ?? 9) || a.status.since - b.status.since;

export const showGroup = (group: PostGroup, plan: GroupPlan): Shown => {
  const { looks } = group;
  const slots = plan.rows * columns;
  if (plan.marks === 0 && looks.length <= slots) return { named: looks, marks: [], rest: undefined };
  const marks = plan.marks === 0 ? [] : looks.filter((look) => look.post.key).slice(0, plan.marks * marksPerRow);
  const marked = new Set(marks);
  const named =
    marks.length > 0
      ? looks
          .filter(isAbnormal)
          .sort(byNeed)
          .slice(0, slots - 1)
      : chooseNamed(looks, slots - 1);
  const shown = new Set(named);
  const rest = looks.filter((look) => !shown.has(look) && (!marked.has(look) || isAbnormal(look)));
  return { named, marks, rest: { count: rest.length, abnormal: rest.filter(isAbnormal).sort(byNeed) } };
};

/** Key posts and the first others stand in the order of their ids; a hidden post in trouble takes the last calm other's place. */
const chooseNamed = (looks: readonly PostLook[], slots: number): readonly PostLook[] => {
  const keys = looks.filter((look) => look.post.key).slice(0, slots);
  const others = looks.filter((look) => !look.post.key).slice(0, Math.max(0, slots - keys.length));
  const base = new Set([...keys, ...others]);
  const places = looks.filter((look) => base.has(look));
  const hidden = looks.filter((look) => !base.has(look) && isAbnormal(look)).sort(byNeed);
  for (let i = places.length - 1; i >= 0 && hidden.length > 0; i -= 1) {
    const look = places[i];
    if (look !== undefined && !look.post.key && !isAbnormal(look)) {
      const next = hidden.shift();
      if (next !== undefined) places[i] = next;
    }
  }
  for (let i = places.length - 1; i >= 0 && hidden.length > 0; i -= 1) {
    const look = places[i];
    if (look !== undefined && !isAbnormal(look)) {
      const next = hidden.shift();
      if (next !== undefined) places[i] = next;
    }
  }
  return places;
};
