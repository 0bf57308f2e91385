// What a worker wrote of himself, was answered, or chose for himself: the words of an event that are sealed under his key. [ORG-2]

import type { Event } from "../../domain/board.ts";

type Personal = Extract<Event, { readonly type: "CorrectionAsked" | "CorrectionAnswered" | "LookChosen" }>;

export const isPersonal = (data: Event): data is Personal =>
  data.type === "CorrectionAsked" || data.type === "CorrectionAnswered" || data.type === "LookChosen";

/** `texts` goes under the key, `rest` lies in the clear. */
export const ownTexts = (data: Personal): { readonly texts: object; readonly rest: object } => {
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
export const nothingOf = (type: Personal["type"]): object => {
  switch (type) {
    case "CorrectionAsked":
      return { about: "", wanted: "" };
    case "CorrectionAnswered":
      return { reason: "" };
    case "LookChosen":
      return { lang: "zh-CN", largeText: false };
  }
};
