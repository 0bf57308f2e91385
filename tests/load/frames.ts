// What a frame costs a page: the thread time of its main thread from one frame to the next, by the browser's own trace; and how far apart frames come.

import type { Browser, Page } from "playwright-core";
import * as v from "valibot";

const event = v.object({
  name: v.string(),
  ph: v.string(),
  pid: v.number(),
  tid: v.number(),
  ts: v.optional(v.number(), 0),
  /** Wall time and the thread's own time, µs: what else runs on the machine counts in the first only. */
  dur: v.optional(v.number(), 0),
  tdur: v.optional(v.number(), 0),
  args: v.optional(v.record(v.string(), v.unknown()), {}),
});
type Traced = v.InferOutput<typeof event>;

export type FrameWork = {
  /** Own work of each frame that was drawn: all tasks since the frame before, ms. */
  readonly frames: readonly number[];
  /** Thread time by kind of work, ms in all, the dearest first. */
  readonly kinds: readonly (readonly [string, number])[];
};

const categories = [
  "disabled-by-default-devtools.timeline",
  "disabled-by-default-devtools.timeline.frame",
  "devtools.timeline",
  "devtools.timeline.frame",
  "__metadata",
];

const told = [
  "FunctionCall",
  "UpdateLayoutTree",
  "Layout",
  "PrePaint",
  "Paint",
  "Layerize",
  "Commit",
  "MinorGC",
  "MajorGC",
];

/** Runs `run` under a trace of the page. */
export const tracedFrames = async (browser: Browser, page: Page, run: () => Promise<void>): Promise<FrameWork> => {
  await browser.startTracing(page, { categories });
  await run();
  const trace: unknown = JSON.parse((await browser.stopTracing()).toString("utf8"));
  const events = v.parse(v.object({ traceEvents: v.array(event) }), trace).traceEvents;
  return workIn(events);
};

const begins = (one: Traced): boolean => one.name === "BeginMainThreadFrame";
/** The end of what a frame costs the main thread: its picture is handed to the compositor. */
const commits = (one: Traced): boolean => one.name === "Commit";

export const workIn = (events: readonly Traced[]): FrameWork => {
  const counts = new Map<string, number>();
  for (const one of events.filter(begins)) {
    const thread = `${one.pid} ${one.tid}`;
    counts.set(thread, (counts.get(thread) ?? 0) + 1);
  }
  const main = [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
  const ours = events.filter((one) => `${one.pid} ${one.tid}` === main && one.ph === "X").sort((a, b) => a.ts - b.ts);
  const ends = ours.filter(commits).map((one) => one.ts + one.dur);
  const tasks = ours.filter((one) => one.name === "RunTask");
  const frames: number[] = [];
  let at = 0;
  for (const end of ends) {
    let work = 0;
    for (let task = tasks[at]; task !== undefined && task.ts < end; task = tasks[at]) {
      work += task.tdur / 1000;
      at += 1;
    }
    frames.push(work);
  }
  const kinds = told.map(
    (name) => [name, ours.filter((one) => one.name === name).reduce((sum, one) => sum + one.tdur / 1000, 0)] as const,
  );
  // The first holds what lay before the trace began.
  return { frames: frames.slice(1), kinds: kinds.toSorted((a, b) => b[1] - a[1]) };
};

/** How far apart the page's frames come for so long, ms; of a page that asks for every one. */
export const frameGaps = (page: Page, forMs: number): Promise<readonly number[]> =>
  page.evaluate(
    (length) =>
      new Promise<readonly number[]>((resolve) => {
        const gaps: number[] = [];
        const begun = performance.now();
        let before = begun;
        const next = (now: number): void => {
          if (now > before) gaps.push(now - before);
          before = now;
          if (now - begun < length) requestAnimationFrame(next);
          else resolve(gaps.slice(1));
        };
        requestAnimationFrame(next);
      }),
    forMs,
  );
