// A study day names the follow-up items that came of it, or "none": given, when, then. [ACT-5]

import { describe, expect, test } from "vitest";
import { retiring } from "../../../domain/alarms/conditions.ts";
import { type Day, workerId } from "../../../domain/ids.ts";
import { inBoth } from "../../../domain/in-both.ts";
import { isOverdueItem, type StudyRec } from "../../../domain/study/study.ts";
import { addDays, dayLength } from "../../../domain/time.ts";
import { a1, cameAndLeft, endsAt, organiser, overAt, settleIt, signedUp, startsAt } from "../../kit/attended.ts";
import type { Spec } from "../../kit/spec.ts";
import { worker } from "../../kit/world.ts";

const held = (people = 1): Spec => {
  const spec = signedUp(people, {}, { sort: "study" });
  for (let n = 0; n < people; n += 1) cameAndLeft(spec, n, startsAt, endsAt);
  spec.pass(overAt - spec.now());
  return spec;
};
const studyOf = (spec: Spec): StudyRec => {
  const study = spec.board.get("study", a1);
  if (study === undefined) throw new Error("no study");
  return study;
};
const due = (spec: Spec, more = 7): Day => addDays(spec.clock.dayOf(endsAt), more);
const adding = (spec: Spec, who: { worker: ReturnType<typeof workerId> } | { office: string }, more = 7) =>
  ({ type: "AddFollowUp", activity: a1, what: "修订应急预案", who, due: due(spec, more) }) as const;
const none = { type: "NoFollowUps", activity: a1, reason: "只是通读条文" } as const;
const closed = (item: string, how: "done" | "dropped" | "open") =>
  ({ type: "CloseFollowUp", activity: a1, item, how, words: "已发文" }) as const;
const said = (item: string) => ({ type: "SayFollowUpDone", activity: a1, item }) as const;
const itemIn = (spec: Spec, n = 0): string => studyOf(spec).items[n]?.id ?? "";

describe("before it is settled", () => {
  test('[ACT-5] without items or a "none" a study day is not settled; with either it is', () => {
    const spec = held();
    expect(spec.when(settleIt, organiser)).toMatchObject({ code: "study_unnamed" });
    spec.given(adding(spec, { office: "安全科" }), organiser);
    expect(spec.when(settleIt, organiser)).toMatchObject({ is: "done" });
    const empty = held();
    empty.given(none, organiser);
    expect(studyOf(empty).none).toMatchObject({ by: "赵主任", reason: "只是通读条文" });
    expect(empty.when(settleIt, organiser)).toMatchObject({ is: "done" });
  });

  test("[ACT-5] an activity of another kind needs none, and may have none", () => {
    const spec = signedUp(1);
    cameAndLeft(spec, 0, startsAt, endsAt);
    spec.pass(overAt - spec.now());
    expect(spec.when(none, organiser)).toMatchObject({ code: "study_not_one" });
    expect(spec.when(settleIt, organiser)).toMatchObject({ is: "done" });
  });

  test("[ACT-5] items are named once it has begun, for somebody on the register, with a day that lies ahead of it", () => {
    const spec = signedUp(1, {}, { sort: "study" });
    expect(spec.when(none, organiser)).toMatchObject({ code: "study_ahead" });
    spec.pass(startsAt - spec.now());
    expect(spec.when(adding(spec, { worker: workerId("nobody") }), organiser)).toMatchObject({
      code: "worker_unknown",
    });
    expect(spec.when(adding(spec, { office: "工会" }, -9), organiser)).toMatchObject({ code: "study_due" });
    spec.given(none, organiser);
    expect(spec.when(none, organiser)).toMatchObject({ is: "already" });
    spec.given(adding(spec, { office: "工会" }), organiser);
    expect(studyOf(spec).none).toBeUndefined();
    expect(spec.when(none, organiser)).toMatchObject({ code: "study_has_items" });
  });
});

describe("afterwards", () => {
  test("[ACT-5] who is responsible says that it is done; the organiser confirms with a word of what came of it", () => {
    const spec = held();
    spec.given(adding(spec, { worker: workerId("w3") }), organiser);
    const item = itemIn(spec);
    expect(spec.when(said(item), worker(4, "pin"))).toMatchObject({ code: "study_no_item" });
    expect(spec.when(said(item), worker(3, "pin"))).toMatchObject({ types: ["FollowUpSaidDone"] });
    expect(spec.when(said(item), worker(3, "pin"))).toMatchObject({ is: "already" });
    expect(spec.when(closed(item, "done"), organiser)).toMatchObject({ types: ["FollowUpClosed"] });
    expect(studyOf(spec).items[0]?.is).toMatchObject({ state: "done", by: "赵主任", words: "已发文" });
    expect(spec.when(closed(item, "done"), organiser)).toMatchObject({ is: "already" });
    expect(spec.when(closed(item, "dropped"), organiser)).toMatchObject({ code: "study_item_closed" });
    expect(spec.when(said(item), worker(3, "pin"))).toMatchObject({ code: "study_item_closed" });
  });

  test("[ACT-5] what is not done after all goes back; what will not be done is dropped with a reason", () => {
    const spec = held();
    spec.given(adding(spec, { worker: workerId("w3") }), organiser);
    spec.given(said(itemIn(spec)), worker(3, "pin"));
    spec.given(closed(itemIn(spec), "open"), organiser);
    expect(studyOf(spec).items[0]?.is).toEqual({ state: "open" });
    spec.given(closed(itemIn(spec), "dropped"), organiser);
    expect(studyOf(spec).items[0]?.is).toMatchObject({ state: "dropped" });
  });

  test("[ACT-5] overdue is the clock's word, of open items alone", () => {
    const spec = held();
    spec.given(adding(spec, { office: "工会" }), organiser);
    const overdue = (on: Day) => studyOf(spec).items.map((item) => isOverdueItem(item, on));
    expect(overdue(due(spec))).toEqual([false]);
    expect(overdue(due(spec, 8))).toEqual([true]);
    spec.given(closed(itemIn(spec), "done"), organiser);
    expect(overdue(due(spec, 8))).toEqual([false]);
  });

  test("[ACT-5] an open item outlives its activity on the board; once all is closed it leaves", () => {
    const spec = held();
    spec.given(adding(spec, { office: "工会" }), organiser);
    const gone = (days: number): readonly string[] =>
      retiring(spec.board, spec.clock, overAt + days * dayLength).map(({ of }) => of);
    expect(gone(200)).toContain("activity");
    expect(gone(200)).not.toContain("study");
    spec.given(closed(itemIn(spec), "done"), organiser);
    expect(gone(91)).not.toContain("study");
    expect(gone(93)).toContain("study");
  });

  test("[ORG-2] who answers for an open item is not forgotten before it is closed", () => {
    const spec = held();
    spec.given(adding(spec, { worker: workerId("w7") }), organiser);
    const forget = { type: "ForgetWorker", worker: workerId("w7") } as const;
    expect(spec.when(forget, organiser)).toMatchObject({
      code: "worker_needed",
      params: { where: inBoth("活动a1", "Activity a1") },
    });
    spec.given(closed(itemIn(spec), "dropped"), organiser);
    expect(spec.when(forget, organiser)).toMatchObject({ is: "done" });
  });
});
