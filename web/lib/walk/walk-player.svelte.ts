// The clock of a walk that is played again: its moment, its speed, and when a screen left alone goes back to live. [SCR-3]

import type { Millis } from "../../../domain/ids.ts";
import type { Span } from "../../../domain/patrols/walk-replay.ts";
import { type ReplaySpeed, replaySpeeds } from "../../../domain/replay.ts";
import { minute, second } from "../../../domain/time.ts";

/** `fit`: the whole walk in half a minute. */
export type WalkSpeed = ReplaySpeed | "fit";
export const walkSpeeds: readonly WalkSpeed[] = [...replaySpeeds, "fit"];
const fitIn = 30 * second;
const tickEvery = 100;

export type WalkPlayer = {
  readonly now: Millis;
  readonly speed: WalkSpeed;
  /** Replayed milliseconds that pass in one. */
  readonly rate: number;
  readonly paused: boolean;
  readonly done: boolean;
  readonly from: Millis;
  readonly to: Millis;
  readonly seek: (at: Millis) => void;
  /** At its end it begins anew. */
  readonly pause: (paused: boolean) => void;
  readonly play: (speed: WalkSpeed) => void;
  readonly touch: () => void;
  readonly close: () => void;
};

export type WalkPlayerDeps = {
  readonly span: Span;
  /** A clock that only runs on, ms. */
  readonly monotonic: () => number;
  readonly every: (ms: number, tick: () => void) => () => void;
  /** Nobody touched it for so long, ms, while it played or while it stood: it leaves. */
  readonly untouched?: { readonly playing: number; readonly standing: number };
  readonly onLeft?: () => void;
};

/** For a wall that is left alone. */
export const wallPatience = { playing: 10 * minute, standing: 2 * minute };

export const createWalkPlayer = (deps: WalkPlayerDeps): WalkPlayer => {
  const { span, monotonic, every, untouched, onLeft } = deps;
  let now = $state(span.from);
  let speed = $state<WalkSpeed>("fit");
  let paused = $state(false);
  let ticked = monotonic();
  let touchedAt = ticked;
  let stoodSince = ticked;
  const rate = $derived(speed === "fit" ? Math.max(1, (span.to - span.from) / fitIn) : speed);
  const done = $derived(now >= span.to);

  const tick = (): void => {
    const at = monotonic();
    const passed = Math.max(0, at - ticked);
    ticked = at;
    if (!paused && !done) {
      now = Math.min(span.to, now + passed * rate);
      stoodSince = at;
    }
    const patience = paused || done ? untouched?.standing : untouched?.playing;
    const alone = at - Math.max(touchedAt, paused || done ? stoodSince : 0);
    if (patience !== undefined && alone >= patience) {
      stop();
      onLeft?.();
    }
  };
  const stop = every(tickEvery, tick);
  const touch = (): void => {
    touchedAt = monotonic();
  };
  const seek = (at: Millis): void => {
    touch();
    now = Math.max(span.from, Math.min(at, span.to));
  };
  return {
    get now() {
      return now;
    },
    get speed() {
      return speed;
    },
    get rate() {
      return rate;
    },
    get paused() {
      return paused;
    },
    get done() {
      return done;
    },
    from: span.from,
    to: span.to,
    seek,
    pause: (is) => {
      touch();
      if (!is && done) now = span.from;
      paused = is;
    },
    play: (wished) => {
      touch();
      if (done) now = span.from;
      [speed, paused] = [wished, false];
    },
    touch,
    close: () => stop(),
  };
};

/** What a key asks of it; Escape is whoever shows it's. `undefined`: it is no key of a player. */
export const walkKey = (key: string, player: WalkPlayer): (() => void) | undefined => {
  const step = Math.max(10 * second, (player.to - player.from) / 60);
  const faster = (by: -1 | 1) => (): void => {
    const next = walkSpeeds[walkSpeeds.indexOf(player.speed) + by];
    if (next !== undefined) player.play(next);
  };
  switch (key) {
    case " ":
      return () => player.pause(!(player.paused || player.done));
    case "ArrowLeft":
      return () => player.seek(player.now - step);
    case "ArrowRight":
      return () => player.seek(player.now + step);
    case "ArrowUp":
      return faster(1);
    case "ArrowDown":
      return faster(-1);
    case "Home":
      return () => player.seek(player.from);
    case "End":
      return () => player.seek(player.to);
  }
  return undefined;
};
