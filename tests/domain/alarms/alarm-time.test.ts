// Alarms and the clock: over midnight, a month's end and a zone's change, and by a server's clock that steps back. [POST-4, ALM-1]

import { describe, expect, test } from "vitest";
import { type AlarmRec, alarmIdOf, alarmStatus, isShelved } from "../../../domain/alarms/alarm.ts";
import { nextClimb, ownerOf } from "../../../domain/alarms/alarm-ladder.ts";
import { loadAt, newestLoad } from "../../../domain/alarms/alarm-load.ts";
import { alarmActs, climbsNow, conditionsNow } from "../../../domain/alarms/conditions.ts";
import { day, workerId } from "../../../domain/ids.ts";
import type { SiteImport } from "../../../domain/site/site-import.ts";
import { hour, minute, siteClock } from "../../../domain/time.ts";
import { siteFixture } from "../../kit/site-fixture.ts";
import { createSpec, person, type Spec, watcher } from "../../kit/spec.ts";
import { worker } from "../../kit/world.ts";

const alarm = alarmIdOf("post-vacant", "p1");
const officer = person("duty-officer", "mine");
const found = (spec: Spec): AlarmRec => spec.board.look.alarm(alarm) ?? expect.fail("no alarm");
const raise = {
  type: "RaiseAlarm",
  sort: "post-vacant",
  source: "p1",
  scope: [],
  priority: 2,
  since: 0,
} as const;

/** What the watch does at its look. */
const look = (spec: Spec): void => {
  const { site, clock } = spec.board.look;
  for (const climb of climbsNow(spec.board, site, spec.now())) spec.given({ type: "EscalateAlarm", ...climb }, watcher);
  const { raise: due } = alarmActs(spec.board, conditionsNow(spec.board, site, clock, spec.now()));
  for (const one of due) spec.given({ type: "RaiseAlarm", ...one }, watcher);
};

const fixture = siteFixture();
/** Post p1 is due in the shift that begins at this minute of the day and crosses whatever lies in the eight hours after it. */
const siteAt = (zone: string, start: number): SiteImport => ({
  ...fixture,
  site: {
    ...fixture.site,
    zone,
    shifts: fixture.site.shifts
      .map((one, n) => (n === 0 ? { ...one, start, end: (start + 480) % 1440 } : one))
      .slice(0, 1),
  },
});

describe("[POST-4] the ladder's minutes are the same minutes", () => {
  test.each([
    ["over midnight", "Asia/Shanghai", "2026-10-14", 23 * 60 + 45],
    ["over a month's end", "Asia/Shanghai", "2026-11-30", 23 * 60 + 45],
    ["over a year's end", "Asia/Shanghai", "2026-12-31", 23 * 60 + 45],
    ["in the night that is an hour short", "Europe/Berlin", "2026-03-29", 60 + 45],
    ["in the night that is an hour long", "Europe/Berlin", "2026-10-25", 2 * 60 + 45],
  ])("%s: vacant after 10, asked again after 5 and after 5", (_, zone, on, start) => {
    const begins = siteClock(zone).instant(day(on), start);
    const spec = createSpec({ site: siteAt(zone, start), at: begins - hour });
    spec.pass(hour);
    const moments: (readonly [string, number])[] = [];
    for (let n = 0; n <= 25; n += 1) {
      const before = spec.events.length;
      look(spec);
      for (const { data } of spec.events.slice(before))
        if (data.subject === "alarms" && data.alarm === alarm)
          moments.push([data.type === "AlarmEscalated" ? data.rung : data.type, (spec.now() - begins) / minute]);
      spec.pass(minute);
    }
    expect(moments).toEqual([
      ["AlarmRaised", 10],
      ["next-level", 15],
      ["everyone", 20],
    ]);
    expect(found(spec).since).toBe(begins);
    const loads = [...spec.board.all("load")];
    expect(loads.map(({ byAlarm }) => byAlarm[alarm])).toEqual([1]);
    expect(loadAt(newestLoad(loads), begins + 11 * minute).per10).toBeGreaterThan(0);
  });
});

