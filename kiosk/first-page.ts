// What a badge opens: what the desk answered him, what was moved, a seat that is kept for him, the act that is due, or the page from which he chooses. [SCR-2]

import type { Queued } from "./act.ts";
import { answeredCases } from "./hazards/hazards.ts";
import { answeredTo, offerOf } from "./kept.ts";
import { untoldOf } from "./moves/moves.ts";
import { heldPage, homeOf, type Page } from "./pages.ts";
import { hasOffers, type Person, selfOf } from "./person.ts";
import { openingOf } from "./posts.ts";
import type { Place } from "./rules.ts";

/** `queued`: what waits here to be told; `now`: server-corrected time of day, ms. */
export const firstPage = (who: Person, there: Place | undefined, queued: readonly Queued[], now: number): Page => {
  if (there === undefined) return homeOf(who);
  const answered = answeredTo(there, selfOf(who), queued);
  if (answered !== undefined) return { at: "answered", person: who, entry: answered };
  if (answeredCases(there, selfOf(who)).length > 0) return { at: "told", person: who };
  if (untoldOf(there, selfOf(who), now).length > 0) return { at: "moved", person: who };
  const offered = offerOf(there, selfOf(who), queued, now);
  if (offered !== undefined) return { at: "offer", person: who, activity: offered };
  if (hasOffers(who) && !queued.some(({ body }) => body.type === "AnswerSwap"))
    return { at: "swap-offer", person: who };
  const opens = openingOf(there, selfOf(who), now);
  switch (opens.kind) {
    case "home":
      return homeOf(who);
    case "briefing":
      return { at: "briefing", person: who, post: opens.post.id, confirmed: [], countersign: undefined };
    case "takeover": {
      const { post, left } = opens;
      return { at: "takeover", person: who, post: post.id, way: "handover", left, after: undefined, sheet: 0 };
    }
    case "held":
      return heldPage({ person: who, post: opens.post.id });
    case "missing":
      return { at: "missing", person: who, post: opens.post.id, refusal: opens.refusal, confirmed: [] };
  }
};
