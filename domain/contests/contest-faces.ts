// What of a contest others may know: that there is one, and, once its result is final, who came where. Marks are the desk's. [ACT-5, ASM-3]

import { somebody } from "../faces.ts";
import { maskName } from "../workers.ts";
import { bareEntrant, type ContestRec, type EntrantRec } from "./contest.ts";

/** Its rounds and how far it is; not who judges, nor who decided what. */
export const publicContest = (contest: ContestRec): ContestRec => ({
  ...contest,
  judges: [],
  ties: [],
  closed: contest.closed.map(({ at }) => ({ at, by: "" })),
  result: contest.result.state === "published" ? { ...contest.result, by: "" } : contest.result,
});

/** A name as he wants it read, and the place; nothing that leads to the person. */
const placed = (entrant: EntrantRec): EntrantRec => ({
  ...bareEntrant({ ...entrant, worker: somebody, scope: [] }, entrant.seq),
  name: entrant.byName === true ? entrant.name : maskName(entrant.name),
  place: entrant.place,
  final: true,
});

/** Whoever came in has a line on the list, once the result is final. */
export const publicEntrant = (entrant: EntrantRec): EntrantRec | undefined =>
  entrant.final && entrant.place !== undefined ? placed(entrant) : undefined;

/** A wall names the first three, and nobody behind them. [ASM-3] */
export const lastOnWall = 3;
export const wallEntrant = (entrant: EntrantRec): EntrantRec | undefined =>
  (entrant.place?.rank ?? lastOnWall + 1) <= lastOnWall ? publicEntrant(entrant) : undefined;

/** His own: what he agreed to, his place once it is published, what he objected and was answered. No single mark. */
export const ownEntrant = (entrant: EntrantRec): EntrantRec => ({
  ...entrant,
  marks: [],
  scores: [],
  out: entrant.out === undefined ? undefined : { ...entrant.out, by: "" },
  objections: entrant.objections.map(({ answer, ...said }) => ({
    ...said,
    by: "",
    ...(answer === undefined ? {} : { answer: { ...answer, by: "" } }),
  })),
});

/** What a badge alone may bring on a screen: whether he was asked about his name, and nothing of his place. [SCR-2] */
export const entrantForBystanders = (entrant: EntrantRec): readonly EntrantRec[] => {
  if (entrant.worker === somebody) return [entrant];
  const { id, activity, worker, seq, byName } = entrant;
  // Once it is final his line stands on the list as for everybody.
  return [{ ...(publicEntrant(entrant) ?? bareEntrant({ id, activity, worker, scope: [] }, seq)), byName }];
};

/** Nothing of him stays but that there was somebody, and where he came in. */
export const forgottenEntrant = (entrant: EntrantRec): EntrantRec => ({
  ...bareEntrant(entrant, entrant.seq),
  ...rankOnly(entrant),
  final: entrant.final,
});

/** Where he came in, without what he reached. */
export const rankOnly = ({ place }: Pick<EntrantRec, "place">): Pick<EntrantRec, "place"> =>
  place === undefined ? {} : { place: { rank: place.rank } };
