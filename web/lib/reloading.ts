// Loads a page anew when the desk asked for it: at the screen's own moment, and not before nobody is disturbed by it. [SCR-1]

export type Reloading = {
  /** `dueAt`: server's clock, ms. A later request takes the place of an earlier one. */
  readonly ask: (dueAt: number) => void;
};

/** How often it is looked whether it may be now, ms. */
export const lookEvery = 1_000;

export const createReloading = (deps: {
  /** Server's clock, ms. */
  readonly now: () => number;
  readonly after: (ms: number, ring: () => void) => () => void;
  /** Whether the server answers and nobody and nothing waits on this screen. */
  readonly mayNow: () => boolean;
  readonly reload: () => void;
}): Reloading => {
  let cancel: (() => void) | undefined;
  const look = (): void => {
    if (deps.mayNow()) deps.reload();
    else cancel = deps.after(lookEvery, look);
  };
  return {
    ask: (dueAt) => {
      cancel?.();
      cancel = deps.after(Math.max(0, dueAt - deps.now()), look);
    },
  };
};
