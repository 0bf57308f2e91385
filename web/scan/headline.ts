// The one large word of the page, from what the scan came to, where the store has it, and how the line is. Pure.

import type { Moment } from "./page.svelte.ts";
import type { Kept, Shown } from "./scan.ts";
import type { LineState } from "./sender.ts";
import type { scanWords } from "./words.ts";

export type Headline = {
  readonly look: "waiting" | "sent" | "refused" | "none";
  readonly title: string;
  readonly note: string;
  readonly kept?: Kept;
};

export const headlineOf = (
  moment: Moment,
  shown: Shown,
  line: LineState,
  words: ReturnType<typeof scanWords>,
  readsTags: boolean,
): Headline => {
  switch (moment.kind) {
    case "none":
      return { look: "none", title: words.ready, note: readsTags ? words.hintTag : words.hint };
    case "keeping":
      return { look: "none", title: words.keeping, note: "" };
    case "unkept":
      return { look: "refused", title: words.unkept, note: words.unkeptNote };
    case "bad-sign":
      return { look: "refused", title: words.badSign, note: words.badSignNote };
    case "kept":
      return ofKept(moment.kept, shown, line, words);
  }
};

const ofKept = (asKept: Kept, shown: Shown, line: LineState, words: ReturnType<typeof scanWords>): Headline => {
  const kept = shown.latest.find(({ id }) => id === asKept.id) ?? asKept;
  switch (kept.fate.state) {
    case "waiting":
      return { look: "waiting", title: words.kept, note: waitingNote(line, words), kept };
    case "sent":
      return { look: "sent", title: words.sent, note: kept.fate.note ?? "", kept };
    case "refused":
      return {
        look: "refused",
        title: "route" in kept ? words.refused : words.notTaken,
        note: kept.fate.message,
        kept,
      };
  }
};

const waitingNote = (line: LineState, words: ReturnType<typeof scanWords>): string => {
  switch (line.state) {
    case "idle":
    case "sending":
      return words.sending;
    case "no-line":
      return words.keptNote;
    case "later":
      return line.message;
    case "stopped":
      return words.stoppedNote;
  }
};
