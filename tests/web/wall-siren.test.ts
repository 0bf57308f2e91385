// The siren: sounds while it should, and knows when nobody can hear it.

import { describe, expect, it } from "vitest";
import { createSiren } from "../../web/wall/siren.ts";

const bench = (allowed: boolean) => {
  const log: string[] = [];
  let mayBeHeard = allowed;
  let tick: (() => void) | undefined;
  const voice = {
    allowed: () => mayBeHeard,
    ask: () => Promise.resolve(),
    tone: () => log.push("tone"),
    close: () => log.push("closed"),
  };
  const siren = createSiren({
    open: () => voice,
    every: (_ms, beep) => {
      tick = beep;
      return () => {
        tick = undefined;
      };
    },
    onBlocked: (blocked) => log.push(blocked ? "blocked" : "heard"),
  });
  return {
    siren,
    log,
    beep: () => tick?.(),
    ringing: () => tick !== undefined,
    allow: () => {
      mayBeHeard = true;
    },
  };
};

describe("siren", () => {
  it("sounds two tones at once and at each period, until it is told to stop", () => {
    const { siren, log, beep, ringing } = bench(true);
    siren.ring(true);
    siren.ring(true);
    expect(log).toEqual(["heard", "tone", "tone"]);
    beep();
    expect(log).toHaveLength(6);
    siren.ring(false);
    expect(ringing()).toBe(false);
  });

  it("says that it is blocked, and sounds as soon as a person has touched the page", async () => {
    const { siren, log, beep, allow } = bench(false);
    siren.ring(true);
    expect(log).toEqual(["blocked"]);
    allow();
    siren.allow();
    await Promise.resolve();
    await Promise.resolve();
    expect(log.at(-1)).toBe("heard");
    beep();
    expect(log.slice(-2)).toEqual(["tone", "tone"]);
  });

  it("falls silent for good when it is closed", () => {
    const { siren, log, ringing } = bench(false);
    siren.ring(true);
    siren.close();
    expect(ringing()).toBe(false);
    expect(log.slice(-2)).toEqual(["heard", "closed"]);
  });
});
