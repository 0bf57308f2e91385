// The pages of a wall on which not everything fits: which there are, and which one shows now. [ALM-1]

import { type AlarmRec, isUnanswered } from "../../domain/alarms/alarm.ts";
import type { LinkClass } from "../../domain/posts/post.ts";
import type { Panel } from "../../domain/site/screens.ts";

/** Some posts of a class on a page of the register, where every post has a name. */
export type RegisterPart = {
  readonly linkClass: LinkClass;
  readonly from: number;
  readonly to: number;
  readonly columns: number;
  readonly rows: number;
};
/** The board, where what is abnormal always has its place; then the register of all posts by name. */
export type Page =
  | { readonly kind: "board" }
  | { readonly kind: "register"; readonly n: number; readonly of: number; readonly parts: readonly RegisterPart[] };

export type ClassSize = { readonly linkClass: LinkClass; readonly posts: number; readonly columns: number };

/** Heights of a row of the register and of a class's head, and the head's own line, units; from afar nothing stands closer. */
export const registerSizes = {
  standard: { row: 32, head: 36, line: 30 },
  far: { row: 56, head: 66, line: 54 },
} as const;
export type RegisterSizes = (typeof registerSizes)["standard" | "far"];

/** All posts in their order, class by class, cut where a page ends. It asks only how many there are: no state moves anybody. */
export const registerOf = (
  sizes: readonly ClassSize[],
  height: number,
  { row: registerRow, head: registerHead }: RegisterSizes,
): readonly (readonly RegisterPart[])[] => {
  const pages: RegisterPart[][] = [];
  let free = 0;
  for (const { linkClass, posts, columns } of sizes) {
    for (let from = 0; from < posts; ) {
      if (pages.length === 0 || free < registerHead + registerRow) {
        pages.push([]);
        free = Math.max(height, registerHead + registerRow);
      }
      const rows = Math.min(Math.floor((free - registerHead) / registerRow), Math.ceil((posts - from) / columns));
      const to = Math.min(posts, from + rows * columns);
      pages.at(-1)?.push({ linkClass, from, to, columns, rows });
      free -= registerHead + rows * registerRow;
      from = to;
    }
  }
  return pages;
};

/** `register` is empty where the board names every post already. */
export const pagesOf = (panels: readonly Panel[], register: readonly (readonly RegisterPart[])[]): readonly Page[] => [
  { kind: "board" },
  ...(panels.includes("posts") ? register : []).map(
    (parts, i): Page => ({ kind: "register", n: i + 1, of: register.length, parts }),
  ),
];

/** While nobody has answered an alarm of priority 1, every wall stands on its board. */
export const standsStill = (alarms: Iterable<AlarmRec>, now: number): boolean => {
  for (const alarm of alarms) if (alarm.priority === 1 && isUnanswered(alarm, now)) return true;
  return false;
};

/**
 * Which of `count` pages shows, 0 first. It follows from the server's clock: two walls of one kind turn together, and one that
 * was away turns back to where the others are.
 */
export const pageAt = (
  count: number,
  { now, rotate, still }: { readonly now: number; readonly rotate: number; readonly still: boolean },
): number => (rotate <= 0 || count <= 1 || still ? 0 : Math.floor(now / (rotate * 1000)) % count);
