// Which screen is lying, from where a wall can be read, and how a pairing code may be typed.

import { describe, expect, test } from "vitest";
import { screenId, seq, unitId } from "../../domain/ids.ts";
import type { Presence } from "../../domain/protocol.ts";
import { defaultLayout, type ScreenRec } from "../../domain/site/screens.ts";
import { codeOf } from "../../web/desk/screens/layout-fields.ts";
import { reloadable, reloadState, type SeqMark, screenRows, withMark } from "../../web/desk/screens/liveness.ts";
import { adviceFor, reads } from "../../web/desk/screens/viewing.ts";

const now = 1_000_000;
const screen = (id: string, more: Partial<ScreenRec> = {}): ScreenRec => ({
  kind: "screen",
  id: screenId(id),
  seq: seq(1),
  profile: "wall",
  name: id,
  unit: unitId("co"),
  scope: [unitId("co")],
  layout: defaultLayout,
  pairedAt: 0,
  ...more,
});
const told = (id: string, more: Partial<Presence> = {}, applied = 100, error = ""): Presence => ({
  screen: screenId(id),
  audience: "wall",
  since: now - 60_000,
  seen: now - 2_000,
  report: { build: "b1", seq: applied, heap: 10, queue: 0, error, clockOff: 0 },
  ...more,
});
const marks: readonly SeqMark[] = [
  { at: now - 30_000, seq: 90 },
  { at: now - 11_000, seq: 95 },
  { at: now - 1_000, seq: 120 },
];

describe("[SCR-1] liveness", () => {
  const look = { now, marks, build: "b1" };

  test("the doubtful come first, each with its doubt; revoked ones last", () => {
    const rows = screenRows(
      [
        screen("fine"),
        screen("off"),
        screen("revoked", { revokedAt: 5 }),
        screen("behind"),
        screen("silent"),
        screen("wrong"),
      ],
      [
        told("fine", {}, 96),
        told("behind", { seen: now - 500 }, 90),
        told("silent", { seen: now - 16_000 }, 95),
        told("wrong", {}, 100, "boom"),
      ],
      look,
    );
    expect(rows.map((row) => [row.key, row.doubts])).toEqual([
      ["silent", ["silent"]],
      ["behind", ["behind"]],
      ["wrong", ["error"]],
      ["off", ["off"]],
      ["fine", []],
      ["revoked", []],
    ]);
    expect(rows[1]?.behind).toBe(5);
  });

  test("a kiosk that keeps nothing without a line is doubted; one whose browser may clear it when full says so and is not", () => {
    const on = (disk: "kept" | "droppable" | "insecure" | "none"): Partial<Presence> => ({
      report: { build: "b1", seq: 100, heap: 10, queue: 0, error: "", clockOff: 0, disk },
    });
    const disks = ["none", "insecure", "droppable", "kept"] as const;
    const rows = screenRows(
      disks.map((disk) => screen(disk)),
      disks.map((disk) => told(disk, on(disk))),
      look,
    );
    expect(Object.fromEntries(rows.map((row) => [row.key, row.doubts]))).toEqual({
      none: ["disk"],
      insecure: ["disk"],
      droppable: [],
      kept: [],
    });
  });

  test("a device whose clock is ten minutes wrong either way is doubted, one that is half a minute wrong is not", () => {
    const off = (ms: number): Partial<Presence> => ({
      report: { build: "b1", seq: 100, heap: 10, queue: 0, error: "", clockOff: ms },
    });
    const rows = screenRows(
      [screen("fast"), screen("slow"), screen("well")],
      [told("fast", off(600_000)), told("slow", off(-600_000)), told("well", off(30_000))],
      look,
    );
    expect(rows.map((row) => [row.key, row.doubts])).toEqual([
      ["fast", ["clock"]],
      ["slow", ["clock"]],
      ["well", []],
    ]);
  });

  test("a number sent in the last ten seconds is not yet owed", () => {
    expect(screenRows([screen("s")], [told("s", { seen: now }, 95)], look)[0]?.doubts).toEqual([]);
  });

  test("an older program and a connection without a record are told", () => {
    const rows = screenRows([], [told("ghost", {}, 100)], { ...look, build: "b2" });
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ screen: undefined, doubts: ["old"] });
  });

  test("a line that never told of itself and is no paired screen is no screen: it is neither silent nor fine", () => {
    const mute = { report: undefined, seen: now - 60_000 };
    expect(screenRows([], [told("program", mute)], look)).toEqual([]);
    expect(screenRows([screen("wall")], [told("wall", mute)], look)[0]?.doubts).toEqual(["silent"]);
  });

  test("marks older than a minute and a half are forgotten", () => {
    const kept = withMark([{ at: 0, seq: 1 }, ...marks], { at: now, seq: 121 });
    expect(kept.map((mark) => mark.seq)).toEqual([90, 95, 120, 121]);
  });
});

describe("[SCR-1] loading screens anew", () => {
  const look = { now, marks, build: "b1" };
  const rows = screenRows(
    [
      screen("wall"),
      screen("kiosk", { profile: "kiosk" }),
      screen("off"),
      screen("gone", { revokedAt: 5 }),
      screen("tracker", { profile: "tracker" }),
    ],
    ["wall", "kiosk", "gone", "tracker", "ghost"].map((id) => told(id)),
    look,
  );

  test("is offered for connected walls and kiosks, for nothing revoked, absent or without a page", () => {
    expect(reloadable(rows).map(({ key }) => key)).toEqual(["kiosk", "wall"]);
  });

  test("is due, waits, or was; nothing is said of a screen that was never asked or is not there", () => {
    const state = (reloadAt: number | undefined, since = now - 60_000) =>
      screenRows([screen("s", reloadAt === undefined ? {} : { reloadAt })], [told("s", { since })], look).map((row) =>
        reloadState(row, now),
      );
    expect(state(undefined)).toEqual([undefined]);
    expect(state(now + 1)).toEqual(["due"]);
    expect(state(now)).toEqual(["waits"]);
    expect(state(now - 10_000, now - 9_000)).toEqual(["was"]);
    expect(screenRows([screen("s", { reloadAt: 1 })], [], look).map((row) => reloadState(row, now))).toEqual([
      undefined,
    ]);
  });
});

describe("viewing distance", () => {
  test("the limits of the design: 55 inches 2.4 m, 86 inches 3.7 m, 110 inches 4.8 m", () => {
    expect(reads(55, "standard")).toBeCloseTo(2.4, 1);
    expect(reads(86, "standard")).toBeCloseTo(3.7, 1);
    expect(reads(110, "standard")).toBeCloseTo(4.8, 1);
  });

  test("a 55-inch wall at 4 m takes the far layout, an 86-inch one at 3.7 m the standard", () => {
    expect(adviceFor(55, 4)).toMatchObject({ layout: "far", beyond: false });
    expect(adviceFor(86, 3.7)).toMatchObject({ layout: "standard" });
  });

  test("beyond the far layout it says so, and figures that make no screen get no advice", () => {
    expect(adviceFor(32, 9)).toMatchObject({ layout: "far", beyond: true });
    expect(adviceFor(Number.NaN, 4)).toBeUndefined();
    expect(adviceFor(55, 0)).toBeUndefined();
  });
});

test("a code counts however it is typed", () => {
  expect(codeOf("abcd-efgh")).toBe("ABCDEFGH");
  expect(codeOf(" ＡＢＣＤ　EFG7 ")).toBe("ABCDEFG7");
  expect(codeOf("ABC")).toBeUndefined();
  expect(codeOf("ABCD/EFG")).toBeUndefined();
});
