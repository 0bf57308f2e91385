// The kiosk's session as a machine: which page stands, what a badge, a key or the clock turns it into, and what must be asked for.

import type { Left } from "../domain/posts/post.ts";
import type { IdentifyRequest } from "../domain/protocol.ts";
import type { Refusal } from "../domain/refusals.ts";
import { behind } from "./behind.ts";
import type { Draft } from "./draft.ts";
import { photoPage } from "./hazards/pages.ts";
import type { Foreman, Incoming } from "./others.ts";
import type { Outcome } from "./outbox.ts";
import { homeOf, type Page, type PinOf, personOf } from "./pages.ts";
import { badgeOf, laneOf, type Person } from "./person.ts";
import { refusedPage } from "./refused-page.ts";
import { type Asks, awaits, waitsForOther, withIncoming, withOther } from "./second-badge.ts";
import { doneStays, idleAfter, stoppedFor, warnFor } from "./stays.ts";

export const pinLength = 6;
export const numberLength = 12;

export type Session = {
  readonly page: Page;
  /** Number of the question that may still be answered; an answer to an older one is nobody's any more. */
  readonly turn: number;
  readonly touchedAt: number;
  readonly pageSince: number;
  readonly warnedAt: number | undefined;
};

export type Event =
  | { readonly type: "tick" | "touch" | "stay" | "exit" | "back" | "erase" | "clear"; readonly now: number }
  | { readonly type: "badge"; readonly code: string; readonly now: number }
  | { readonly type: "digit"; readonly digit: string; readonly now: number }
  | { readonly type: "go"; readonly page: Page; readonly now: number }
  | { readonly type: "act"; readonly person: Person; readonly draft: Draft; readonly now: number }
  /** Help is called for, by whom a badge said or by nobody known. */
  | { readonly type: "call"; readonly person: Person | undefined; readonly now: number }
  /** The server knew him; `page` is what his badge opens. */
  | { readonly type: "identified"; readonly turn: number; readonly page: Page; readonly now: number }
  | { readonly type: "not-identified"; readonly turn: number; readonly refusal: Refusal; readonly now: number }
  | { readonly type: "foreman"; readonly turn: number; readonly foreman: Foreman; readonly now: number }
  | { readonly type: "incoming"; readonly turn: number; readonly incoming: Incoming; readonly now: number }
  /** Whose badge it was that came to a held post: the hand-over from its holder, or another's own page. */
  | { readonly type: "outgoing"; readonly turn: number; readonly page: Page; readonly now: number }
  | {
      readonly type: "outcome";
      readonly turn: number;
      readonly outcome: Outcome;
      readonly actAt: number;
      readonly now: number;
    }
  /** A fresh card after an act: the same page, better informed. */
  | { readonly type: "refreshed"; readonly turn: number; readonly person: Person; readonly now: number };

export type Effect =
  | { readonly kind: "identify"; readonly request: IdentifyRequest; readonly turn: number }
  | { readonly kind: Asks; readonly badge: string; readonly turn: number }
  | { readonly kind: "act"; readonly person: Person; readonly draft: Draft; readonly turn: number }
  | { readonly kind: "call"; readonly person: Person | undefined };

export type Step = { readonly session: Session; readonly effects: readonly Effect[] };

/** Nothing of anybody: what every wipe leads to. */
export const wiped = (turn: number, now: number): Session => ({
  page: { at: "idle" },
  turn: turn + 1,
  touchedAt: now,
  pageSince: now,
  warnedAt: undefined,
});

const stay = (session: Session): Step => ({ session, effects: [] });
const turnTo = (session: Session, page: Page, now: number): Session => ({
  ...session,
  page,
  touchedAt: now,
  pageSince: page.at === session.page.at ? session.pageSince : now,
  warnedAt: undefined,
});
const show = (session: Session, page: Page, now: number): Step => stay(turnTo(session, page, now));

const ask = (session: Session, request: IdentifyRequest, now: number): Step => {
  const turn = session.turn + 1;
  const from: Page = session.page.at === "pin" ? { ...session.page, digits: "" } : { at: "idle" };
  return {
    session: { ...turnTo(session, { at: "asking", request, from }, now), turn },
    effects: [{ kind: "identify", request, turn }],
  };
};

