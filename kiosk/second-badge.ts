// The page waits for another's badge: whose it is is asked for at once, unless it is his own again. [POST-2, POST-5]

import type { Incoming } from "./others.ts";
import type { HandoverPage, Page } from "./pages.ts";
import { badgeOf, type Person } from "./person.ts";

/** Words for whoever takes the post over; words of his own affairs wait for nobody. */
type HandoverWords = Extract<Page, { readonly at: "words" }> & { readonly of: HandoverPage; readonly person: Person };
type TwoPage = Extract<Page, { readonly at: "countersign" | "handover" | "held" | "swap" }> | HandoverWords;
type Awaiting = HandoverPage | HandoverWords | Extract<Page, { readonly at: "swap" }>;
export type Asks = "foreman" | "incoming" | "outgoing";

export const waitsForOther = (page: Page): page is TwoPage =>
  page.at === "countersign" || page.at === "held" || awaits(page);
export const awaits = (page: Page): page is Awaiting =>
  page.at === "handover" || isHandoverWords(page) || page.at === "swap";
const isHandoverWords = (page: Page): page is HandoverWords => page.at === "words" && page.of.at === "handover";

/** A page with what is known of whoever comes, also while the outgoing still writes. */
export const withIncoming = (page: Awaiting, incoming: Incoming): Page =>
  page.at === "words" ? { ...page, of: { ...page.of, incoming } } : { ...page, incoming };

/** The page after the badge, and as what it is asked for; undefined: it is his own, and nobody is asked. */
export const withOther = (page: TwoPage, badge: string): { readonly page: Page; readonly asks: Asks | undefined } => {
  const own = badgeOf(page.person) === badge;
  switch (page.at) {
    case "countersign":
      return own
        ? { page: { ...page, foreman: { state: "wrong", why: "self" } }, asks: undefined }
        : { page: { ...page, foreman: { state: "asked", badge } }, asks: "foreman" };
    case "handover":
    case "words":
    case "swap":
      return own
        ? { page: withIncoming(page, { state: "wrong", why: "self" }), asks: undefined }
        : { page: withIncoming(page, { state: "asked", badge }), asks: "incoming" };
    case "held":
      return own
        ? { page, asks: undefined }
        : { page: { ...page, outgoing: { state: "asked", badge } }, asks: "outgoing" };
  }
};
