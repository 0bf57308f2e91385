// Posts as they will be once what this kiosk has kept is told: without a line, who signed off or on here still counts here. [POST-5]

import { type Millis, workerId } from "../domain/ids.ts";
import type { PostRec, Watch } from "../domain/posts/post.ts";
import type { Kind, RecOf, Records } from "../domain/records.ts";
import type { ShiftRun } from "../domain/time.ts";
import type { Queued } from "./act.ts";

/** The board with every waiting act at a post laid over it; the board itself where none waits. */
export const asQueued = (
  board: Records,
  queued: readonly Pick<Queued, "at" | "body">[],
  runAt: (at: Millis) => ShiftRun | undefined,
): Records => {
  const last = new Map<string, { readonly at: Millis; readonly is: "held" | "unheld" }>();
  for (const { body, at } of queued) {
    if (body.post === undefined) continue;
    if (body.type === "SignOff") last.set(body.post, { at, is: "unheld" });
    else if (body.type === "SignOn" || body.type === "TakeOver" || body.type === "RelievePost")
      last.set(body.post, { at, is: "held" });
  }
  if (last.size === 0) return board;
  const watchOf = ({ id, watch }: PostRec): Watch => {
    const told = last.get(id);
    // Somebody came since, by another way: the board knows better.
    if (told === undefined || watch.state === "suspended" || watch.since > told.at) return watch;
    if (told.is === "unheld") return { state: "unheld", since: told.at };
    const run = runAt(told.at);
    if (run === undefined) return watch;
    const { at } = told;
    return { state: "held", holder: workerId("somebody"), since: at, signedAt: at, shift: run.shift.id, day: run.day };
  };
  const later = <K extends Kind>(record: RecOf<K>): RecOf<K> =>
    record.kind === "post" && last.has(record.id) ? { ...record, watch: watchOf(record) } : record;
  return {
    get: (kind, id) => {
      const record = board.get(kind, id);
      return record === undefined ? undefined : later(record);
    },
    *all(kind) {
      for (const record of board.all(kind)) yield later(record);
    },
  };
};
