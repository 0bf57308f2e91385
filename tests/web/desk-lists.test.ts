// What the desk's lists hold and in which order: alarms, posts, entries, people.

import { describe, expect, test } from "vitest";
import type { EntryRec, EntryState } from "../../domain/activities/activity.ts";
import type { AlarmRec, AlarmState } from "../../domain/alarms/alarm.ts";
import { createBoard } from "../../domain/board.ts";
import { activityId, alarmId, entryId, type Millis, roleId, seq, unitId, workerId } from "../../domain/ids.ts";
import { evolveImport } from "../../domain/site/site-import.ts";
import { dayLength, minute } from "../../domain/time.ts";
import { entryLists } from "../../web/desk/activities/entry-lists.ts";
import { otherActs, primaryAct } from "../../web/desk/alarms/alarm-acts.ts";
import { alarmLists, nextUnanswered } from "../../web/desk/alarms/alarm-list.ts";
import { foundWorkers } from "../../web/desk/people/people-lists.ts";
import { classCounts, ofClass, postRows } from "../../web/desk/posts/post-rows.ts";
import { shiftStart, siteFixture } from "../kit/site-fixture.ts";

const now = shiftStart + 60 * minute;
const alarm = (name: string, is: AlarmState, more: Partial<AlarmRec> = {}): AlarmRec => ({
  kind: "alarm",
  id: alarmId(name),
  seq: seq(1),
  sort: "post-vacant",
  source: name,
  scope: [unitId("co")],
  priority: 2,
  raisedAt: now - 30 * minute,
  since: now - 40 * minute,
  is,
  repeats: 0,
  rung: "supervisor",
  rungAt: 0,
  log: [],
  ...more,
});
const at = (ago: number): Millis => now - ago * minute;

describe("alarms", () => {
  const all = [
    alarm("acked", { state: "acked", by: "李", at: at(5) }, { priority: 1 }),
    alarm("returned", { state: "returned-unack", at: at(3) }),
    alarm("unack2", { state: "unack" }),
    alarm("unack1", { state: "unack" }, { priority: 1 }),
    alarm("closed-old", { state: "normal", at: now - dayLength - 1 }),
    alarm("closed-first", { state: "normal", at: at(50) }),
    alarm("closed-last", { state: "normal", at: at(1) }),
  ];
  const lists = alarmLists(all, now);
  const ids = (list: readonly AlarmRec[]): readonly string[] => list.map((one) => one.id);

  test("[ALM-1] the unanswered first, then returned, then answered", () => {
    expect(ids(lists.open)).toEqual(["unack1", "unack2", "returned", "acked"]);
    expect(ids(lists.unack)).toEqual(["unack1", "unack2"]);
    expect(ids(lists.returned)).toEqual(["returned"]);
  });

  test("closed ones of the last 24 hours, the last first", () => {
    expect(ids(lists.closed)).toEqual(["closed-last", "closed-first"]);
  });

  test("the next one to answer is never the one that is open", () => {
    expect(nextUnanswered(lists, "unack1")?.id).toBe("unack2");
    expect(nextUnanswered({ ...lists, unack: [], returned: [] }, "unack1")).toBeUndefined();
  });

  test("[ALM-1] what lies on a shelf or is out of service is not open; the shelf that ends first stands first", () => {
    const shelf = (until: number) => ({ by: "李", at: at(1), until: now + until * minute, reason: "检修" });
    const apart = alarmLists(
      [
        ...all,
        alarm("long", { state: "unack" }, { shelf: shelf(60) }),
        alarm("short", { state: "returned-unack", at: at(2) }, { shelf: shelf(5) }),
        alarm("over", { state: "unack" }, { shelf: shelf(0), priority: 4 }),
        alarm("out", { state: "normal", at: at(1) }, { out: { by: "李", at: at(1), reason: "等备件" } }),
      ],
      now,
    );
    expect(ids(apart.shelved)).toEqual(["short", "long"]);
    expect(ids(apart.out)).toEqual(["out"]);
    expect(ids(apart.closed)).toEqual(["closed-last", "closed-first"]);
    expect(ids(apart.unack)).toEqual(["unack1", "unack2", "over"]);
  });
});

