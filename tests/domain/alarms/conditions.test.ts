// What the clock calls for: which posts raise which alarm, what clears them, and what leaves the board when it is over. [ALM-2, POST-4]

import { describe, expect, test } from "vitest";
import { alarmActs, type Condition, conditionsNow, retiring } from "../../../domain/alarms/conditions.ts";
import { alarmId, postId, seq, trackId } from "../../../domain/ids.ts";
import { retention } from "../../../domain/retire.ts";
import { dayLength, minute } from "../../../domain/time.ts";
import { shiftStart } from "../../kit/site-fixture.ts";
import { createSpec, person, type Spec, watcher } from "../../kit/spec.ts";
import { worker } from "../../kit/world.ts";

const conditions = (spec: Spec, now = spec.now()): readonly Condition[] =>
  conditionsNow(spec.board, spec.board.look.site, spec.board.look.clock, now);
const of = (spec: Spec, source: string, now = spec.now()) =>
  conditions(spec, now).filter((one) => one.source === source);
/** One look of the watch. */
const look = (spec: Spec): void => {
  const { raise, clear } = alarmActs(spec.board, conditions(spec));
  for (const one of raise) spec.given({ type: "RaiseAlarm", ...one }, watcher);
  for (const alarm of clear) spec.given({ type: "ReturnAlarm", alarm }, watcher);
};
const opened = (spec: Spec): readonly string[] => spec.events.slice(1).map((event) => event.data.type);

describe("[ALM-2] posts", () => {
  test("vacant after the grace, not a moment before; a key post at once urgent", () => {
    const spec = createSpec();
    expect(conditions(spec, shiftStart + 10 * minute - 1)).toEqual([]);
    expect(of(spec, "p0", shiftStart + 10 * minute)).toEqual([
      { sort: "post-vacant", source: "p0", scope: ["co", "mine"], priority: 1, since: shiftStart },
    ]);
    expect(of(spec, "p1", shiftStart + 10 * minute)).toMatchObject([{ priority: 2 }]);
  });

  test("overdue, then absent: graver, sooner on a key or high-risk post; due raises nothing", () => {
    const spec = createSpec();
    spec.given({ type: "SignOn", post: postId("p0"), briefing: ["b1"] }, worker(0));
    spec.given({ type: "SignOn", post: postId("p1"), briefing: [] }, worker(1));
    expect(of(spec, "p0", shiftStart + 39 * minute)).toEqual([]);
    expect(of(spec, "p0", shiftStart + 40 * minute)).toMatchObject([{ sort: "post-overdue", priority: 2 }]);
    expect(of(spec, "p0", shiftStart + 45 * minute)).toMatchObject([{ sort: "post-overdue", priority: 1 }]);
    expect(of(spec, "p1", shiftStart + 70 * minute)).toMatchObject([{ sort: "post-overdue", priority: 3 }]);
    expect(of(spec, "p1", shiftStart + 75 * minute)).toMatchObject([{ sort: "post-overdue", priority: 2 }]);
  });

  test("never for a suspended post; suspending one clears what was raised for it", () => {
    const spec = createSpec();
    spec.pass(15 * minute);
    look(spec);
    spec.given({ type: "SuspendPost", post: postId("p0"), reason: "修" }, person("admin", "co"));
    expect(of(spec, "p0")).toEqual([]);
    look(spec);
    expect(spec.board.look.alarm("post-vacant:p0")?.is.state).toBe("returned-unack");
    expect(spec.board.look.alarm("post-vacant:p1")?.is.state).toBe("unack");
  });

  test("raised once however often the watch looks; gone when somebody signs on", () => {
    const spec = createSpec();
    spec.pass(15 * minute);
    for (let n = 0; n < 5; n += 1) look(spec);
    expect(opened(spec)).toEqual(["AlarmRaised", "AlarmRaised", "AlarmRaised", "AlarmRaised"]);
    spec.given({ type: "SignOn", post: postId("p1"), briefing: [] }, worker(1));
    look(spec);
    look(spec);
    expect(opened(spec).slice(4)).toEqual(["SignedOn", "AlarmReturned"]);
  });

  test("the storage's own alarm is not the clock's to clear", () => {
    const spec = createSpec();
    const { type, ...of } = {
      type: "RaiseAlarm",
      sort: "storage-failed",
      source: "server",
      scope: [],
      priority: 1,
      since: 0,
    } as const;
    spec.given({ type, ...of }, watcher);
    expect(alarmActs(spec.board, []).clear).toEqual([]);
  });

  test("an import that drops a post clears its alarm", () => {
    const spec = createSpec();
    spec.pass(15 * minute);
    look(spec);
    spec.board.apply([{ kind: "drop", of: "post", id: "p2" }]);
    look(spec);
    expect(spec.board.look.alarm("post-vacant:p2")?.is.state).toBe("returned-unack");
  });
});

