// The second badge of a page: a foreman who countersigns, or the other of a hand-over; known, unknown, or without a line.

import type { Live } from "../web/lib/live.svelte.ts";
import type { Foreman, Incoming } from "./others.ts";
import type { Page } from "./pages.ts";
import { type Person, selfOf } from "./person.ts";
import { mayCountersign } from "./rules.ts";

/** Undefined: no line, or no answer in time. */
type Answer = Awaited<ReturnType<Live["identify"]>> | undefined;
const nameless = (badge: string): string => `…${badge.slice(-3)}`;

export const foremanOf = (badge: string, answer: Answer): Foreman => {
  if (answer === undefined) return { state: "here", badge, name: nameless(badge) };
  if (answer.kind === "refused")
    return answer.refusal.code === "no_answer"
      ? { state: "here", badge, name: nameless(badge) }
      : { state: "wrong", why: "unknown" };
  const self = selfOf({ kind: "known", request: { badge }, card: answer.card });
  return self !== undefined && mayCountersign(self)
    ? { state: "here", badge, name: answer.card.name }
    : { state: "wrong", why: "no-foreman" };
};

export const incomingOf = (badge: string, answer: Answer): Incoming => {
  const unnamed: Incoming = { state: "here", person: { kind: "badge", badge }, name: nameless(badge) };
  if (answer === undefined) return unnamed;
  if (answer.kind === "refused")
    return answer.refusal.code === "no_answer" ? unnamed : { state: "wrong", why: "unknown" };
  const { card } = answer;
  return { state: "here", person: { kind: "known", request: { badge }, card }, name: card.name };
};

/**
 * A badge laid down at a held post: its holder's begins the hand-over to who stands there, anybody else's opens what it opens.
 * Without a line nobody here knows whose it is: the server says so later.
 */
export const outgoingOf = (
  badge: string,
  page: Extract<Page, { readonly at: "held" }>,
  answer: Answer,
  opening: (person: Person) => Page,
): Page => {
  const { person: to, post } = page;
  const name = to.kind === "known" ? to.card.name : nameless(to.badge);
  const from = (person: Person): Page => ({
    at: "handover",
    person,
    post,
    notes: [],
    words: "",
    incoming: { state: "here", person: to, name },
  });
  if (answer === undefined) return from({ kind: "badge", badge });
  if (answer.kind === "refused")
    return answer.refusal.code === "no_answer"
      ? from({ kind: "badge", badge })
      : { ...page, outgoing: { state: "wrong" } };
  const person: Person = { kind: "known", request: { badge }, card: answer.card };
  const self = selfOf(person);
  const holds = answer.card.records.some(
    (record) =>
      record.kind === "post" && record.id === post && record.watch.state === "held" && record.watch.holder === self?.id,
  );
  return holds ? from(person) : opening(person);
};
