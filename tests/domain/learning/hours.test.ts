// The counter of training hours: it is the sum of what attendance last said, and of what the desk entered, in whatever order. [ACT-5]

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { retiring } from "../../../domain/alarms/conditions.ts";
import { activityId, day, roleId, workerId } from "../../../domain/ids.ts";
import { byTrackIn, minutesIn } from "../../../domain/learning/learner.ts";
import { dutyOf } from "../../../domain/learning/tracks.ts";
import { retention } from "../../../domain/retire.ts";
import { dayLength, hour, minute } from "../../../domain/time.ts";
import {
  a1,
  cameAndLeft,
  endsAt,
  enter,
  entryOf,
  organiser,
  overAt,
  settleIt,
  startsAt,
  watched,
} from "../../kit/attended.ts";
import { activity, siteFixture } from "../../kit/site-fixture.ts";
import { createSpec, type Outcome, type Spec } from "../../kit/spec.ts";
import { attended, learnerOf, safety, trained, trainer, w0 } from "../../kit/trained.ts";
import { tries } from "../../kit/tries.ts";
import { system, worker } from "../../kit/world.ts";

const outside = (spec: Spec, more: object = {}, actor = trainer): Outcome =>
  spec.when(
    {
      type: "EnterTraining",
      worker: w0,
      ...{ training: "t1", day: day("2026-11-20"), minutes: 300, track: "skills", holder: "技校", reason: "有结业单" },
      ...more,
    },
    actor,
  );
const undo = (spec: Spec, training = "t1"): Outcome =>
  spec.when({ type: "UndoTraining", worker: w0, training, reason: "记错人" }, trainer);

describe("[ACT-5] hours of the year", () => {
  test("given he was there, then his minutes count in the year and track of the training; a correction moves them", () => {
    const spec = trained(1, false);
    cameAndLeft(spec, 0, startsAt, endsAt);
    expect(byTrackIn(learnerOf(spec), 2026)).toEqual({ fire: 120 });
    enter(spec, 0, startsAt + 30 * minute, endsAt);
    expect(byTrackIn(learnerOf(spec), 2026)).toEqual({ fire: 90 });
    enter(spec, 0, startsAt, startsAt);
    expect(minutesIn(learnerOf(spec), 2026)).toBe(0);
  });

  test("settled or not: a correction after the settling moves them as well, and settling counts nothing twice", () => {
    const spec = trained(1, false);
    attended(spec, 0);
    watched(spec, overAt);
    spec.given(settleIt, organiser, { now: overAt });
    expect(minutesIn(learnerOf(spec), 2026)).toBe(120);
    expect(enter(spec, 0, startsAt, startsAt + 45 * minute)).toMatchObject({
      types: ["TimesEntered", "CreditCorrected"],
    });
    expect(minutesIn(learnerOf(spec), 2026)).toBe(45);
  });

  test("only trainings count", () => {
    const spec = trained(1, false, { sort: "drill", training: undefined });
    attended(spec, 0);
    expect(learnerOf(spec)).toBeUndefined();
  });

  test("a training that names no track counts in the whole", () => {
    const spec = trained(1, false, { training: undefined });
    attended(spec, 0);
    expect(byTrackIn(learnerOf(spec), 2026)).toEqual({ "": 120 });
  });

  test("given a new register gave the training another track, when he is corrected, then the track that counted it is moved", () => {
    const spec = trained(1, false);
    attended(spec, 0);
    const site = siteFixture({
      posts: 0,
      activities: [activity("a1", 1, { sort: "training", training: { track: "forest" } })],
    });
    spec.given({ type: "ImportSite", import: site }, system);
    enter(spec, 0, startsAt, startsAt + hour);
    expect(byTrackIn(learnerOf(spec), 2026)).toEqual({ fire: 60 });
  });

  test("the year is the site's: what begins there on New Year's morning is the new year's, whatever UTC says", () => {
    const from = Date.UTC(2026, 11, 31, 16, 30);
    const spec = trained(1, false, { startsAt: from, endsAt: from + hour, closesAt: from, cancelUntil: from });
    cameAndLeft(spec, 0, from, from + hour);
    expect(minutesIn(learnerOf(spec), 2027)).toBe(60);
    expect(minutesIn(learnerOf(spec), 2026)).toBe(0);
  });

  test("this year and last are kept and no more, however many years go by", () => {
    const spec = trained(1, false);
    attended(spec, 0);
    const into = Date.UTC(2028, 5, 1);
    spec.pass(into - spec.now());
    expect(outside(spec, { day: day("2028-05-30") })).toMatchObject({ is: "done" });
    expect(learnerOf(spec)?.years).toEqual([{ year: 2028, byTrack: { skills: 300 } }]);
    expect(learnerOf(spec)?.lines).toEqual([]);
  });

  test("twenty hours are owed where the site says nothing, what it says otherwise, and none at 0", () => {
    const duty = (settings: Readonly<Record<string, number>>) => {
      const site = trained(1, false, {}, settings).board.get("site", "site");
      return site === undefined ? undefined : dutyOf(site);
    };
    expect([duty({}), duty({ trainHours: 72 }), duty({ trainHours: 0 })]).toEqual([1200, 4320, 0]);
  });

  test("a worker's record follows him to his new unit, and leaves the board two years after he did", () => {
    const spec = trained(1, false);
    attended(spec, 0);
    const site = siteFixture({ posts: 0, activities: [] });
    const [first, ...others] = site.workers;
    if (first === undefined) throw new Error("nobody");
    const moved = { ...first, unit: site.site.units[2]?.id ?? first.unit };
    spec.given({ type: "ImportSite", import: { ...site, workers: [moved, ...others] } }, system);
    expect(learnerOf(spec)?.scope).toEqual(["co", "forest"]);
    const gone = (now: number) => retiring(spec.board, spec.clock, now).filter(({ of }) => of === "learner");
    expect(gone(endsAt + retention.learner + dayLength)).toEqual([]);
    spec.given({ type: "ImportSite", import: { ...site, workers: others } }, system);
    expect(gone(endsAt + retention.learner)).toEqual([]);
    expect(gone(endsAt + retention.learner + 1)).toEqual([{ of: "learner", id: "w0" }]);
  });
});

