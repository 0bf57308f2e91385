// Who plays which part in a shift: one post is late, one falls silent, one is suspended; the rest hold their posts.

import type { PostId } from "../../domain/ids.ts";
import type { PostRec } from "../../domain/posts/post.ts";
import { rostered } from "../../domain/posts/post-status.ts";
import { type ShiftRun, shiftAt } from "../../domain/time.ts";
import { shuffled } from "./chance.ts";
import type { Scene } from "./scene.ts";

export type Parts = {
  /** A key post whose person is late. */
  readonly late: PostId | undefined;
  readonly silent: PostId | undefined;
  readonly suspended: PostId | undefined;
};

export const runName = (run: ShiftRun): string => `${run.day} ${run.shift.id}`;

/** The same for a run at whatever moment it is asked: it follows from roster and seed alone. */
export const partsOf = (scene: Scene, run: ShiftRun | undefined): Parts => {
  if (run === undefined) return { late: undefined, silent: undefined, suspended: undefined };
  const manned = shuffled(scene.all("post"), scene.chance, "parts", runName(run)).filter(
    (post) => rostered(post, run).length > 0,
  );
  // Somebody must have held it before, or the post would not be empty but only awaited.
  const late = manned.find((post) => post.key && isHandedOver(post, run, scene)) ?? manned.find((post) => post.key);
  const plain = manned.filter((post) => !post.key && post.id !== late?.id);
  const silent = plain.reduce<PostRec | undefined>(
    (soonest, post) => (soonest === undefined || post.intervalMin < soonest.intervalMin ? post : soonest),
    undefined,
  );
  const suspended = plain.find((post) => post.id !== silent?.id && post.intervalMin > 30);
  return { late: late?.id, silent: silent?.id, suspended: suspended?.id };
};

const isHandedOver = (post: PostRec, run: ShiftRun, { clock, site }: Scene): boolean => {
  const before = shiftAt(clock, site.shifts, run.startsAt - 1);
  return before !== undefined && rostered(post, before).length > 0;
};
