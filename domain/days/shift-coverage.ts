// How a run of a shift was manned, by time: asked for, manned, and the gaps, by post, by link class and in total. [POST-6]

import type { Millis, PostId } from "../ids.ts";
import { type LinkClass, linkClasses, type PostRec } from "../posts/post.ts";
import { absentFrom } from "../posts/post-log.ts";
import { rostered } from "../posts/post-status.ts";
import type { SiteRec } from "../site/site.ts";
import { lengthOf, type Span, without } from "../spans.ts";
import { minute, type ShiftRun } from "../time.ts";

export type PostCoverage = {
  readonly post: PostRec;
  /** When the run asked for somebody there: not while it was suspended, and not before it came onto the register. */
  readonly asked: readonly Span[];
  readonly manned: readonly Span[];
  /** Asked for and not manned, for the grace or longer; one that goes on ends at the moment of asking. */
  readonly gaps: readonly Span[];
};

/** The sum over some posts. Key posts alone are counted whole; time is that of all posts the figure speaks of. */
export type Coverage = {
  readonly askedMs: number;
  readonly mannedMs: number;
  readonly posts: number;
  /** Posts without a gap. */
  readonly whole: number;
};

export type ShiftCoverage = {
  readonly run: ShiftRun;
  readonly posts: readonly PostCoverage[];
  readonly key: Coverage;
  readonly keyByClass: readonly { readonly linkClass: LinkClass; readonly coverage: Coverage }[];
};

/** The post in this run, up to `now`; undefined where the run does not ask for it. */
export const postCoverage = (post: PostRec, run: ShiftRun, site: SiteRec, now: Millis): PostCoverage | undefined => {
  const shift = { from: Math.max(run.startsAt, post.log.since), to: Math.min(run.endsAt, now) };
  if (shift.to <= shift.from || rostered(post, run).length === 0) return undefined;
  const spells = [...post.log.spells, ...spellsNow(post, site, now)];
  const of = (was: "held" | "suspended" | "absent"): readonly Span[] => spells.filter((one) => one.was === was);
  const asked = without([shift], of("suspended"));
  const stood = without(of("held"), of("absent"));
  const gaps = asked.flatMap((span) => without([span], stood)).filter((gap) => isGap(gap, site));
  // What is shorter than the grace is no gap, so it counts as manned: a whole shift is a hundred percent.
  return { post, asked, manned: without(asked, gaps), gaps };
};

const isGap = ({ from, to }: Span, site: SiteRec): boolean => to - from >= site.settings.graceMin * minute;

/** The spell that has not ended yet. */
const spellsNow = ({ watch, intervalMin }: PostRec, { settings }: SiteRec, now: Millis) => {
  switch (watch.state) {
    case "unheld":
      return [];
    case "suspended":
      return [{ was: watch.state, from: watch.since, to: now }];
    case "held":
      return [
        { was: watch.state, from: watch.since, to: now },
        { was: "absent" as const, from: absentFrom(watch.signedAt, { intervalMin, settings }), to: now },
      ].filter((one) => one.from < one.to);
  }
};

export const coverageOf = (posts: readonly PostCoverage[]): Coverage => ({
  askedMs: posts.reduce((sum, { asked }) => sum + lengthOf(asked), 0),
  mannedMs: posts.reduce((sum, { manned }) => sum + lengthOf(manned), 0),
  posts: posts.length,
  whole: posts.filter(({ gaps }) => gaps.length === 0).length,
});

/** Every post that the run asks for, and the key posts' figures. */
export const shiftCoverage = (posts: Iterable<PostRec>, run: ShiftRun, site: SiteRec, now: Millis): ShiftCoverage => {
  const covered = [...posts].flatMap((post) => {
    const coverage = postCoverage(post, run, site, now);
    return coverage === undefined || coverage.asked.length === 0 ? [] : [coverage];
  });
  const key = covered.filter(({ post }) => post.key);
  return {
    run,
    posts: covered,
    key: coverageOf(key),
    keyByClass: linkClasses.flatMap((linkClass) => {
      const ofClass = key.filter(({ post }) => post.linkClass === linkClass);
      return ofClass.length === 0 ? [] : [{ linkClass, coverage: coverageOf(ofClass) }];
    }),
  };
};

/**
 * Where the posts came onto the register within the run: since when the figures are counted. A post may be vacant for longer
 * than that, for who stood there before is not known.
 */
export const countedSince = ({ run, posts }: ShiftCoverage): Millis | undefined => {
  const first = Math.min(...posts.map(({ post }) => post.log.since));
  return posts.length > 0 && first > run.startsAt ? first : undefined;
};

export type CoverageGap = Span & {
  readonly post: PostId;
  readonly key: boolean;
};

/** Where nobody stood, key posts first, then the longest; for the drill-down at the desk. */
export const gapsOf = ({ posts }: ShiftCoverage): readonly CoverageGap[] =>
  posts
    .flatMap(({ post, gaps }) => gaps.map((gap) => ({ ...gap, post: post.id, key: post.key })))
    .sort((a, b) => Number(b.key) - Number(a.key) || b.to - b.from - (a.to - a.from) || a.from - b.from);