describe("[ACT-5] training that another house held", () => {
  test("the desk enters it and it counts; undone, the sum is as before and both stay to be read", () => {
    const spec = trained(1, false);
    expect(outside(spec)).toMatchObject({ types: ["TrainingEntered"] });
    expect(outside(spec)).toEqual({ is: "already" });
    expect(byTrackIn(learnerOf(spec), 2026)).toEqual({ skills: 300 });
    expect(undo(spec)).toMatchObject({ types: ["TrainingUndone"] });
    expect(undo(spec)).toEqual({ is: "already" });
    expect(minutesIn(learnerOf(spec), 2026)).toBe(0);
    expect(learnerOf(spec)?.outside).toMatchObject([{ holder: "技校", undone: { reason: "记错人", by: "赵主任" } }]);
  });

  test.each([
    [{ day: day("2026-11-24") }, "training_day"],
    [{ day: day("2024-12-31") }, "training_day"],
    [{ track: "cooking" }, "track_unknown"],
    [{ worker: workerId("w99") }, "worker_unknown"],
  ])("%j is refused: %s", (more, code) => {
    expect(outside(trained(1, false), more)).toMatchObject({ is: "refused", code });
  });

  test("last year's first day still counts; nobody enters his own; what is not there cannot be undone", () => {
    const spec = trained(1, false);
    expect(outside(spec, { day: day("2025-01-01") })).toMatchObject({ is: "done" });
    expect(minutesIn(learnerOf(spec), 2025)).toBe(300);
    expect(outside(spec, { training: "t2" }, { ...safety, worker: w0 })).toMatchObject({ code: "own_entry" });
    expect(undo(spec, "t2")).toMatchObject({ code: "training_unknown" });
  });
});

