// The replay on a screen: its own clock, what it asks of the server and when, jumps, and how it ends by itself.

import { describe, expect, it } from "vitest";
import { seq, unitId, workerId } from "../../domain/ids.ts";
import type { ReplayMoreAnswer } from "../../domain/protocol.ts";
import { forgottenRecord } from "../../domain/workers.ts";
import { bench, minute, nameOf, settle, start, unit } from "./replay-kit.ts";
import { countRuns } from "./runs.svelte.ts";

describe("[SCR-3] the clock of a replay", () => {
  it("stands at the moment asked for, then runs with the screen's own time at the speed that was chosen", async () => {
    const { replay, asked, pass } = bench();
    expect(replay.on).toBe(false);
    replay.seek(start);
    expect([replay.on, replay.opening]).toEqual([false, true]);
    await settle();
    expect([replay.on, replay.opening, replay.now, nameOf(replay)]).toEqual([true, false, start, "at 0"]);
    await pass(250);
    await pass(10_000);
    expect(replay.now).toBe(start + 10_000);
    for (const speed of [4, 15, 60] as const) {
      const before = replay.now;
      replay.play(speed);
      await pass(2_000);
      expect(replay.now - before).toBeGreaterThan(speed * 1_500);
      expect(replay.now - before).toBeLessThanOrEqual(speed * 2_000);
    }
    replay.pause(true);
    const still = replay.now;
    await pass(60_000);
    expect(replay.now).toBe(still);
    replay.pause(false);
    await pass(250);
    // What passed in the pause does not count.
    expect(replay.now - still).toBeLessThanOrEqual(60 * 250);
    expect(asked).toEqual([start]);
  });

  it("lays a step down when its moment has come, and what reads the records sees it once", async () => {
    const { replay, pass, tells } = bench();
    tells(({ until }) => ({
      kind: "steps",
      seq: seq(12),
      reached: until,
      steps: [
        { at: start + 2_000, put: [unit("u", "second")], drop: [] },
        { at: start + 4_000, put: [unit("v", "new")], drop: ["unit/u"] },
      ],
    }));
    replay.seek(start);
    await settle();
    const { seen, stop } = countRuns(() => nameOf(replay));
    await pass(2_000);
    expect(nameOf(replay)).toBe("at 0");
    await pass(250);
    expect(nameOf(replay)).toBe("second");
    await pass(2_000);
    expect([nameOf(replay), replay.records.get("unit", "v")?.name]).toEqual([undefined, "new"]);
    stop();
    expect(new Set(seen)).toEqual(new Set(["at 0", "second", undefined]));
  });

  it("asks for a little ahead, in order, and for nothing while it is paused: a frozen screen costs nothing", async () => {
    const { replay, pass, pulled } = bench();
    replay.seek(start);
    await settle();
    replay.play(60);
    await pass(60_000);
    expect(pulled.length).toBeLessThan(10);
    for (const [n, one] of pulled.entries()) expect(one.until).toBeGreaterThan(pulled[n - 1]?.until ?? 0);
    expect(pulled.at(-1)).toMatchObject({ after: 11, grain: 15_000 });
    replay.pause(true);
    const before = pulled.length;
    await pass(120_000);
    expect(pulled).toHaveLength(before);
  });

  it("waits for what has not come, says so, and never runs ahead of what it knows", async () => {
    const { replay, pass, tells } = bench();
    let come: (answer: ReplayMoreAnswer) => void = () => {};
    tells(() => new Promise((resolve) => (come = resolve)));
    replay.seek(start);
    await settle();
    await pass(3_000);
    expect([replay.now, replay.waiting]).toEqual([start, true]);
    come({ kind: "refused", refusal: { code: "replay_unanswered" } });
    await settle();
    tells(({ until }) => ({ kind: "steps", seq: seq(11), reached: until, steps: [] }));
    await pass(1_000);
    expect([replay.on, replay.waiting]).toEqual([true, false]);
    expect(replay.now).toBeGreaterThan(start);
  });

  it("opens anew by itself where the server holds it no more", async () => {
    const { replay, pass, tells, asked } = bench();
    replay.seek(start);
    await settle();
    let gone = true;
    tells(({ until }) => {
      if (!gone) return { kind: "steps", seq: seq(21), reached: until, steps: [] };
      gone = false;
      return { kind: "gone" };
    });
    await pass(5_000);
    expect(asked).toEqual([start, start]);
    expect(replay.now).toBeGreaterThan(start + 3_000);
  });

  it("jumps to the alarm before and after, and nowhere where there is none", async () => {
    const { replay, asked, pass } = bench();
    replay.seek(start);
    await settle();
    expect(replay.jumpsTo(-1)).toBeUndefined();
    replay.jump(-1);
    for (const n of [1, 5, 9]) {
      replay.jump(1);
      await settle();
      expect(replay.now).toBe(start + n * minute);
    }
    replay.jump(1);
    expect(replay.jumpsTo(1)).toBeUndefined();
    replay.play(60);
    await pass(1_000);
    replay.jump(-1);
    await settle();
    // It has only just left the one at 9 min.
    expect(replay.now).toBe(start + 5 * minute);
    expect(asked).toHaveLength(5);
  });

  it("of many seeks in a row only the first and the last ask the server", async () => {
    const { replay, asked } = bench();
    for (let n = 0; n < 30; n += 1) replay.seek(start + n * minute);
    await settle();
    expect(asked).toEqual([start, start + 29 * minute]);
    expect(replay.now).toBe(start + 29 * minute);
  });
});

