// How much memory the page's scripts hold, for the list of screens at the desk.

/** MB of script heap where the browser tells it (Chromium), else 0. */
export const heapNow = (): number => ("memory" in performance ? heapOf(performance.memory) : 0);

const heapOf = (memory: unknown): number =>
  typeof memory === "object" &&
  memory !== null &&
  "usedJSHeapSize" in memory &&
  typeof memory.usedJSHeapSize === "number"
    ? Math.round(memory.usedJSHeapSize / 104_857.6) / 10
    : 0;
