// What the events of a contest make of its record and of those of its entrants. [ACT-5]

import type { EntryRec } from "../activities/activity.ts";
import { type Change, put } from "../decider.ts";
import type { EntryId, Seq, UnitId } from "../ids.ts";
import type { WorkerRec } from "../workers.ts";
import { bareEntrant, type ContestRec, type EntrantRec } from "./contest.ts";
import type { ContestEvent } from "./contest-acts.ts";

type Changed = ContestRec | EntrantRec;
type Seen = {
  readonly contest: (id: string) => ContestRec | undefined;
  readonly entrant: (id: string) => EntrantRec | undefined;
  readonly entrantsIn: (activity: string) => readonly EntrantRec[];
  readonly entry: (id: string) => EntryRec | undefined;
  readonly activity: (id: string) => { readonly scope: readonly UnitId[] } | undefined;
  readonly worker: (id: string) => WorkerRec | undefined;
};

export const evolveContests = (event: ContestEvent, seq: Seq, look: Seen): readonly Change<Changed>[] => {
  const contest = look.contest(event.activity);
  if (event.type === "ContestSet") {
    const { rounds, judges, objectionDays } = event;
    if (contest !== undefined) return [put({ ...contest, seq, rounds, judges, objectionDays })];
    return [
      put({
        ...{ kind: "contest", id: event.activity, seq, scope: look.activity(event.activity)?.scope ?? [] },
        ...{ rounds, judges, objectionDays, begun: false, closed: [], ties: [], result: { state: "none" } },
      }),
    ];
  }
  /** The person's record, made with the first that is said of him. */
  const of = (entry: EntryId): EntrantRec | undefined => {
    const known = look.entrant(entry);
    if (known !== undefined) return { ...known, seq };
    const seat = look.entry(entry);
    return seat === undefined ? undefined : bareEntrant(seat, seq);
  };
  const changed = (entry: EntryId, how: (before: EntrantRec) => EntrantRec): readonly Change<Changed>[] => {
    const before = of(entry);
    return before === undefined ? [] : [put(how(before))];
  };
  // Whether his name may be shown he says before there are rounds.
  if (event.type === "NameAgreed") return changed(event.entry, (one) => ({ ...one, byName: event.agree }));
  if (contest === undefined) return [];
  const all = (how: (before: EntrantRec) => EntrantRec): readonly Change<Changed>[] =>
    look.entrantsIn(event.activity).map((one) => put(how({ ...one, seq })));
  const { at } = event;
  switch (event.type) {
    case "ScoreGiven": {
      const { round, judge, points, by, words } = event;
      const given = changed(event.entry, (one) => ({
        ...one,
        marks: [...one.marks, { round, judge, points, at, by, reason: words }],
      }));
      return contest.begun ? given : [put({ ...contest, seq, begun: true }), ...given];
    }
    case "EntrantPut": {
      const { is, by, words } = event;
      return changed(event.entry, ({ out: _, ...one }) =>
        is === "in" ? one : { ...one, out: { how: is, at, by, reason: words } },
      );
    }
    case "RoundClosed":
      return [
        put({ ...contest, seq, closed: [...contest.closed, { at, by: event.by }] }),
        ...event.scores.flatMap(({ entry, points, goesOn }) =>
          changed(entry, (one) => ({ ...one, scores: [...one.scores, { points, goesOn }] })),
        ),
      ];
    case "RoundReopened":
      return [
        put({
          ...contest,
          seq,
          closed: contest.closed.slice(0, event.round),
          ties: [],
          result: { state: "none" },
        }),
        ...all(({ place: _, ...one }) => ({ ...one, name: "", scores: one.scores.slice(0, event.round) })),
      ];
    case "TieDecided": {
      const { order, by, reason } = event;
      return [put({ ...contest, seq, ties: [...contest.ties, { order, at, by, reason }] })];
    }
    case "ResultPublished": {
      const { until, by } = event;
      return [
        put({ ...contest, seq, result: { state: "published", at, until, by } }),
        ...event.places.flatMap(({ entry, rank, total }) =>
          changed(entry, (one) => ({
            ...one,
            name: look.worker(one.worker)?.name ?? "",
            place: total === undefined ? { rank } : { rank, total },
          })),
        ),
      ];
    }
    case "ObjectionNoted":
      return changed(event.entry, (one) => ({
        ...one,
        objections: [...one.objections, { at, words: event.words, by: event.by }],
      }));
    case "ObjectionAnswered":
      return changed(event.entry, (one) => {
        const { words, by, upheld } = event;
        const open = one.objections.findIndex(({ answer }) => answer === undefined);
        return {
          ...one,
          objections: one.objections.map((said, n) =>
            n === open ? { ...said, answer: { at, words, by, upheld } } : said,
          ),
        };
      });
    case "ContestFinished": {
      const published = contest.result.state === "published" ? contest.result.at : at;
      return [
        put({ ...contest, seq, result: { state: "final", at, published } }),
        ...all((one) => ({ ...one, final: true })),
      ];
    }
  }
};
