// A screen's copy as it was heard and as it is shown: a page that draws much takes what comes within a frame together.

import type { Replica } from "../../domain/replica.ts";
import type { LiveOptions } from "./live-options.ts";

export type Shown = {
  /** The newest, for the line. */
  readonly held: Replica | undefined;
  /** What is drawn; it is the newest before anything is painted. */
  readonly replica: Replica | undefined;
  /** `at-once`: it goes with something else that is shown at once. */
  readonly hold: (next: Replica, when?: "at-once") => void;
  readonly close: () => void;
};

/** Longest wait for a frame, ms. */
const frameMost = 100;

export const createShown = ({
  remembered,
  byFrame = false,
  onReplica,
}: Pick<LiveOptions, "remembered" | "byFrame" | "onReplica">): Shown => {
  let held: Replica | undefined = remembered;
  let replica = $state.raw<Replica | undefined>(remembered);
  let frame = 0;
  let patience: ReturnType<typeof setTimeout> | undefined;
  const callOff = (): void => {
    if (frame !== 0) cancelAnimationFrame(frame);
    clearTimeout(patience);
    frame = 0;
  };
  const show = (): void => {
    callOff();
    replica = held;
  };
  return {
    get held() {
      return held;
    },
    get replica() {
      return replica;
    },
    hold: (next, when) => {
      held = next;
      onReplica?.(next);
      // A hidden page has no frames.
      if (!byFrame || when === "at-once" || document.visibilityState === "hidden") show();
      else if (frame === 0) {
        frame = requestAnimationFrame(show);
        // A window that is covered may be given no frame and not be told.
        patience = setTimeout(show, frameMost);
      }
    },
    close: callOff,
  };
};
