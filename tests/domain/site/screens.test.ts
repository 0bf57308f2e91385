// Screens as records: paired once, configured, revoked for ever. [SCR-1, SCR-2]

import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { screenId, unitId } from "../../../domain/ids.ts";
import { defaultLayout, screenReport } from "../../../domain/site/screens.ts";
import { minute } from "../../../domain/time.ts";
import { shiftStart } from "../../kit/site-fixture.ts";
import { createSpec, person } from "../../kit/spec.ts";

const screen = screenId("s1");
const pair = (name = "调度室", unit = "mine") =>
  ({ type: "PairScreen", screen, profile: "wall", name, unit: unitId(unit), layout: defaultLayout }) as const;
const admin = person("admin", "co");

describe("[SCR-1] a screen", () => {
  test("is paired for a unit, with the units above it as its scope", () => {
    const spec = createSpec();
    spec.given(pair(), admin);
    expect(spec.board.look.screen(screen)).toEqual({
      kind: "screen",
      id: "s1",
      seq: 2,
      profile: "wall",
      name: "调度室",
      unit: "mine",
      scope: ["co", "mine"],
      layout: defaultLayout,
      pairedAt: shiftStart,
    });
  });

  test("is never paired over: neither taken to another unit nor brought back after its revocation", () => {
    const spec = createSpec();
    spec.given(pair(), admin);
    expect(spec.when(pair("别处", "forest"), admin)).toMatchObject({ code: "screen_exists" });
    spec.given({ type: "RevokeScreen", screen }, admin);
    expect(spec.when(pair(), admin)).toMatchObject({ code: "screen_revoked" });
  });

  test("is configured by name and layout only", () => {
    const spec = createSpec();
    const layout = { ...defaultLayout, distance: "far" } as const;
    expect(spec.when({ type: "ConfigureScreen", screen, name: "大厅", layout }, admin)).toMatchObject({
      code: "screen_unknown",
    });
    spec.given(pair(), admin);
    spec.given({ type: "ConfigureScreen", screen, name: "大厅", layout }, admin);
    expect(spec.board.look.screen(screen)).toMatchObject({ name: "大厅", layout, unit: "mine", pairedAt: shiftStart });
  });

  describe("is asked to load its page anew", () => {
    const all = ["s1", "s2", "s3", "s4"].map(screenId);
    const paired = () => {
      const spec = createSpec();
      for (const one of all) spec.given({ ...pair(), screen: one }, admin);
      return spec;
    };
    const dues = (spec: ReturnType<typeof paired>) =>
      all.map((one) => spec.board.look.screen(one)?.reloadAt).map((at) => at && at - shiftStart);

    test("each at its own moment within the spread, in the order told, once however often it is named", () => {
      const spec = paired();
      spec.given({ type: "ReloadScreens", screens: [...all, ...all], spreadS: 60 }, admin);
      expect(dues(spec)).toEqual([0, 15_000, 30_000, 45_000]);
      expect(spec.board.look.screen(screen)).toMatchObject({ name: "调度室", layout: defaultLayout });
    });

    test("never two at once, also where they are more than the spread has seconds", () => {
      const spec = createSpec();
      const many = Array.from({ length: 40 }, (_, n) => screenId(`s${n}`));
      for (const one of many) spec.given({ ...pair(), screen: one }, admin);
      spec.given({ type: "ReloadScreens", screens: many, spreadS: 10 }, admin);
      const at = many.map((one) => spec.board.look.screen(one)?.reloadAt ?? 0);
      for (let n = 1; n < at.length; n += 1) expect((at[n] ?? 0) - (at[n - 1] ?? 0)).toBe(1_000);
    });

    test("a later request takes the place of the earlier one", () => {
      const spec = paired();
      spec.given({ type: "ReloadScreens", screens: all, spreadS: 60 }, admin);
      spec.pass(minute).given({ type: "ReloadScreens", screens: [screenId("s4")], spreadS: 60 }, admin);
      expect(dues(spec)).toEqual([0, 15_000, 30_000, minute]);
    });

    test("none of them where one is unknown or revoked", () => {
      const spec = paired();
      spec.given({ type: "RevokeScreen", screen: screenId("s2") }, admin);
      const asked = (screens: readonly string[]) =>
        spec.when({ type: "ReloadScreens", screens: screens.map(screenId), spreadS: 60 }, admin);
      expect(asked(["s1", "s2"])).toMatchObject({ code: "screen_revoked" });
      expect(asked(["s1", "no"])).toMatchObject({ code: "screen_unknown" });
      expect(dues(spec)).toEqual([undefined, undefined, undefined, undefined]);
    });
  });

  test("is revoked once and for ever", () => {
    const spec = createSpec();
    expect(spec.when({ type: "RevokeScreen", screen }, admin)).toMatchObject({ code: "screen_unknown" });
    spec.given(pair(), admin);
    spec.pass(minute).given({ type: "RevokeScreen", screen }, admin);
    expect(spec.board.look.screen(screen)?.revokedAt).toBe(shiftStart + minute);
    expect(spec.when({ type: "RevokeScreen", screen }, admin).is).toBe("already");
    expect(spec.when({ type: "ConfigureScreen", screen, name: "大厅", layout: defaultLayout }, admin)).toMatchObject({
      code: "screen_revoked",
    });
  });

  test("tells of itself in bounded words and figures", () => {
    const report = { build: "b", seq: 1, heap: 1.5, queue: 0, error: "" };
    expect(v.is(screenReport, report)).toBe(true);
    expect(v.parse(screenReport, report)).toEqual({ ...report, clockOff: 0 });
    expect(v.is(screenReport, { ...report, clockOff: -600_000 })).toBe(true);
    expect(v.is(screenReport, { ...report, disk: "droppable" })).toBe(true);
    for (const bad of [
      { disk: "full" },
      { clockOff: 0.5 },
      { clockOff: "600000" },
      { heap: -1 },
      { seq: 1.5 },
      { error: "x".repeat(201) },
      { build: 7 },
      { queue: "0" },
    ])
      expect(v.is(screenReport, { ...report, ...bad })).toBe(false);
  });
});
