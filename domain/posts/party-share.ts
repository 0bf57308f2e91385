// Of the key posts that are held now, those that party members hold: by link class, down to the post. For the branch's desk alone. [POST-6]

import type { Millis, PostId, WorkerId } from "../ids.ts";
import type { Records } from "../records.ts";
import type { SiteRec } from "../site/site.ts";
import { type SiteClock, shiftAt } from "../time.ts";
import { isHeld, naturalOrder } from "./manning.ts";
import { type LinkClass, linkClasses } from "./post.ts";
import { postStatusIn } from "./post-status.ts";

/** A key post that somebody holds now. */
export type KeyHeld = { readonly post: PostId; readonly holder: WorkerId; readonly party: boolean };
/** `party` of `held` key posts; `held` counts those alone where somebody stands, an absent holder no longer does. */
export type Share = { readonly party: number; readonly held: number };
export type ClassShare = { readonly linkClass: LinkClass; readonly share: Share; readonly posts: readonly KeyHeld[] };
export type PartyShare = { readonly share: Share; readonly byClass: readonly ClassShare[] };

/** Only an audience that is told of memberships reckons anything but nought from its copy of the board. */
export const partyShare = (
  records: Records,
  { site, clock }: { readonly site: SiteRec; readonly clock: SiteClock },
  now: Millis,
): PartyShare => {
  const run = shiftAt(clock, site.shifts, now);
  const held = new Map<LinkClass, KeyHeld[]>();
  for (const post of records.all("post")) {
    const { watch } = post;
    if (!post.key || watch.state !== "held" || !isHeld(postStatusIn(post, site, run, now).state)) continue;
    const party = records.get("worker", watch.holder)?.party === true;
    const known = held.get(post.linkClass) ?? [];
    held.set(post.linkClass, [...known, { post: post.id, holder: watch.holder, party }]);
  }
  const byClass = linkClasses.flatMap((linkClass): readonly ClassShare[] => {
    const posts = held.get(linkClass);
    if (posts === undefined) return [];
    return [{ linkClass, share: shareOf(posts), posts: posts.sort((a, b) => naturalOrder(a.post, b.post)) }];
  });
  return { share: shareOf(byClass.flatMap((one) => one.posts)), byClass };
};

const shareOf = (posts: readonly KeyHeld[]): Share => ({
  party: posts.filter((one) => one.party).length,
  held: posts.length,
});
