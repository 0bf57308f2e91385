// Sealed of a worker's own data: what he asked to have put right, the answer, and what he chose for himself. [ORG-2]

import type { Event } from "../../domain/board.ts";
import { type EventPart, ownedRecord, reopened } from "./part.ts";

type Personal = Extract<Event, { readonly type: "CorrectionAsked" | "CorrectionAnswered" | "LookChosen" }>;
const isPersonal = (data: Event): data is Personal =>
  data.type === "CorrectionAsked" || data.type === "CorrectionAnswered" || data.type === "LookChosen";

/** `texts` goes under the key, `rest` lies in the clear. */
const ownTexts = (data: Personal): { readonly texts: object; readonly rest: object } => {
  switch (data.type) {
    case "CorrectionAsked": {
      const { about, wanted, ...rest } = data;
      return { texts: { about, wanted }, rest };
    }
    case "CorrectionAnswered": {
      const { reason, ...rest } = data;
      return { texts: { reason }, rest };
    }
    case "LookChosen": {
      const { lang, largeText, ...rest } = data;
      return { texts: { lang, largeText }, rest };
    }
  }
};

/** What stands in their place once the key is destroyed. */
const nothingOf = (type: Personal["type"]): object => {
  switch (type) {
    case "CorrectionAsked":
      return { about: "", wanted: "" };
    case "CorrectionAnswered":
      return { reason: "" };
    case "LookChosen":
      return { lang: "zh-CN", largeText: false };
  }
};

export const correctionsPart: EventPart = {
  types: ["CorrectionAsked", "CorrectionAnswered", "LookChosen"],
  whose: (data) => (isPersonal(data) ? [data.worker] : []),
  close: (data, close) => {
    if (!isPersonal(data)) return data;
    const { texts, rest } = ownTexts(data);
    return { ...rest, sealed: close(texts, data.worker) };
  },
  open: (data, open, where) =>
    isPersonal(data) ? reopened(data, { whose: data.worker, nothing: nothingOf(data.type), open, where }) : data,
};

export const correctionPart = ownedRecord("correction", {
  clear: ["kind", "id", "seq", "worker", "scope"],
  whose: ({ worker }) => worker,
  forgotten: () => undefined,
});