describe("[ALM-1] a server's clock that steps back", () => {
  const shelved = (): Spec => {
    const spec = createSpec();
    spec.given(raise, watcher);
    spec.pass(30 * minute).given({ type: "ShelveAlarm", alarm, minutes: 60, reason: "换电池" }, officer);
    return spec;
  };

  test("given a shelf that has yet to begin by the clock as it is now, then it holds nothing and the next rung is asked at once", () => {
    const spec = shelved();
    expect(alarmStatus(found(spec), spec.now())).toBe("shelved");
    spec.pass(-20 * minute);
    expect(isShelved(found(spec), spec.now())).toBe(false);
    look(spec);
    expect(found(spec)).toMatchObject({ rung: "next-level", rungAt: spec.now() });
    expect(found(spec).shelf).toBeUndefined();
    // And from there at the ladder's own pace, not at each look.
    look(spec);
    expect(found(spec).rung).toBe("next-level");
    expect(nextClimb(found(spec), spec.board.look.site)?.at).toBe(spec.now() + 5 * minute);
  });

  test("by a second or two, as a time service does: the shelf stands", () => {
    const spec = shelved();
    spec.pass(-2_000);
    expect(isShelved(found(spec), spec.now())).toBe(true);
    look(spec);
    expect(found(spec)).toMatchObject({ rung: "supervisor", shelf: { reason: "换电池" } });
  });
});

describe("[ALM-1] never without an owner", () => {
  const without = (...gone: readonly string[]): SiteImport => ({
    ...fixture,
    workers: fixture.workers.filter(({ id }) => !gone.includes(id)),
  });
  const again = (spec: Spec, site: SiteImport): void => {
    spec.given({ type: "ImportSite", import: site }, { kind: "system", part: "import" });
  };

  test("given to somebody who has left the site since: whom its rung asks", () => {
    const spec = createSpec();
    spec.given({ ...raise, scope: spec.board.look.post("p1")?.scope ?? [] }, watcher);
    spec.given({ type: "AssignAlarm", alarm, worker: workerId("w7") }, officer);
    expect(ownerOf(found(spec), spec.board)).toEqual({ is: "worker", worker: "w7" });
    again(spec, without("w7"));
    expect(ownerOf(found(spec), spec.board)).toEqual({ is: "worker", worker: "w1" });
    again(spec, without("w7", "w1"));
    expect(ownerOf(found(spec), spec.board)).toEqual({ is: "role", role: "station-head", unit: "mine" });
  });

  test("answered by a worker who was forgotten since: whom its rung asks", () => {
    const spec = createSpec();
    spec.given({ ...raise, scope: spec.board.look.post("p1")?.scope ?? [] }, watcher);
    spec.given({ type: "AcknowledgeAlarm", alarm }, worker(9));
    expect(ownerOf(found(spec), spec.board)).toEqual({ is: "answerer", by: { worker: "w9" } });
    spec.given({ type: "ForgetWorker", worker: workerId("w9") }, officer);
    expect(ownerOf(found(spec), spec.board)).toEqual({ is: "worker", worker: "w1" });
  });

  test("of a unit that was closed since: the unit above it", () => {
    const spec = createSpec();
    spec.given(
      {
        ...raise,
        source: "x1",
        sort: "patrol-late",
        scope: fixture.site.units.map(({ id }) => id).filter((id) => id !== "mine"),
      },
      watcher,
    );
    const late = (): AlarmRec => spec.board.look.alarm("patrol-late:x1") ?? expect.fail("no alarm");
    expect(ownerOf(late(), spec.board)).toEqual({ is: "role", role: "station-head", unit: "forest" });
    again(spec, {
      ...fixture,
      site: { ...fixture.site, units: fixture.site.units.filter(({ id }) => id !== "forest") },
      workers: fixture.workers.filter(({ unit }) => unit !== "forest"),
      posts: fixture.posts.filter(({ unit }) => unit !== "forest"),
    });
    expect(ownerOf(late(), spec.board)).toEqual({ is: "role", role: "station-head", unit: "co" });
  });
});
