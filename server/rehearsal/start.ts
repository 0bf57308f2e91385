// The rehearsal 演练 itself: beats for ever, at real speed, as long as the board it plays on is a rehearsal's. Never on a real site.

import type { Millis } from "../../domain/ids.ts";
import type { Cast } from "./cast.ts";
import { createDirector } from "./director.ts";
import { createWireStage } from "./wire-stage.ts";

export type Rehearsal = { readonly close: () => Promise<void> };

/** Between two looks at the board; at once while there is more to do. */
const beatEvery = 2_000;

/** `url` is the server's own address by a loopback name; `now` the clock of the same machine. */
export const startRehearsal = (deps: {
  readonly url: string;
  readonly cast: Cast;
  readonly now: () => Millis;
  readonly onFault: (error: unknown) => void;
}): Rehearsal => {
  const { url, onFault } = deps;
  let state: "playing" | "ended" = "playing";
  let timer: NodeJS.Timeout | undefined;
  const stop = (): void => {
    state = "ended";
    clearTimeout(timer);
  };
  const stage = createWireStage({ url, onEnded: stop });
  const director = createDirector({ ...deps, stage });

  const beat = async (): Promise<void> => {
    let given = 0;
    try {
      given = await director.beat();
    } catch (error) {
      // A fault in the play must not take the board down with it: it is told, and the play goes on.
      onFault(error);
    }
    if (state === "playing") schedule(given > 0 ? 100 : beatEvery);
  };
  let last: Promise<void> = Promise.resolve();
  const schedule = (wait: Millis): void => {
    timer = setTimeout(() => {
      last = beat();
    }, wait);
  };
  schedule(100);

  return {
    close: async () => {
      stop();
      stage.close();
      await last;
    },
  };
};
