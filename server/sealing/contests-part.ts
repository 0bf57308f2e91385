// Sealed of a contest: all that is kept of an entrant but his rank, the marks and words given about him in its events, and the sums that
// closing a round and publishing the result make of his marks, line by line under each one's key. [ORG-2, ACT-5]

import type { Event } from "../../domain/board.ts";
import type { Whose } from "../../domain/contests/contest-acts.ts";
import { forgottenEntrant, rankOnly } from "../../domain/contests/contest-faces.ts";
import { type Close, type EventPart, type Open, ownedRecord, reopened, sealedIn, whole } from "./part.ts";

/** Why a mark was corrected or he was put out, what he objected and was answered. */
type Spoken = Extract<Event, { readonly subject: "contests"; readonly words: string }>;
const isSpoken = (data: Event): data is Spoken => data.subject === "contests" && "about" in data;

/** What stands there once his key is destroyed: that he was judged, and nothing of how. */
const nothingOf = ({ type }: Spoken): object => (type === "ScoreGiven" ? { words: "", points: [] } : { words: "" });

const closeSpoken = (data: Spoken, close: Close): object => {
  if (data.type === "ScoreGiven") {
    const { words, points, ...rest } = data;
    return { ...rest, sealed: close({ words, points }, data.about) };
  }
  const { words, ...rest } = data;
  return { ...rest, sealed: close({ words }, data.about) };
};

type Closed = Extract<Event, { readonly type: "RoundClosed" }>;
type Published = Extract<Event, { readonly type: "ResultPublished" }>;
type Summed = Closed | Published;
const isSummed = (data: Event): data is Summed => data.type === "RoundClosed" || data.type === "ResultPublished";
const linesOf = (data: Summed): readonly Whose[] => (data.type === "RoundClosed" ? data.scores : data.places);

const closeSums = (data: Summed, close: Close): object => {
  /** What a version before this one decided names nobody whose key it could be. */
  const closed = <T extends Whose>(line: T, sums: object, rest: object): object =>
    line.about === undefined ? line : { ...rest, sealed: close(sums, line.about) };
  if (data.type === "RoundClosed") {
    const scores = data.scores.map((line) => {
      const { points, goesOn, ...rest } = line;
      return closed(line, { points, goesOn }, rest);
    });
    return { ...data, scores };
  }
  const places = data.places.map((line) => {
    const { total, ...rest } = line;
    return closed(line, { total }, rest);
  });
  return { ...data, places };
};

const openSums = (data: Summed, open: Open, where: string): Summed => {
  const opened = <T extends Whose>(line: T, nothing: object): T => {
    const sealed = sealedIn(line);
    if (sealed === undefined || line.about === undefined) return line;
    const { sealed: _, ...rest }: T & { readonly sealed?: unknown } = line;
    return whole<T>({ ...rest, ...(open(sealed, line.about, where) ?? nothing) });
  };
  return data.type === "RoundClosed"
    ? { ...data, scores: data.scores.map((line) => opened(line, { points: 0, goesOn: false })) }
    : { ...data, places: data.places.map((line) => opened(line, {})) };
};

export const contestsPart: EventPart = {
  types: ["ScoreGiven", "EntrantPut", "ObjectionNoted", "ObjectionAnswered", "RoundClosed", "ResultPublished"],
  whose: (data) => {
    if (isSummed(data)) return linesOf(data).flatMap(({ about }) => about ?? []);
    // Without words there is nothing to seal but a mark.
    return isSpoken(data) && (data.words !== "" || data.type === "ScoreGiven") ? [data.about] : [];
  },
  close: (data, close) => {
    if (isSummed(data)) return closeSums(data, close);
    return isSpoken(data) ? closeSpoken(data, close) : data;
  },
  open: (data, open, where) => {
    if (isSummed(data)) return openSums(data, open, where);
    return isSpoken(data) ? reopened(data, { whose: data.about, nothing: nothingOf(data), open, where }) : data;
  },
};

export const entrantPart = ownedRecord("entrant", {
  clear: ["kind", "id", "seq", "activity", "worker", "scope", "final"],
  whose: ({ worker }) => worker,
  partly: rankOnly,
  forgotten: forgottenEntrant,
  // Who was forgotten has none: only that there was somebody.
  keyless: forgottenEntrant,
});
