// Whose turn it is and until when: each open case lies in exactly one inbox, and is overdue by the clock alone. [CASE-1, CASE-5]

import type { Millis, WorkerId } from "../ids.ts";
import { dayLength } from "../time.ts";
import { type CaseRec, type CaseSort, isOpen } from "./case.ts";

export type Policy = {
  /** To look at what was reported, to grade it, to hand it out; each, ms. */
  readonly office: Millis;
  /** To accept what is said to be done, and to sign a major one off; each, ms. */
  readonly accept: Millis;
  /** To say "not ours", after it was handed out, ms: five working days are a week. */
  readonly object: Millis;
  /** Same place and class within so long: it came back. [CASE-5] */
  readonly recurs: Millis;
};
export const policies: Readonly<Record<CaseSort, Policy>> = {
  hazard: { office: dayLength, accept: 3 * dayLength, object: 7 * dayLength, recurs: 90 * dayLength },
};

/** `safety`: who keeps the hazards of the unit; `manager`: who signs major ones off. */
export type Inbox =
  | { readonly kind: "safety" }
  | { readonly kind: "manager" }
  | { readonly kind: "worker"; readonly worker: WorkerId };

/** `isHere`: whether the register knows him; work of somebody who left lies with the office again. */
export const inboxOf = (one: CaseRec, isHere: (worker: WorkerId) => boolean): Inbox | undefined => {
  const of = (worker: WorkerId | undefined): Inbox =>
    worker !== undefined && isHere(worker) ? { kind: "worker", worker } : { kind: "safety" };
  switch (one.is.state) {
    case "reported":
    case "verified":
    case "graded":
    case "objected":
    case "suspended":
      return { kind: "safety" };
    case "assigned":
    case "working":
    case "returned":
      return of(one.fixes?.who);
    case "done":
      return of(one.fixes?.acceptor);
    case "accepted":
      return { kind: "manager" };
    case "rejected":
    case "merged":
    case "closed":
    case "void":
      return undefined;
  }
};

/** Until when the step that stands is to be taken; undefined: it is over. */
export const dueOf = (one: CaseRec): Millis | undefined => {
  const { office, accept } = policies[one.sort];
  switch (one.is.state) {
    case "reported":
      // From the telling: a kiosk may have kept it for days.
      return one.toldAt + office;
    case "verified":
    case "graded":
    case "objected":
      return one.is.at + office;
    case "assigned":
    case "working":
    case "returned":
      return one.fixes?.due ?? one.is.at + office;
    case "done":
    case "accepted":
      return one.is.at + accept;
    case "suspended":
      return one.is.until;
    case "rejected":
    case "merged":
    case "closed":
    case "void":
      return undefined;
  }
};

export const isOverdue = (one: CaseRec, now: Millis): boolean => {
  const due = dueOf(one);
  return due !== undefined && now > due;
};

/** Overdue and major, or overdue and handed out more than once: somebody above is to watch it. */
export const asksSupervision = (one: CaseRec, now: Millis): boolean =>
  isOpen(one) &&
  one.supervised === undefined &&
  isOverdue(one, now) &&
  (one.grade?.level === "major" || one.log.filter(({ did }) => did === "assigned").length > 1);

const isAtSamePlace = (a: CaseRec, b: CaseRec): boolean =>
  a.post === undefined ? b.post === undefined && a.unit === b.unit && a.place === b.place : a.post === b.post;

/** What was the same thing at the same place, closed not long before it was seen again; the latest first. [CASE-5] */
export const cameBack = (one: CaseRec, all: Iterable<CaseRec>): readonly CaseRec[] =>
  [...all]
    .filter(
      (other) =>
        other.id !== one.id &&
        other.sort === one.sort &&
        other.class === one.class &&
        other.is.state === "closed" &&
        isAtSamePlace(one, other) &&
        other.is.at <= one.at &&
        one.at - other.is.at <= policies[one.sort].recurs,
    )
    .sort((a, b) => b.is.at - a.is.at);

/** The most urgent first: overdue by the day, then what is due, then what is over, the latest on top. */
export const byDue = (a: CaseRec, b: CaseRec): number => {
  const [dueA, dueB] = [dueOf(a), dueOf(b)];
  if (dueA === undefined || dueB === undefined)
    return Number(dueA === undefined) - Number(dueB === undefined) || b.is.at - a.is.at || (a.id < b.id ? -1 : 1);
  return dueA - dueB || (a.id < b.id ? -1 : 1);
};
