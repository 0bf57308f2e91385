// A race for the last seats, as chance draws it from a number: clients whose acts meet in one write or in many, re-sent, overtaken, killed in between. [ACT-1, ACT-2, ACT-3]

import type { EntryState } from "../../domain/activities/activity.ts";
import type { ActivityDraft } from "../../domain/activities/activity-draft.ts";
import type { Command, Event } from "../../domain/board.ts";
import type { Actor } from "../../domain/decider.ts";
import {
  activityId,
  type CommandId,
  commandId,
  type Millis,
  roleId,
  type Seq,
  seq,
  unitId,
  type WorkerId,
  workerId,
} from "../../domain/ids.ts";
import type { CommandAnswer } from "../../domain/protocol.ts";
import type { Records } from "../../domain/records.ts";
import type { SiteImport } from "../../domain/site/site-import.ts";
import { dayLength, hour, minute } from "../../domain/time.ts";
import { type CommandHandler, createCommandHandler, type Submission } from "../../server/command-handler.ts";
import { createMemoryLedger } from "../../server/ledger/memory-ledger.ts";
import { createProjection, type Projection } from "../../server/projection.ts";
import { differences } from "./board-differences.ts";
import { type Draw, drawOf } from "./draw.ts";
import { createSeatJudge } from "./seat-judge.ts";
import { shiftStart, siteFixture } from "./site-fixture.ts";
import { person } from "./spec.ts";
import { countedId, system } from "./world.ts";

const people = 9;
const certificate = "信号工证";
/** Of the test site's people the first five hold the certificate. */
const holders = new Set(["w0", "w1", "w2", "w3", "w4"].map(workerId));
/** No posts: nobody has a shift that would collide or want its rest. */
const base = siteFixture({ posts: 0, workers: people, activities: [] });
const startsAt = shiftStart + 5 * dayLength;

/** How often each thing happened: a race in which nothing happens proves nothing. */
export type Tally = Map<string, number>;
/** What a few hundred races cannot do without. */
export const mustHappen = [
  ...["SeatTaken", "promoted", "QueueJoined", "EntryCancelled", "EntryCheckedIn", "EntryCheckedOut"],
  ...["ActivityCancelled", "SiteImported", "capacity_wrong", "activity_full", "already_in", "activity_collides"],
  ...[
    "SeatSwapped",
    "swap_barred",
    "SignUpRepeated",
    "CancelAsked",
    "CancelKept",
    "SeatOffered",
    "offer declined",
    "offer expired",
    "offer_none",
    "offer_past",
  ],
  ...["crew seated", "crew_barred", "two crews, opposite order"],
  ...["double tap, one id", "double tap, two ids", "sent again", "killed and resumed"],
];

const on = [activityId("a1"), activityId("a2"), activityId("a3")] as const;

/** Three activities: two that collide and one apart, unless an import moves it there; two roles, or one; with a certificate, or without. */
const siteOf = ({ below, of }: Draw): SiteImport => {
  const activities = on.map((id, n): ActivityDraft => {
    const role = (name: string, capacity: number) => ({
      ...{ id: roleId(name), name, nameEn: name, capacity },
      requires: below(5) === 0 ? [certificate] : [],
    });
    const capacity = 1 + below(3);
    const moved = n === 2 ? of([3, 3, 3, 1]) * hour : n * hour;
    return {
      ...{ id, unit: unitId("co"), sort: "volunteer", name: id, nameEn: id, place: "", capacity },
      ...{ startsAt: startsAt + moved, endsAt: startsAt + moved + 2 * hour, opensAt: shiftStart - dayLength },
      ...{ closesAt: startsAt + moved + of([0, hour]), cancelUntil: of([startsAt, startsAt, shiftStart]) },
      roles: below(6) === 0 ? [role("r", capacity)] : [role("r", capacity), role("s", 1 + below(2))],
    };
  });
  return { ...base, activities };
};

