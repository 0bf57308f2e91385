// Whatever people do with the activities of two units: the live counts are those of the events, by unit as in all. [ACT-6]

import fc from "fast-check";
import { expect, test } from "vitest";
import { volunteers } from "../../../domain/activities/volunteers.ts";
import { activityId, roleId } from "../../../domain/ids.ts";
import { dayLength, hour, minute } from "../../../domain/time.ts";
import { activity, shiftStart, siteFixture } from "../../kit/site-fixture.ts";
import { createSpec } from "../../kit/spec.ts";
import { tries } from "../../kit/tries.ts";
import { worker } from "../../kit/world.ts";

const startsAt = shiftStart + 2 * hour;
const times = {
  startsAt,
  endsAt: startsAt + 6 * hour,
  opensAt: shiftStart - hour,
  closesAt: startsAt + 6 * hour,
  cancelUntil: startsAt,
};
const site = siteFixture({
  posts: 0,
  activities: [activity("a0", 3, { ...times, unit: "mine" }), activity("a1", 3, { ...times, unit: "forest" })],
});
const unitOf = (id: string): string => (id === "a0" ? "mine" : "forest");
const step = fc.record({
  what: fc.constantFrom("SignUp", "SignUp", "CheckInEntry", "CheckInEntry", "CheckOutEntry", "CancelEntry"),
  n: fc.nat(4),
  k: fc.nat(1),
  pass: fc.constantFrom(0, 10 * minute, 50 * minute),
});

test("[ACT-6] signed up today, on the ground now and hours this month, by unit: each is what the events add up to", () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 5, maxLength: 60 }), (steps) => {
      const spec = createSpec({ site });
      for (const { what, n, k, pass } of steps) {
        spec.pass(pass);
        const on = { activity: activityId(`a${k}`) };
        if (what === "SignUp") spec.when({ type: what, ...on, role: roleId("r"), wait: true }, worker(n));
        else if (what === "CheckInEntry" || what === "CheckOutEntry") spec.when({ type: what, ...on }, worker(n));
        else spec.when({ type: "CancelEntry", ...on }, worker(n, "pin"));
      }
      const counted = new Map(["mine", "forest"].map((unit) => [unit, { here: 0, signUps: 0, minutes: 0 }]));
      for (const { data } of spec.events) {
        if (data.subject !== "activities") continue;
        const of = counted.get(unitOf(data.activity));
        if (of === undefined) continue;
        if ((data.type === "SeatTaken" && !data.promoted) || data.type === "QueueJoined") of.signUps += 1;
        if (data.type === "EntryCheckedIn") of.here += 1;
        if (data.type === "EntryCheckedOut") {
          of.here -= 1;
          of.minutes += data.minutes;
        }
      }
      const now = spec.now();
      const view = volunteers(spec.board, spec.clock, now);
      const isOver = now >= times.endsAt;
      const isToday = spec.clock.dayOf(now) === spec.clock.dayOf(shiftStart);
      for (const [unit, { here, signUps, minutes }] of counted) {
        const found = view.byUnit.find((one) => one.unit === unit);
        expect(found?.onGround ?? 0, unit).toBe(isOver ? 0 : here);
        if (isToday) expect(found?.signedUpToday ?? 0, unit).toBe(signUps);
        expect(found?.monthHours ?? 0, unit).toBe(Math.floor(minutes / 60));
      }
      const sum = (of: "onGround" | "signedUpToday"): number => view.byUnit.reduce((all, one) => all + one[of], 0);
      expect(sum("onGround")).toBe(view.onGround);
      expect(sum("signedUpToday")).toBe(view.signedUpToday);
      const kept = new Map<string, number>();
      for (const { units = {} } of spec.board.all("daily"))
        for (const [unit, { volunteerMinutes }] of Object.entries(units))
          kept.set(unit, (kept.get(unit) ?? 0) + volunteerMinutes);
      for (const [unit, { minutes }] of counted) expect(kept.get(unit) ?? 0, unit).toBe(minutes);
      expect(now - shiftStart).toBeLessThan(4 * dayLength);
    }),
    { numRuns: tries(150) },
  );
});
