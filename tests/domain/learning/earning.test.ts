// Qualifications that training gives: when, for how long, what every gate makes of them, and how they end. [ACT-5, POST-2, ACT-2]

import { describe, expect, test } from "vitest";
import { activityId, day, postId, quizId, roleId, workerId } from "../../../domain/ids.ts";
import { addMonths, trainingDefaults } from "../../../domain/learning/tracks.ts";
import { defaultSettings } from "../../../domain/site/site.ts";
import { dayLength, hour, minute } from "../../../domain/time.ts";
import { qualificationOn, qualificationsOf } from "../../../domain/workers.ts";
import { a1, cameAndLeft, checkIn, endsAt, enter, organiser, overAt, startsAt } from "../../kit/attended.ts";
import { activity, shiftStart, siteFixture } from "../../kit/site-fixture.ts";
import { createSpec, person, type Spec } from "../../kit/spec.ts";
import { attended, learnerOf, safety, standingOf, trained, w0, withdrawn } from "../../kit/trained.ts";
import { system, worker } from "../../kit/world.ts";

const held = (spec: Spec, on: string, name = "扑火证", n = 0) => {
  const record = spec.board.get("worker", `w${n}`);
  return record === undefined ? undefined : qualificationOn(record, name, day(on));
};

describe("[ACT-5] a qualification by being there", () => {
  test("given a training without a quiz, when he checks out at its end, then it is his from that day for so many months", () => {
    const spec = trained(1, false);
    attended(spec, 0);
    expect(spec.events.at(-1)?.data).toMatchObject({ type: "QualificationEarned", worker: "w0", how: "attended" });
    expect(standingOf(spec)).toEqual([{ name: "扑火证", from: "2026-11-29", until: "2027-11-29" }]);
    expect(held(spec, "2027-11-29")).toEqual({ state: "valid", until: "2027-11-29" });
    expect(held(spec, "2027-11-30")).toMatchObject({ state: "expired" });
    expect(held(spec, "2026-11-28")).toEqual({ state: "missing" });
  });

  test.each([
    [96, 1],
    [95, 0],
  ])(
    "given two hours, when he was there for %i minutes, then %i is given: four fifths are the training",
    (minutes, n) => {
      const spec = trained(1, false);
      cameAndLeft(spec, 0, startsAt, startsAt + minutes * minute);
      expect(standingOf(spec)).toHaveLength(n);
    },
  );

  test("given he forgot to check out, when the desk enters his times, then it is his; entered again, not twice", () => {
    const spec = trained(1, false);
    spec.given(checkIn, worker(0), { now: startsAt });
    expect(enter(spec, 0, startsAt, endsAt)).toMatchObject({ types: ["TimesEntered", "QualificationEarned"] });
    expect(enter(spec, 0, startsAt, endsAt - minute)).toMatchObject({ types: ["TimesEntered"] });
    expect(standingOf(spec)).toHaveLength(1);
  });

  test("given he came without having signed up, when the desk writes him down, then it is his, and the hours of his year", () => {
    const spec = trained(1, false, {
      capacity: 2,
      roles: [{ id: "r", name: "学员", nameEn: "Trainee", capacity: 2, requires: [] }],
    });
    attended(spec, 0);
    const times = { from: startsAt, to: endsAt, reason: "没报名，签在纸上" };
    const added = { type: "AddAttended", activity: a1, worker: workerId("w3"), role: roleId("r"), ...times } as const;
    expect(spec.when(added, organiser, { now: overAt })).toMatchObject({
      types: ["AttendedAdded", "QualificationEarned"],
    });
    expect(learnerOf(spec, 3)?.years).toEqual(learnerOf(spec, 0)?.years);
    expect(learnerOf(spec, 3)?.earned).toHaveLength(1);
  });

  test("given the training was broken off, then nothing is given", () => {
    const spec = trained(1, false);
    spec.given(checkIn, worker(0), { now: startsAt });
    spec.given({ type: "CancelActivity", activity: a1, reason: "雷雨" }, organiser, { now: endsAt - minute });
    spec.given({ type: "CheckOutEntry", activity: a1 }, worker(0), { now: endsAt });
    expect(standingOf(spec)).toEqual([]);
  });

  test("only a training bears a track, a qualification or a quiz, and the quiz must be there", () => {
    const spec = createSpec();
    const draft = (more: object) => {
      const made = siteFixture({ activities: [activity("a9", 2, { ...more })] }).activities[0];
      if (made === undefined) throw new Error("no draft");
      return { type: "OpenActivity", activity: made } as const;
    };
    const training = { track: "fire" };
    expect(spec.when(draft({ training }), organiser)).toMatchObject({ code: "training_kind" });
    const odd = { training: { track: "cooking" }, sort: "training" };
    expect(spec.when(draft(odd), organiser)).toMatchObject({ code: "track_unknown" });
    const unknown = { ...training, quiz: quizId("none") };
    expect(spec.when(draft({ sort: "training", training: unknown }), organiser)).toMatchObject({
      code: "quiz_unknown",
    });
    expect(spec.when(draft({ sort: "training", training }), organiser)).toMatchObject({ is: "done" });
  });
});

