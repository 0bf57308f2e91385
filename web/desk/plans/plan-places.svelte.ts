// Putting posts on a plan, and taking the last of it back: every act has its counter-act, which is an act of its own in the ledger.

import type { Command } from "../../../domain/board.ts";
import type { PostId } from "../../../domain/ids.ts";
import type { Spot } from "../../../domain/site/plan.ts";

type Placing = Extract<Command, { readonly type: "PlacePost" | "UnplacePost" }>;
/** What brings the post back to where it was. */
export const counterOf = (post: PostId, before: Spot | undefined): Placing =>
  before === undefined ? { type: "UnplacePost", post } : { type: "PlacePost", post, spot: before };

export const createPlaces = (deps: {
  readonly spotOf: (post: PostId) => Spot | undefined;
  /** True where the act was recorded. */
  readonly send: (command: Placing) => Promise<boolean>;
}) => {
  let done = $state.raw<readonly Placing[]>([]);
  const act = async (post: PostId, command: Placing): Promise<boolean> => {
    const counter = counterOf(post, deps.spotOf(post));
    const recorded = await deps.send(command);
    if (recorded) done = [...done, counter];
    return recorded;
  };
  return {
    get undoable() {
      return done.length;
    },
    put: (post: PostId, spot: Spot) => act(post, { type: "PlacePost", post, spot }),
    takeOff: (post: PostId) => act(post, { type: "UnplacePost", post }),
    undo: async (): Promise<boolean> => {
      const last = done.at(-1);
      if (last === undefined || !(await deps.send(last))) return false;
      done = done.slice(0, -1);
      return true;
    },
  };
};
