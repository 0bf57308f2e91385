// Which posts may stand on a unit's plan, and how many of them stand on none yet.

import type { UnitId } from "../../../domain/ids.ts";
import type { PostRec } from "../../../domain/post.ts";

/** Those of the unit and of all below it, by id: the list never moves while one works through it. */
export const postsUnder = (posts: Iterable<PostRec>, unit: UnitId): readonly PostRec[] =>
  [...posts].filter((post) => post.scope.includes(unit)).sort((a, b) => (a.id < b.id ? -1 : 1));

export const unplaced = (posts: readonly PostRec[]): number => posts.filter((post) => post.spot === undefined).length;
