// Random races for few seats, through the rules and the one writer: nothing is oversold, nobody is in twice, the queue keeps its order. [ACT-1, ACT-2, ACT-3]

import * as v from "valibot";
import { expect, test } from "vitest";
import type { ActivityEvent } from "../../../domain/activities/activity-acts.ts";
import { activityDraft } from "../../../domain/activities/activity-draft.ts";
import type { Event } from "../../../domain/board.ts";
import type { Recorded } from "../../../domain/decider.ts";
import { activityId, commandId, entryId, roleId, seq, unitId, workerId } from "../../../domain/ids.ts";
import { createSeatJudge } from "../../kit/seat-judge.ts";
import { mustHappen, runRace, type Tally } from "../../kit/seat-races.ts";
import { activity, shiftStart, siteFixture } from "../../kit/site-fixture.ts";
import { tries } from "../../kit/tries.ts";
import { system, worker } from "../../kit/world.ts";

const draftOf = (raw: unknown) => v.parse(activityDraft, raw);

test("[ACT-1] at every event of any race: taken ≤ capacity, one live entry a worker, the queue in order, one act an id", async () => {
  const tally: Tally = new Map();
  // Chance begins anew each time; the bench runs the first hundred thousand.
  const first = 1_000_000 + Math.floor(Math.random() * 1_000_000_000);
  const broken: string[] = [];
  const missing = (): readonly string[] => mustHappen.filter((what) => !tally.has(what));
  for (let n = 0; n < tries(600) || (missing().length > 0 && n < 6_000); n += 1)
    for (const what of await runRace(first + n, tally)) broken.push(`race ${first + n}: ${what}`);
  expect(broken.slice(0, 5)).toEqual([]);
  expect(missing()).toEqual([]);
});

test("[ACT-1, ACT-3] the judge of races names an oversold seat, a second entry, a jump of the queue, an id that acts twice", () => {
  const on = { subject: "activities", activity: activityId("a1"), at: shiftStart } as const;
  const of = (n: number) => ({ entry: entryId(`e${n}`), worker: workerId(`w${n}`), role: roleId("r") });
  const taken = (n: number, promoted = false, entry = of(n).entry): ActivityEvent => ({
    ...{ ...on, ...of(n) },
    ...{ type: "SeatTaken", entry, promoted },
  });
  const queued = (n: number, place: number): ActivityEvent => ({ ...on, type: "QueueJoined", ...of(n), place });
  const left = (n: number): ActivityEvent => ({ ...on, type: "EntryCancelled", ...of(n) });
  const site: Event = {
    subject: "site",
    type: "SiteImported",
    at: shiftStart,
    import: siteFixture({ posts: 0, activities: [activity("a1", 2)] }),
  };
  /** Whose word it is, where that matters. */
  const actorOf = (cause: string) => (cause.endsWith(" by w4") ? worker(4, "pin") : system);
  /** The sentences without the place; each part is what one command brought about. */
  const judged = (...parts: readonly (readonly [cause: string, ...events: ActivityEvent[]])[]): readonly string[] => {
    const judge = createSeatJudge(() => true);
    const events = [["c0", site] as const, ...parts].flatMap(([cause, ...some]) =>
      some.map((data) => ({ at: shiftStart, actor: actorOf(cause), cause: commandId(cause), v: 1, data }) as const),
    );
    judge.hear(events.map((event, n): Recorded<Event> => ({ ...event, seq: seq(n + 1) })));
    return judge.breaches.map((what) => what.replace(/, at event .*/, ""));
  };
  const full = [["c1", taken(1)] as const, ["c2", taken(2)] as const];
  expect(judged(...full, ["c3", queued(3, 1)], ["c4", left(1), taken(3, true)])).toEqual([]);
  expect(judged(...full, ["c3", taken(3)])).toEqual(["3 hold the 2 seats of a1", "3 hold the 2 seats of a1 r"]);
  expect(judged(["c1", taken(1)], ["c2", taken(1, false, entryId("e9"))])).toEqual(["w1 is in twice"]);
  expect(judged(...full, ["c3", queued(3, 1)], ["c4", queued(4, 2)], ["c5", left(1), taken(4, true)])).toEqual([
    "w4 is seated before w3, who stood before him",
  ]);
  expect(judged(...full, ["c3", queued(3, 1)], ["c4", left(1)])).toEqual(["w3 waits beside a free seat"]);
  expect(judged(["c1", taken(1)], ["c2", left(1)], ["c1", taken(2)])).toEqual(["the command c1 acts twice"]);
  expect(judged(["c1", taken(1)], ["c2", left(1)], ["c3", left(1)])).toContain("w1 goes from cancelled to cancelled");
  // A seat offered by number: to one at a time, and nobody takes what was not offered to him.
  const asks = (n: number, to: number): ActivityEvent => ({
    ...{ ...on, ...of(n) },
    ...{ type: "SwapAsked", other: workerId(`w${to}`) },
  });
  const declined: ActivityEvent = { ...on, ...of(1), type: "SwapEnded", how: "declined" };
  expect(judged(["c1", taken(1)], ["c2", asks(1, 3)], ["c3", declined], ["c4", asks(1, 4)])).toEqual([]);
  expect(judged(["c1", taken(1)], ["c2", asks(1, 3)], ["c3", asks(1, 4)])).toEqual(["w1 offers his seat twice"]);
  expect(judged(["c1", taken(1)], ["c2", asks(2, 3)])).toEqual(["w2 offers a seat that is not his"]);
  expect(judged(["c1", taken(1)], ["c2", declined])).toEqual(["w1 offered nothing that ends"]);
  const swapped: ActivityEvent = { ...on, ...of(1), type: "SeatSwapped", to: of(4) };
  expect(judged(["c1", taken(1)], ["c2", asks(1, 3)], ["c3", swapped])).toEqual([]);
  expect(judged(["c1", taken(1)], ["c2", asks(1, 3)], ["c3 by w4", swapped])).toEqual(["w4 takes what nobody offered"]);
  expect(judged(["c1", taken(1)], ["c2", asks(1, 4)], ["c3 by w4", swapped])).toEqual([]);
  // With a window: the crew of w1 has one seat of two, and w1 is seated.
  const draft = { ...draftOf(activity("a1", 2)), fairUntil: shiftStart + 1 };
  const scope = [unitId("co")];
  const shared = (a: number, b: number): ActivityEvent => ({
    ...{ ...on, type: "ActivityOpened", draft, scope },
    shares: { "mine/一班": a, "forest/一班": b },
  });
  const windowed = ["c9", shared(1, 1)] as const;
  expect(judged(windowed, ["c1", taken(1)], ["c2", queued(3, 1)], ["c3", taken(2)])).toEqual([]);
  expect(judged(windowed, ["c1", taken(1)], ["c2", taken(3)])).toContain("w3 is seated beyond the share of his crew");
  expect(judged(["c9", shared(2, 1)])).toContain("the shares are not the capacity");
  expect(judged(["c9", shared(2, 0)])).toContain("a crew has no share though there are seats");
  expect(judged(["c1", queued(1, 1)])).toContain("w1 is sent to the queue beside a free seat");
});
