// Whatever happens: patches folded by any audience, and a resume from any number, give the board presented to it. [audience property]

import fc from "fast-check";
import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { type Audience, audienceName } from "../../domain/audience.ts";
import type { Event } from "../../domain/board.ts";
import type { Recorded } from "../../domain/decider.ts";
import { commandId, type Seq, seq, workerId } from "../../domain/ids.ts";
import { type Key, keyOf, type Rec } from "../../domain/records.ts";
import { dayLength, hour } from "../../domain/time.ts";
import { createPending } from "../../server/pending.ts";
import { createProjection, idsKept, type Projection, type SnapshotLine } from "../../server/projection.ts";
import { anyAct, doAct } from "../kit/any-acts.ts";
import { audiences, hiddenFrom, tellingSite } from "../kit/audiences.ts";
import { livedWorld } from "../kit/lived-world.ts";
import { sameText } from "../kit/same-text.ts";
import { foreman } from "../kit/spec.ts";
import { tries } from "../kit/tries.ts";
import { countedId, createWorld, system, worker } from "../kit/world.ts";

type Held = ReadonlyMap<Key, Rec>;
const presented = (projection: Projection, audience: Audience): Held =>
  new Map(projection.lackOf(audience, seq(0)).put.map((record) => [keyOf(record), record]));
const told = (held: Held, { put, drop }: { readonly put: readonly Rec[]; readonly drop: readonly Key[] }): Held => {
  const next = new Map(held);
  for (const key of drop) next.delete(key);
  for (const record of put) next.set(keyOf(record), record);
  return next;
};
const text = (held: Held): string => sameText(held);
const resumed = (projection: Projection, audience: Audience, held: Held, since: Seq): Held => {
  const lack = projection.lackOf(audience, since);
  return lack.kind === "all" ? told(new Map(), { put: lack.put, drop: [] }) : told(held, lack);
};
/** As it is after being written to a snapshot and read again. */
const restarted = (projection: Projection): Projection => {
  const lines: readonly SnapshotLine[] = [...projection.snapshot()];
  const read: unknown = JSON.parse(JSON.stringify(lines));
  return createProjection({
    seq: projection.seq(),
    records: v.parse(v.custom<readonly SnapshotLine[]>(Array.isArray), read),
  });
};

const anySome = fc.shuffledSubarray([...audiences()], { minLength: 6, maxLength: 6 });

