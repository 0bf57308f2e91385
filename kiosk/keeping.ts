// From a touch to the disk: sealed, then written, one act after the other; what could not be is said, never swallowed.

import { type ClearAct, deedOf } from "./act.ts";
import type { OutboxStore } from "./outbox.ts";

/** What the desk reads where an act could be put into no box: the key or the cipher is not here yet. */
export const unsealed = "no seal";

export const createKeeping = (
  deps: {
    readonly store: Pick<OutboxStore, "add" | "remove">;
    readonly seal: (act: ClearAct) => Promise<string | undefined>;
  },
  /** Empty: the last act was kept. */
  onFault: (fault: string) => void,
) => {
  const kept = new Set<string>();
  const underWay = new Set<string>();
  let last: Promise<unknown> = Promise.resolve();

  /** The browser's storage failing is expected (full, forbidden, broken); it is shown and reported. */
  const stored = async (work: Promise<void>): Promise<boolean> => {
    try {
      await work;
      return true;
    } catch (error) {
      onFault(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
      return false;
    }
  };

  const keepOne = async (clear: ClearAct): Promise<string | undefined> => {
    const { id, at, name, nameEn, body } = clear.act;
    const box = await deps.seal(clear);
    if (box === undefined) onFault(unsealed);
    else if (await stored(deps.store.add({ id, at, name, nameEn, body: deedOf(body), box }))) {
      kept.add(id);
      onFault("");
    }
    underWay.delete(id);
    return kept.has(id) ? box : undefined;
  };

  return {
    /** The box in which the disk has it; undefined where it has none. */
    keep: (clear: ClearAct): Promise<string | undefined> => {
      underWay.add(clear.act.id);
      const next = last.then(() => keepOne(clear));
      last = next;
      return next;
    },
    drop: async (id: string): Promise<void> => {
      kept.delete(id);
      await stored(deps.store.remove(id));
    },
    isKept: (id: string): boolean => kept.has(id),
    isUnderWay: (id: string): boolean => underWay.has(id),
  };
};
