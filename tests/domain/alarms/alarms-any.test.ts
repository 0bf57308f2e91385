// Posts and alarms together under whatever people, the watch and the clock do: never an alarm without an owner, never an undefined
// state, no repeat lost, no shelf and no timer longer than it was set. [ALM-1, POST-4]

import fc from "fast-check";
import { expect, test } from "vitest";
import {
  type AlarmKind,
  type AlarmRec,
  alarmIdOf,
  alarmKinds,
  alarmStatus,
  isAnnounced,
  isCalled,
  isLatched,
  isOpen,
  isShelved,
} from "../../../domain/alarms/alarm.ts";
import { climbDue, nextClimb, ownerOf, rungStep } from "../../../domain/alarms/alarm-ladder.ts";
import { shelfTimes } from "../../../domain/alarms/alarms.ts";
import { alarmActs, climbsNow, conditionsNow } from "../../../domain/alarms/conditions.ts";
import type { Command } from "../../../domain/board.ts";
import type { Actor } from "../../../domain/decider.ts";
import { type AlarmId, postId, unitId, workerId } from "../../../domain/ids.ts";
import type { SiteImport } from "../../../domain/site/site-import.ts";
import { hour, minute, second, shiftAt } from "../../../domain/time.ts";
import { isForgotten } from "../../../domain/workers.ts";
import { siteFixture } from "../../kit/site-fixture.ts";
import { createSpec, person, type Spec, watcher } from "../../kit/spec.ts";
import { tries } from "../../kit/tries.ts";
import { untilSeen } from "../../kit/until-seen.ts";
import { worker } from "../../kit/world.ts";

const statuses = new Set(["unack", "acked", "returned-unack", "latched", "normal", "shelved", "out-of-service"]);
/** A clock that is set back by less than this is no step. */
const drift = 5 * second;
const admin = person("admin", "co");
const officer = person("duty-officer", "mine");

/** The site as it is imported again: whole, with half its people gone, and with one unit closed. */
const whole = siteFixture();
const sites = {
  whole,
  "half its people": {
    ...whole,
    workers: whole.workers.slice(0, 2),
    posts: whole.posts.map((post) => ({ ...post, roster: [] })),
  },
  "one unit closed": {
    ...whole,
    site: { ...whole.site, units: whole.site.units.filter(({ id }) => id !== "forest") },
    workers: whole.workers.map((one) => ({ ...one, unit: unitId("mine") })),
    posts: whole.posts.map((one) => ({ ...one, unit: unitId("mine"), responsible: workerId("w9") })),
  },
} as const satisfies Readonly<Record<string, SiteImport>>;
const imports = ["whole", "half its people", "one unit closed", "half its people"] as const;

const people = (n: number): Actor => (n < 6 ? worker(n) : n < 8 ? officer : admin);
const post = fc.constantFrom("p0", "p1", "p2", "p3").map(postId);
const sort = fc.constantFrom<AlarmKind>("post-vacant", "post-vacant", "post-overdue", "post-overdue", ...alarmKinds);
const source = fc.constantFrom("p0", "p1", "p3", "server", "w3");
const alarm = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(fc.constantFrom<AlarmKind>("post-vacant", "post-overdue"), post) },
  { weight: 3, arbitrary: fc.constantFrom(...[2, 3, 4].map((n) => ["sos", `w${n}`] as const)) },
  { weight: 1, arbitrary: fc.tuple(sort, source) },
);
const whose = alarm.map(([kind, from]) => alarmIdOf(kind, from));
const call = fc.constantFrom(2, 3, 4).map((n) => alarmIdOf("sos", `w${n}`));
const reason = "检修";
const anyWorker = fc.integer({ min: 0, max: 13 }).map((n) => workerId(`w${n}`));
const scope = fc.constantFrom([], [unitId("co")], [unitId("co"), unitId("forest")], [unitId("gone")]);
const priority = fc.constantFrom(1, 2, 3, 4);

