// Sealed of a contest: all that is kept of an entrant but his place, and the marks and words given about him in its events. [ORG-2, ACT-5]

import type { Event } from "../../domain/board.ts";
import { bareEntrant } from "../../domain/contests/contest.ts";
import { forgottenEntrant } from "../../domain/contests/contest-faces.ts";
import { type EventPart, ownedRecord, reopened } from "./part.ts";

/** Why a mark was corrected or he was put out, what he objected and was answered. */
type Spoken = Extract<Event, { readonly subject: "contests"; readonly words: string }>;
const isSpoken = (data: Event): data is Spoken => data.subject === "contests" && "about" in data;

/** What stands there once his key is destroyed: that he was judged, and nothing of how. */
const nothingOf = ({ type }: Spoken): object => (type === "ScoreGiven" ? { words: "", points: [] } : { words: "" });

export const contestsPart: EventPart = {
  types: ["ScoreGiven", "EntrantPut", "ObjectionNoted", "ObjectionAnswered"],
  // Without words there is nothing to seal but a mark.
  whose: (data) => (isSpoken(data) && (data.words !== "" || data.type === "ScoreGiven") ? [data.about] : []),
  close: (data, close) => {
    if (!isSpoken(data)) return data;
    if (data.type === "ScoreGiven") {
      const { words, points, ...rest } = data;
      return { ...rest, sealed: close({ words, points }, data.about) };
    }
    const { words, ...rest } = data;
    return { ...rest, sealed: close({ words }, data.about) };
  },
  open: (data, open, where) =>
    isSpoken(data) ? reopened(data, { whose: data.about, nothing: nothingOf(data), open, where }) : data,
};

export const entrantPart = ownedRecord("entrant", {
  clear: ["kind", "id", "seq", "activity", "worker", "scope", "place", "final"],
  whose: ({ worker }) => worker,
  forgotten: (known) => ({ ...bareEntrant(known, known.seq), place: known.place, final: known.final }),
  // Who was forgotten has none: only that there was somebody.
  keyless: forgottenEntrant,
});