describe("[SCR-3] the end of a replay", () => {
  it("comes when it is wished: nothing is left of it, and a late answer brings nothing back", async () => {
    const { replay, ticking } = bench();
    replay.seek(start);
    await settle();
    replay.seek(start + minute);
    replay.close();
    await settle();
    expect([replay.on, replay.opening, ticking(), replay.ended, nameOf(replay)]).toEqual([
      false,
      false,
      false,
      undefined,
      undefined,
    ]);
  });

  it("comes ten minutes after the last touch, also while it is paused", async () => {
    const { replay, pass } = bench({ untouched: 10 * minute });
    replay.seek(start);
    await settle();
    await pass(9 * minute);
    replay.touch();
    replay.pause(true);
    await pass(10 * minute - 250);
    expect(replay.on).toBe(true);
    await pass(250);
    expect([replay.on, replay.ended?.why]).toEqual([false, "untouched"]);
  });

  it("comes at once where a priority-1 alarm waits; until it is answered no other begins; then it goes on where it was", async () => {
    const { replay, pass, raiseP1, asked } = bench();
    replay.seek(start);
    await settle();
    await pass(5_000);
    raiseP1(true);
    await pass(250);
    expect([replay.on, replay.ended]).toEqual([false, { why: "p1", at: start + 4_750 }]);
    replay.seek(start);
    await settle();
    expect([replay.on, replay.refusal?.code]).toEqual([false, "replay_p1"]);
    raiseP1(false);
    replay.seek(start + 4_750);
    await settle();
    expect([replay.on, replay.refusal, replay.ended, asked.at(-1)]).toEqual([
      true,
      undefined,
      undefined,
      start + 4_750,
    ]);
  });

  it("comes when it has caught up with the present", async () => {
    const { replay, pass, liveIs } = bench();
    liveIs(start + minute);
    replay.seek(start);
    await settle();
    replay.play(60);
    await pass(5_000);
    expect([replay.on, replay.ended?.why]).toEqual([false, "reached"]);
  });

  it("a refusal is told and leaves the live board as it was", async () => {
    const { replay, answers } = bench();
    answers(() => ({ kind: "refused", refusal: { code: "replay_busy", params: { most: 4, seconds: 9 } } }));
    replay.seek(start);
    await settle();
    expect([replay.on, replay.refusal?.code]).toEqual([false, "replay_busy"]);
    replay.putAway();
    expect(replay.refusal).toBeUndefined();
  });
});

it("[ORG-2] who was forgotten while it is shown is nobody on it at once", async () => {
  const gone = forgottenRecord({ id: workerId("w1"), unit: unitId("u"), scope: [] }, seq(99));
  const before = bench();
  before.replay.seek(start);
  await settle();
  expect(before.replay.records.get("worker", "w1")?.name).toBe("王*明");
  const { replay } = bench({ liveRecords: [gone] });
  replay.seek(start);
  await settle();
  expect(replay.records.get("worker", "w1")?.name).toBe("");
  expect([...replay.records.all("worker")].map((one) => one.name)).toEqual([""]);
  expect([...replay.records.all("unit")]).toHaveLength(1);
});
