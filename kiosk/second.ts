// The second badge of a page: a foreman who countersigns, or the incoming person of a hand-over; known, unknown, or without a line.

import type { Live } from "../web/lib/live.svelte.ts";
import type { Foreman, Incoming } from "./pages.ts";
import { selfOf } from "./person.ts";
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
