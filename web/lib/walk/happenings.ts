// What happened on a walk, in order of time: set out, checkpoints reached, findings told, silences, the end.

import type { Millis } from "../../../domain/ids.ts";
import type { FindingRec } from "../../../domain/patrols/finding.ts";
import type { Checkpoint, PatrolRec, RouteRec, Visit } from "../../../domain/patrols/patrol.ts";
import { type Break, type Span, silencesOf, type WalkRow } from "../../../domain/patrols/walk-replay.ts";
import { minute } from "../../../domain/time.ts";

/** What is played: its patrol and what the screen's own board knows of it; an imported track has none of that. */
export type WalkStory = {
  readonly patrol: PatrolRec | undefined;
  readonly route: RouteRec | undefined;
  readonly findings: readonly FindingRec[];
};
export const noStory: WalkStory = { patrol: undefined, route: undefined, findings: [] };

export type Happening =
  | { readonly kind: "begun" | "ended" | "recordEnds"; readonly at: Millis }
  | { readonly kind: "visit"; readonly at: Millis; readonly checkpoint: Checkpoint; readonly visit: Visit }
  | { readonly kind: "finding"; readonly at: Millis; readonly finding: FindingRec }
  | { readonly kind: "silence"; readonly at: Millis; readonly until: Millis; readonly why: Break };

/** Shorter breaks are seen on the map and not told one by one. */
const longSilence = 5 * minute;

export const storyOf = (patrol: PatrolRec, route: RouteRec | undefined, findings: Iterable<FindingRec>): WalkStory => ({
  patrol,
  route,
  findings: [...findings].filter((one) => one.patrol === patrol.id),
});

export const happeningsOf = (rows: readonly WalkRow[], span: Span, story: WalkStory): readonly Happening[] => {
  const { patrol, route, findings } = story;
  const checkpoints = new Map((route?.checkpoints ?? []).map((one) => [one.id, one]));
  const run = patrol?.run;
  const begun = run !== undefined && "startedAt" in run ? run.startedAt : span.from;
  const list: Happening[] = [
    { kind: "begun", at: begun },
    run?.state === "completed" ? { kind: "ended", at: run.since } : { kind: "recordEnds", at: span.to },
  ];
  for (const visit of patrol?.visits ?? []) {
    const checkpoint = checkpoints.get(visit.checkpoint);
    if (checkpoint !== undefined) list.push({ kind: "visit", at: visit.at, checkpoint, visit });
  }
  for (const finding of findings) list.push({ kind: "finding", at: finding.at, finding });
  for (const row of rows)
    for (const { from, to, why } of silencesOf(row))
      if (to - from >= longSilence) list.push({ kind: "silence", at: from, until: to, why });
  return list.sort((a, b) => a.at - b.at);
};

/** From the first thing known of the walk to the last: scans and findings may lie before its first fix and after its last. */
export const wholeSpan = (span: Span, happenings: readonly Happening[]): Span => ({
  from: happenings.reduce((least, { at }) => Math.min(least, at), span.from),
  to: happenings.reduce((most, { at }) => Math.max(most, at), span.to),
});
