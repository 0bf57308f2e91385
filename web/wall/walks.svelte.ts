// Which walk a wall plays again, if any: chosen by hand, fetched once, and given up when something live needs the wall. [SCR-3]

import type { PatrolRec } from "../../domain/patrols/patrol.ts";
import { isSeenAgain, type WalkReplay } from "../../domain/patrols/walk-replay.ts";
import type { Lang } from "../../domain/refusals.ts";
import type { WalkDoor } from "../lib/walk/walk-door.ts";

export type WalkChoice =
  | { readonly at: "closed" }
  | { readonly at: "choosing"; readonly says: string }
  | { readonly at: "loading"; readonly patrol: PatrolRec }
  | { readonly at: "shown"; readonly patrol: PatrolRec; readonly walk: WalkReplay };

/** Why a walk ended without anybody's wish: something live, nobody there, or its page could not be had. */
export type WalkEnd = "p1" | "untouched" | "unfetched";

export type WallWalks = {
  readonly is: WalkChoice;
  readonly isOpen: boolean;
  /** Why it ended without anybody's wish; it goes away by itself. */
  readonly left: WalkEnd | undefined;
  readonly choose: () => void;
  readonly open: (patrol: PatrolRec) => Promise<void>;
  readonly close: (left?: WalkEnd) => void;
};

/** How long the note of an end stands, ms. */
const noteFor = 20_000;

export const createWallWalks = (deps: {
  readonly door: WalkDoor;
  readonly lang: () => Lang;
  readonly after: (ms: number, ring: () => void) => () => void;
}): WallWalks => {
  let is = $state.raw<WalkChoice>({ at: "closed" });
  let left = $state<WalkEnd | undefined>(undefined);
  let unNote: (() => void) | undefined;
  return {
    get is() {
      return is;
    },
    get isOpen() {
      return is.at !== "closed";
    },
    get left() {
      return left;
    },
    choose: () => {
      left = undefined;
      is = { at: "choosing", says: "" };
    },
    open: async (patrol) => {
      const asked: WalkChoice = { at: "loading", patrol };
      is = asked;
      const answer = await deps.door("patrols", patrol.id, deps.lang());
      // It was called off, or another was chosen meanwhile.
      if (is !== asked) return;
      is = answer.kind === "walk" ? { at: "shown", patrol, walk: answer.walk } : { at: "choosing", says: answer.says };
    },
    close: (why) => {
      if (is.at === "closed") return;
      is = { at: "closed" };
      left = why;
      unNote?.();
      unNote = deps.after(noteFor, () => {
        left = undefined;
      });
    },
  };
};

/** Those that a wall may play again, the newest first. */
export const walksToChoose = (patrols: Iterable<PatrolRec>, now: number): readonly PatrolRec[] =>
  [...patrols]
    .filter((patrol) => isSeenAgain(patrol, now))
    .sort((a, b) => startOf(b) - startOf(a) || (a.id < b.id ? -1 : 1));

export const startOf = ({ run, plannedAt }: PatrolRec): number => ("startedAt" in run ? run.startedAt : plannedAt);