const byPeople = fc.oneof(
  ...[whose, whose, whose, call].map((one) => one.map((id): Command => ({ type: "AcknowledgeAlarm", alarm: id }))),
  fc
    .tuple(whose, fc.constantFrom(...shelfTimes))
    .map(([id, minutes]): Command => ({ type: "ShelveAlarm", alarm: id, minutes, reason })),
  whose.map((id): Command => ({ type: "UnshelveAlarm", alarm: id })),
  fc.tuple(whose, anyWorker).map(([id, one]): Command => ({ type: "AssignAlarm", alarm: id, worker: one })),
  whose.map((id): Command => ({ type: "CommentAlarm", alarm: id, text: "话" })),
  ...[call, call, whose].map((one) => one.map((id): Command => ({ type: "ResetAlarm", alarm: id, reason }))),
  fc.tuple(sort, source).map(([kind, from]): Command => ({ type: "TakeAlarmOut", sort: kind, source: from, reason })),
  whose.map((id): Command => ({ type: "PutAlarmBack", alarm: id })),
  ...[1, 2].map(() => post.map((at): Command => ({ type: "CallSos", post: at, place: "" }))),
  fc.constantFrom<Command>({ type: "NoteSos", words: "话" }),
  ...[1, 2, 3].map(() => post.map((at): Command => ({ type: "SignOn", post: at, briefing: ["b1"] }))),
  post.map((at): Command => ({ type: "CheckIn", post: at })),
  post.map((at): Command => ({ type: "SignOff", post: at })),
  post.map((at): Command => ({ type: "BeginHandover", post: at, notes: [] })),
  post.map((at): Command => ({ type: "TakeOver", post: at, briefing: ["b1"], read: [] })),
  post.map((at): Command => ({ type: "SuspendPost", post: at, reason })),
  ...[1, 2].map(() => post.map((at): Command => ({ type: "ResumePost", post: at }))),
  fc.constantFrom<Command>({ type: "EvacuateUnit", unit: unitId("mine"), reason }),
  ...[1, 2].map(() => fc.constantFrom<Command>({ type: "ResumeUnit", unit: unitId("mine") })),
  // A name for it: a failure prints its steps.
  ...[1, 2].map(() => fc.constantFrom(...imports).map((again) => ({ type: "again", again }) as const)),
  anyWorker.map((one): Command => ({ type: "ForgetWorker", worker: one })),
);
const byWatch = fc.oneof(
  fc
    .record({ sort, source, scope, priority })
    .map((one): Command => ({ type: "RaiseAlarm", ...one, since: whole.activities[0]?.opensAt ?? 0 })),
  whose.map((id): Command => ({ type: "ReturnAlarm", alarm: id })),
);
const step = fc.record({
  pass: fc.constantFrom(
    0,
    0,
    0,
    second,
    minute,
    minute,
    3 * minute,
    12 * minute,
    50 * minute,
    9 * hour,
    -minute,
    -hour,
  ),
  act: fc.oneof({ weight: 4, arbitrary: byPeople }, { weight: 1, arbitrary: byWatch }),
  who: fc.integer({ min: 0, max: 9 }),
  /** How long ago it was done, where it waited in an outbox. */
  back: fc.constantFrom(0, 0, 0, 0, 4 * minute, 3 * hour),
  to: anyWorker,
});

/** What an alarm must be, from nothing but what befell it: the machine of ISA-18.2 once more, in other words. */
type Tale = { readonly open: boolean; readonly rings: boolean; readonly answered: boolean; readonly repeats: number };
const calm: Tale = { open: false, rings: false, answered: false, repeats: 0 };

const told = (sort: AlarmKind, tale: Tale, type: string): Tale => {
  switch (type) {
    case "AlarmRaised": {
      const again = tale.open && (!tale.rings || isCalled(sort)) ? 1 : 0;
      return { open: true, rings: true, answered: false, repeats: tale.open ? tale.repeats + again : 0 };
    }
    case "AlarmReturned":
      // Whom nobody has found has not ceased to call.
      expect(isCalled(sort)).toBe(false);
      return { ...tale, rings: false, open: !tale.answered || isLatched(sort) };
    case "AlarmAcknowledged":
      return { ...tale, answered: true, open: tale.rings || isLatched(sort) };
    case "AlarmReset":
    case "AlarmTakenOut":
      return { ...tale, open: false };
  }
  return tale;
};

const stateOf = ({ open, rings, answered }: Tale): AlarmRec["is"]["state"] => {
  if (!open) return "normal";
  if (answered) return rings ? "acked" : "latched";
  return rings ? "unack" : "returned-unack";
};

/** Who answers for it is somebody: a worker who is known, a role of a unit that there is, a person of the desk by his name. */
const isSomebody = (alarm: AlarmRec, { board }: Spec): boolean => {
  const owner = ownerOf(alarm, board);
  const isKnown = (id: string): boolean => {
    const one = board.look.worker(id);
    return one !== undefined && !isForgotten(one);
  };
  switch (owner.is) {
    case "worker":
      return isKnown(owner.worker);
    case "answerer":
      return typeof owner.by === "string" ? owner.by !== "" : isKnown(owner.by.worker);
    case "role":
      return board.look.unit(owner.unit) !== undefined;
  }
};

