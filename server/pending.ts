// What an audience has not been told yet: records since its last patch, as its screens may hold them and as they are now.

import type { Audience } from "../domain/audience.ts";
import { present } from "../domain/present.ts";
import type { Key, Rec } from "../domain/records.ts";
import type { RecordChange } from "./projection.ts";

export type Pending = {
  readonly size: () => number;
  readonly note: (change: RecordChange) => void;
  /** A screen joins amid: what it gets by its join that ends before the next patch must end for it too. */
  readonly seat: () => void;
  /** The patch's content, newest record of each; afterwards nothing is pending. */
  readonly take: (audience: Audience) => { readonly put: readonly Rec[]; readonly drop: readonly Key[] };
};

export const createPending = (): Pending => {
  /** `before`: the versions that some screen of the room may hold. */
  let waiting = new Map<Key, { readonly before: readonly Rec[]; readonly after: Rec | undefined }>();
  return {
    size: () => waiting.size,
    note: ({ key, before, after }) => {
      const held = waiting.get(key);
      waiting.set(key, { before: held?.before ?? (before === undefined ? [] : [before]), after });
    },
    seat: () => {
      for (const [key, { before, after }] of waiting)
        if (after !== undefined && before.at(-1) !== after) waiting.set(key, { before: [...before, after], after });
    },
    take: (audience) => {
      const put: Rec[] = [];
      const drop: Key[] = [];
      for (const [key, { before, after }] of waiting) {
        const shown = after === undefined ? undefined : present(after, audience);
        if (shown !== undefined) put.push(shown);
        else if (before.some((one) => present(one, audience) !== undefined)) drop.push(key);
      }
      waiting = new Map();
      return { put, drop };
    },
  };
};