export const advance = (session: Session, event: Event): Step => {
  switch (event.type) {
    case "tick":
      return stay(ticked(session, event.now));
    case "touch":
      return stay(session.warnedAt === undefined ? { ...session, touchedAt: event.now } : session);
    case "stay":
      return stay({ ...session, touchedAt: event.now, warnedAt: undefined });
    case "exit":
      return stay(wiped(session.turn, event.now));
    case "back":
      return show(session, behind(session.page), event.now);
    case "go":
      return show(session, event.page, event.now);
    case "badge":
      return badgeRead(session, event.code, event.now);
    case "digit":
      return digitPressed(session, event.digit, event.now);
    case "erase":
      if (session.page.at === "words") return keyTyped(session, session.page, "Backspace", event.now);
      return retype(session, (digits) => digits.slice(0, -1), event.now);
    case "clear":
      return retype(session, () => "", event.now);
    case "act": {
      const turn = session.turn + 1;
      const page: Page = { at: "sending", person: event.person, draft: event.draft };
      return {
        session: { ...turnTo(session, page, event.now), turn },
        effects: [{ kind: "act", person: event.person, draft: event.draft, turn }],
      };
    }
    case "call":
      // Once per page: a second touch of the same glove calls nobody twice.
      if (session.page.at !== "sos") return stay(session);
      return {
        session: turnTo(session, { at: "called", person: event.person }, event.now),
        effects: [{ kind: "call", person: event.person }],
      };
    case "identified":
      return identified(session, event);
    case "not-identified":
      return notIdentified(session, event.turn, event.refusal, event.now);
    case "foreman":
      if (event.turn !== session.turn || session.page.at !== "countersign") return stay(session);
      return show(session, { ...session.page, foreman: event.foreman }, event.now);
    case "incoming":
      if (event.turn !== session.turn || !awaits(session.page)) return stay(session);
      return show(session, withIncoming(session.page, event.incoming), event.now);
    case "outgoing":
      if (event.turn !== session.turn || session.page.at !== "held") return stay(session);
      return show(session, event.page, event.now);
    case "outcome":
      return settled(session, event);
    case "refreshed":
      if (event.turn !== session.turn || session.page.at !== "done") return stay(session);
      return stay({ ...session, page: { ...session.page, person: event.person } });
  }
};

/** Where the PIN was asked for one act, it is done at once. */
const identified = (session: Session, { turn, page, now }: Extract<Event, { readonly type: "identified" }>): Step => {
  if (turn !== session.turn || session.page.at !== "asking") return stay(session);
  const { from } = session.page;
  const command = from.at === "pin" && from.of.kind === "person" ? from.of.does : undefined;
  const person = personOf(page);
  if (command === undefined || person === undefined) return show(session, page, now);
  return advance(session, { type: "act", person, draft: { command }, now });
};

// ── the clock ────────────────────────────────────────────────────────────────────────────────────

const ticked = (session: Session, now: number): Session => {
  const { page } = session;
  if (session.warnedAt !== undefined) return now - session.warnedAt >= warnFor ? wiped(session.turn, now) : session;
  switch (page.at) {
    case "idle":
    case "asking":
    case "sending":
      return session;
    case "done":
      return now - session.touchedAt >= doneStays(page) ? wiped(session.turn, now) : session;
    case "stopped":
    case "said":
      return now - session.touchedAt >= stoppedFor ? wiped(session.turn, now) : session;
    default:
      return now - session.touchedAt >= idleAfter ? { ...session, warnedAt: now } : session;
  }
};

// ── badges ───────────────────────────────────────────────────────────────────────────────────────

/** Whoever lays his badge down is served: the next badge takes over on any page, so that nobody acts in another's name. */
const badgeRead = (session: Session, badge: string, now: number): Step => {
  const { page } = session;
  // A badge that brushes the reader must not take a call for help away.
  if (page.at === "sending" || page.at === "sos") return stay(session);
  // Whoever tries the reader wants to see what it reads, and to be nobody else by it.
  if (page.at === "upkeep" && page.show === "reader")
    return show(session, { ...page, read: { length: badge.length, tail: badge.slice(-3) } }, now);
  if (waitsForOther(page)) {
    const other = withOther(page, badge);
    return otherBadge(session, other.page, other.asks, badge, now);
  }
  const person = personOf(page);
  const same = person !== undefined && badgeOf(person) === badge;
  // Held to the reader twice, or to say "still here": not a new visit. On a done page it is one.
  if (same && page.at !== "done") return stay({ ...session, touchedAt: now, warnedAt: undefined });
  if (page.at === "asking" && "badge" in page.request && page.request.badge === badge) return stay(session);
  return ask(wiped(session.turn, now), { badge }, now);
};

