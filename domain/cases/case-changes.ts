// How an event changes a case, and who hears of it: whoever told it, and whoever told the same. [CASE-1]

import { type Change, put } from "../decider.ts";
import type { CaseId, Seq, UnitId } from "../ids.ts";
import { type CaseDeed, type CaseRec, type CaseState, deedsKept, teller } from "./case.ts";
import type { CaseEvent } from "./case-acts.ts";

export type CaseChangeLook = { readonly case: (id: CaseId) => CaseRec | undefined };

/** Steps of which whoever told it hears at his next tap. */
const tells: ReadonlySet<CaseEvent["type"]> = new Set([
  "CaseVerified",
  "CaseRejected",
  "CaseMerged",
  "CaseAssigned",
  "CaseClosed",
  "CaseReopened",
  "CaseVoided",
]);

export const evolveCases = (event: CaseEvent, seq: Seq, look: CaseChangeLook): readonly Change<CaseRec>[] => {
  if (event.type === "CaseReported") {
    const { subject: _, type: __, case: id, ...told } = event;
    const is: CaseState = { state: "reported", at: event.at };
    const deed = { did: "reported", at: event.at, words: event.words, ...of(event.by) } as const;
    return [put({ kind: "case", id, seq, ...told, is, photos: [], joined: [], reopened: 0, news: false, log: [deed] })];
  }
  if (event.type === "CasesRead")
    return event.cases.flatMap((id) => {
      const one = look.case(id);
      return one === undefined ? [] : [put({ ...one, seq, news: false })];
    });
  const known = look.case(event.case);
  if (known === undefined) return [];
  const { is, ...more } = stepped(known, event);
  const next: CaseRec = {
    ...known,
    ...more,
    seq,
    is,
    news: known.news || (tells.has(event.type) && teller(known) !== undefined),
    log: [...known.log, deedOf(event)].slice(-deedsKept),
  };
  const others = tells.has(event.type) ? known.joined : [];
  return [
    put(next),
    ...(event.type === "CaseMerged" ? joins(event.case, event.into, seq, look) : []),
    ...others.flatMap((id) => {
      const one = look.case(id);
      return one === undefined || teller(one) === undefined ? [] : [put({ ...one, seq, news: true })];
    }),
  ];
};

type OnOne = Exclude<CaseEvent, { readonly type: "CaseReported" | "CasesRead" }>;
const of = (by: CaseRec["by"]) => (by === undefined ? {} : { by });

/** What had joined the one that is merged goes with it. */
const joins = (from: CaseId, into: CaseId, seq: Seq, look: CaseChangeLook): readonly Change<CaseRec>[] => {
  const target = look.case(into);
  if (target === undefined) return [];
  const joined = [...new Set([...target.joined, from, ...(look.case(from)?.joined ?? [])])];
  return [put({ ...target, seq, joined })];
};

type Stepped = Pick<CaseRec, "is"> & Partial<CaseRec>;
const stepped = (known: CaseRec, event: OnOne): Stepped => {
  const by = { at: event.at, by: event.by };
  switch (event.type) {
    case "CaseVerified":
      return { is: { state: "verified", ...by } };
    case "CaseRejected":
      return { is: { state: "rejected", ...by, reason: event.reason } };
    case "CaseMerged":
      return { is: { state: "merged", ...by, into: event.into } };
    case "CaseGraded":
      return { is: { state: "graded", ...by }, grade: event.grade };
    case "CaseAssigned":
      return { is: { state: "assigned", ...by }, fixes: event.fixes };
    case "AcceptorNamed":
      return known.fixes === undefined
        ? { is: known.is }
        : { is: known.is, fixes: { ...known.fixes, acceptor: event.acceptor } };
    case "CaseObjected":
      return { is: { state: "objected", ...by, reason: event.reason } };
    case "CaseStarted":
      return { is: { state: "working", ...by } };
    case "CaseDone":
      return { is: { state: "done", ...by, evidence: event.evidence }, doneBy: event.by };
    case "CaseReturned":
      return { is: { state: "returned", ...by, reason: event.reason } };
    case "CaseAccepted":
      return { is: { state: "accepted", ...by } };
    case "CaseClosed":
      return { is: { state: "closed", ...by } };
    case "CaseSuspended": {
      const { state } = known.is;
      const from = state === "working" || state === "returned" ? state : "assigned";
      return { is: { state: "suspended", ...by, reason: event.reason, until: event.until, from } };
    }
    case "CaseResumed":
      return known.is.state === "suspended" ? { is: resumed(known, event) } : { is: known.is };
    case "CaseSupervised":
      return { is: known.is, supervised: { ...by, reason: event.reason } };
    case "CaseReopened":
      // Its grade is known; who is to mend it this time, and by when, is said anew.
      return { is: { state: "graded", ...by }, reopened: known.reopened + 1 };
    case "CaseVoided":
      // Written down by mistake: nothing is to be shown of it.
      return { is: { state: "void", ...by, reason: event.reason }, photos: [] };
  }
};

/** Back to where it was; what had been sent back is work under way. */
const resumed = ({ is }: CaseRec, { at, by }: OnOne): CaseState => ({
  state: is.state === "suspended" && is.from === "assigned" ? "assigned" : "working",
  at,
  by,
});

const deedOf = (event: OnOne): CaseDeed => {
  const { at, by } = event;
  switch (event.type) {
    case "CaseVerified":
      return { did: "verified", at, by, words: "" };
    case "CaseRejected":
      return { did: "rejected", at, by, words: event.reason };
    case "CaseMerged":
      return { did: "merged", at, by, words: "" };
    case "CaseGraded":
      return { did: "graded", at, by, words: "" };
    case "CaseAssigned":
      return { did: "assigned", at, by, words: event.reason };
    case "AcceptorNamed":
      return { did: "acceptor", at, by, words: event.reason };
    case "CaseObjected":
      return { did: "objected", at, by, words: event.reason };
    case "CaseStarted":
      return { did: "working", at, by, words: "" };
    case "CaseDone":
      return { did: "done", at, by, words: event.evidence };
    case "CaseReturned":
      return { did: "returned", at, by, words: event.reason };
    case "CaseAccepted":
      return { did: "accepted", at, by, words: "" };
    case "CaseClosed":
      return { did: "closed", at, by, words: "" };
    case "CaseSuspended":
      return { did: "suspended", at, by, words: event.reason };
    case "CaseResumed":
      return { did: "resumed", at, by, words: "" };
    case "CaseSupervised":
      return { did: "supervised", at, by, words: event.reason };
    case "CaseReopened":
      return { did: "reopened", at, by, words: event.reason };
    case "CaseVoided":
      return { did: "void", at, by, words: event.reason };
  }
};

/** The case after an import: under its unit's new scope; under the whole site where its unit is there no more. */
export const caseAfterImport = (
  one: CaseRec,
  seq: Seq,
  scopes: ReadonlyMap<UnitId, readonly UnitId[]>,
  root: UnitId | undefined,
): Change<CaseRec> => {
  const unit = scopes.has(one.unit) || root === undefined ? one.unit : root;
  return put({ ...one, seq, unit, scope: scopes.get(unit) ?? one.scope });
};
