// Seats that come free while a fairness window runs: whoever leaves gives his crew's share back in the same act, and no other crew takes it. [ACT-3]

import { expect, test } from "vitest";
import type { Wait } from "../../../domain/activities/activity-acts.ts";
import type { ActivityDraft } from "../../../domain/activities/activity-draft.ts";
import { windowNow } from "../../../domain/activities/fairness.ts";
import type { Command } from "../../../domain/board.ts";
import { activityId, type EntryId, roleId, unitId } from "../../../domain/ids.ts";
import { dayLength, hour, minute } from "../../../domain/time.ts";
import { shiftStart, siteFixture } from "../../kit/site-fixture.ts";
import { createSpec, person, type Spec, watcher } from "../../kit/spec.ts";
import { worker } from "../../kit/world.ts";

const f1 = activityId("f1");
const startsAt = shiftStart + 5 * dayLength;
const until = startsAt - hour;
const manager = person("manager", "co");
const desk = person("union-officer", "co");
const signUp = (wait: Wait): Command => ({ type: "SignUp", activity: f1, role: roleId("r"), wait });

/** w0 to w3 of the first crew, w4 to w7 of the second: of four seats each crew has two. */
const opened = (more: Partial<ActivityDraft> = {}): Spec => {
  const fixture = siteFixture({ posts: 0, workers: 8, activities: [] });
  const workers = fixture.workers.map((one, n) => ({ ...one, unit: unitId("mine"), crew: n < 4 ? "甲" : "乙" }));
  const spec = createSpec({ site: { ...fixture, workers } });
  const capacity = 4;
  const activity: ActivityDraft = {
    ...{ id: f1, unit: unitId("co"), sort: "volunteer", name: "护林", nameEn: "Ranger day", place: "", capacity },
    ...{ startsAt, endsAt: startsAt + 2 * hour, opensAt: shiftStart, closesAt: startsAt, cancelUntil: shiftStart },
    ...{ fairUntil: until, roles: [{ id: roleId("r"), name: "员", nameEn: "M", capacity, requires: [] }] },
    ...more,
  };
  spec.given({ type: "OpenActivity", activity }, manager);
  spec.pass(minute);
  return spec;
};
const entryOf = (spec: Spec, n: number): EntryId => {
  const [entry] = spec.board.look.entriesOf(`w${n}`);
  if (entry === undefined) throw new Error(`w${n}`);
  return entry.id;
};
const stateOf = (spec: Spec, n: number) => spec.board.look.entriesOf(`w${n}`).map(({ is }) => is.state);
/** Both crews hold their two; of each the third waits, the second crew's before the first's. */
const full = (wait: Wait = true, more: Partial<ActivityDraft> = {}): Spec => {
  const spec = opened(more);
  for (const n of [0, 1, 4, 5]) spec.given(signUp(false), worker(n));
  for (const n of [6, 2]) spec.given(signUp(wait), worker(n));
  return spec;
};

test("[ACT-2, ACT-3] let go late by the desk: the seat is his crew's, though somebody of another crew waits longer", () => {
  const spec = full();
  spec.given({ type: "CancelEntry", activity: f1 }, worker(0, "pin"));
  expect(stateOf(spec, 0)).toEqual(["cancel-requested"]);
  const answer = {
    type: "AnswerCancel",
    activity: f1,
    entry: entryOf(spec, 0),
    accept: true,
    reason: "家里有事",
  } as const;
  expect(spec.given(answer, desk)).toMatchObject([
    { type: "EntryCancelled", worker: "w0" },
    { type: "SeatTaken", worker: "w2", promoted: true },
  ]);
  expect(stateOf(spec, 6)).toEqual(["waiting"]);
});

test("[ACT-3] an offer declined gives the share back in the same act: to the next of his crew, not to the longest wait", () => {
  const spec = full("ask", { cancelUntil: startsAt });
  spec.given(signUp("ask"), worker(3));
  spec.given({ type: "CancelEntry", activity: f1 }, worker(0, "pin"));
  expect(stateOf(spec, 2)).toEqual(["offered"]);
  // What is kept for w2 is of his crew's share: nobody else of it is asked meanwhile.
  expect(stateOf(spec, 3)).toEqual(["waiting"]);
  expect(spec.given({ type: "AnswerOffer", activity: f1, accept: false }, worker(2, "pin"))).toMatchObject([
    { type: "OfferLapsed", worker: "w2", how: "declined" },
    { type: "SeatOffered", worker: "w3" },
  ]);
  expect(stateOf(spec, 6)).toEqual(["waiting"]);
});

test("[ACT-3] offers that run out at once give all their shares back: each crew's to its own", () => {
  const spec = full("ask", { cancelUntil: startsAt });
  for (const n of [7, 3]) spec.given(signUp("ask"), worker(n));
  for (const n of [0, 4]) spec.given({ type: "CancelEntry", activity: f1 }, worker(n, "pin"));
  expect([stateOf(spec, 2), stateOf(spec, 6)]).toEqual([["offered"], ["offered"]]);
  const now = spec.now() + 3 * dayLength;
  const events = spec.given({ type: "LapseOffers", activity: f1 }, watcher, { now });
  expect(events.filter(({ type }) => type === "OfferLapsed")).toHaveLength(2);
  expect(events.flatMap((one) => (one.type === "SeatOffered" ? [one.worker] : []))).toEqual(["w7", "w3"]);
});

test("[ACT-3] the window never outlasts the beginning, however long it was set to run", () => {
  const spec = opened();
  const record = spec.board.get("activity", f1);
  if (record?.fair === undefined) throw new Error("no window");
  const longer = { ...record, fair: { ...record.fair, until: startsAt + hour } };
  expect(windowNow(longer, startsAt - 1)).toBe(longer.fair);
  expect(windowNow(longer, startsAt)).toBeUndefined();
  expect(windowNow(record, until - 1)).toBe(record.fair);
  expect(windowNow(record, until)).toBeUndefined();
});