/** What the watch does every few seconds, until there is nothing to do. */
const watch = (spec: Spec): void => {
  const { board } = spec;
  const { site, clock } = board.look;
  for (const climb of climbsNow(board, site, spec.now())) spec.given({ type: "EscalateAlarm", ...climb }, watcher);
  const { raise, clear } = alarmActs(board, conditionsNow(board, site, clock, spec.now()));
  for (const one of raise) spec.given({ type: "RaiseAlarm", ...one }, watcher);
  for (const id of clear) spec.given({ type: "ReturnAlarm", alarm: id }, watcher);
};

const expectLawful = (alarm: AlarmRec, tale: Tale, spec: Spec): void => {
  const now = spec.now();
  const { site, clock } = spec.board.look;
  expect(alarm.is.state).toBe(stateOf(tale));
  if (tale.open) expect(alarm.repeats).toBe(tale.repeats);
  for (const at of [now, now + hour]) expect(statuses.has(alarmStatus(alarm, at))).toBe(true);
  if (isOpen(alarm)) expect(isSomebody(alarm, spec), `${alarm.id} has an owner`).toBe(true);
  if (alarm.out !== undefined) expect(isOpen(alarm)).toBe(false);
  const { shelf } = alarm;
  if (shelf !== undefined) {
    // An hour, or until the shift ends in which it was put there: never more.
    expect(isLatched(alarm.sort)).toBe(false);
    const end = shiftAt(clock, site.shifts, shelf.at)?.endsAt ?? shelf.at;
    expect(shelf.until).toBeLessThanOrEqual(Math.max(shelf.at + hour, end));
    // Whatever became of the clock, it lies there no longer than was said.
    if (isShelved(alarm, now)) expect(shelf.until - now).toBeLessThanOrEqual(shelf.until - shelf.at + drift);
  }
  // The watch has looked: what is due has been asked, what is not due waits for one rung's time and not more.
  expect(climbDue(alarm, site, now)).toBeUndefined();
  const next = nextClimb(alarm, site);
  if (next === undefined || !isAnnounced(alarm, now)) return;
  expect(next.at - now).toBeGreaterThan(0);
  expect(next.at - now).toBeLessThanOrEqual(rungStep(alarm, site) + drift);
};

test("[ALM-1, POST-4] whatever people, the watch and the clock do: every open alarm has an owner, one state, its repeats and a timer that runs", () => {
  const seen = new Map<string, number>();
  const count = (what: string): void => {
    seen.set(what, (seen.get(what) ?? 0) + 1);
  };
  const runs = () =>
    fc.assert(
      fc.property(fc.array(step, { minLength: 30, maxLength: 80 }), (steps) => {
        const spec = createSpec();
        const tales = new Map<AlarmId, Tale>();
        let heard = 0;
        for (const { pass, act, who, back, to } of steps) {
          spec.pass(pass);
          const command: Command = act.type === "again" ? { type: "ImportSite", import: sites[act.again] } : act;
          const isSystem =
            command.type === "RaiseAlarm" || command.type === "ReturnAlarm" || command.type === "ImportSite";
          spec.when(command, isSystem ? watcher : people(who), { at: spec.now() - back, incoming: to });
          // Twice: what has climbed may climb no further at once, what was raised is not raised again.
          watch(spec);
          watch(spec);
          for (; heard < spec.events.length; heard += 1) {
            const data = spec.events[heard]?.data;
            if (data?.subject !== "alarms") continue;
            count(data.type);
            const { sort } = spec.board.look.alarm(data.alarm) ?? expect.fail(`${data.alarm} is nowhere`);
            tales.set(data.alarm, told(sort, tales.get(data.alarm) ?? calm, data.type));
          }
          const alarms = [...spec.board.all("alarm")];
          const open = alarms.filter(isOpen).map(({ sort, source }) => `${sort} of ${source}`);
          expect(new Set(open).size).toBe(open.length);
          expect(alarms.map(({ id }) => id).toSorted()).toEqual([...tales.keys()].toSorted());
          for (const one of alarms) {
            expectLawful(one, tales.get(one.id) ?? calm, spec);
            if (one.is.state === "unack" && one.repeats > 0) count("repeats");
          }
          // A suspended post raises nothing. [ALM-1]
          for (const { id, watch: on } of spec.board.all("post"))
            if (on.state === "suspended")
              for (const kind of ["post-vacant", "post-overdue"] as const)
                expect(["unack", "acked"]).not.toContain(spec.board.look.alarm(alarmIdOf(kind, id))?.is.state);
          const holders = [...spec.board.all("post")].flatMap(({ watch: on }) =>
            on.state === "held" ? [on.holder] : [],
          );
          expect(new Set(holders).size).toBe(holders.length);
        }
      }),
      { numRuns: tries(60) },
    );
  untilSeen(["AlarmEscalated", "AlarmShelved", "AlarmReset", "AlarmTakenOut", "AlarmAssigned", "repeats"], seen, runs);
});
