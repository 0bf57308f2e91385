// Long work in steps: done at one go, or with the server's other business between them, so that no screen waits for a file.

/** Each `yield` is a place to pause; nothing is told or taken there. */
export type Steps<T> = Generator<undefined, T, undefined>;

/** For a program that has nothing else to do. */
export const atOnce = <T>(steps: Steps<T>): T => {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
};

/** The longest that anybody else waits for it, but for one step, ms. */
const stretch = 10;

/** For a server: whoever came meanwhile goes first. What the work throws, it rejects with. */
export const inTurns = async <T>(steps: Steps<T>): Promise<T> => {
  let since = performance.now();
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    if (performance.now() - since < stretch) continue;
    await new Promise<void>((resolve) => setImmediate(resolve));
    since = performance.now();
  }
};
