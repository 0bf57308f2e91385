// A class on a wall read from afar: how many marks have room beside its count, and how the name of its gravest post keeps both its ends.

import type { PostLook } from "../../domain/posts/manning.ts";
import { emWidth, strongly } from "../lib/em-width.ts";

/** The type of the far layout, the class's name, a mark with its gap, and the gaps between the three. Units. */
const measures = { type: 38, name: 232, mark: 44, gap: 24 } as const;
/** More marks than these are not told apart from afar. */
const most = 9;

const needs = (look: PostLook): number => (look.priority !== undefined ? 0 : look.post.key ? 1 : 2);

/**
 * The posts that are shown as marks, in their places: all where they fit, else the abnormal and the key ones first.
 * `count`: what stands at the end of the line, which nothing may reach into. `width`: of the line, units.
 */
export const marksOf = (
  looks: readonly PostLook[],
  count: string,
  { width, scale }: { readonly width: number; readonly scale: number },
): readonly PostLook[] => {
  const em = measures.type * strongly * scale;
  const free = width - measures.name - measures.gap - emWidth(count) * em;
  const held = (extra: number): number => Math.min(most, Math.max(1, Math.floor((free - extra) / measures.mark)));
  if (looks.length <= held(0)) return looks;
  const room = held(emWidth(`+${looks.length}`) * em);
  const kept = new Set([...looks].sort((a, b) => needs(a) - needs(b)).slice(0, room));
  return looks.filter((look) => kept.has(look));
};

/** Numbered posts differ at the end of their names: where a name must be cut, it is cut before that. */
export const nameEnds = (name: string): { readonly head: string; readonly tail: string } => {
  const tail = /\s?(?:no\.\s)?\d+\D{0,2}$/iu.exec(name)?.[0] ?? "";
  return { head: name.slice(0, name.length - tail.length), tail };
};
