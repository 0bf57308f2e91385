// When a chart is drawn: at most once a second, never while nobody can see it, and not again for the same picture. [§B]

export type Redraw<T> = {
  /** This is to be shown; drawn now, later, or never if something newer comes first. */
  readonly ask: (spec: T) => void;
  /** Whether anybody can see it. */
  readonly see: (visible: boolean) => void;
  readonly close: () => void;
};

/** Least time between two drawings, ms. */
export const redrawEvery = 1_000;

export const createRedraw = <T>(deps: {
  readonly draw: (spec: T) => void;
  readonly now: () => number;
  readonly after: (ms: number, ring: () => void) => () => void;
}): Redraw<T> => {
  let waiting: { readonly spec: T; readonly text: string } | undefined;
  let drawnAt = Number.NEGATIVE_INFINITY;
  let drawn = "";
  let visible = false;
  let cancel: (() => void) | undefined;

  const look = (): void => {
    if (waiting === undefined || !visible || cancel !== undefined) return;
    const left = drawnAt + redrawEvery - deps.now();
    if (left > 0) {
      cancel = deps.after(left, () => {
        cancel = undefined;
        look();
      });
      return;
    }
    const { spec, text } = waiting;
    waiting = undefined;
    drawnAt = deps.now();
    drawn = text;
    deps.draw(spec);
  };

  return {
    ask: (spec) => {
      const text = JSON.stringify(spec);
      waiting = text === drawn ? undefined : { spec, text };
      look();
    },
    see: (now) => {
      visible = now;
      look();
    },
    close: () => {
      cancel?.();
      waiting = undefined;
      visible = false;
    },
  };
};
