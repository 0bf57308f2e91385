// What the clock makes of a post: each state, its edges to the millisecond, and that no hour ever breaks it. [POST-4]

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { day, postId, seq, shiftId, unitId, workerId } from "../../../domain/ids.ts";
import { manning, postOrder } from "../../../domain/posts/manning.ts";
import type { PostRec, Watch } from "../../../domain/posts/post.ts";
import { emptyLog } from "../../../domain/posts/post-log.ts";
import { postStatus, signOnChecks } from "../../../domain/posts/post-status.ts";
import { defaultSettings, type SiteRec } from "../../../domain/site/site.ts";
import { createTables } from "../../../domain/tables.ts";
import { hour, minute, siteClock } from "../../../domain/time.ts";
import { shiftStart, siteFixture } from "../../kit/site-fixture.ts";
import { createSpec, person } from "../../kit/spec.ts";
import { tries } from "../../kit/tries.ts";
import { worker } from "../../kit/world.ts";

const p0 = postId("p0");
const p1 = postId("p1");

const statusIn = (spec: ReturnType<typeof createSpec>, post = p1, now = spec.now()) => {
  const record = spec.board.look.post(post);
  if (record === undefined) throw new Error("no post");
  return postStatus(record, spec.board.look.site, spec.board.look.clock, now);
};

describe("[POST-4] unheld", () => {
  test("awaited for the grace of 10 min, then vacant since the shift began", () => {
    const spec = createSpec({ at: shiftStart - 5 * hour });
    expect(statusIn(spec, p1, shiftStart)).toMatchObject({
      state: "awaited",
      since: shiftStart,
      next: shiftStart + 10 * minute,
    });
    expect(statusIn(spec, p1, shiftStart + 10 * minute - 1).state).toBe("awaited");
    expect(statusIn(spec, p1, shiftStart + 10 * minute)).toMatchObject({ state: "vacant", since: shiftStart });
  });

  test("nobody rostered in this shift: unscheduled, and so between shifts", () => {
    const spec = createSpec();
    expect(statusIn(spec, p1, shiftStart + 17 * hour).state).toBe("unscheduled");
    expect(statusIn(spec, p1, shiftStart + 17 * hour).expected).toEqual([]);
  });

  test("left in mid-shift: the grace counts from the sign-off", () => {
    const spec = createSpec();
    spec.given({ type: "SignOn", post: p1, briefing: [] }, worker(1));
    spec.pass(3 * hour).given({ type: "SignOff", post: p1 }, worker(1));
    expect(statusIn(spec)).toMatchObject({ state: "awaited", since: spec.now() });
    expect(statusIn(spec, p1, spec.now() + 10 * minute)).toMatchObject({ state: "vacant", since: spec.now() });
  });

  test("a roster line holds on its weekdays and between its days only", () => {
    const site = siteFixture();
    const on = (days: string, from?: string, until?: string) =>
      createSpec({
        site: {
          ...site,
          posts: site.posts.map((post) => ({
            ...post,
            roster: post.roster.map((line) => ({
              ...line,
              days,
              ...(from === undefined ? {} : { from: day(from) }),
              ...(until === undefined ? {} : { until: day(until) }),
            })),
          })),
        },
      });
    expect(statusIn(on("1")).state).toBe("awaited");
    expect(statusIn(on("234567")).state).toBe("unscheduled");
    expect(statusIn(on("1", "2026-11-23", "2026-11-23")).state).toBe("awaited");
    expect(statusIn(on("1", "2026-11-24")).state).toBe("unscheduled");
    expect(statusIn(on("1", "2026-11-01", "2026-11-22")).state).toBe("unscheduled");
  });
});

describe("[POST-4] held", () => {
  const held = () => {
    const spec = createSpec();
    spec.given({ type: "SignOn", post: p0, briefing: ["b1"] }, worker(0));
    return spec;
  };
  // p0 is of high risk: 30 min, reminded for 10, then 5 to the next level.
  test.each([
    [0, "manned", 0, 30],
    [30 * minute - 1, "manned", 0, 30],
    [30 * minute, "due", 30, 40],
    [40 * minute - 1, "due", 30, 40],
    [40 * minute, "overdue", 30, 45],
    [45 * minute - 1, "overdue", 30, 45],
    [45 * minute, "absent", 40, undefined],
  ])("%i ms after the last sign: %s", (after, state, since, next) => {
    const status = statusIn(held(), p0, shiftStart + after);
    expect(status).toMatchObject({ state, since: shiftStart + since * minute });
    expect(status.next).toBe(next === undefined ? undefined : shiftStart + next * minute);
  });

  test("a check-in begins the interval anew", () => {
    const spec = held();
    spec.pass(44 * minute).given({ type: "CheckIn", post: p0 }, worker(0));
    expect(statusIn(spec, p0)).toMatchObject({ state: "manned", since: shiftStart + 44 * minute });
  });

  test("the shift has changed and the next are expected: handover, until silence outweighs it", () => {
    const spec = held();
    const change = shiftStart + 8 * hour;
    spec.pass(8 * hour - 5 * minute).given({ type: "CheckIn", post: p0 }, worker(0));
    expect(statusIn(spec, p0, change - 1).state).toBe("manned");
    expect(statusIn(spec, p0, change)).toMatchObject({ state: "handover", since: change });
    expect(statusIn(spec, p0, change + 35 * minute).state).toBe("overdue");
    spec.pass(5 * minute).given({ type: "SignOn", post: postId("p2"), briefing: [] }, worker(6));
    expect(statusIn(spec, postId("p2"), spec.now()).state).toBe("manned");
  });

  test("an early relief of the next run is manned, not in handover", () => {
    const spec = createSpec();
    spec.pass(7.5 * hour).given({ type: "SignOn", post: p1, briefing: [] }, worker(5));
    expect(statusIn(spec).state).toBe("manned");
    expect(statusIn(spec, p1, shiftStart + 8 * hour + minute).state).toBe("manned");
  });

  test("suspended outweighs everything and says since when", () => {
    const spec = held();
    spec.pass(hour).given({ type: "SuspendPost", post: p0, reason: "修" }, person("admin", "co"));
    expect(statusIn(spec, p0, spec.now() + 9 * hour)).toMatchObject({ state: "suspended", since: spec.now() });
  });

  test("a server's clock that was set back shows no age below nothing", () => {
    const spec = held();
    expect(statusIn(spec, p0, shiftStart - 3 * hour)).toMatchObject({
      state: "manned",
      since: shiftStart - 3 * hour,
    });
  });
});

