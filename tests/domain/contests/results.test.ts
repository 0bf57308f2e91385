// The result of a contest: ranked, published, objected to, final. [ACT-5]

import { describe, expect, test } from "vitest";
import { dayLength } from "../../../domain/time.ts";
import { a1, cameAndLeft, endsAt, organiser, signedUp, startsAt } from "../../kit/attended.ts";
import {
  closing,
  contested,
  during,
  entrantOf,
  finishedBy,
  finishing,
  idOf,
  mark,
  marked,
  oneRound,
  places,
  publishing,
  setting,
} from "../../kit/contested.ts";
import { watcher } from "../../kit/spec.ts";
import { worker } from "../../kit/world.ts";

describe("the result", () => {
  const ready = (points: readonly number[], objectionDays = 3) => {
    const spec = contested(points.length, [oneRound()], 1, objectionDays);
    marked(spec, points);
    spec.given(closing(), organiser);
    return spec;
  };
  const objection = (spec: ReturnType<typeof ready>, n: number) =>
    ({ type: "NoteObjection", activity: a1, entry: idOf(spec, n), words: "漏算一项" }) as const;
  const answer = (spec: ReturnType<typeof ready>, n: number, upheld: boolean) =>
    ({ type: "AnswerObjection", activity: a1, entry: idOf(spec, n), words: "已复核", upheld }) as const;

  test("[ACT-5] equals share a rank: 1, 1, 3", () => {
    const spec = ready([90, 90, 80]);
    spec.given(publishing, organiser);
    expect(places(spec).map(([, rank]) => rank)).toEqual([1, 1, 3]);
  });

  test("[ACT-5] the organiser may put equals in order with a reason, and nobody else's rank", () => {
    const spec = ready([90, 90, 80]);
    const decide = (...who: readonly number[]) =>
      ({ type: "DecideTie", activity: a1, order: who.map((n) => idOf(spec, n)), reason: "加赛" }) as const;
    expect(spec.when(decide(2, 0), organiser)).toMatchObject({ code: "contest_no_tie" });
    expect(spec.when(decide(0, 0), organiser)).toMatchObject({ code: "contest_no_tie" });
    expect(spec.when(decide(1, 0), organiser)).toMatchObject({ types: ["TieDecided"] });
    spec.given(publishing, organiser);
    expect(places(spec).map(([who, rank]) => [who, rank])).toEqual([
      ["w1", 1],
      ["w0", 2],
      ["w2", 3],
    ]);
  });

  test("[ACT-5] it is published when every round is closed, and then it is frozen", () => {
    const open = contested(1);
    marked(open, [80]);
    expect(open.when(publishing, organiser)).toMatchObject({ code: "contest_rounds_open" });
    const spec = ready([80]);
    spec.given(publishing, organiser);
    expect(spec.when(publishing, organiser)).toMatchObject({ is: "already" });
    expect(spec.when(setting([oneRound()], 2), organiser)).toMatchObject({ code: "contest_all_closed" });
    expect(spec.when({ type: "ReopenRound", activity: a1, round: 0, reason: "想改" }, organiser)).toMatchObject({
      code: "contest_published",
    });
  });

  test("[ACT-5] it is final after the days of objection, by the watch, and then nobody objects any more", () => {
    const spec = ready([80]);
    expect(spec.when(finishing, organiser)).toMatchObject({ code: "contest_unpublished" });
    spec.given(publishing, organiser);
    const until = during + 3 * dayLength;
    expect(spec.when(finishing, organiser, { now: until - 1 })).toMatchObject({ code: "contest_objections_open" });
    expect(finishedBy(spec, until - 1)).toEqual([]);
    expect(finishedBy(spec, until)).toEqual([a1]);
    expect(spec.when(objection(spec, 0), worker(0, "pin"), { now: until })).toMatchObject({
      code: "contest_objections_over",
    });
    spec.given(finishing, watcher, { now: until });
    expect(entrantOf(spec, 0)?.final).toBe(true);
    expect(finishedBy(spec, until)).toEqual([]);
  });

  test("[ACT-5] who took part objects for himself; each objection is answered before the result is final", () => {
    const spec = ready([80, 70]);
    expect(spec.when(objection(spec, 0), organiser)).toMatchObject({ code: "contest_unpublished" });
    spec.given(publishing, organiser);
    expect(spec.when(objection(spec, 1), worker(0, "pin"))).toMatchObject({ code: "entry_unknown" });
    expect(spec.when(objection(spec, 0), worker(0, "pin"))).toMatchObject({ types: ["ObjectionNoted"] });
    expect(spec.when(objection(spec, 0), worker(0, "pin"))).toMatchObject({ code: "contest_objected" });
    const now = during + 4 * dayLength;
    expect(finishedBy(spec, now)).toEqual([]);
    expect(spec.when(finishing, organiser, { now })).toMatchObject({ code: "contest_unanswered", params: { n: 1 } });
    expect(spec.when(answer(spec, 1, false), organiser, { now })).toMatchObject({ code: "contest_no_objection" });
    spec.given(answer(spec, 0, false), organiser, { now });
    expect(finishedBy(spec, now)).toEqual([a1]);
  });

  test("[ACT-5] an objection that is right takes the result back; the corrected one is published anew", () => {
    const spec = ready([80, 70]);
    spec.given(publishing, organiser);
    spec.given(objection(spec, 1), organiser);
    spec.given(answer(spec, 1, true), organiser);
    const now = during + 4 * dayLength;
    expect(spec.when(finishing, organiser, { now })).toMatchObject({ code: "contest_upheld" });
    expect(finishedBy(spec, now)).toEqual([]);
    spec.given({ type: "ReopenRound", activity: a1, round: 0, reason: "漏算一项" }, organiser, { now });
    expect(places(spec)).toEqual([]);
    spec.pass(now + 1 - spec.now());
    mark(spec, 1, 85, { reason: "漏算一项" });
    spec.given(closing(), organiser);
    spec.given(publishing, organiser);
    expect(places(spec).map(([who, rank]) => [who, rank])).toEqual([
      ["w1", 1],
      ["w0", 2],
    ]);
    expect(finishedBy(spec, now + 4 * dayLength)).toEqual([a1]);
  });

  test("[ACT-5] whether his name may be read is each one's own word, and his to change", () => {
    const spec = ready([80, 70]);
    const named = (n: number, agree: boolean) =>
      ({ type: "NameInResult", activity: a1, entry: idOf(spec, n), agree }) as const;
    expect(spec.when(named(1, true), worker(0))).toMatchObject({ code: "entry_unknown" });
    expect(spec.when(named(0, true), worker(0))).toMatchObject({ types: ["NameAgreed"] });
    expect(spec.when(named(0, true), worker(0))).toMatchObject({ is: "already" });
    expect(spec.when(named(1, true), organiser)).toMatchObject({ is: "done" });
    spec.given(publishing, organiser);
    expect(spec.when(named(0, false), worker(0))).toMatchObject({ is: "done" });
    expect(entrantOf(spec, 0)).toMatchObject({ byName: false, name: "王小明" });
  });

  test("[ACT-5] a contest that was cancelled takes no mark any more", () => {
    const spec = contested(1);
    spec.given({ type: "CancelActivity", activity: a1, reason: "暴雨" }, organiser);
    expect(mark(spec, 0, 80)).toMatchObject({ code: "activity_cancelled" });
  });

  test("[ACT-5] who came and left again competed all the same", () => {
    const spec = signedUp(1, {}, { sort: "contest" });
    cameAndLeft(spec, 0, startsAt, endsAt);
    spec.given(setting([oneRound()], 1), organiser, { now: endsAt });
    spec.pass(endsAt - spec.now());
    expect(mark(spec, 0, 80)).toMatchObject({ is: "done" });
  });
});
