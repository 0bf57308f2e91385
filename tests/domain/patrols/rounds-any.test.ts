// Whatever the watch misses and people change: every occurrence of a plan is made exactly once, and the board stays small. [PAT-1]

import fc from "fast-check";
import { expect, test } from "vitest";
import { retiring } from "../../../domain/alarms/conditions.ts";
import { type Board, type Command, createBoard, type Event } from "../../../domain/board.ts";
import { decide } from "../../../domain/decide.ts";
import type { Actor, Recorded } from "../../../domain/decider.ts";
import { evolve } from "../../../domain/evolve.ts";
import { commandId, type Day, day, type Millis, roundId, routeId, seq, workerId } from "../../../domain/ids.ts";
import { occurrenceOn, patrolOf } from "../../../domain/patrols/round.ts";
import type { RoundFields } from "../../../domain/patrols/round-acts.ts";
import { roundsDue } from "../../../domain/patrols/round-due.ts";
import { addDays, dayLength, hour, minute, siteClock } from "../../../domain/time.ts";
import { siteFixture } from "../../kit/site-fixture.ts";
import { person, watcher } from "../../kit/spec.ts";
import { tries } from "../../kit/tries.ts";

const zone = "Europe/Berlin";
const clock = siteClock(zone);
const round = roundId("north");
const admin = person("admin", "co");
const fixture = siteFixture({ routes: [{ id: "r1", unit: "forest", name: "北", nameEn: "N", checkpoints: [] }] });
const site = { ...fixture, site: { ...fixture.site, zone } };

const fields: fc.Arbitrary<RoundFields> = fc
  .record({
    days: fc.constantFrom("1234567", "12345", "67", "3", "1357"),
    start: fc.constantFrom(0, 90, 150, 480, 1410),
    lengthMin: fc.constantFrom(15, 240, 600, 2880),
    until: fc.constantFrom(undefined, undefined, day("2026-10-28")),
    who: fc.constantFrom("w2", "w8"),
  })
  .map(({ who, until, ...rest }) => ({
    ...rest,
    ...(until === undefined ? {} : { until }),
    leader: workerId(who),
    members: [],
    profile: "foot",
  }));
type Step =
  | { readonly do: "tick" | "restart" | "end" | "start" }
  | { readonly do: "change"; readonly to: RoundFields }
  | { readonly do: "pass"; readonly ms: Millis };
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.constant<Step>({ do: "tick" }) },
  { weight: 1, arbitrary: fc.constant<Step>({ do: "restart" }) },
  { weight: 1, arbitrary: fc.constant<Step>({ do: "start" }) },
  { weight: 2, arbitrary: fields.map((to): Step => ({ do: "change", to })) },
  {
    weight: 8,
    arbitrary: fc
      .constantFrom(minute, hour, 5 * hour, dayLength, 3 * dayLength, 5 * dayLength)
      .map((ms): Step => ({ do: "pass", ms })),
  },
);

/** A server in memory: it decides, records and folds, and may be started again from what it recorded. */
const createServer = (from: Millis) => {
  let now = from;
  let board: Board = createBoard();
  const events: Recorded<Event>[] = [];
  const ask = (command: Command, actor: Actor): void => {
    const context = { now, at: now, id: commandId(`c${events.length}`), actor };
    const decision = decide(board, command, context);
    if (decision.kind === "refused") return;
    for (const data of decision.events) {
      const event = { seq: seq(events.length + 1), at: now, actor, cause: context.id, v: 1, data } as const;
      events.push(event);
      board.apply(evolve(board, event));
    }
  };
  ask({ type: "ImportSite", import: site }, { kind: "system", part: "import" });
  return {
    ask,
    events,
    now: () => now,
    board: () => board,
    pass: (ms: Millis) => {
      now += ms;
    },
    tick: () => {
      for (const one of roundsDue(board.look, now)) ask({ type: "MakePatrol", ...one }, watcher);
      ask({ type: "Retire", records: retiring(board, clock, now) }, watcher);
    },
    restart: () => {
      board = createBoard();
      for (const event of events) board.apply(evolve(board, event));
    },
  };
};

test("[PAT-1] exactly once: at any looks, restarts, absences of days and changes of the plan, over the end of summer time", () => {
  let made = 0;
  let missedOnes = 0;
  fc.assert(
    fc.property(fields, fc.array(step, { maxLength: 40 }), (first, steps) => {
      const server = createServer(clock.instant(day("2026-10-20"), 9 * 60));
      /** What was asked for, from when until when. */
      const versions: { readonly since: Millis; readonly is: RoundFields; until: Millis }[] = [];
      const isNow = (is: RoundFields): void => {
        const last = versions.at(-1);
        if (last !== undefined) last.until = server.now();
        versions.push({ since: server.now(), is, until: Number.POSITIVE_INFINITY });
      };
      server.ask({ type: "PlanRound", round, route: routeId("r1"), ...first }, admin);
      isNow(first);
      let away: Millis = 0;
      for (const one of steps) {
        if (one.do === "pass" && away + one.ms < 6 * dayLength) {
          server.pass(one.ms);
          away += one.ms;
        } else if (one.do === "tick" || one.do === "pass") {
          server.tick();
          away = 0;
        } else if (one.do === "restart") server.restart();
        else if (one.do === "change") {
          server.ask({ type: "ChangeRound", round, ...one.to, reason: "改" }, admin);
          isNow(one.to);
        } else if (one.do === "start")
          for (const { id } of server.board().all("patrol")) server.ask({ type: "StartPatrol", patrol: id }, admin);
        expect([...server.board().all("patrol")].length).toBeLessThan(16);
      }
      server.tick();
      const now = server.now();
      const days = new Map<string, number>();
      for (const { data } of server.events)
        if (data.type === "PatrolMade") days.set(data.draft.id, (days.get(data.draft.id) ?? 0) + 1);
      made += days.size;
      for (const [id, times] of days) expect(times, id).toBe(1);
      // Nothing that was asked for when it began was left out, and of what lies ahead all that the plan asks for now.
      for (let on: Day = day("2026-10-19"); on <= clock.dayOf(now + 3 * dayLength); on = addDays(on, 1))
        for (const { since, is, until } of versions) {
          const asked = occurrenceOn({ id: round, ...is }, on, clock);
          if (asked === undefined || asked.plannedAt < since || asked.plannedAt > Math.min(until, now + 48 * hour))
            continue;
          expect(days.has(asked.patrol), `${asked.patrol} of ${since}`).toBe(true);
          const patrol = server.board().get("patrol", patrolOf(round, on));
          // Where the hour of the day's own had come when the plan was changed, the day has had it.
          if (until <= now || patrol === undefined || patrol.plannedAt <= since) continue;
          if (patrol.run.state === "planned") expect(patrol.plannedAt).toBe(asked.plannedAt);
          if (asked.windowEnd > now) expect(patrol.run.state).not.toBe("cancelled");
          else missedOnes += 1;
        }
      const before = [...server.board().all("patrol")];
      server.restart();
      expect([...server.board().all("patrol")]).toEqual(before);
    }),
    { numRuns: tries(300) },
  );
  expect(made).toBeGreaterThan(tries(300));
  expect(missedOnes).toBeGreaterThan(tries(300) / 12);
});
