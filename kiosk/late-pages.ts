// Pages that no first touch reaches: no start waits for them.

import type { Page } from "./pages.ts";

const late = [
  ...(["said", "number", "pin", "home", "posts", "briefing", "handover", "words", "takeover", "held", "done"] as const),
  ...(["crew", "crew-activities", "crew-sign-up", "missing", "countersign", "refused", "locked"] as const),
  ...(["activities", "activity", "mine", "learning", "quiz", "asked", "cancel", "swap"] as const),
  ...(["answered", "offer", "swap-offer", "news", "queue", "patrol", "upkeep", "mydata", "correct"] as const),
  ...(["contest", "followups", "objecting", "note", "moved", "hazard", "hazards", "told", "task", "photo"] as const),
] as const;
export type LatePage = Extract<Page, { readonly at: (typeof late)[number] }>;
export const isLate = (page: Page): page is LatePage => late.some((at) => at === page.at);
