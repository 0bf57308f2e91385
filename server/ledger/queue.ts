// Calls that must not overlap, run one after another in the order in which they were made.

export interface Queue {
  /** Its answer is the call's; a call that fails does not stop the next one. */
  run<T>(call: () => Promise<T>): Promise<T>;
  /** Resolves when everything that was called before has ended. */
  idle(): Promise<void>;
}

export const createQueue = (): Queue => {
  let last: Promise<void> = Promise.resolve();
  return {
    run: (call) => {
      const mine = last.then(call);
      const ended = () => {};
      last = mine.then(ended, ended);
      return mine;
    },
    idle: () => last,
  };
};