const otherBadge = (session: Session, page: Page, asks: Asks | undefined, badge: string, now: number): Step => {
  if (asks === undefined) return show(session, page, now);
  const turn = session.turn + 1;
  return { session: { ...turnTo(session, page, now), turn }, effects: [{ kind: asks, badge, turn }] };
};

const notIdentified = (session: Session, turn: number, refusal: Refusal, now: number): Step => {
  const { page } = session;
  if (turn !== session.turn || page.at !== "asking") return stay(session);
  if (refusal.code === "locked" || refusal.code === "too_many") {
    const seconds = Number(refusal.params?.seconds ?? 30);
    return show(session, { at: "locked", person: personOf(page), from: now, until: now + seconds * 1_000 }, now);
  }
  if (refusal.code === "no_answer") {
    const what = page.from.at !== "pin" ? "badge" : page.from.of.kind === "number" ? "number" : "pin";
    return show(session, { at: "stopped", why: { kind: "needs-line", what } }, now);
  }
  if (refusal.code !== "no_match") return show(session, { at: "said", refusal }, now);
  // A number nobody has and a PIN that is wrong look the same.
  if (page.from.at === "pin") {
    const left = Number(refusal.params?.left);
    const missed = { ...page.from, digits: "", missed: true };
    return show(session, Number.isInteger(left) ? { ...missed, left } : missed, now);
  }
  const tail = "badge" in page.request ? page.request.badge.slice(-3) : "";
  return show(session, { at: "stopped", why: { kind: "badge", tail } }, now);
};

const digitPressed = (session: Session, digit: string, now: number): Step => {
  const { page } = session;
  if (page.at === "words") return keyTyped(session, page, digit, now);
  if (session.warnedAt !== undefined || !/^\d$/.test(digit)) return stay(session);
  if (page.at === "number" || (page.at === "swap" && page.digits !== undefined)) {
    const digits = (page.digits + digit).slice(0, numberLength);
    return show(session, { ...page, digits }, now);
  }
  if (page.at !== "pin") return stay(session);
  const digits = (page.digits + digit).slice(0, pinLength);
  const next = turnTo(session, { ...page, digits, missed: false }, now);
  return digits.length < pinLength ? stay(next) : ask(next, requestOf(page.of, digits), now);
};

const keyTyped = (session: Session, page: Extract<Page, { readonly at: "words" }>, key: string, now: number): Step =>
  session.warnedAt === undefined
    ? show(session, { ...page, typing: page.typed(page.typing, page.board, key) }, now)
    : stay(session);

const requestOf = (of: PinOf, pin: string): IdentifyRequest => {
  if (of.kind === "number") return { number: of.number, pin };
  const badge = badgeOf(of.person);
  if (badge !== undefined) return { badge, pin };
  const number = of.person.kind === "known" && "number" in of.person.request ? of.person.request.number : "";
  return { number, pin };
};

const retype = (session: Session, change: (digits: string) => string, now: number): Step => {
  const { page } = session;
  if (!("digits" in page) || page.digits === undefined) return stay(session);
  return show(session, { ...page, digits: change(page.digits) }, now);
};

const leftIn = ({ notes, words }: Extract<Draft["command"], { readonly type: "BeginHandover" }>): Left => ({
  notes,
  ...(words === undefined ? {} : { words }),
});

const settled = (session: Session, event: Extract<Event, { readonly type: "outcome" }>): Step => {
  const { page } = session;
  if (event.turn !== session.turn || page.at !== "sending") return stay(session);
  const { person, draft } = page;
  const { outcome } = event;
  const { command, photoOf } = draft;
  // The outgoing has signed: now it is the other's turn, at the same page.
  if (
    command.type === "BeginHandover" &&
    draft.incoming !== undefined &&
    (outcome.kind === "ok" || outcome.kind === "kept")
  )
    return show(
      session,
      {
        at: "takeover",
        person: draft.incoming,
        post: command.post,
        way: "handover",
        left: leftIn(command),
        after: laneOf(person),
        sheet: 0,
      },
      event.now,
    );
  if (photoOf !== undefined && outcome.kind === "ok") return show(session, photoPage(person, photoOf), event.now);
  // To have read something is no act that wants a page of its own.
  if (command.type === "ReadAnswer" && outcome.kind !== "refused") return show(session, homeOf(person), event.now);
  if (outcome.kind !== "refused") {
    const done = turnTo(session, { at: "done", person, draft, outcome, actAt: event.actAt }, event.now);
    return stay(done);
  }
  return show(session, refusedPage(person, draft, outcome.refusal), event.now);
};