describe("[ACT-5] months of the calendar", () => {
  test.each([
    ["2026-01-31", 1, "2026-02-28"],
    ["2027-12-31", 2, "2028-02-29"],
    ["2026-11-29", 12, "2027-11-29"],
    ["2024-02-29", 12, "2025-02-28"],
    ["2026-08-31", 120, "2036-08-31"],
  ])("%s and %i months is %s", (from, months, until) => {
    expect(addMonths(day(from), months)).toBe(until);
  });

  test("the day is the site's: a training past midnight there counts from the new day", () => {
    // 23:30 UTC+8 on the 30th to 01:30 on the 31st.
    const from = Date.UTC(2026, 11, 30, 15, 30);
    const at = { startsAt: from, endsAt: from + 2 * hour, closesAt: from, cancelUntil: from };
    const spec = trained(1, false, at);
    cameAndLeft(spec, 0, from, from + 2 * hour);
    expect(standingOf(spec)).toEqual([{ name: "扑火证", from: "2026-12-31", until: "2027-12-31" }]);
  });
});

describe("[ACT-5] every gate asks for it at once", () => {
  const site = siteFixture({ posts: 2, activities: [activity("a1", 9, { sort: "training" })] });
  const needing = {
    ...site,
    posts: site.posts.map((post) => ({ ...post, requires: ["扑火证"], briefing: [] })),
    activities: site.activities.flatMap((one) => [
      { ...one, training: { track: "fire", gives: { name: "扑火证", months: 1 } } },
      {
        ...one,
        id: activityId("a2"),
        startsAt: endsAt + 3 * dayLength,
        endsAt: endsAt + 3 * dayLength + hour,
        closesAt: endsAt + 3 * dayLength,
        roles: one.roles.map((role) => ({ ...role, requires: ["扑火证"] })),
      },
    ]),
  };
  const signOn = { type: "SignOn", post: postId("p0"), briefing: [] } as const;
  /** His own shift of the day after the training. */
  const shift = shiftStart + 7 * dayLength;

  test("[POST-2] given a post that needs it, then he signs on after the training and not before, nor once it has expired", () => {
    const spec = createSpec({ site: needing });
    expect(spec.when(signOn, worker(0))).toMatchObject({ code: "qualification_missing" });
    spec.given({ type: "SignUp", activity: a1, role: roleId("r"), wait: false }, worker(0));
    attended(spec, 0);
    expect(spec.when(signOn, worker(0), { now: shift })).toMatchObject({ is: "done" });
    spec.given({ type: "SignOff", post: signOn.post }, worker(0), { now: shift + hour });
    expect(spec.when(signOn, worker(0), { now: shift + 35 * dayLength })).toMatchObject({
      code: "qualification_expired",
      params: { name: "扑火证", until: "2026-12-29" },
    });
  });

  test("[ACT-2] given a role that needs it, then he signs up once he has it, and not after it was withdrawn", () => {
    const signUp = { type: "SignUp", activity: activityId("a2"), role: roleId("r"), wait: false } as const;
    const spec = createSpec({ site: needing });
    expect(spec.when(signUp, worker(8))).toMatchObject({ code: "qualification_missing" });
    spec.given({ type: "SignUp", activity: a1, role: roleId("r"), wait: false }, worker(8));
    attended(spec, 8);
    spec.pass(endsAt - spec.now());
    expect(withdrawn(spec, workerId("w8"))).toMatchObject({ is: "done" });
    expect(spec.when(signUp, worker(8))).toMatchObject({ code: "qualification_missing" });
  });
});

