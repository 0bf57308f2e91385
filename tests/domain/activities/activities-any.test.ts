// Activities under any sequence of commands: seats, counts and the queue's order after every event. [ACT-1, ACT-3, ACT-6]

import fc from "fast-check";
import { expect, test } from "vitest";
import { isLive } from "../../../domain/activities/activity.ts";
import { activityId, roleId } from "../../../domain/ids.ts";
import { dayLength, hour, minute } from "../../../domain/time.ts";
import { activity, shiftStart, siteFixture } from "../../kit/site-fixture.ts";
import { createSpec, person, watcher } from "../../kit/spec.ts";
import { tries } from "../../kit/tries.ts";
import { worker } from "../../kit/world.ts";

const startsAt = shiftStart + 5 * dayLength + 19 * hour;

test("[ACT-1] after every event of any sequence: capacity holds, counts equal a recount, one live entry a worker, order kept", () => {
  const act = fc.record({
    what: fc.constantFrom(
      "SignUp",
      "SignUp",
      "SignUp",
      "CancelEntry",
      "CancelEntry",
      "Answer",
      "Lapse",
      "CheckInEntry",
      "CheckOutEntry",
      "Import",
    ),
    on: fc.constantFrom("a1", "a2", "a3"),
    role: fc.constantFrom("r", "s"),
    who: fc.integer({ min: 0, max: 11 }),
    wait: fc.constantFrom(false, true, "ask" as const),
    pass: fc.constantFrom(0, 0, 0, minute, 3 * minute, 7 * hour),
    late: fc.constantFrom(0, 0, 5 * dayLength + 19 * hour),
    capacity: fc.integer({ min: 1, max: 6 }),
  });
  const some = (capacity: number) => {
    const roles = [
      { id: "r", name: "甲", nameEn: "A", capacity, requires: [] },
      { id: "s", name: "乙", nameEn: "B", capacity: 2, requires: [] },
    ];
    return siteFixture({
      activities: [
        activity("a1", capacity, { roles }),
        activity("a2", 2, { roles }),
        activity("a3", 3, { roles, startsAt: startsAt + 5 * hour, endsAt: startsAt + 8 * hour }),
      ],
    });
  };
  fc.assert(
    fc.property(fc.array(act, { maxLength: 60 }), (acts) => {
      const spec = createSpec({ site: some(2) });
      const checkAll = (): void => {
        for (const { id, counts: kept, capacity, roles } of spec.board.all("activity")) {
          const entries = [...spec.board.all("entry")].filter((entry) => entry.activity === id);
          const inSeat = entries.filter(({ is }) =>
            ["confirmed", "offered", "cancel-requested", "checked-in", "attended"].includes(is.state),
          );
          expect(kept.taken).toBe(inSeat.length);
          expect(kept.taken).toBeLessThanOrEqual(capacity);
          expect(kept.waiting).toBe(entries.filter(({ is }) => is.state === "waiting").length);
          expect(kept.here).toBe(entries.filter(({ is }) => is.state === "checked-in").length);
          for (const role of roles) {
            const taken = inSeat.filter((entry) => entry.role === role.id).length;
            expect(kept.takenByRole[role.id] ?? 0).toBe(taken);
            expect(taken).toBeLessThanOrEqual(role.capacity);
          }
          const live = entries.filter(isLive).map((entry) => entry.worker);
          expect(new Set(live).size).toBe(live.length);
          const places = entries.flatMap(({ is }) => (is.state === "waiting" ? [is.place] : []));
          expect(new Set(places).size).toBe(places.length);
        }
      };
      for (const { what, on, role, who, wait, pass, late, capacity } of acts) {
        const waiting = (): readonly { readonly place: number; readonly who: string; readonly asks: boolean }[] =>
          spec.board.look
            .waitingIn(on)
            .flatMap((entry) =>
              entry.is.state === "waiting" && entry.role === role
                ? [{ place: entry.is.place, who: entry.worker, asks: entry.is.asks === true }]
                : [],
            )
            .toSorted((a, b) => a.place - b.place);
        const before = waiting();
        const now = spec.pass(pass).now() + late;
        const id = activityId(on);
        const outcome =
          what === "SignUp"
            ? spec.when({ type: "SignUp", activity: id, role: roleId(role), wait }, worker(who), { now })
            : what === "Import"
              ? spec.when({ type: "ImportSite", import: some(capacity) }, person("admin", "co"), { now })
              : what === "Answer"
                ? spec.when({ type: "AnswerOffer", activity: id, accept: wait !== false }, worker(who, "pin"), { now })
                : what === "Lapse"
                  ? spec.when({ type: "LapseOffers", activity: id }, watcher, { now })
                  : what === "CancelEntry"
                    ? spec.when({ type: "CancelEntry", activity: id }, worker(who, "pin"), { now })
                    : spec.when({ type: what === "CheckInEntry" ? what : "CheckOutEntry", activity: id }, worker(who), {
                        now,
                      });
        checkAll();
        if (outcome.is !== "done") continue;
        // Nobody here collides later, so whoever is seated or asked from this role's queue stood at its head.
        const seated = outcome.events.flatMap((event) =>
          (event.type === "SeatOffered" || (event.type === "SeatTaken" && event.promoted)) &&
          before.some((one) => one.who === event.worker)
            ? [event.worker]
            : [],
        );
        const startsAt = spec.board.look.activity(on)?.startsAt ?? 0;
        const queue = before.filter(
          (one) =>
            !(one.asks && now >= startsAt) &&
            !outcome.events.some((event) => event.type === "EntryCancelled" && event.worker === one.who),
        );
        expect(seated).toEqual(queue.slice(0, seated.length).map((one) => one.who));
      }
    }),
    { numRuns: tries(120) },
  );
});
