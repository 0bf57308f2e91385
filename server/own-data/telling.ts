// What the parts of one's own data are told with: the board, whose it is, what whoever reads it may see, and the words.

import type { Board } from "../../domain/board.ts";
import type { OwnLine, OwnPart } from "../../domain/corrections/own-data.ts";
import type { Kind, Rec, RecOf } from "../../domain/records.ts";
import type { Lang } from "../../domain/refusals.ts";
import { stampText } from "../../domain/time.ts";
import type { WorkerRec } from "../../domain/workers.ts";
import { type Tongue, tongue } from "../notify/words.ts";
import { type OwnSay, ownSay } from "./words.ts";

export type Reader = {
  /** The person himself, proven by his PIN; or a desk, which sees no more of him than its office may. */
  readonly by: "himself" | "desk";
  /** On a screen that others may stand before. */
  readonly shared?: true;
  /** The record as the reader may see it. */
  readonly sees: (record: Rec) => Rec | undefined;
};

export type Telling = {
  readonly board: Board;
  readonly self: WorkerRec;
  readonly reader: Reader;
  readonly now: number;
  readonly lang: Lang;
  readonly say: OwnSay;
  readonly tongue: Tongue;
  readonly stamp: (at: number) => string;
  /** Records of the kind that the reader may see, as he may see them. */
  readonly all: <K extends Kind>(kind: K) => readonly RecOf<K>[];
  readonly unitName: (id: string) => string;
};

export type Section = {
  readonly part: OwnPart;
  readonly title: string;
  readonly lines: readonly OwnLine[];
  readonly says: string;
};

export const createTelling = (deps: {
  readonly board: Board;
  readonly self: WorkerRec;
  readonly reader: Reader;
  readonly now: number;
  readonly lang: Lang;
}): Telling => {
  const { board, reader, lang } = deps;
  const { clock } = board.look;
  const words = tongue(lang);
  return {
    ...deps,
    say: ownSay(lang),
    tongue: words,
    // The year too: a paper is read later.
    stamp: (at) => `${clock.dayOf(at).slice(0, 4)}-${stampText(clock, at)}`,
    all: (kind) =>
      [...board.all(kind)].flatMap((record) => {
        const seen = reader.sees(record);
        return seen !== undefined && isKind(seen, kind) ? [seen] : [];
      }),
    unitName: (id) => {
      const unit = board.get("unit", id);
      return unit === undefined ? id : words.named(unit);
    },
  };
};

const isKind = <K extends Kind>(record: Rec, kind: K): record is RecOf<K> => record.kind === kind;
