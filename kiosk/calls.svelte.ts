// Calls for help from this machine, and hazards told by nobody known: kept and sent like any act, ahead of all others, and remembered for whoever comes next. [POST-4]

import { v7 as uuid } from "uuid";
import { type CaseId, caseId } from "../domain/ids.ts";
import { hour } from "../domain/time.ts";
import type { Act, ReportCase } from "./act.ts";
import type { SosCall, SosState } from "./kiosk.ts";
import type { Outbox, OutboxState } from "./outbox.ts";
import { claimOf, type Person, tailOf } from "./person.ts";

/** How long the machine goes on saying that help was called; what became of it, the desk knows. */
const shownFor = hour;

export const createCalls = (deps: {
  readonly outbox: Pick<Outbox, "keep">;
  readonly queue: () => OutboxState;
  readonly isLive: () => boolean;
  /** Server-corrected clock, ms. */
  readonly now: () => number;
  /** How long the server may take before the call counts as not sent, ms. */
  readonly patience: number;
}): {
  readonly last: SosCall | undefined;
  readonly call: (
    person: Person | undefined,
    from: { readonly name: string; readonly nameEn: string; readonly at: number },
  ) => void;
  /** What became of the last hazard that somebody told who did not say who he is. */
  readonly hazard: () => SosState | undefined;
  readonly report: (
    command: ReportCase,
    from: { readonly name: string; readonly nameEn: string; readonly at: number },
  ) => CaseId;
  readonly note: (person: Person | undefined, words: string, at: number) => void;
} => {
  type Sent = { readonly id: string; readonly settled: boolean };
  let made = $state.raw<Sent & Pick<Act, "at" | "name" | "nameEn">>();
  let noted = $state.raw<Sent>();
  let reported = $state.raw<Sent>();
  const stateOf = ({ id, settled }: Sent): SosState => {
    const { queued, refused } = deps.queue();
    if (refused.includes(id)) return "refused";
    if (settled && !queued.some((act) => act.id === id)) return "told";
    return settled || !deps.isLive() ? "waiting" : "sending";
  };
  const last = (): SosCall | undefined => {
    if (made === undefined) return undefined;
    const { at } = made;
    const state = stateOf(made);
    // What has not gone out is said for as long as it has not.
    if (state === "told" && deps.now() - at > shownFor) return undefined;
    return { at, state, ...(noted === undefined ? {} : { note: stateOf(noted) }) };
  };
  const whose = (person: Person | undefined) => ({
    tail: person === undefined ? "" : tailOf(person),
    as: person === undefined ? {} : { as: claimOf(person, "badge") },
  });
  return {
    get last() {
      return last();
    },
    hazard: () => (reported === undefined ? undefined : stateOf(reported)),
    report: (body, { name, nameEn, at }) => {
      const id = uuid();
      reported = { id, settled: false };
      // A lane of its own: it is nobody's, and waits behind no one.
      void deps.outbox.keep({ id, at, lane: `hazard:${id}`, tail: "", name, nameEn, body }, deps.patience).then(() => {
        if (reported?.id === id) reported = { id, settled: true };
      });
      return caseId(id);
    },
    call: (person, { name, nameEn, at }) => {
      const id = uuid();
      const { tail, as } = whose(person);
      const act: Act = {
        id,
        at,
        // A lane of its own: it waits behind no other act of the same worker.
        lane: `sos:${id}`,
        tail,
        name,
        nameEn,
        body: { type: "CallSos", place: name, ...as },
      };
      const sent = { id, at, name, nameEn };
      made = { ...sent, settled: false };
      noted = undefined;
      void deps.outbox.keep(act, deps.patience).then(() => {
        if (made?.id === id) made = { ...sent, settled: true };
      });
    },
    note: (person, words, at) => {
      if (made === undefined) return;
      const id = uuid();
      const { tail, as } = whose(person);
      const { name, nameEn } = made;
      // Behind its call, in the call's own lane.
      const act: Act = { id, at, lane: `sos:${made.id}`, tail, name, nameEn, body: { type: "NoteSos", words, ...as } };
      noted = { id, settled: false };
      void deps.outbox.keep(act, deps.patience).then(() => {
        if (noted?.id === id) noted = { id, settled: true };
      });
    },
  };
};