describe("[audience property]", () => {
  test("patches folded = the board presented, however many events a patch bears and whenever a screen joined", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ act: anyAct, next: fc.constantFrom("wait", "wait", "tell", "join") }), {
          minLength: 5,
          maxLength: 45,
        }),
        anySome,
        async (steps, some) => {
          const world = await createWorld({ site: tellingSite() });
          const { projection } = world;
          const rooms = some.map((audience) => ({
            audience,
            pending: createPending(),
            screens: [presented(projection, audience)],
            ever: new Set(presented(projection, audience).keys()),
          }));
          projection.follow((changes) => {
            for (const { pending } of rooms) for (const change of changes) pending.note(change);
          });
          const tell = (): void => {
            for (const room of rooms) {
              const patch = room.pending.take(room.audience);
              const words = JSON.stringify(patch);
              for (const secret of hiddenFrom(room.audience))
                expect(words.includes(secret), `${audienceName(room.audience)} hears ${secret}`).toBe(false);
              for (const { id, kind } of patch.put) room.ever.add(`${kind}/${id}`);
              for (const key of patch.drop) expect(room.ever).toContain(key);
              room.screens = room.screens.map((held) => told(held, patch));
              const now = text(presented(projection, room.audience));
              for (const held of room.screens) expect(text(held)).toBe(now);
            }
          };
          for (const { act, next } of steps) {
            await doAct(world, act);
            if (next === "tell") tell();
            if (next === "join")
              for (const room of rooms) {
                room.pending.seat();
                const held = presented(projection, room.audience);
                for (const key of held.keys()) room.ever.add(key);
                room.screens.push(held);
              }
          }
          tell();
        },
      ),
      { numRuns: tries(25) },
    );
  });

  test("a resume from any earlier number = the board presented, also after a restart from a snapshot and the tail", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyAct, { minLength: 5, maxLength: 40 }),
        fc.nat({ max: 40 }),
        anySome,
        async (acts, cut, some) => {
          const world = await createWorld({ site: tellingSite() });
          const { projection } = world;
          const past: { readonly at: Seq; readonly held: readonly Held[] }[] = [];
          const ever = some.map(() => new Set<Key>());
          let second: Projection | undefined;
          for (const [step, act] of acts.entries()) {
            const held = some.map((audience) => presented(projection, audience));
            // What came and went between two of these moments was its to see as well.
            for (const [n, one] of held.entries()) for (const key of one.keys()) ever[n]?.add(key);
            if (step % 3 === 0) past.push({ at: projection.seq(), held });
            if (step === cut % acts.length) second = restarted(projection);
            await doAct(world, act);
          }
          second?.apply(await world.events());
          for (const from of second === undefined ? [projection] : [projection, second, restarted(projection)])
            for (const [n, audience] of some.entries()) {
              const now = text(presented(projection, audience));
              for (const { at, held } of past) {
                const lack = from.lackOf(audience, at);
                const was = held[n] ?? new Map<Key, Rec>();
                expect(text(resumed(from, audience, was, at))).toBe(now);
                if (lack.kind === "since") for (const key of lack.drop) expect(ever[n]).toContain(key);
                for (const secret of hiddenFrom(audience)) expect(JSON.stringify(lack).includes(secret)).toBe(false);
              }
            }
        },
      ),
      { numRuns: tries(12) },
    );
  });

  test("every record bears the number of the event that last changed it", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyAct, { maxLength: 30 }), async (acts) => {
        const world = await createWorld({ site: tellingSite() });
        const wrong: string[] = [];
        world.projection.follow((changes, to) => {
          for (const { after } of changes) if (after !== undefined && after.seq > to) wrong.push(keyOf(after));
        });
        let before = world.projection.seq();
        for (const act of acts) {
          const seen: Rec[] = [];
          const stop = world.projection.follow((changes) => {
            for (const { after } of changes) if (after !== undefined) seen.push(after);
          });
          await doAct(world, act);
          stop();
          for (const record of seen) expect(record.seq, keyOf(record)).toBeGreaterThan(before);
          before = world.projection.seq();
        }
        expect(wrong).toEqual([]);
      }),
      { numRuns: tries(15) },
    );
  });
});