/** What somebody does next; many want the same seat, and who leaves or comes is mostly somebody who is in. */
const commandOf = (
  { below, of }: Draw,
  board: Records,
): { readonly command: Command; readonly actor: Actor; readonly incoming?: WorkerId } => {
  const what = below(40);
  const activity = of([on[0], on[0], on[0], on[0], on[1], on[2]]);
  const byPin = (who: WorkerId): Actor => ({ kind: "worker", worker: who, proof: "pin", roles: [] });
  const anybody = byPin(workerId(`w${below(people)}`));
  if (what < 22) {
    const role = roleId(of(["r", "r", "s"]));
    return { command: { type: "SignUp", activity, role, wait: of([false, true, "ask"]) }, actor: anybody };
  }
  if (what === 38 && below(3) === 0) {
    const command: Command = { type: "CancelActivity", activity, reason: "大风" };
    return { command, actor: person("manager", "co") };
  }
  if (what === 39) return { command: { type: "ImportSite", import: siteOf({ below, of }) }, actor: system };
  if (what === 37 || what === 36)
    return { command: { type: "LapseOffers", activity }, actor: { kind: "system", part: "watch" } };
  if (what === 35) {
    const asked = [...board.all("entry")].filter((entry) => entry.is.state === "cancel-requested");
    const entry = asked[below(asked.length)];
    if (entry !== undefined)
      return {
        command: {
          ...{ type: "AnswerCancel", activity: entry.activity, entry: entry.id },
          ...{ accept: below(2) === 0, reason: "病假" },
        },
        actor: person("manager", "co"),
      };
  }
  if (what === 34) {
    const seated = [...board.all("entry")].filter((entry) => entry.is.state === "confirmed");
    const one = seated[below(seated.length)];
    const incoming = workerId(`w${below(people)}`);
    if (one !== undefined)
      return { command: { type: "SwapSeat", activity: one.activity }, actor: byPin(one.worker), incoming };
  }
  const [type, states] = of(leavings);
  const live = [...board.all("entry")].filter((entry) => states.has(entry.is.state));
  // Now and then somebody who is not in, or not there yet.
  const one = live[below(live.length + 1)];
  const at = { activity: one?.activity ?? activity };
  return {
    command: type === "AnswerOffer" ? { ...at, type, accept: below(4) > 0 } : { ...at, type },
    actor: one === undefined ? anybody : byPin(one.worker),
  };
};

/** Two foremen and the men that they share, each naming them in his own order; now and then one has a man more than the other. */
const crewsOf = ({ below, of }: Draw): readonly [Command, Command] => {
  const activity = of(on);
  const first = below(people);
  const crew = Array.from({ length: 2 + below(2) }, (_, n) => ({
    worker: workerId(`w${(first + n) % people}`),
    role: roleId(of(["r", "r", "s"])),
  }));
  const act = (some: typeof crew): Command => ({ type: "SignUpCrew", unit: unitId("co"), activity, crew: some });
  const more = { worker: workerId(`w${(first + crew.length) % people}`), role: roleId("r") };
  return [act(crew), act([...(below(2) === 0 ? [more] : []), ...crew.toReversed()])];
};
const leader = (worker: string): Actor => ({
  kind: "worker",
  worker: workerId(worker),
  proof: "badge",
  roles: ["foreman"],
});

type Leaving = readonly [
  "CancelEntry" | "AnswerOffer" | "CheckInEntry" | "CheckOutEntry",
  ReadonlySet<EntryState["state"]>,
];
/** Who leaves or comes, and the states from which one may. */
const leavings: readonly [Leaving, ...Leaving[]] = [
  ["CancelEntry", new Set(["confirmed", "waiting"])],
  ["CancelEntry", new Set(["confirmed", "waiting", "offered"])],
  ["AnswerOffer", new Set(["offered"])],
  ["AnswerOffer", new Set(["offered"])],
  ["CheckInEntry", new Set(["confirmed", "offered", "cancel-requested"])],
  ["CheckOutEntry", new Set(["checked-in"])],
];

/** What the clock did between two bursts, ms. */
const waits = [0, 0, minute, 3 * minute, 9 * hour] as const;