test("[POST-2] what the kiosk shows before a sign-on is what the server decides by", () => {
  const spec = createSpec();
  const { look } = spec.board;
  const post = look.post("p0");
  const finding = (n: number, at = shiftStart) => {
    const who = look.worker(`w${n}`);
    if (post === undefined || who === undefined) throw new Error("fixture");
    return signOnChecks(post, who, at, look);
  };
  expect(finding(0)).toMatchObject({ rostered: true, qualifications: [{ state: "valid" }], rest: { state: "kept" } });
  expect(finding(5)).toMatchObject({ rostered: false, qualifications: [{ state: "expired", until: "2026-11-20" }] });
  expect(finding(8)).toMatchObject({ rostered: false, qualifications: [{ state: "missing" }] });
  expect(finding(4, shiftStart + 7 * hour).run?.shift.id).toBe("mid");
  expect(finding(0, shiftStart + 7 * hour).run?.shift.id).toBe("day");
});

const zones = ["Asia/Shanghai", "Europe/Berlin", "America/St_Johns"];
const clocks = new Map(zones.map((zone) => [zone, siteClock(zone)]));
const arbitraryTime = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 0, 1) });
const arbitraryWatch: fc.Arbitrary<Watch> = fc.oneof(
  fc.record({ state: fc.constant("unheld" as const), since: arbitraryTime }),
  fc.record({ state: fc.constant("suspended" as const), reason: fc.string(), since: arbitraryTime }),
  fc.record({
    state: fc.constant("held" as const),
    holder: fc.constantFrom("a", "b").map(workerId),
    since: arbitraryTime,
    signedAt: arbitraryTime,
    shift: fc.constantFrom("s0", "s1", "gone").map(shiftId),
    day: fc.constantFrom("2026-03-29", "2026-10-25", "2026-06-01").map(day),
  }),
);
const minuteOfDay = fc.integer({ min: 0, max: 1439 });

test("[POST-4, POST-6] whatever record, shifts, zone and clock: a state, no age below nothing, shares from 0 to 1", () => {
  const base = siteFixture().posts[0];
  if (base === undefined) throw new Error("fixture");
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc.array(fc.tuple(minuteOfDay, minuteOfDay), { maxLength: 3 }),
      fc.array(fc.tuple(arbitraryWatch, fc.integer({ min: 5, max: 180 }), fc.boolean()), {
        minLength: 1,
        maxLength: 6,
      }),
      arbitraryTime,
      (zone, windows, watches, now) => {
        const site: SiteRec = {
          kind: "site",
          id: "site",
          seq: seq(1),
          name: "",
          nameEn: "",
          zone,
          shifts: windows.map(([start, end], n) => ({ id: shiftId(`s${n}`), name: "", nameEn: "", start, end })),
          settings: defaultSettings,
          rehearsal: false,
        };
        const clock = clocks.get(zone) ?? siteClock(zone);
        const posts = watches.map(
          ([watch, intervalMin, key], n): PostRec => ({
            ...base,
            kind: "post",
            seq: seq(1),
            id: postId(`p${n}`),
            scope: [unitId("co")],
            intervalMin,
            key,
            watch,
            log: emptyLog(0),
            notes: [],
            today: [],
            roster: [{ shift: shiftId("s0"), worker: workerId("a"), days: "1234567" }],
          }),
        );
        for (const post of posts) {
          const status = postStatus(post, site, clock, now);
          expect(status.since).toBeLessThanOrEqual(now);
          if (status.next !== undefined) expect(status.next).toBeGreaterThan(now);
        }
        const tables = createTables();
        tables.apply(posts.map((record) => ({ kind: "put", record }) as const));
        const { key } = manning(postOrder(posts), tables, { site, clock }, now);
        expect(key.held).toBeLessThanOrEqual(key.scheduled);
      },
    ),
    { numRuns: tries(200) },
  );
});