/** Two trainings a year apart; minutes after the start that the desk enters, and outside hours entered and undone. */
const said = fc.oneof(
  fc.record({
    on: fc.constantFrom("b1", "b2"),
    from: fc.integer({ min: 0, max: 60 }),
    long: fc.integer({ min: 0, max: 60 }),
  }),
  fc.record({
    id: fc.constantFrom("t1", "t2", "t3"),
    minutes: fc.integer({ min: 1, max: 500 }),
    track: fc.constantFrom("fire", "skills"),
  }),
  fc.record({ undo: fc.constantFrom("t1", "t2", "t3") }),
);

test("[ACT-5] in whatever order corrections, outside hours and undoings are told, the counter is the sum of what stands", () => {
  const b = (id: string, from: number, track: string) =>
    activity(id, 2, {
      ...{ sort: "training", training: { track }, opensAt: from - hour },
      ...{ startsAt: from, endsAt: from + 2 * hour, closesAt: from + hour, cancelUntil: from },
    });
  const last = Date.UTC(2025, 11, 1);
  const now = Date.UTC(2026, 0, 5);
  const starts = { b1: last, b2: now - 3 * hour } as const;
  const site = siteFixture({ posts: 0, activities: [b("b1", starts.b1, "fire"), b("b2", starts.b2, "skills")] });
  fc.assert(
    fc.property(fc.array(said, { minLength: 1, maxLength: 25 }), (acts) => {
      const spec = createSpec({ site, at: last });
      const entries = new Map<string, { readonly minutes: number; readonly year: number; readonly track: string }>();
      for (const id of ["b1", "b2"] as const) {
        const at = starts[id];
        spec.given({ type: "SignUp", activity: activityId(id), role: roleId("r"), wait: false }, worker(0), {
          now: at,
        });
        spec.given({ type: "CheckInEntry", activity: activityId(id) }, worker(0), { now: at });
        spec.given({ type: "CheckOutEntry", activity: activityId(id) }, worker(0), { now: at + hour });
        entries.set(id, { minutes: 60, year: id === "b1" ? 2025 : 2026, track: id === "b1" ? "fire" : "skills" });
      }
      spec.pass(now - last);
      const stands = new Map<string, { readonly minutes: number; readonly year: number; readonly track: string }>();
      const undone = new Set<string>();
      for (const act of acts) {
        if ("on" in act) {
          const at = starts[act.on];
          const entry = spec.board.look.entriesOf("w0").find((one) => one.activity === act.on);
          if (entry === undefined) throw new Error("no entry");
          const from = at + act.from * minute;
          const times = { from, to: from + act.long * minute, reason: "补" };
          spec.given({ type: "EnterTimes", activity: activityId(act.on), entry: entry.id, ...times }, organiser);
          const known = entries.get(act.on);
          if (known !== undefined) entries.set(act.on, { ...known, minutes: act.long });
        } else if ("undo" in act) {
          if (undo(spec, act.undo).is === "done") undone.add(act.undo);
          stands.delete(act.undo);
        } else {
          const { id, minutes, track } = act;
          const told = outside(spec, { training: id, minutes, track, day: day("2025-12-30") });
          if (told.is === "done") stands.set(id, { minutes, year: 2025, track });
        }
      }
      const expected = { 2025: new Map<string, number>(), 2026: new Map<string, number>() };
      for (const { minutes, year, track } of [...entries.values(), ...stands.values()]) {
        const sums = expected[year === 2025 ? 2025 : 2026];
        if (minutes > 0) sums.set(track, (sums.get(track) ?? 0) + minutes);
      }
      for (const year of [2025, 2026] as const)
        expect(byTrackIn(learnerOf(spec), year)).toEqual(Object.fromEntries(expected[year]));
    }),
    { numRuns: tries(200) },
  );
});

test("[ACT-5] minutes that stand in the sums alone are corrected by what the event tells", () => {
  const spec = trained(1, false);
  attended(spec, 0);
  const learner = learnerOf(spec);
  if (learner === undefined) throw new Error("no learner");
  spec.board.apply([{ kind: "put", record: { ...learner, lines: [] } }]);
  enter(spec, 0, startsAt, startsAt + hour);
  expect(byTrackIn(learnerOf(spec), 2026)).toEqual({ fire: 60 });
  expect(learnerOf(spec)?.lines).toMatchObject([{ entry: entryOf(spec, 0).id, activity: a1, minutes: 60 }]);
});
