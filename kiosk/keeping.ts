// From a touch to the disk: sealed, then written, one act after the other; what could not be is said, never swallowed, and holds up
// nobody: an act waits for cipher and disk a moment, then goes without.

import { type ClearAct, deedOf } from "./act.ts";
import type { OutboxStore } from "./outbox.ts";

/** What the desk reads where an act could be put into no box: the key or the cipher is not here yet. */
export const unsealed = "no seal";
/** What it reads while a cipher or a disk gives no answer at all. */
export const hanging = "no answer of the disk";

/** So long an act waits for its box and the disk before it goes without; well under the patience of who stands here, ms. */
const keptWithin = 1_000;

export const createKeeping = (
  deps: {
    readonly store: Pick<OutboxStore, "add" | "remove">;
    readonly seal: (act: ClearAct) => Promise<string | undefined>;
    readonly wait: (ms: number, run: () => void) => () => void;
  },
  on: {
    /** Empty: the last act was kept. */
    readonly fault: (fault: string) => void;
    /** The disk has it after all, in this box, when nobody waited for it any more. */
    readonly late: (id: string, box: string) => void;
  },
) => {
  const kept = new Set<string>();
  const underWay = new Set<string>();
  let last: Promise<unknown> = Promise.resolve();

  /** Cipher and storage fail in ways that each browser names otherwise (full, forbidden, too old); it is shown and reported. */
  const tried = async <T>(work: () => Promise<T>): Promise<{ readonly done: T } | undefined> => {
    try {
      return { done: await work() };
    } catch (error) {
      on.fault(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
      return undefined;
    }
  };

  const keepOne = async (clear: ClearAct): Promise<string | undefined> => {
    const { id, at, name, nameEn, body } = clear.act;
    const sealed = await tried(() => deps.seal(clear));
    const box = sealed?.done;
    if (sealed !== undefined && box === undefined) on.fault(unsealed);
    if (box !== undefined && (await tried(() => deps.store.add({ id, at, name, nameEn, body: deedOf(body), box })))) {
      kept.add(id);
      on.fault("");
    }
    underWay.delete(id);
    return kept.has(id) ? box : undefined;
  };

  /** As `keepOne`, but over in time: what comes later is told apart. */
  const keepSoon = (clear: ClearAct): Promise<string | undefined> =>
    new Promise((resolve) => {
      let isOver = false;
      const callOff = deps.wait(keptWithin, () => {
        isOver = true;
        on.fault(hanging);
        resolve(undefined);
      });
      void keepOne(clear).then((box) => {
        callOff();
        if (!isOver) resolve(box);
        else if (box !== undefined) on.late(clear.act.id, box);
      });
    });

  return {
    /** The box in which the disk has it; undefined where it has none, or not yet. */
    keep: (clear: ClearAct): Promise<string | undefined> => {
      underWay.add(clear.act.id);
      const next = last.then(() => keepSoon(clear));
      last = next;
      return next;
    },
    drop: async (id: string): Promise<void> => {
      kept.delete(id);
      await tried(() => deps.store.remove(id));
    },
    isKept: (id: string): boolean => kept.has(id),
    isUnderWay: (id: string): boolean => underWay.has(id),
  };
};
