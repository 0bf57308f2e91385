// Calls for help from this machine: kept and sent like any act, ahead of all others, and remembered for whoever comes next. [POST-4]

import { v7 as uuid } from "uuid";
import { hour } from "../domain/time.ts";
import type { Act } from "./act.ts";
import type { SosCall } from "./kiosk.ts";
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
} => {
  let made = $state.raw<{ readonly id: string; readonly at: number; readonly settled: boolean }>();
  const last = (): SosCall | undefined => {
    if (made === undefined) return undefined;
    const { id, at, settled } = made;
    const { queued, refused } = deps.queue();
    if (refused.includes(id)) return { at, state: "refused" };
    const away = settled && !queued.some((act) => act.id === id);
    // What has not gone out is said for as long as it has not.
    if (away) return deps.now() - at > shownFor ? undefined : { at, state: "told" };
    return { at, state: settled || !deps.isLive() ? "waiting" : "sending" };
  };
  return {
    get last() {
      return last();
    },
    call: (person, { name, nameEn, at }) => {
      const id = uuid();
      const act: Act = {
        id,
        at,
        // A lane of its own: it waits behind no other act of the same worker.
        lane: `sos:${id}`,
        tail: person === undefined ? "" : tailOf(person),
        name,
        nameEn,
        body: {
          type: "CallSos",
          place: name,
          ...(person === undefined ? {} : { as: claimOf(person, "badge") }),
        },
      };
      made = { id, at, settled: false };
      void deps.outbox.keep(act, deps.patience).then(() => {
        if (made?.id === id) made = { id, at, settled: true };
      });
    },
  };
};