describe("[ACT-5] the register and what was earned here", () => {
  const again = (spec: Spec, qualifications: readonly { name: string; until: string }[]) => {
    const site = siteFixture({ posts: 0, activities: [] });
    const workers = site.workers.map((one) =>
      one.id === w0 ? { ...one, qualifications: qualifications.map((q) => ({ ...q, until: day(q.until) })) } : one,
    );
    spec.given({ type: "ImportSite", import: { ...site, workers } }, system);
  };

  test("given an import without it, then it stays; one with an earlier end changes nothing, a later one counts", () => {
    const spec = trained(1, false);
    attended(spec, 0);
    again(spec, []);
    expect(held(spec, "2027-01-01")).toEqual({ state: "valid", until: "2027-11-29" });
    again(spec, [{ name: "扑火证", until: "2027-01-05" }]);
    expect(held(spec, "2027-01-01")).toMatchObject({ until: "2027-11-29" });
    again(spec, [{ name: "扑火证", until: "2030-01-05" }]);
    expect(held(spec, "2027-01-01")).toMatchObject({ until: "2030-01-05" });
    const record = spec.board.get("worker", "w0");
    expect(record === undefined ? [] : qualificationsOf(record, day("2027-01-01"))).toEqual([
      { name: "扑火证", until: "2030-01-05" },
    ]);
  });

  test("given he was left out of one register and is in the next, then he still has it", () => {
    const spec = trained(1, false);
    attended(spec, 0);
    const site = siteFixture({ posts: 0, activities: [] });
    spec.given({ type: "ImportSite", import: { ...site, workers: site.workers.slice(1) } }, system);
    expect(spec.board.get("worker", "w0")).toBeUndefined();
    again(spec, []);
    expect(held(spec, "2027-01-01")).toMatchObject({ state: "valid" });
  });

  test("given it was withdrawn, then the register's own still counts, and who withdrew it and why stays to be read", () => {
    const spec = trained(1, false);
    attended(spec, 0);
    again(spec, [{ name: "扑火证", until: "2027-01-05" }]);
    expect(withdrawn(spec)).toMatchObject({ types: ["QualificationWithdrawn"] });
    expect(withdrawn(spec)).toEqual({ is: "already" });
    expect(held(spec, "2027-01-01")).toMatchObject({ until: "2027-01-05" });
    expect(learnerOf(spec)?.earned).toMatchObject([{ name: "扑火证", withdrawn: { by: "钱安全", reason: "冒名" } }]);
    // Not given anew by what is entered afterwards.
    expect(enter(spec, 0, startsAt, endsAt - minute, overAt)).toMatchObject({ types: ["TimesEntered"] });
    expect(held(spec, "2027-01-01")).toMatchObject({ until: "2027-01-05" });
  });

  test("nobody withdraws his own, and of what nobody has there is nothing to withdraw", () => {
    const spec = trained(1, false);
    expect(withdrawn(spec)).toMatchObject({ code: "earned_unknown" });
    attended(spec, 0);
    expect(withdrawn(spec, w0, { ...safety, worker: w0 })).toMatchObject({ code: "own_entry" });
  });

  test("[ORG-2] given he is forgotten, then what he learned goes with him, and no later word brings it back", () => {
    const spec = trained(1, false);
    attended(spec, 0);
    spec.pass(overAt - spec.now());
    spec.given({ type: "ForgetWorker", worker: w0 }, person("admin", "co"));
    expect(learnerOf(spec)).toBeUndefined();
    expect(spec.board.get("worker", "w0")).not.toHaveProperty("earned");
    enter(spec, 0, startsAt, endsAt - minute, overAt);
    expect(learnerOf(spec)).toBeUndefined();
  });
});

test("[ACT-5] a site whose record is older than the rule keeps to its defaults", () => {
  expect(defaultSettings).toMatchObject(trainingDefaults);
});
