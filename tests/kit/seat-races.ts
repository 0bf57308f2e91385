// A race for the last seats, run from a number: clients whose acts meet in one write or in many, re-sent, overtaken, killed in between. [ACT-1, ACT-2, ACT-3]

import type { Event } from "../../domain/board.ts";
import { type CommandId, commandId, type Millis, type Seq, seq } from "../../domain/ids.ts";
import type { CommandAnswer } from "../../domain/protocol.ts";
import { hour, minute } from "../../domain/time.ts";
import { type CommandHandler, createCommandHandler, type Submission } from "../../server/command-handler.ts";
import { createMemoryLedger } from "../../server/ledger/memory-ledger.ts";
import { createProjection, type Projection } from "../../server/projection.ts";
import { differences } from "./board-differences.ts";
import { drawOf } from "./draw.ts";
import { commandOf, crewsOf, fair, holders, leader, opening, siteOf, startsAt } from "./seat-acts.ts";
import { createSeatJudge } from "./seat-judge.ts";
import { shiftStart } from "./site-fixture.ts";
import { person } from "./spec.ts";
import { countedId, system } from "./world.ts";

/** How often each thing happened: a race in which nothing happens proves nothing. */
export type Tally = Map<string, number>;
/** What a few hundred races cannot do without. */
export const mustHappen = [
  ...["SeatTaken", "promoted", "QueueJoined", "EntryCancelled", "EntryCheckedIn", "EntryCheckedOut"],
  ...["ActivityCancelled", "SiteImported", "capacity_wrong", "activity_full", "already_in", "activity_collides"],
  ...[
    "SeatSwapped",
    "SwapAsked",
    "swap taken by number",
    "swap declined",
    "swap taken-back",
    "swap_asked",
    "swap_late",
    "swap_none",
    "swap_past",
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
  ...["ActivityChanged", "MoveRead", "seated by a change", "change_crossed", "change_seats", "change_role"],
  ...["crew_share", "waits for the window", "seated at its end"],
  ...["crew seated", "crew_barred", "two crews, opposite order"],
  ...["double tap, one id", "double tap, two ids", "sent again", "killed and resumed"],
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
  /** Commands of the watch that fill the seats. */
  const fills = new Set<CommandId>();
  const changes = new Set<CommandId>();
  ledger.follow((events) => {
    judge.hear(events);
    for (const { cause, data, actor } of events) {
      if (data.type === "SignUpRepeated") repeats.add(cause);
      if (data.subject === "activities" && data.activity === fair && judge.isInWindow(fair)) {
        if (data.type === "QueueJoined" && judge.hasSeat(fair)) counted("waits for the window");
      } else if (fills.has(cause)) counted("seated at its end");
      if (data.type === "ActivityChanged") changes.add(cause);
      if (data.type === "SeatTaken" && changes.has(cause)) counted("seated by a change");
      if (data.type === "SwapEnded") counted(`swap ${data.how}`);
      if (data.type === "SeatSwapped" && actor.kind === "worker" && actor.worker === data.to.worker)
        counted("swap taken by number");
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

  const opened = { id: commandId(countedId(999_999)), command: opening(draw), claimedAt: now };
  await house.handler.submit({ ...opened, actor: person("manager", "co") });

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
      if (one.command.type === "FillSeats") fills.add(one.id);
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
