// Who sees what of a contest, stage by stage: marks stay at the desk, a rank is nobody's before it is published, a wall ends at the third. [ACT-5, ASM-3]

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Audience, audienceName } from "../../../domain/audience.ts";
import { bareEntrant, type ContestRec, type EntrantRec } from "../../../domain/contests/contest.ts";
import { entrantForBystanders } from "../../../domain/contests/contest-faces.ts";
import { activityId, entryId, seq, unitId, workerId } from "../../../domain/ids.ts";
import { present } from "../../../domain/present.ts";
import { dayLength } from "../../../domain/time.ts";
import { sameVisibility } from "../../../domain/visibility.ts";
import { organiser } from "../../kit/attended.ts";
import { audiences } from "../../kit/audiences.ts";
import {
  closing,
  contested,
  during,
  finishing,
  idOf,
  mark,
  marked,
  oneRound,
  publishing,
} from "../../kit/contested.ts";
import { type Spec, watcher } from "../../kit/spec.ts";
import { tries } from "../../kit/tries.ts";
import { worker } from "../../kit/world.ts";

const unit = unitId("co");
const wall: Audience = { kind: "wall", unit };
const kiosk: Audience = { kind: "kiosk", unit };
const him: Audience = { kind: "person", worker: workerId("w0") };
const other: Audience = { kind: "person", worker: workerId("w9") };
const desk: Audience = { kind: "desk", role: "union-officer", unit };

const seen = (spec: Spec, audience: Audience): readonly EntrantRec[] =>
  [...spec.board.all("entrant")].flatMap((one) => {
    const shown = present(one, audience);
    return shown?.kind === "entrant" ? [shown] : [];
  });
const ranks = (spec: Spec, audience: Audience): readonly number[] =>
  seen(spec, audience)
    .flatMap(({ place }) => (place === undefined ? [] : [place.rank]))
    .toSorted((a, b) => a - b);

/** Five entrants, the second of whom agreed to be named, stage by stage. */
const stages = (): Readonly<Record<"judged" | "closed" | "published" | "final", Spec>> => {
  const until = (stage: number): Spec => {
    const spec = contested(5);
    spec.given({ type: "NameInResult", activity: closing().activity, entry: idOf(spec, 1), agree: true }, worker(1));
    marked(spec, [90, 80, 70, 60, 50]);
    mark(spec, 0, 95, { reason: "评分秘密" });
    if (stage > 0) spec.given(closing(), organiser);
    if (stage > 1) spec.given(publishing, organiser);
    if (stage > 2) spec.given(finishing, watcher, { now: during + 3 * dayLength });
    return spec;
  };
  return { judged: until(0), closed: until(1), published: until(2), final: until(3) };
};

describe("[ACT-5] a result", () => {
  const at = stages();

  test.each([
    ["judged", wall, []],
    ["judged", kiosk, []],
    ["judged", him, []],
    ["closed", wall, []],
    ["closed", kiosk, []],
    ["closed", him, []],
    ["published", wall, []],
    ["published", kiosk, []],
    ["published", him, [1]],
    ["published", other, []],
    ["published", desk, [1, 2, 3, 4, 5]],
    ["final", wall, [1, 2, 3]],
    ["final", kiosk, [1, 2, 3, 4, 5]],
    ["final", him, [1, 2, 3, 4, 5]],
    ["final", other, [1, 2, 3, 4, 5]],
  ] as const)("%s: %o reads the ranks %o", (stage, audience, expected) => {
    expect(ranks(at[stage], audience)).toEqual(expected);
  });

  test("no wall, kiosk or person ever reads a single mark, a round's score, a judge, or why a mark was corrected", () => {
    for (const spec of Object.values(at))
      for (const audience of audiences()) {
        if (audience.kind === "desk" || audience.kind === "auditor") continue;
        for (const { marks, scores } of seen(spec, audience)) expect([marks, scores]).toEqual([[], []]);
        const told = JSON.stringify(
          [...spec.board.all("entrant"), ...spec.board.all("contest")].map((one) => present(one, audience)),
        );
        for (const secret of ["评分秘密", "评委0", "judge0", "赵主任"])
          expect(told, audienceName(audience)).not.toContain(secret);
      }
  });

  test("a public list names in full who agreed, masks everybody else, and leads to nobody", () => {
    for (const audience of [wall, kiosk, other])
      expect(
        seen(at.final, audience)
          .filter(({ worker: who }) => who !== "w9")
          .toSorted((a, b) => (a.place?.rank ?? 0) - (b.place?.rank ?? 0))
          .slice(0, 3)
          .map(({ name, worker: who, scope, byName }) => [name, who, scope, byName]),
      ).toEqual([
        ["王*明", "somebody", [], undefined],
        ["李1", "somebody", [], undefined],
        ["李*", "somebody", [], undefined],
      ]);
  });

  test("a badge alone brings no place and no total of his own on a screen, only whether he was asked about his name", () => {
    const [own] = seen(at.published, { kind: "person", worker: workerId("w1") });
    expect(own?.place?.rank).toBe(2);
    expect(own === undefined ? [] : entrantForBystanders(own)).toMatchObject([{ byName: true, name: "" }]);
    expect(own === undefined ? {} : entrantForBystanders(own)[0]).not.toHaveProperty("place");
  });

  test("who has left his name out may ask for it back: from then on the list masks it", () => {
    const spec = stages().final;
    spec.given({ type: "NameInResult", activity: closing().activity, entry: idOf(spec, 1), agree: false }, worker(1));
    expect(seen(spec, kiosk).find(({ place }) => place?.rank === 2)?.name).toBe("李*");
  });
});

const name = fc.constantFrom("a", "b", "co");
const entrant: fc.Arbitrary<EntrantRec> = fc
  .record({
    scope: fc.constantFrom([], [unitId("co")]),
    who: fc.constantFrom("a", "b"),
    final: fc.boolean(),
    rank: fc.nat(4),
  })
  .map(({ scope, who, final, rank }) => ({
    ...bareEntrant({ id: entryId("e"), activity: activityId("a"), worker: workerId(who), scope }, seq(1)),
    final,
    place: rank === 0 ? undefined : { rank, total: 100 },
  }));
const contest: fc.Arbitrary<ContestRec> = fc
  .record({ scope: fc.constantFrom([], [unitId("co")]), final: fc.boolean() })
  .map(({ scope, final }) => ({
    kind: "contest",
    id: activityId("a"),
    seq: seq(1),
    scope,
    rounds: [oneRound()],
    judges: [],
    objectionDays: 3,
    begun: true,
    closed: [],
    ties: [],
    result: final ? { state: "final", at: 2, published: 1 } : { state: "none" },
  }));
const anyone: fc.Arbitrary<Audience> = fc.oneof(
  name.map((who) => ({ kind: "person", worker: workerId(who) }) as const),
  name.map((one) => ({ kind: "wall", unit: unitId(one) }) as const),
  name.map((one) => ({ kind: "kiosk", unit: unitId(one) }) as const),
  fc.record({
    kind: fc.constant("desk" as const),
    role: fc.constantFrom("manager" as const, "safety-officer" as const),
    unit: name.map(unitId),
  }),
);

test("[audience] a view of an entrant or a contest ends only where its visibility changed", () => {
  for (const record of [entrant, contest])
    fc.assert(
      fc.property(record, record, anyone, (before, after, audience) => {
        const ends = present(before, audience) !== undefined && present(after, audience) === undefined;
        if (ends) expect(sameVisibility(before, after)).toBe(false);
      }),
      { numRuns: tries(1000) },
    );
});
