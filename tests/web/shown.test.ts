// What a screen heard and what it draws: within a frame together, a hidden page at once, and never older than the frame.

import { afterEach, expect, test, vi } from "vitest";
import { seq } from "../../domain/ids.ts";
import type { Replica } from "../../domain/replica.ts";
import { createShown } from "../../web/lib/shown.svelte.ts";

const at = (n: number): Replica => ({ store: "s", seq: seq(n), records: new Map() });

const page = (visibilityState: "visible" | "hidden") => {
  const frames = new Map<number, () => void>();
  let count = 0;
  vi.stubGlobal("document", { visibilityState });
  vi.stubGlobal("requestAnimationFrame", (run: () => void) => {
    count += 1;
    frames.set(count, run);
    return count;
  });
  vi.stubGlobal("cancelAnimationFrame", (n: number) => frames.delete(n));
  const paint = (): void => {
    const due = [...frames.values()];
    frames.clear();
    for (const run of due) run();
  };
  return { frames, paint };
};
afterEach(() => vi.unstubAllGlobals());

test("what comes within a frame is drawn once, before it is painted; the line knows each at once", () => {
  const { frames, paint } = page("visible");
  const told: number[] = [];
  const shown = createShown({ remembered: at(1), byFrame: true, onReplica: (next) => told.push(next.seq) });
  shown.hold(at(2));
  shown.hold(at(3));
  expect([shown.held?.seq, shown.replica?.seq, frames.size]).toEqual([3, 1, 1]);
  expect(told).toEqual([2, 3]);
  paint();
  expect([shown.replica?.seq, frames.size]).toEqual([3, 0]);
});

test("a join is drawn at once, and calls off the frame before it", () => {
  const { frames, paint } = page("visible");
  const shown = createShown({ remembered: undefined, byFrame: true });
  shown.hold(at(2));
  shown.hold(at(5), "at-once");
  expect([shown.replica?.seq, frames.size]).toEqual([5, 0]);
  paint();
  expect(shown.replica?.seq).toBe(5);
});

test("a hidden page has no frames, and a page that did not ask waits for none", () => {
  for (const [state, byFrame] of [
    ["hidden", true],
    ["visible", false],
  ] as const) {
    const { frames } = page(state);
    const shown = createShown({ remembered: undefined, byFrame });
    shown.hold(at(7));
    expect([shown.replica?.seq, frames.size]).toEqual([7, 0]);
  }
});

test("without a frame it is drawn a tenth of a second later all the same", () => {
  vi.useFakeTimers();
  page("visible");
  const shown = createShown({ remembered: at(1), byFrame: true });
  shown.hold(at(2));
  vi.advanceTimersByTime(99);
  expect(shown.replica?.seq).toBe(1);
  vi.advanceTimersByTime(1);
  expect(shown.replica?.seq).toBe(2);
  vi.useRealTimers();
});

test("closed, it draws nothing more", () => {
  const { paint } = page("visible");
  const shown = createShown({ remembered: at(1), byFrame: true });
  shown.hold(at(2));
  shown.close();
  paint();
  expect(shown.replica?.seq).toBe(1);
});
