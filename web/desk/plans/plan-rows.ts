// Which posts may stand on a unit's plan, how many of them stand on none yet, and where a tap on it is.

import type { UnitId } from "../../../domain/ids.ts";
import type { PostRec } from "../../../domain/posts/post.ts";

/** Those of the unit and of all below it, by id: the list never moves while one works through it. */
export const postsUnder = (posts: Iterable<PostRec>, unit: UnitId): readonly PostRec[] =>
  [...posts].filter((post) => post.scope.includes(unit)).sort((a, b) => (a.id < b.id ? -1 : 1));

export const unplaced = (posts: readonly PostRec[]): number => posts.filter((post) => post.spot === undefined).length;

/** A tap beside the picture is no place on it. */
export const shareAt = (
  point: { readonly lat: number; readonly lng: number },
  size: { readonly width: number; readonly height: number },
): { readonly x: number; readonly y: number } | undefined => {
  const [x, y] = [point.lng / size.width, 1 - point.lat / size.height];
  return x >= 0 && x <= 1 && y >= 0 && y <= 1 ? { x, y } : undefined;
};
