// How much room each class of posts asks for; reckoned again only where a name, a post or the frame changed, not with every patch.

import type { PostGroup } from "../../domain/posts/manning.ts";
import type { LinkClass } from "../../domain/posts/post.ts";
import type { Lang } from "../../domain/refusals.ts";
import { nameOf } from "./alarm-subject.ts";
import type { Frame } from "./frame.ts";
import { columnsFor, type Size } from "./post-slots.ts";
import { createSteady } from "./steady.ts";

type Kept = { readonly names: readonly string[]; readonly frame: Frame; readonly size: Size };

/** The sizes of the groups, in their order; the list asked before where none of them changed. */
export const createSizes = (): ((groups: readonly PostGroup[], lang: Lang, frame: Frame) => readonly Size[]) => {
  const known = new Map<LinkClass, Kept>();
  const steady = createSteady<Size>();
  const sizeOf = ({ linkClass, looks }: PostGroup, lang: Lang, frame: Frame): Size => {
    const key = looks.reduce((sum, { post }) => sum + (post.key ? 1 : 0), 0);
    const kept = known.get(linkClass);
    const same =
      kept?.frame === frame &&
      kept.size.key === key &&
      kept.names.length === looks.length &&
      looks.every(({ post }, i) => nameOf(post, lang) === kept.names[i]);
    if (same) return kept.size;
    const names = looks.map(({ post }) => nameOf(post, lang));
    const size = { posts: looks.length, key, columns: columnsFor(names, frame) };
    known.set(linkClass, { names, frame, size });
    return size;
  };
  return (groups, lang, frame) => steady(groups.map((group) => sizeOf(group, lang, frame)));
};
