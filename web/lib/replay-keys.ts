// A replay by the keys of a remote control or a keyboard: R opens, Escape leads back, arrows and the space bar do the rest.

import { replaySpeeds } from "../../domain/replay.ts";
import { minute } from "../../domain/time.ts";
import type { Replay } from "./replay.svelte.ts";

const faster = (replay: Replay, by: -1 | 1): void => {
  const next = replaySpeeds[replaySpeeds.indexOf(replay.speed) + by];
  if (next !== undefined) replay.play(next);
};

/** What the key asks for; `undefined`: it is no key of a replay. */
const actOf = (key: string, replay: Replay): (() => void) | undefined => {
  switch (key) {
    case "Escape":
      return replay.close;
    case " ":
      return () => replay.pause(!replay.paused);
    case "ArrowLeft":
      return () => replay.seek(replay.now - 5 * minute);
    case "ArrowRight":
      return () => replay.seek(replay.now + 5 * minute);
    case "ArrowUp":
      return () => faster(replay, 1);
    case "ArrowDown":
      return () => faster(replay, -1);
    case "PageUp":
      return () => replay.jump(-1);
    case "PageDown":
      return () => replay.jump(1);
  }
  return undefined;
};

export const replayKey = (event: KeyboardEvent, replay: Replay, open: () => void): void => {
  // A key that has the focus, and the bar, know their own keys.
  const busy = event.target instanceof HTMLElement && event.target.matches("input, button, select, textarea, a");
  if (event.ctrlKey || event.altKey || event.metaKey || (busy && event.key !== "Escape")) return;
  const act = replay.on ? actOf(event.key, replay) : event.key === "r" || event.key === "R" ? open : undefined;
  if (act === undefined) return;
  event.preventDefault();
  act();
};
