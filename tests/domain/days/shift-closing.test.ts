// Closing a shift: once, in time or hours late, over restarts; what its figures are, and that no name is in them. [POST-6]

import { describe, expect, test } from "vitest";
import type { Event } from "../../../domain/board.ts";
import { closingsNow } from "../../../domain/days/shift-closing.ts";
import { day, postId, shiftId, workerId } from "../../../domain/ids.ts";
import { inBoth } from "../../../domain/in-both.ts";
import { dayLength, hour, minute } from "../../../domain/time.ts";
import { shiftStart, siteFixture } from "../../kit/site-fixture.ts";
import { createSpec, person, type Spec, watcher } from "../../kit/spec.ts";
import { worker } from "../../kit/world.ts";

const p0 = postId("p0");
const close = (shift = "day", on = "2026-11-23") =>
  ({ type: "CloseShift", shift: shiftId(shift), day: day(on) }) as const;
const dueOf = (spec: Spec) =>
  closingsNow(spec.board, spec.board.look.site, spec.clock, spec.now()).map((run) => `${run.day} ${run.shift.id}`);
const figuresIn = (events: readonly Event[]) => {
  const [event] = events;
  if (event?.type !== "ShiftClosed") throw new Error("no shift was closed");
  return event.figures;
};
/** p0 held all through the day shift and signed for each half hour but two; nobody else came. */
const lived = (): Spec => {
  const spec = createSpec();
  spec.given({ type: "SignOn", post: p0, briefing: ["b1"] }, worker(0));
  for (let half = 1; half <= 13; half += 1) spec.pass(30 * minute).given({ type: "CheckIn", post: p0 }, worker(0));
  spec.pass(80 * minute).given({ type: "CheckIn", post: p0 }, worker(0));
  spec.pass(10 * minute).given({ type: "SignOff", post: p0 }, worker(0));
  return spec;
};

describe("[POST-6] a shift is closed", () => {
  test("20 minutes after its end, not before: what waits in outboxes may come in", () => {
    const spec = lived();
    spec.pass(20 * minute - 1);
    expect(dueOf(spec)).toEqual([]);
    expect(spec.when(close(), watcher)).toMatchObject({
      code: "shift_open",
      params: { shift: inBoth("白班", "Day"), at: "16:20" },
    });
    spec.pass(1);
    expect(dueOf(spec)).toEqual(["2026-11-23 day"]);
    spec.given(close(), watcher);
    expect(dueOf(spec)).toEqual([]);
  });

  test("after a delay that the site sets", () => {
    const site = siteFixture();
    const spec = createSpec({ site: { ...site, site: { ...site.site, settings: { closeMin: 60 } } } });
    spec.pass(9 * hour - 1);
    expect(dueOf(spec)).toEqual([]);
    spec.pass(1);
    expect(dueOf(spec)).toEqual(["2026-11-23 day"]);
  });

  test("once: the same again is the same, however often and however late", () => {
    const spec = lived();
    spec.pass(20 * minute).given(close(), watcher);
    const [first] = spec.board.get("daily", "2026-11-23")?.shifts ?? [];
    for (const pass of [0, minute, 20 * hour, 40 * dayLength])
      expect(spec.pass(pass).when(close(), watcher).is).toBe("already");
    expect(spec.board.get("daily", "2026-11-23")?.shifts).toEqual([first]);
  });

  test("hours late it comes to the same figures; more than a day late it is refused", () => {
    const [prompt, late, lost] = [lived(), lived(), lived()];
    const figures = figuresIn(prompt.pass(20 * minute).given(close(), watcher));
    expect(figuresIn(late.pass(20 * hour).given(close(), watcher))).toEqual(figures);
    lost.pass(20 * minute + dayLength);
    expect(dueOf(lost)).not.toContain("2026-11-23 day");
    expect(lost.when(close(), watcher)).toMatchObject({ code: "shift_past" });
  });

  test("after a stop over two shifts both are due, the first that ended first", () => {
    const spec = lived();
    spec.pass(9 * hour);
    expect(dueOf(spec)).toEqual(["2026-11-23 day", "2026-11-23 mid"]);
  });

  test("a run in which nobody was asked for is not closed, nor one before the site was imported", () => {
    const spec = createSpec({ at: shiftStart + 8 * hour });
    spec.pass(16 * hour + 20 * minute);
    // Nobody is rostered at night, and the day shift had ended when the site came.
    expect(dueOf(spec)).toEqual(["2026-11-23 mid"]);
  });

  test("an unknown shift is refused", () => {
    expect(createSpec().when(close("x"), watcher)).toMatchObject({ code: "shift_unknown" });
  });
});