describe("what is over leaves the board", () => {
  const swept = (spec: Spec, now: number) =>
    retiring(spec.board, spec.board.look.clock, now).map((one) => `${one.of}/${one.id}`);

  test("a closed alarm after a day; an open one never", () => {
    const spec = createSpec();
    spec.pass(15 * minute);
    look(spec);
    const alarm = alarmId("post-vacant:p0");
    spec.given({ type: "AcknowledgeAlarm", alarm }, person("admin", "co"));
    spec.given({ type: "ReturnAlarm", alarm }, watcher);
    const at = spec.now();
    expect(swept(spec, at + retention.alarm)).toEqual([]);
    expect(swept(spec, at + retention.alarm + 1)).toEqual(["alarm/post-vacant:p0"]);
  });

  test("an activity and its entries 30 days after its end, then they are gone and nothing is swept twice", () => {
    const spec = createSpec();
    const [activity] = [...spec.board.all("activity")];
    if (activity === undefined) throw new Error("fixture");
    const [role] = activity.roles;
    if (role === undefined) throw new Error("fixture");
    spec.given({ type: "SignUp", activity: activity.id, role: role.id, wait: false }, worker(3));
    const over = activity.endsAt + retention.activity + 1;
    expect(swept(spec, over - 1)).toEqual([]);
    const due = retiring(spec.board, spec.board.look.clock, over);
    expect(due.map((one) => one.of)).toEqual(["activity", "entry"]);
    spec.given({ type: "Retire", records: due }, watcher, { now: over });
    expect(spec.board.look.entriesOf("w3")).toEqual([]);
    expect(retiring(spec.board, spec.board.look.clock, over)).toEqual([]);
    expect(spec.when({ type: "Retire", records: [] }, watcher).is).toBe("already");
  });

  test("day totals after two years; imported tracks after two months", () => {
    const spec = createSpec();
    spec.given({ type: "SignOn", post: postId("p1"), briefing: [] }, worker(1));
    expect(swept(spec, shiftStart + retention.daily)).not.toContain("daily/2026-11-23");
    expect(swept(spec, shiftStart + retention.daily + dayLength)).toContain("daily/2026-11-23");
    const [unit] = spec.board.all("unit");
    if (unit === undefined) throw new Error("fixture");
    const file = {
      name: "t.gpx",
      digest: "",
      format: "gpx",
      datum: "wgs84",
      tracks: 1,
      segments: 1,
      points: 2,
    } as const;
    const track = {
      kind: "track",
      id: trackId("t"),
      seq: seq(9),
      unit: unit.id,
      scope: unit.scope,
      file: { ...file, unplaced: 0, timed: 2, metres: 0, waypoints: 0, routePoints: 0 },
      profile: "foot",
      recordedAt: shiftStart,
      fixes: 2,
      excluded: {},
      segments: 1,
      km: 0,
      hours: 0,
      days: [],
      late: false,
      line: [],
    } as const;
    spec.board.apply([{ kind: "put", record: track }]);
    expect(swept(spec, shiftStart + retention.track)).not.toContain("track/t");
    expect(swept(spec, shiftStart + retention.track + 1)).toContain("track/t");
  });
});