describe("projection", () => {
  test("a substitute's own page loses the post when he signs off, and no other page hears of it", async () => {
    const world = await createWorld({ site: tellingSite() });
    const post = tellingSite().posts[1]?.id ?? fail();
    const countersign = { ...foreman(), worker: workerId("w3") };
    await world.act({ type: "SignOn", post, briefing: [] }, worker(9), { countersign });
    const since = world.projection.seq();
    await world.act({ type: "SignOff", post }, worker(9));
    const page = (n: number) => world.projection.lackOf({ kind: "person", worker: workerId(`w${n}`) }, since);
    expect(page(9)).toMatchObject({ drop: ["post/p1"] });
    expect(page(8)).toEqual({ kind: "since", put: [], drop: [] });
  });

  test("a post held a hundred times by the same person is remembered once for those who were away, without what it told", async () => {
    const world = await createWorld({ site: tellingSite() });
    const post = tellingSite().posts[1]?.id ?? fail();
    const countersign = { ...foreman(), worker: workerId("w3") };
    const since = world.projection.seq();
    for (let n = 0; n < 100; n += 1) {
      await world.act({ type: "SignOn", post, briefing: [] }, worker(9), { countersign });
      world.passTime(180_000);
      await world.act({ type: "SignOff", post }, worker(9));
      world.passTime(180_000);
    }
    const left = [...world.projection.snapshot()].flatMap((line) => (line.is === "departure" ? [line.before] : []));
    // Once held, once free.
    expect(left).toMatchObject([
      { kind: "post", id: post, briefing: [], log: { spells: [] } },
      { kind: "post", id: post, briefing: [], log: { spells: [] } },
    ]);
    const page = { kind: "person", worker: workerId("w9") } as const;
    expect(world.projection.lackOf(page, since)).toMatchObject({ drop: ["post/p1"] });
    expect(restarted(world.projection).lackOf(page, since)).toMatchObject({ drop: ["post/p1"] });
  });

  test("a resume costs what changed, newest change last", async () => {
    const world = await livedWorld();
    const since = world.projection.seq();
    const wall = { kind: "wall", unit: tellingSite().posts[0]?.unit ?? fail() } as const;
    expect(world.projection.lackOf(wall, since)).toEqual({ kind: "since", put: [], drop: [] });
    world.passTime(180_000);
    const [p0, p1] = tellingSite().posts.map((post) => post.id);
    await world.act({ type: "CheckIn", post: p1 ?? fail() }, worker(1));
    await world.act({ type: "CheckIn", post: p0 ?? fail() }, worker(0));
    await world.act({ type: "SignOff", post: p1 ?? fail() }, worker(1));
    const lack = world.projection.lackOf(wall, since);
    expect(lack.put.map(keyOf)).toEqual(["post/p0", "daily/2026-11-23", "worker/w1", "post/p1"]);
  });

  test("a number from another ledger's future, and 0, begin anew", async () => {
    const { projection } = await livedWorld();
    for (const since of [0, projection.seq() + 1])
      expect(projection.lackOf({ kind: "auditor" }, seq(since)).kind).toBe("all");
  });

  test("an event is folded once, whoever brings it again", async () => {
    const world = await livedWorld();
    const before = text(presented(world.projection, { kind: "auditor" }));
    world.projection.apply(await world.events());
    expect(text(presented(world.projection, { kind: "auditor" }))).toBe(before);
  });

  test("rebuilt from the ledger alone it is the same board", async () => {
    const world = await livedWorld();
    const rebuilt = createProjection();
    rebuilt.apply(await world.events());
    for (const audience of audiences())
      expect(text(presented(rebuilt, audience))).toBe(text(presented(world.projection, audience)));
  });

  test("ids are remembered for 30 days and through a snapshot, then forgotten", async () => {
    const world = await createWorld();
    const first = commandId(countedId(1));
    expect(world.projection.answered(first)).toBe(1);
    world.passTime(idsKept);
    await world.act({ type: "ImportSite", import: tellingSite() }, system);
    expect(restarted(world.projection).answered(first)).toBe(1);
    world.passTime(dayLength);
    await world.act({ type: "ImportSite", import: tellingSite() }, system);
    expect(world.projection.answered(first)).toBeUndefined();
    expect(world.projection.answered(commandId(countedId(2)))).toBe(2);
  });

  test("the ids of many hours, and of one hour with very many, come back from a snapshot with their events and their age", () => {
    const hourOf = (n: number): number => (n <= 2500 ? 0 : n - 2500);
    const events = Array.from({ length: 2600 }, (_, index): Recorded<Event> => {
      const n = index + 1;
      const data = { subject: "retire", type: "Retired", records: [] } as const;
      return { seq: seq(n), at: hourOf(n) * hour, actor: system, cause: commandId(countedId(n)), v: 1, data };
    });
    const projection = createProjection();
    projection.apply(events);
    const again = restarted(projection);
    for (const { cause, seq } of events) expect(again.answered(cause)).toBe(seq);
    expect([...again.snapshot()]).toEqual([...projection.snapshot()]);
  });
});

function fail(): never {
  throw new Error("fixture");
}
