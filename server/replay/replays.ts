// Replays under way: the board of an earlier moment, moved on as its screen asks. Few at a time, one piece of work at a time. [SCR-3]

import type { Audience } from "../../domain/audience.ts";
import { type Board, createBoard, type Event } from "../../domain/board.ts";
import type { Change, Recorded } from "../../domain/decider.ts";
import { evolve } from "../../domain/evolve.ts";
import { type Millis, type Seq, seq } from "../../domain/ids.ts";
import type { ReplayAnswer, ReplayMoreAnswer, ReplayMoreRequest, ReplayStep } from "../../domain/protocol.ts";
import { type Key, keyOf, type Rec } from "../../domain/records.ts";
import { hearsOf, mayReplay, presentThen, replayMoment } from "../../domain/replay.ts";
import { kinds } from "../../domain/tables.ts";
import { second } from "../../domain/time.ts";
import type { Ledger } from "../ledger/ledger.ts";
import { createQueue } from "../ledger/queue.ts";
import type { Projection } from "../projection.ts";
import type { Archive } from "./archive.ts";
import { type Breathe, createBreath } from "./breath.ts";

/** Boards of the past that are held at once. */
export const mostReplays = 4;
/** A screen that asked nothing for so long gives its place to another, ms; it opens anew when it goes on. */
export const idleAfter = 30 * second;
/** Most events moved on in one answer. */
export const mostEvents = 2_000;

type Held = { readonly audience: Audience; readonly board: Board; at: Seq; asked: Millis };

export type Replays<S extends object> = {
  readonly open: (who: S, audience: Audience, at: Millis) => Promise<ReplayAnswer>;
  readonly more: (who: S, request: ReplayMoreRequest) => Promise<ReplayMoreAnswer>;
  readonly leave: (who: S) => void;
  readonly held: () => number;
};

export const createReplays = <S extends object>(deps: {
  readonly archive: Archive;
  readonly ledger: Ledger<Event>;
  readonly projection: Projection;
  readonly now: () => Millis;
}): Replays<S> => {
  const { archive, ledger, projection, now } = deps;
  const held = new Map<S, Held>();
  const queue = createQueue();

  /** The seconds to wait; 0: there is a place now. */
  const waitFor = (who: S): number => {
    if (held.has(who) || held.size < mostReplays) return 0;
    const [longest] = [...held].sort(([, a], [, b]) => a.asked - b.asked);
    if (longest === undefined) return 0;
    const left = longest[1].asked + idleAfter - now();
    if (left > 0) return Math.ceil(left / second);
    held.delete(longest[0]);
    return 0;
  };

  const begin = async (one: Held, asked: Millis): Promise<ReplayAnswer> => {
    const range = archive.range(now());
    if (range === undefined) return { kind: "refused", refusal: { code: "no_site" } };
    const breathe = createBreath();
    const at = replayMoment(asked, range);
    const { checkpoint, next } = await archive.before(at);
    for (const record of checkpoint.records) {
      one.board.apply([{ kind: "put", record }]);
      await breathe();
    }
    one.at = checkpoint.seq;
    for await (const event of eventsUpTo(ledger, one.at, next?.seq ?? ledger.head, at)) {
      one.board.apply(evolve(one.board, event));
      one.at = event.seq;
      await breathe();
    }
    const { from, to } = range;
    const raised = archive
      .raised()
      .filter((moment) => moment.at >= from && moment.at <= to && hearsOf(moment, one.audience));
    return {
      kind: "opened",
      seq: one.at,
      at,
      from,
      to,
      put: await everything(one, breathe),
      raised: raised.map(({ at, alarm, priority }) => ({ at, alarm, priority })),
    };
  };

  const everything = async ({ board, audience }: Held, breathe: Breathe): Promise<readonly Rec[]> => {
    const seen: Rec[] = [];
    for (const kind of kinds)
      for (const record of board.all(kind)) {
        const shown = presentThen(record, audience, projection.board);
        if (shown !== undefined) seen.push(shown);
        await breathe();
      }
    return seen;
  };

  const move = async (one: Held, { until, grain }: ReplayMoreRequest): Promise<ReplayMoreAnswer> => {
    const breathe = createBreath();
    const steps: ReplayStep[] = [];
    const { audience, board } = one;
    let step = createStep();
    let events = 0;
    const end = (): void => {
      const { put, drop } = step;
      if (put.size + drop.size > 0) steps.push({ at: step.at, put: [...put.values()], drop: [...drop] });
    };
    for await (const event of eventsUpTo(ledger, one.at, ledger.head, until)) {
      if (Math.floor(event.at / grain) !== Math.floor(step.at / grain)) {
        // A moment is told whole: where there is too much, the answer ends between two.
        if (events >= mostEvents) {
          end();
          return { kind: "steps", seq: one.at, reached: step.at, steps };
        }
        end();
        step = createStep();
      }
      step.at = Math.max(step.at, event.at);
      const changes = evolve(board, event);
      for (const change of changes) {
        const before = recordOf(board, change);
        const saw = before === undefined ? undefined : presentThen(before, audience, projection.board);
        const sees = change.kind === "put" ? presentThen(change.record, audience, projection.board) : undefined;
        if (sees !== undefined) {
          step.put.set(keyOf(sees), sees);
          step.drop.delete(keyOf(sees));
        } else if (saw !== undefined) {
          step.put.delete(keyOf(saw));
          step.drop.add(keyOf(saw));
        }
      }
      board.apply(changes);
      one.at = event.seq;
      events += 1;
      await breathe();
    }
    end();
    return { kind: "steps", seq: one.at, reached: Math.min(until, now()), steps };
  };

  return {
    open: (who, audience, at) => {
      if (!mayReplay(audience)) return Promise.resolve({ kind: "refused", refusal: { code: "forbidden" } });
      const seconds = waitFor(who);
      if (seconds > 0)
        return Promise.resolve({
          kind: "refused",
          refusal: { code: "replay_busy", params: { most: mostReplays, seconds } },
        });
      const one: Held = { audience, board: createBoard(), at: seq(0), asked: now() };
      held.set(who, one);
      return queue.run(async () => {
        // It left, or asked for another moment, while it waited its turn.
        if (held.get(who) !== one) return { kind: "refused", refusal: { code: "replay_unanswered" } };
        try {
          return await begin(one, at);
        } catch (error) {
          if (held.get(who) === one) held.delete(who);
          throw error;
        }
      });
    },
    more: (who, request) =>
      queue.run(async () => {
        const one = held.get(who);
        if (one === undefined || one.at !== request.after) return { kind: "gone" };
        one.asked = now();
        return move(one, request);
      }),
    leave: (who) => {
      held.delete(who);
    },
    held: () => held.size,
  };
};

type Step = { at: Millis; readonly put: Map<Key, Rec>; readonly drop: Set<Key> };
const createStep = (): Step => ({ at: 0, put: new Map(), drop: new Set() });

const recordOf = (board: Board, change: Change<Rec>): Rec | undefined =>
  change.kind === "put" ? board.get(change.record.kind, change.record.id) : board.get(change.of, change.id);

/** The events after `after` that had happened by `moment`: the first one after it ends them. */
async function* eventsUpTo(
  ledger: Ledger<Event>,
  after: Seq,
  until: Seq,
  moment: Millis,
): AsyncGenerator<Recorded<Event>> {
  if (until <= after) return;
  for await (const events of ledger.read(after, until))
    for (const event of events) {
      if (event.at > moment) return;
      yield event;
    }
}
