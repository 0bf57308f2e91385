// The foreman's page on which he signs his crew up: taps become lines of one act, and a refusal keeps what he had chosen. [ACT-1]

import { expect, test } from "vitest";
import { activityId, roleId, unitId, workerId } from "../../domain/ids.ts";
import { isOfSeat } from "../../kiosk/act.ts";
import { behind } from "../../kiosk/behind.ts";
import { isRoomFor, leftBeside, openToCrews, tapped } from "../../kiosk/crew/signing.ts";
import type { Page } from "../../kiosk/pages.ts";
import type { Person } from "../../kiosk/person.ts";
import { activity, shiftStart, siteFixture } from "../kit/site-fixture.ts";
import { createSpec } from "../kit/spec.ts";
import { worker } from "../kit/world.ts";

const [a, b] = [workerId("w6"), workerId("w7")];
const [r, s] = [roleId("r"), roleId("s")];
const roles = [
  { id: "r", name: "队员", nameEn: "Member", capacity: 2, requires: [] },
  { id: "s", name: "带队", nameEn: "Lead", capacity: 1, requires: [] },
];
const site = siteFixture({
  activities: [activity("full", 1), activity("a1", 2, { roles }), activity("later", 5, { opensAt: shiftStart + 1 })],
});
const foreman: Person = { kind: "badge", badge: "SW-00001" };

test("[ACT-1] a tap names him for the chosen role, another role's tap moves him over, the same again takes him out", () => {
  const once = tapped([], a, r);
  expect(once).toEqual([{ worker: a, role: r }]);
  expect(tapped(tapped(once, b, r), a, s)).toEqual([
    { worker: b, role: r },
    { worker: a, role: s },
  ]);
  expect(tapped(once, a, r)).toEqual([]);
});

test("[ACT-1] only what is open and has a seat is offered; room counts by role and as a whole", () => {
  const spec = createSpec({ site });
  spec.given({ type: "SignUp", activity: activityId("full"), role: r, wait: false }, worker(9));
  expect(openToCrews({ records: spec.board }, spec.now()).map((one) => one.activity.id)).toEqual(["a1"]);
  const open = spec.board.look.activity("a1");
  const [first, second] = open?.roles ?? [];
  if (open === undefined || first === undefined || second === undefined) throw new Error("no activity of two roles");
  const both = [
    { worker: a, role: r },
    { worker: b, role: s },
  ];
  expect([isRoomFor(open, both), leftBeside(open, second, both)]).toEqual([true, 0]);
  expect(isRoomFor(open, [...both, { worker: workerId("w9"), role: r }])).toBe(false);
  expect(
    isRoomFor(
      open,
      both.map((one) => ({ ...one, role: s })),
    ),
  ).toBe(false);
});

test("[ACT-2] a refused crew goes back to its page with everybody still chosen; offline its seats are unsure", () => {
  const crew = [
    { worker: a, role: s },
    { worker: b, role: r },
  ];
  const command = { type: "SignUpCrew", unit: unitId("mine"), activity: activityId("a1"), crew } as const;
  const refused: Page = { at: "refused", person: foreman, draft: { command }, refusal: { code: "crew_barred" } };
  const page = behind(refused);
  expect(page).toEqual({ at: "crew-sign-up", person: foreman, activity: "a1", role: "s", chosen: crew, sheet: 0 });
  expect(behind(page)).toEqual({ at: "crew-activities", person: foreman, sheet: 0 });
  expect([isOfSeat(command), isOfSeat({ type: "SignUp" }), isOfSeat({ type: "SignOn" })]).toEqual([true, true, false]);
});
