// Whatever people do, in whatever order: no case is without an owner, closed by whoever mended it, or silently dropped. [CASE-1]

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Event } from "../../../domain/board.ts";
import { type CaseRec, isOpen, isSame, rectifiers, teller } from "../../../domain/cases/case.ts";
import { dueOf, inboxOf } from "../../../domain/cases/case-policy.ts";
import type { Actor } from "../../../domain/decider.ts";
import { anyCaseAct, caseAct, caseNamed, nextAct } from "../../kit/any-cases.ts";
import { createSpec } from "../../kit/spec.ts";

const handedOut: ReadonlySet<string> = new Set(["assigned", "working", "returned", "done", "accepted", "suspended"]);
const workerOf = (actor: Actor) => (actor.kind === "worker" || actor.kind === "person" ? actor.worker : undefined);

/** Who closes or accepts, held against the case as it stood before. */
const ownWork = (before: CaseRec, event: Event, actor: Actor): boolean => {
  if (event.type !== "CaseAccepted" && event.type !== "CaseClosed") return false;
  const he = workerOf(actor);
  return (he !== undefined && rectifiers(before).includes(he)) || isSame(before.doneBy, event.by);
};

describe("any stream of acts on four cases", () => {
  it("[CASE-1] keeps an owner and a day to every open one, lets nobody pass his own work, answers whoever told it", () => {
    const reached = new Set<string>();
    fc.assert(
      fc.property(fc.array(anyCaseAct, { minLength: 20, maxLength: 120 }), (acts) => {
        const spec = createSpec();
        const told = new Set<string>();
        for (const { what, n, k, signed, fits, pass } of acts) {
          spec.pass(pass);
          const waits = spec.board.get("case", caseNamed(k));
          const { command, actor, id } =
            fits && waits !== undefined
              ? nextAct(waits, n, k, signed, spec.now())
              : caseAct(what, n, k, signed, spec.now());
          const before = new Map([...spec.board.all("case")].map((one) => [one.id, one]));
          const outcome = spec.when(command, actor, id === undefined ? {} : { id });
          if (outcome.is !== "done") continue;
          for (const event of outcome.events) {
            if (!("case" in event)) continue;
            if (event.type === "CaseReported") told.add(event.case);
            const was = before.get(event.case);
            if (was !== undefined) expect(ownWork(was, event, actor), event.type).toBe(false);
          }
          for (const one of spec.board.all("case")) {
            reached.add(one.is.state);
            const inbox = inboxOf(one, () => true);
            expect(inbox !== undefined, `${one.is.state}: in an inbox`).toBe(isOpen(one));
            expect(dueOf(one) !== undefined, `${one.is.state}: has a day`).toBe(isOpen(one));
            if (handedOut.has(one.is.state)) {
              expect(one.fixes, one.is.state).toBeDefined();
              expect(rectifiers(one)).not.toContain(one.fixes?.acceptor);
              if (one.grade?.level === "major") expect(one.fixes?.major).toBeDefined();
            }
            const was = before.get(one.id);
            if (was !== undefined && isOpen(was) && !isOpen(one) && teller(one) !== undefined)
              expect(one.news).toBe(true);
          }
          expect([...spec.board.all("case")].map((one) => `${one.id}`).sort()).toEqual([...told].sort());
        }
      }),
      { numRuns: 400 },
    );
    // A draw that never gets there proves nothing.
    expect([...reached].sort()).toEqual(
      ["accepted", "assigned", "closed", "done", "graded", "merged", "objected", "rejected", "reported", "returned"]
        .concat(["suspended", "verified", "void", "working"])
        .sort(),
    );
  });
});
