// The reasons that a foreman signs are kept with the post for good: none of them tells of anybody's health, and both languages say the same.

import { expect, test } from "vitest";
import { en } from "../../kiosk/words-en.ts";
import { zh } from "../../kiosk/words-zh.ts";

test("[ORG-2] no reason that is kept tells of anybody's health", () => {
  const reasons = [zh, en].flatMap((words) => [...words.reasons, ...words.reliefReasons]);
  expect(reasons.length).toBe(16);
  for (const reason of reasons)
    expect(reason).not.toMatch(/身体|健康|生病|受伤|不舒服|\bill|sick|unwell|injur|health/i);
});
