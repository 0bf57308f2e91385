// The sum of the subjects: routing, day totals, what comes in by the door, and tables that read through one another.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { actTime } from "../../domain/decide.ts";
import { day, postId, seq, shiftId, workerId } from "../../domain/ids.ts";
import type { PostRec } from "../../domain/posts/post.ts";
import { createTables } from "../../domain/tables.ts";
import { hour } from "../../domain/time.ts";
import { commandSchemas, isWireType, parseCommand } from "../../domain/wire-commands.ts";
import { shiftStart } from "../kit/site-fixture.ts";
import { createSpec } from "../kit/spec.ts";
import { worker } from "../kit/world.ts";

describe("the door of commands", () => {
  test("knows its own types and none of JavaScript's", () => {
    for (const type of Object.keys(commandSchemas)) expect(isWireType(type)).toBe(true);
    for (const type of ["constructor", "__proto__", "toString", "signon", "RecordTrack", ""])
      expect(isWireType(type)).toBe(false);
  });

  test("takes nothing but what the schema names", () => {
    const parsed = parseCommand(
      "CheckIn",
      JSON.parse('{"type":"CheckIn","post":" p1 ","__proto__":{"x":1},"extra":1}'),
    );
    expect(parsed).toEqual({ ok: true, command: { type: "CheckIn", post: "p1" } });
    expect(parseCommand("CheckIn", { type: "CheckIn" })).toEqual({ ok: false, where: "post" });
    expect(parseCommand("SignOn", { type: "SignOn", post: "p", briefing: [1] })).toMatchObject({ where: "briefing.0" });
  });

  test("refuses whatever is not one, and never breaks on it", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.keys(commandSchemas)),
        fc.anything({ withBigInt: true, withNullPrototype: true }),
        (type, body) => {
          if (!isWireType(type)) throw new Error(type);
          expect(parseCommand(type, body).ok).toBe(false);
          // A call for help is heard whatever comes with it.
          const fits = type === "CallSos" && (typeof body !== "object" || body === null || !("type" in body));
          expect(parseCommand(type, { type, ...(typeof body === "object" ? body : {}) }).ok).toBe(fits);
        },
      ),
    );
  });

  test("an act never lies ahead of the server's clock", () => {
    expect(actTime(5, 9)).toBe(5);
    expect(actTime(99, 9)).toBe(9);
  });
});

test("[ACT-6] an act from yesterday's outbox counts for yesterday", () => {
  const spec = createSpec({ at: shiftStart + 23 * hour });
  spec.when({ type: "SignOn", post: postId("p1"), briefing: [] }, worker(1), { at: shiftStart });
  expect(spec.board.get("daily", "2026-11-23")).toMatchObject({ signOns: 1, checkIns: 0, signUps: 0 });
  expect(spec.board.get("daily", "2026-11-24")).toBeUndefined();
});

test("tables laid over tables answer like one table in which everything was done, and leave the lower as they were", () => {
  const [base] = createSpec().board.all("post");
  if (base === undefined) throw new Error("fixture");
  const post = (id: string, holder: string | undefined, roster: readonly string[]): PostRec => ({
    ...base,
    id: postId(id),
    roster: roster.map((who) => ({ ...(base.roster[0] ?? fail()), worker: workerId(who) })),
    watch: holder === undefined ? { state: "unheld", since: 0 } : { ...held, state: "held", holder: workerId(holder) },
  });
  const who = fc.constantFrom("a", "b", "c");
  const change = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        id: who,
        holder: fc.option(who, { nil: undefined }),
        roster: fc.array(who, { maxLength: 3 }),
      }),
    },
    { weight: 1, arbitrary: who },
  );
  const asked = (tables: ReturnType<typeof createTables>) => ({
    all: [...tables.all("post")].map((one) => one).toSorted((x, y) => (x.id < y.id ? -1 : 1)),
    ...Object.fromEntries(
      ["a", "b", "c"].flatMap((one) => [
        [`get ${one}`, tables.get("post", one)],
        [
          `holder ${one}`,
          tables
            .where("post", "holder", one)
            .map((found) => found.id)
            .toSorted(),
        ],
        [
          `rostered ${one}`,
          tables
            .where("post", "rostered", one)
            .map((found) => found.id)
            .toSorted(),
        ],
      ]),
    ),
  });
  fc.assert(
    fc.property(fc.array(fc.array(change, { maxLength: 12 }), { minLength: 1, maxLength: 3 }), (layers) => {
      const flat = createTables();
      let top = createTables();
      for (const layer of layers) {
        const below = asked(top);
        const upper = createTables(top);
        for (const one of layer) {
          const made =
            typeof one === "string"
              ? ({ kind: "drop", of: "post", id: one } as const)
              : // The roster stays the very same list where it is not imported anew, as in the house.
                ({
                  kind: "put",
                  record: sameRoster(upper.get("post", one.id), post(one.id, one.holder, one.roster)),
                } as const);
          upper.apply([made]);
          flat.apply([made]);
          expect(asked(upper)).toEqual(asked(flat));
        }
        expect(asked(top)).toEqual(below);
        top = upper;
      }
    }),
  );
});

const held = { since: 0, signedAt: 0, shift: shiftId("day"), day: day("2026-11-23") };
const fail = (): never => {
  throw new Error("fixture");
};
const sameRoster = (before: PostRec | undefined, after: PostRec): PostRec =>
  before?.roster.map((line) => line.worker).join() === after.roster.map((line) => line.worker).join() &&
  before !== undefined
    ? { ...after, roster: before.roster, seq: seq(before.seq + 1) }
    : after;
