// The briefing as a sheet again: a point that many posts share is one row, and every post gets its points in their old order. [NOT-1]

import type { BriefingPoint, PostRec } from "../../domain/posts/post.ts";

type Shared = { readonly point: BriefingPoint; readonly at: PostRec[]; readonly next: Set<Shared> };

/** One row a point, with the posts it stands at: every post, a whole class, or a list. */
export const briefingLines = (posts: readonly PostRec[]): readonly Readonly<Record<string, string>>[] =>
  inOrder(sharedPoints(posts)).map(({ point, at }) => {
    const linkClass = at[0]?.linkClass ?? "";
    const ofClass = posts.filter((post) => post.linkClass === linkClass);
    const isEvery = at.length === posts.length;
    const isClass = !isEvery && at.length === ofClass.length && at.every((post) => post.linkClass === linkClass);
    return {
      id: point.id,
      link_class: isClass ? linkClass : "",
      post: isEvery || isClass ? "" : at.map((post) => post.id).join(";"),
      risk: point.risk,
      act: point.act,
      risk_en: point.riskEn,
      act_en: point.actEn,
      icon: point.icon,
    };
  });

const sharedPoints = (posts: readonly PostRec[]): readonly Shared[] => {
  const byText = new Map<string, Shared>();
  for (const post of posts) {
    let before: Shared | undefined;
    for (const point of post.briefing) {
      const text = JSON.stringify(point);
      const shared = byText.get(text) ?? { point, at: [], next: new Set() };
      byText.set(text, shared);
      shared.at.push(post);
      before?.next.add(shared);
      before = shared;
    }
  }
  return [...byText.values()];
};

/** An order in which each post finds its own: depth first, what follows before what it follows, then turned round. */
const inOrder = (points: readonly Shared[]): readonly Shared[] => {
  const seen = new Set<Shared>();
  const out: Shared[] = [];
  const visit = (point: Shared): void => {
    if (seen.has(point)) return;
    seen.add(point);
    for (const next of [...point.next].reverse()) visit(next);
    out.push(point);
  };
  for (const point of points.toReversed()) visit(point);
  return out.reverse();
};