describe("[POST-6] the figures of a shift", () => {
  test("by link class: time of all posts, key posts asked for and those without a gap", () => {
    const { classes } = figuresIn(
      lived()
        .pass(20 * minute)
        .given(close(), watcher),
    );
    const gap = 35 * minute;
    expect(classes).toMatchObject([
      {
        linkClass: "mining",
        askedMs: 24 * hour,
        mannedMs: 8 * hour - gap,
        key: { askedMs: 8 * hour, mannedMs: 8 * hour - gap, posts: 1, whole: 0 },
      },
      {
        linkClass: "station",
        askedMs: 8 * hour,
        mannedMs: 0,
        key: { askedMs: 0, mannedMs: 0, posts: 0, whole: 0 },
      },
    ]);
  });

  test("by hour of the site's day and by link class; the hours together are the whole", () => {
    const { classes } = figuresIn(
      lived()
        .pass(20 * minute)
        .given(close(), watcher),
    );
    expect(classes.map(({ linkClass }) => linkClass)).toEqual(["mining", "station"]);
    for (const { hours = [], askedMs, mannedMs } of classes) {
      expect(hours.map((one) => one.hour)).toEqual([8, 9, 10, 11, 12, 13, 14, 15]);
      expect(hours.reduce((all, one) => all + one.askedMs, 0)).toBe(askedMs);
      expect(hours.reduce((all, one) => all + one.mannedMs, 0)).toBe(mannedMs);
    }
    expect(classes[0]?.hours?.[0]).toEqual({ hour: 8, askedMs: 3 * hour, mannedMs: hour });
    // 15:15, when he was taken for gone, to 15:50.
    expect(classes[0]?.hours?.[7]).toEqual({ hour: 15, askedMs: 3 * hour, mannedMs: 25 * minute });
    expect(classes[1]?.hours?.[7]).toEqual({ hour: 15, askedMs: hour, mannedMs: 0 });
  });

  test("signs of life: 13 in time of the 15 owed", () => {
    expect(
      figuresIn(
        lived()
          .pass(20 * minute)
          .given(close(), watcher),
      ).signs,
    ).toEqual({ owed: 15, inTime: 13 });
  });

  test("a night in which the clocks change has the hours that it has", () => {
    const site = siteFixture();
    const berlin = {
      ...site,
      site: { ...site.site, zone: "Europe/Berlin" },
      posts: site.posts.map((one) => ({
        ...one,
        roster: [{ shift: shiftId("night"), worker: workerId("w1"), days: "1234567" }],
      })),
    };
    const autumn = createSpec({ site: berlin, at: Date.parse("2026-10-24T22:00:00Z") });
    const long = figuresIn(autumn.pass(10 * hour).given(close("night", "2026-10-25"), watcher));
    expect(long.classes[0]?.hours?.map((one) => [one.hour, one.askedMs / hour])).toEqual([
      [0, 3],
      [1, 3],
      [2, 6],
      [3, 3],
      [4, 3],
      [5, 3],
      [6, 3],
      [7, 3],
    ]);
    const spring = createSpec({ site: berlin, at: Date.parse("2026-03-28T23:00:00Z") });
    const short = figuresIn(spring.pass(8 * hour).given(close("night", "2026-03-29"), watcher));
    expect(short.classes[0]?.hours?.map((one) => one.hour)).toEqual([0, 1, 3, 4, 5, 6, 7]);
  });

  test("they stand in the record of the day on which the shift began, beside that day's other totals", () => {
    const spec = createSpec({ at: shiftStart + 8 * hour });
    spec.given({ type: "SignOn", post: postId("p1"), briefing: [] }, worker(5));
    spec.pass(8 * hour + 20 * minute).given(close("mid"), watcher);
    expect(spec.board.get("daily", "2026-11-23")).toMatchObject({ signOns: 1, shifts: [{ shift: "mid" }] });
    expect(spec.board.get("daily", "2026-11-24")).toBeUndefined();
  });

  test("no name and no number of a person is in them", () => {
    const spec = lived();
    const said = JSON.stringify(spec.pass(20 * minute).given(close(), watcher));
    for (const { id, name, number } of spec.board.all("worker"))
      for (const word of [`"${id}"`, name, number]) expect(said).not.toContain(word);
  });

  test("an import of the site after the shift leaves its figures", () => {
    const spec = lived();
    spec.given({ type: "ImportSite", import: siteFixture() }, person("admin", "co"));
    expect(figuresIn(spec.pass(20 * minute).given(close(), watcher)).signs.owed).toBe(15);
  });
});