/** Runs the race; what comes back are the laws that it broke. */
export const runRace = async (seed: number, tally: Tally): Promise<readonly string[]> => {
  const draw = drawOf(seed);
  const { below, of } = draw;
  const ledger = createMemoryLedger<Event>();
  const judge = createSeatJudge((who, requires) => requires.length === 0 || holders.has(who));
  const wrong: string[] = [];
  const counted = (what: string): void => {
    tally.set(what, (tally.get(what) ?? 0) + 1);
  };
  const repeats = new Set<CommandId>();
  ledger.follow((events) => {
    judge.hear(events);
    for (const { cause, data } of events) {
      if (data.type === "SignUpRepeated") repeats.add(cause);
      if (data.type === "OfferLapsed") counted(`offer ${data.how}`);
      const isPromoted = data.type === "SeatTaken" && data.promoted;
      counted(isPromoted ? "promoted" : data.type);
    }
  });
  let now: Millis = shiftStart;
  const open = async (): Promise<{ readonly handler: CommandHandler; readonly projection: Projection }> => {
    const projection = createProjection();
    for await (const events of ledger.read(seq(0))) projection.apply(events);
    const handler = createCommandHandler({
      ledger,
      projection,
      now: () => now,
      enrich: (command) => ({ ok: true, command }),
      onFault: (error) => {
        throw error;
      },
    });
    return { handler, projection };
  };
  let house = await open();
  let unfollow = ledger.follow(house.projection.apply);
  await house.handler.submit({
    ...{ id: commandId(countedId(0)), command: { type: "ImportSite", import: siteOf(draw) } },
    ...{ claimedAt: now, actor: system },
  });

  const sent: Submission[] = [];
  const told = new Map<CommandId, Seq>();
  /** All of a crew sat by its foreman's act, or the act left nothing behind: never a part of them. */
  const holdCrews = (): void => {
    for (const { id, command } of sent) {
      if (command.type !== "SignUpCrew") continue;
      const seated = judge.seatedBy(id);
      if (seated.size > 0) counted("crew seated");
      const isWhole = seated.size === command.crew.length && command.crew.every(({ worker }) => seated.has(worker));
      const isNothing = judge.endOf(id) === undefined || repeats.has(id);
      if (isNothing ? seated.size > 0 : !isWhole)
        wrong.push(`${id} seats ${seated.size} of a crew of ${command.crew.length}`);
    }
  };
  /** Whoever asked last under an id hears what the ledger says of it; before, the same id may have been refused, or be somebody's double tap. */
  const hold = (together: readonly Submission[], answers: readonly CommandAnswer[]): void => {
    const last = new Map(together.map(({ id }, n) => [id, answers[n]]));
    for (const answer of answers) if (answer.kind === "refused") counted(answer.refusal.code);
    for (const [id, answer] of last) {
      const end = judge.endOf(id);
      const isTrue = end === undefined ? answer?.kind !== "retry" : answer?.kind === "ok" && answer.seq === end;
      // Once he was told that he is in, the same touch told again never puts him in anew, whatever came between.
      const before = told.get(id);
      if (before !== undefined && (answer?.kind !== "ok" || answer.seq !== before))
        wrong.push(`${id} was answered ${before} and then ${JSON.stringify(answer)}`);
      const type = sent.find((one) => one.id === id)?.command.type;
      if (answer?.kind === "ok" && (type === "SignUp" || type === "SignUpCrew")) told.set(id, answer.seq);
      if (!isTrue) wrong.push(`${id} is answered ${JSON.stringify(answer)} and ends with event ${end}`);
    }
  };
  const bursts = 3 + below(6);
  for (let burst = 0; burst < bursts; burst += 1) {
    now = below(10) === 0 ? Math.max(now, startsAt) : now + of(waits);
    const together: Submission[] = [];
    if (below(3) === 0) {
      counted("two crews, opposite order");
      for (const [n, command] of crewsOf(draw).entries()) {
        const one = { id: commandId(countedId(sent.length + 1)), claimedAt: now, command, actor: leader(`w${n}`) };
        together.push(one);
        sent.push(one);
      }
    }
    for (let n = 2 + below(8); n > 0; n -= 1) {
      const again = below(8) === 0 ? sent[below(sent.length)] : undefined;
      if (again !== undefined) counted("sent again");
      const one = again ?? {
        id: commandId(countedId(sent.length + 1)),
        claimedAt: now,
        ...commandOf(draw, judge.board),
      };
      together.push(one);
      sent.push(one);
      if (below(6) > 0) continue;
      // A double tap: the same id once more, or the same act as another one.
      const isSame = below(2) === 0;
      counted(isSame ? "double tap, one id" : "double tap, two ids");
      const twice = isSame ? one : { ...one, id: commandId(countedId(sent.length + 1)) };
      together.push(twice);
      sent.push(twice);
    }
    let answers = await Promise.all(together.map((one) => house.handler.submit(one)));
    if (below(5) === 0) {
      // Nobody heard an answer: a server started anew from its ledger is asked the same once more.
      counted("killed and resumed");
      unfollow();
      house = await open();
      unfollow = ledger.follow(house.projection.apply);
      answers = await Promise.all(together.map((one) => house.handler.submit(one)));
    }
    hold(together, answers);
  }
  holdCrews();
  for (const key of differences(judge.board, house.projection.board)) wrong.push(`${key} is another after a fold`);
  return [...judge.breaches, ...wrong];
};