describe("[ALM-1] what may be done with an alarm", () => {
  const sos = (is: AlarmState): AlarmRec => alarm("call", is, { sort: "sos", priority: 1 });
  const acked: AlarmState = { state: "acked", by: "李", at: at(1) };

  test("the next act follows its state; answered, the condition is what is awaited", () => {
    expect(primaryAct(alarm("a", { state: "unack" }), now)).toBe("acknowledge");
    expect(primaryAct(alarm("a", { state: "returned-unack", at: at(1) }), now)).toBe("acknowledge");
    expect(primaryAct(alarm("a", acked), now)).toBeUndefined();
    const shelf = { by: "李", at: at(1), until: now + minute, reason: "检修" };
    expect(primaryAct(alarm("a", { state: "unack" }, { shelf }), now)).toBe("unshelve");
    expect(primaryAct(alarm("a", { state: "unack" }, { shelf }), now + minute)).toBe("acknowledge");
    const out = { by: "李", at: at(1), reason: "等备件" };
    expect(primaryAct(alarm("a", { state: "normal", at: at(1) }, { out }), now)).toBe("put-back");
  });

  test("a call for help is answered, then reset; never shelved nor taken out of service", () => {
    expect(primaryAct(sos({ state: "unack" }), now)).toBe("acknowledge");
    expect(primaryAct(sos(acked), now)).toBe("reset");
    expect(otherActs(sos({ state: "unack" }), now)).toEqual(["assign", "comment"]);
    expect(otherActs(sos({ state: "normal", at: at(1) }), now)).toEqual(["comment"]);
    expect(otherActs(alarm("a", acked), now)).toEqual(["shelve", "assign", "comment", "take-out"]);
  });
});

describe("posts", () => {
  const board = createBoard();
  board.apply(
    evolveImport({ subject: "site", type: "SiteImported", at: shiftStart, import: siteFixture() }, seq(1), board),
  );
  const rows = postRows(board.all("post"), { site: board.look.site, clock: board.look.clock }, now);

  test("[POST-4] the empty key post stands before other empty posts", () => {
    expect(rows.map((row) => [row.post.id, row.priority])).toEqual([
      ["p0", 1],
      ["p1", 2],
      ["p2", 2],
      ["p3", 2],
    ]);
  });

  test("classes are counted in their fixed order, and the empty ones left out", () => {
    expect(classCounts(rows)).toEqual([
      { linkClass: "mining", count: 3 },
      { linkClass: "station", count: 1 },
    ]);
    expect(ofClass(rows, "station").map((row) => row.post.id)).toEqual(["p3"]);
    expect(ofClass(rows, "all")).toHaveLength(4);
  });

  test("people are found by part of a name or number, typed in full width too", () => {
    const found = (typed: string): readonly string[] => foundWorkers(board.all("worker"), typed).map((one) => one.id);
    expect(found("小明")).toEqual(["w0"]);
    expect(found("１００００３")).toEqual(["w3"]);
    expect(found("nobody")).toEqual([]);
    expect(found("")).toHaveLength(12);
  });
});

describe("entries", () => {
  const entry = (id: string, is: EntryState, activity = "a1"): EntryRec => ({
    kind: "entry",
    id: entryId(id),
    seq: seq(1),
    activity: activityId(activity),
    scope: [],
    worker: workerId(id),
    role: roleId("r"),
    is,
  });

  test("[ACT-3] the queue goes by its places; the cancelled are in neither list", () => {
    const lists = entryLists(
      [
        entry("third", { state: "waiting", at: at(1), place: 7 }),
        entry("late", { state: "confirmed", at: at(2), promoted: true }),
        entry("first", { state: "waiting", at: at(9), place: 3 }),
        entry("gone", { state: "cancelled", at: at(3) }),
        entry("early", { state: "checked-in", at: at(8) }),
        entry("elsewhere", { state: "confirmed", at: at(8), promoted: false }, "a2"),
      ],
      activityId("a1"),
    );
    expect(lists.seated.map((one) => one.id)).toEqual(["early", "late"]);
    expect(lists.queue.map((one) => one.id)).toEqual(["first", "third"]);
  });
});
