// The kiosk's unit: real millimetres where they fit, never a key cut off, and the word where a screen is too small.

import { expect, test } from "vitest";
import { assumed, fitting, largeEnough, unitFor } from "../../kiosk/size.ts";

test("the two sheets fit their screens exactly", () => {
  expect(unitFor({ width: 1080, height: 1920 }, 4.03)).toBeCloseTo(4.03, 1);
  expect(unitFor({ width: 1920, height: 1080 }, 5.56)).toBeCloseTo(5.56, 1);
});

test("an unmeasured screen is filled", () => {
  for (const view of [
    { width: 1280, height: 800 },
    { width: 3840, height: 2160 },
    { width: 1080, height: 1920 },
  ])
    expect(unitFor(view, undefined)).toBe(fitting(view));
});

test("a measured screen never draws a millimetre smaller than it is while there is room", () => {
  const view = { width: 3840, height: 2160 };
  expect(unitFor(view, 10.5)).toBe(10.5);
  expect(unitFor(view, assumed)).toBeCloseTo(0.8 * fitting(view));
});

test("on a screen too small all keys stay on it, and it is known to be too small", () => {
  const tablet = { width: 1280, height: 800 };
  expect(unitFor(tablet, 5.9)).toBe(fitting(tablet));
  expect(largeEnough(tablet, 5.9)).toBe(false);
  expect(largeEnough(tablet, 3.9)).toBe(true);
});
