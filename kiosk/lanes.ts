// Whom an act waits behind: lanes in which acts go up one after the other. They are known to this page alone, never on the disk,
// where they would say what was done by the same hand: what an earlier page kept goes up first, one after the other. One of those
// that the server puts off holds up whoever stands here only at its own post, and the others of its page only until it is put off again.

import type { Act, Queued } from "./act.ts";

/** An act with its lanes; without any: of an earlier page. */
type Laned = Pick<Queued, "id" | "body"> & { readonly lanes: readonly string[] };

/** His own, the other's who signs with him, and the post's: who comes after another must not be told before him. [POST-5] */
export const lanesOf = ({ lane, also, body }: Act): readonly string[] => [
  ...new Set([
    lane,
    ...(also === undefined ? [] : [also]),
    ...("post" in body && body.type !== "ReportCase" ? [postLane(body.post)] : []),
  ]),
];
const postLane = (post: string): string => `post:${post}`;

/** The lane of all that an earlier page kept; no lane of an act has this name. */
const before = "";

/** Put off so often an act of an earlier page leaves that lane. Once is not enough: a server too busy now takes it at the next try. */
const mostPutOff = 2;

export const createLanes = () => {
  const busy = new Set<string>();
  /** Lanes whose last answer was "not now"; they go on at the next flush. */
  const halted = new Set<string>();

  /** How often the server put an act of an earlier page off, by id. */
  const putOff = new Map<string, number>();

  const lanesIn = (items: readonly Laned[]): ((item: Laned) => readonly string[]) => {
    const earlier = new Map<string, readonly string[]>();
    const postsApart = new Set<string>();
    let first: string | undefined;
    for (const { id, lanes, body } of items) {
      if (lanes.length > 0) continue;
      const posts = body.post === undefined ? [] : [postLane(body.post)];
      const isApart = (putOff.get(id) ?? 0) >= mostPutOff || posts.some((post) => postsApart.has(post));
      if (!isApart) first ??= id;
      else for (const post of posts) postsApart.add(post);
      earlier.set(id, [isApart ? `apart:${id}` : before, ...posts]);
    }
    const isBehind = first !== undefined && !putOff.has(first);
    return ({ id, lanes, body }) =>
      earlier.get(id) ?? (isBehind && body.type !== "CallSos" ? [...lanes, before] : lanes);
  };

  return {
    /** The item is on its way until what this gives is called. */
    take: (item: Laned, items: readonly Laned[]): (() => void) => {
      const taken = lanesIn(items)(item);
      for (const lane of taken) busy.add(lane);
      return () => {
        for (const lane of taken) busy.delete(lane);
      };
    },
    /** `why`: any act would be told to wait now, or this one was. */
    halt: (item: Laned, items: readonly Laned[], why: "all" | "itself"): void => {
      if (why === "itself" && item.lanes.length === 0) putOff.set(item.id, (putOff.get(item.id) ?? 0) + 1);
      for (const lane of lanesIn(items)(item)) halted.add(lane);
    },
    /** The item's lanes, or all. */
    goOn: (item?: Laned, items: readonly Laned[] = []): void => {
      if (item === undefined) halted.clear();
      else for (const lane of lanesIn(items)(item)) halted.delete(lane);
    },
    /** Items in a lane that is halted, and those behind them in any other of theirs. */
    stuck: <T extends Laned>(items: readonly T[]): readonly T[] => {
      const still = new Set(halted);
      const of = lanesIn(items);
      return items.filter((item) => {
        const lanes = of(item);
        const isStuck = lanes.some((lane) => still.has(lane));
        if (isStuck) for (const lane of lanes) still.add(lane);
        return isStuck;
      });
    },
    /** The first of each lane that is neither busy nor halted, where it is the first of all its lanes. */
    free: <T extends Laned>(items: readonly T[]): readonly T[] => {
      const waited = new Set<string>();
      const of = lanesIn(items);
      return items.filter((item) => {
        const lanes = of(item);
        const isFree = lanes.every((lane) => !busy.has(lane) && !halted.has(lane) && !waited.has(lane));
        for (const lane of lanes) waited.add(lane);
        return isFree;
      });
    },
  };
};
