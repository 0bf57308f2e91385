// What a worker is shown when his act was refused: the way on, where there is one. [POST-2, POST-5]

import type { Refusal, RefusalCode } from "../domain/refusals.ts";
import type { Draft, Over } from "./draft.ts";
import { heldPage, type Page } from "./pages.ts";
import type { Person } from "./person.ts";

/** What no foreman can mend: the hand-over itself is over, or another's. */
const ofHandover: ReadonlySet<RefusalCode> = new Set<RefusalCode>([
  "handover_none",
  "handover_other",
  "handover_lapsed",
  "items_unread",
  "relief_unsigned",
  "relief_by_holder",
]);

export const refusedPage = (person: Person, draft: Draft, refusal: Refusal): Page => {
  const { command } = draft;
  if (command.type !== "SignOn" && command.type !== "TakeOver" && command.type !== "RelievePost")
    return { at: "refused", person, draft, refusal };
  if (ofHandover.has(refusal.code)) return { at: "refused", person, draft, refusal };
  const { post, briefing: confirmed } = command;
  if (refusal.code === "post_held") return heldPage({ person, post });
  const over = overOf(draft);
  // The desk said something new while he read: he is asked for that alone.
  if (refusal.code === "briefing_unconfirmed")
    return { at: "briefing", person, post, confirmed, countersign: draft.countersign, ...over };
  return { at: "missing", person, post, refusal, confirmed, ...over };
};

const overOf = ({ command, also: after }: Draft): { readonly over?: Over } => {
  if (command.type === "TakeOver") return { over: { way: "handover", read: command.read, after } };
  return command.type === "RelievePost" ? { over: { way: "relief", read: command.read, after } } : {};
};
