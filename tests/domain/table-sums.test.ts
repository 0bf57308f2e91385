// The tables' indexes and sums say what a walk through all records would, after any acts, on any layer, and after a restart. [ACT-1, ACT-4]

import fc from "fast-check";
import { expect, test } from "vitest";
import type { EntryRec, EntryState } from "../../domain/activities/activity.ts";
import { type Board, createBoard } from "../../domain/board.ts";
import type { Change } from "../../domain/decider.ts";
import { commandId, correctionId, entryId, roleId, seq, unitId, workerId } from "../../domain/ids.ts";
import type { Rec } from "../../domain/records.ts";
import { dayLength } from "../../domain/time.ts";
import { createProjection } from "../../server/projection.ts";
import { anyAct, doAct } from "../kit/any-acts.ts";
import { byAsking, byWalking } from "../kit/asked-by-walking.ts";
import { activity, shiftStart, siteFixture } from "../kit/site-fixture.ts";
import { createSpec } from "../kit/spec.ts";
import { tries } from "../kit/tries.ts";
import { createWorld } from "../kit/world.ts";

const site = siteFixture({ posts: 0, workers: 3, activities: [activity("a0", 3), activity("a1", 3)] });
const spec = createSpec({ site });
/** After both activities. */
const later = shiftStart + 9 * dayLength;
const a = (n: number) => {
  const found = [...spec.board.all("activity")][n];
  if (found === undefined) throw new Error("no activity");
  return found;
};
const w = (n: number) => {
  const found = spec.board.get("worker", `w${n}`);
  if (found === undefined) throw new Error("no worker");
  return found;
};

const states: readonly EntryState[] = [
  { state: "waiting", at: 0, place: 1 },
  { state: "confirmed", at: 0, promoted: false },
  { state: "checked-in", at: 0 },
  { state: "cancelled", at: 0 },
  { state: "credited", minutes: 60, from: 0, to: 60_000 },
];
const few = fc.integer({ min: 0, max: 2 });
const entryChange = fc
  .record({ n: fc.integer({ min: 0, max: 5 }), state: fc.integer({ min: 0, max: states.length }) })
  .map(({ n, state }): Change<Rec> => {
    const is = states[state];
    const id = entryId(`e${n}`);
    if (is === undefined) return { kind: "drop", of: "entry", id };
    const on = { activity: a(n % 2).id, worker: workerId(`w${n % 3}`), role: roleId("r"), scope: [] };
    const record: EntryRec = { kind: "entry", id, seq: seq(1), ...on, is };
    return { kind: "put", record };
  });
const workerChange = fc
  .record({ n: few, crew: fc.constantFrom("甲", "乙", "gone") })
  .map(
    ({ n, crew }): Change<Rec> =>
      crew === "gone"
        ? { kind: "drop", of: "worker", id: `w${n}` }
        : { kind: "put", record: { ...w(n), seq: seq(2), crew } },
  );
const refusedChange = fc.record({ n: few, how: few }).map(({ n, how }): Change<Rec> => {
  const id = commandId(`x${n}`);
  if (how === 0) return { kind: "drop", of: "refused", id };
  const told = { units: [], scope: [], did: "SignOn", at: 0, notedAt: 0, tail: "", words: "" } as const;
  const settled = how === 1 ? {} : { settled: { at: 1, by: "a", note: "" } };
  return {
    kind: "put",
    record: { kind: "refused", id, seq: seq(1), ...told, refusal: { code: "post_held" }, ...settled },
  };
});
const correctionChange = fc.record({ n: few, how: fc.boolean() }).map(({ n, how }): Change<Rec> => {
  const id = correctionId(`c${n}`);
  if (how) return { kind: "drop", of: "correction", id };
  const asked = { worker: workerId(`w${n}`), scope: [unitId("co")], field: "name", about: "", wanted: "" } as const;
  return { kind: "put", record: { kind: "correction", id, seq: seq(1), ...asked, at: 0, is: { state: "open" } } };
});
const change = fc.oneof(
  { weight: 5, arbitrary: entryChange },
  { weight: 2, arbitrary: workerChange },
  refusedChange,
  correctionChange,
);

test("[ACT-1] on every layer of tables, whatever is put and dropped: indexes and sums answer as a walk does, and those below stay", () => {
  fc.assert(
    fc.property(fc.array(fc.array(change, { maxLength: 14 }), { minLength: 1, maxLength: 3 }), (layers) => {
      let top: Board = createBoard();
      for (const kind of ["site", "activity", "worker"] as const)
        for (const record of spec.board.all(kind)) top.apply([{ kind: "put", record }]);
      for (const layer of layers) {
        const below = byAsking(top, later);
        const upper = createBoard(top);
        for (const one of layer) {
          upper.apply([one]);
          expect(byAsking(upper, later)).toEqual(byWalking(upper, later));
        }
        expect(byAsking(top, later)).toEqual(below);
        // The next layer lies over this one, or over the one below with the same changes made in it.
        if (layer.length % 2 === 0) top = upper;
        else {
          const laid = upper.laid();
          upper.clear();
          expect(byAsking(upper, later)).toEqual(below);
          top.apply(laid);
          expect(byAsking(top, later)).toEqual(byWalking(top, later));
        }
      }
    }),
    { numRuns: tries(300) },
  );
});

test("[ACT-1, ACT-4] whatever people do, indexes and sums answer as a walk does; so do those of a start from the snapshot and of one from the ledger", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyAct, { minLength: 1, maxLength: 60 }), async (acts) => {
      const world = await createWorld();
      const { projection } = world;
      const { board } = projection;
      for (const act of acts) {
        await doAct(world, act);
        expect(byAsking(board, world.now())).toEqual(byWalking(board, world.now()));
      }
      const started = createProjection({ seq: projection.seq(), records: [...projection.snapshot()] });
      const replayed = createProjection();
      replayed.apply(await world.events());
      for (const now of [world.now(), world.now() + 9 * dayLength]) {
        const walked = byWalking(board, now);
        expect(byAsking(board, now)).toEqual(walked);
        expect(byAsking(started.board, now)).toEqual(walked);
        expect(byAsking(replayed.board, now)).toEqual(walked);
      }
    }),
    { numRuns: tries(60) },
  );
});
