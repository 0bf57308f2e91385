// The page that a wall shows now, kept cheap: the register is laid out when posts come or go, the page turns with the clock.

import { untrack } from "svelte";
import { type PostOrder, postOrder } from "../../domain/posts/manning.ts";
import type { ScreenLayout } from "../../domain/site/screens.ts";
import { nameOf } from "./alarm-subject.ts";
import { type Bays, baysOf } from "./bays.ts";
import type { Frame } from "./frame.ts";
import { type Page, pageAt, pagesOf, registerOf, registerSizes, standsStill } from "./pages.ts";
import { columnsFor, planRows } from "./post-slots.ts";
import type { Scene } from "./scene.svelte.ts";

export type Pages = {
  readonly bays: Bays;
  /** That of the register, which has the whole sheet. */
  readonly wide: Frame;
  readonly page: Page;
  readonly at: number;
  readonly count: number;
  /** The pages do not turn because of an alarm. */
  readonly still: boolean;
};

/** Height of the coverage figure over the posts, which the register does without, units. */
const sumHeight = { standard: 92, far: 96 } as const;
const board: Page = { kind: "board" };

export const createPages = (
  look: () => Scene,
  layout: () => Pick<ScreenLayout, "panels" | "rotate">,
  frame: () => Frame,
): Pages => {
  const bays = $derived(baysOf(layout().panels, frame()));
  const wide = $derived(baysOf(["posts"], frame()).frame);
  const turns = $derived(layout().rotate > 0 && layout().panels.includes("posts"));
  let before: PostOrder | undefined;
  const order = $derived.by(() => {
    if (!turns) return undefined;
    before = postOrder(look().records.all("post"), before);
    return before;
  });
  const pages = $derived.by((): readonly Page[] => {
    if (order === undefined) return pagesOf(layout().panels, []);
    const { records, lang } = look();
    const posts = order.groups.map(({ linkClass, posts: ids }) => ({
      linkClass,
      // Names change with a new register only, and then the order is made anew.
      found: untrack(() => ids.flatMap((id) => records.get("post", id) ?? [])),
    }));
    const sizesIn = (there: Frame) =>
      posts.map(({ linkClass, found }) => ({
        linkClass,
        posts: found.length,
        key: found.filter((post) => post.key).length,
        columns: columnsFor(
          found.map((post) => nameOf(post, lang)),
          there,
        ),
      }));
    const near = sizesIn(bays.frame);
    const plan = planRows(near, bays.frame.posts.height);
    const { distance } = frame();
    // From afar a calm post is a mark without a name: there the register has always something to tell.
    const fits =
      distance === "standard" &&
      near.every(({ posts: n }, i) => n <= (plan.groups[i]?.rows ?? 0) * (plan.groups[i]?.columns ?? 0));
    return pagesOf(
      layout().panels,
      fits ? [] : registerOf(sizesIn(wide), wide.posts.height + sumHeight[distance], registerSizes[distance]),
    );
  });
  const still = $derived(standsStill(look().records.all("alarm"), look().now));
  const at = $derived.by(() => {
    const { now, past } = look();
    // Of the past the board is looked at: at 60× the pages would flicker.
    return pageAt(pages.length, { now, rotate: layout().rotate, still: still || past });
  });
  const page = $derived(pages[at] ?? board);
  return {
    get bays() {
      return bays;
    },
    get wide() {
      return wide;
    },
    get page() {
      return page;
    },
    get at() {
      return at;
    },
    get count() {
      return pages.length;
    },
    get still() {
      return still;
    },
  };
};
