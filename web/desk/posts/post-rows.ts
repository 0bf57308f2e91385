// Posts as the desk lists them: of one class or all, what is abnormal first, each with its state and who holds it.

import type { Priority } from "../../../domain/alarms/alarm.ts";
import type { Millis } from "../../../domain/ids.ts";
import { naturalOrder, postPriority } from "../../../domain/posts/manning.ts";
import { type LinkClass, linkClasses, type PostRec } from "../../../domain/posts/post.ts";
import { type PostState, type PostStatus, postStatus } from "../../../domain/posts/post-status.ts";
import type { SiteRec } from "../../../domain/site/site.ts";
import type { SiteClock } from "../../../domain/time.ts";

/** The address of the shift's coverage in a post's place: no post can bear it. */
export const shiftView = "@shift";
/** The same for the units that can be evacuated. */
export const unitsView = "@units";

/** The same for composing a day's briefing. */
export const briefingView = "@briefing";

export type PostRow = {
  readonly post: PostRec;
  readonly status: PostStatus;
  readonly priority: Priority | undefined;
};

/** What a person looks for first stands first; within a state the order never changes. */
const rank: Readonly<Record<PostState, number>> = {
  absent: 0,
  vacant: 0,
  overdue: 1,
  due: 2,
  awaited: 3,
  handover: 4,
  substituted: 5,
  manned: 5,
  suspended: 6,
  unscheduled: 7,
};

export const postRows = (
  posts: Iterable<PostRec>,
  look: { readonly site: SiteRec; readonly clock: SiteClock },
  now: Millis,
): readonly PostRow[] =>
  [...posts]
    .map((post): PostRow => {
      const status = postStatus(post, look.site, look.clock, now);
      return { post, status, priority: postPriority(post, status.state) };
    })
    .sort(
      (a, b) =>
        (a.priority ?? 9) - (b.priority ?? 9) ||
        rank[a.status.state] - rank[b.status.state] ||
        naturalOrder(a.post.id, b.post.id),
    );

export type ClassTab = "all" | LinkClass;
export const ofClass = (rows: readonly PostRow[], tab: ClassTab): readonly PostRow[] =>
  tab === "all" ? rows : rows.filter((row) => row.post.linkClass === tab);

/** The classes that the site has, in their fixed order, each with its number of posts. */
export const classCounts = (
  rows: readonly PostRow[],
): readonly { readonly linkClass: LinkClass; readonly count: number }[] =>
  linkClasses.flatMap((linkClass) => {
    const count = ofClass(rows, linkClass).length;
    return count === 0 ? [] : [{ linkClass, count }];
  });

/** How the interval reads as a risk: high 30 min, normal 60, low 120. [POST-1] */
export const riskOf = (intervalMin: number): "high" | "normal" | "low" =>
  intervalMin <= 30 ? "high" : intervalMin <= 60 ? "normal" : "low";
