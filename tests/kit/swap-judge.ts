// The judge's laws of seats offered by number: his own seat, to one at a time, and taken by nobody else, in time. [ACT-3]

import type { ActivityEvent } from "../../domain/activities/activity-acts.ts";
import type { Event } from "../../domain/board.ts";
import type { Recorded } from "../../domain/decider.ts";
import type { Millis } from "../../domain/ids.ts";
import type { Book } from "./seat-books.ts";

type Of<T extends ActivityEvent["type"]> = Extract<ActivityEvent, { readonly type: T }>;
type Breach = (what: string) => void;

const isAnswerable = (book: Book, now: Millis): boolean => !book.isCancelled && now <= book.cancelUntil;

export const judgeOffer = (event: Of<"SwapAsked"> | Of<"SwapEnded">, book: Book, now: Millis, breach: Breach): void => {
  const entry = book.entries.get(event.entry);
  if (event.type === "SwapEnded") {
    if (entry?.asked === undefined) breach(`${event.worker} offered nothing that ends`);
    else if (event.how === "lapsed" && isAnswerable(book, now)) breach(`${event.worker} loses an offer that waits`);
    if (entry !== undefined) entry.asked = undefined;
    return;
  }
  if (entry?.state !== "seated") breach(`${event.worker} offers a seat that is not his`);
  else if (entry.asked !== undefined && isAnswerable(book, now)) breach(`${event.worker} offers his seat twice`);
  if (!isAnswerable(book, now)) breach(`${event.worker} offers his seat too late`);
  if (entry !== undefined) entry.asked = event.other ?? "nobody";
};

/** A seat that changes hands by the other's own word was offered to him; beside him the giver acts himself. */
export const judgeYes = (
  event: Of<"SeatSwapped">,
  book: Book,
  { actor, at: now }: Recorded<Event>,
  breach: Breach,
): void => {
  if (actor.kind !== "worker" || actor.worker === event.worker) return;
  const isOffered = book.entries.get(event.entry)?.asked === event.to.worker;
  if (!isOffered || actor.worker !== event.to.worker) breach(`${event.to.worker} takes what nobody offered`);
  if (!isAnswerable(book, now)) breach(`${event.to.worker} takes a seat after its time`);
};
