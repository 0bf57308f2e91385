// The one writer: is the id known? → decide → ledger → answer. While one append is under way, arriving commands queue;
// the next append decides them all in order and shares one write and one fdatasync. Nothing is acknowledged before.

import { type Board, type Command, createBoard, type Event } from "../domain/board.ts";
import { actTime, decide } from "../domain/decide.ts";
import { type Actor, type Change, type Context, refused, type Unrecorded } from "../domain/decider.ts";
import { evolve } from "../domain/evolve.ts";
import { seq as asSeq, type CommandId, type Millis, type ScreenId } from "../domain/ids.ts";
import type { CommandAnswer } from "../domain/protocol.ts";
import type { Rec } from "../domain/records.ts";
import type { Refusal } from "../domain/refusals.ts";
import { second } from "../domain/time.ts";
import { LedgerClosed, StorageFailed } from "./ledger/failures.ts";
import type { Ledger } from "./ledger/ledger.ts";
import { idsKept, isRemembered, type Projection } from "./projection.ts";

/** A command whose sender is known and allowed. */
export type Submission = {
  readonly id: CommandId;
  readonly command: Command;
  /** The device's corrected clock at the touch. */
  readonly claimedAt: Millis;
  readonly actor: Actor;
  readonly device?: ScreenId;
  readonly countersign?: Context["countersign"];
  readonly incoming?: Context["incoming"];
};

export type CommandHandler = {
  readonly submit: (submission: Submission) => Promise<CommandAnswer>;
  /** True once the disk has refused: nothing is recorded any more, everything can still be read. */
  readonly readOnly: () => boolean;
};

type Waiting = { readonly submission: Submission; readonly answer: (answer: CommandAnswer) => void };

/** When the commands of one append are decided, and what they bring about. */
type Batch = { readonly at: Millis; readonly events: Unrecorded<Event>[] };

/** Most commands decided in one turn of the event loop. */
const batchLimit = 2_000;
const storageFailed: CommandAnswer = { kind: "retry", refusal: { code: "storage_failed" } };

export const createCommandHandler = (deps: {
  readonly ledger: Ledger<Event>;
  readonly projection: Projection;
  readonly now: () => Millis;
  /** What the rules need computed from the board as it is at their turn: the walk of reported fixes. Pure but for its geometry. */
  readonly enrich: (
    command: Command,
    board: Board,
  ) => { readonly ok: true; readonly command: Command } | { readonly ok: false; readonly refusal: Refusal };
  /** Hears of a command on which the rules themselves broke; it is answered `retry` and harms no other. */
  readonly onFault: (error: unknown, submission: Submission) => void;
}): CommandHandler => {
  const { ledger, projection, now, enrich, onFault } = deps;
  /** Lies over the committed board while a batch is decided; it holds what the earlier commands of the batch did. */
  const board = createBoard(projection.board);
  let queue: Waiting[] = [];
  let appending = false;
  let refusing = false;

  const run = async (): Promise<void> => {
    while (queue.length > 0) {
      let answers: readonly CommandAnswer[] = [];
      const batch = queue.slice(0, batchLimit);
      queue = queue.slice(batchLimit);
      try {
        await ledger.append((missed) => {
          projection.apply(missed);
          const decided = decideBatch(batch);
          answers = decided.answers;
          return decided.events;
        });
      } catch (error) {
        // The disk refused, or the house is closing: nothing was recorded, and nothing will be.
        if (!(error instanceof StorageFailed) && !(error instanceof LedgerClosed)) throw error;
        refusing = true;
        for (const { answer } of [...batch, ...queue]) answer(storageFailed);
        queue = [];
        break;
      }
      answers.forEach((answer, index) => {
        batch[index]?.answer(answer);
      });
    }
    appending = false;
  };

  const decideBatch = (
    waiting: readonly Waiting[],
  ): { readonly answers: readonly CommandAnswer[]; readonly events: readonly Unrecorded<Event>[] } => {
    board.clear();
    const batch: Batch = { at: now(), events: [] };
    const answers = waiting.map(({ submission }): CommandAnswer => {
      const known = projection.answered(submission.id);
      return known === undefined ? decideOne(batch, submission) : { kind: "ok", seq: known };
    });
    projection.foresee(batch.events, board.laid());
    return { answers, events: batch.events };
  };

  const decideOne = (batch: Batch, submission: Submission): CommandAnswer => {
    const { at, events } = batch;
    const { id, command, claimedAt, actor, device, countersign, incoming } = submission;
    if (at - claimedAt > idsKept) return { kind: "refused", refusal: { code: "too_old" } };
    const context: Context = { now: at, at: actTime(claimedAt, at), id, actor, device, countersign, incoming };
    // The rules are pure: when they break on one command, nothing has happened, and the others go on.
    try {
      const decision = ask(command, context);
      if (decision.kind === "refused") return decision;
      const head = projection.seq() + events.length;
      for (const changes of changesOf(board, decision.events, head, at)) board.apply(changes);
      const made = decision.events.map((data) => eventOf(submission, data, at));
      events.push(...made);
      if (decision.events.length === 0) return { kind: "ok", seq: decision.already ?? projection.seq() };
      const last = asSeq(head + decision.events.length);
      if (made.some(isRemembered)) projection.expect(id, last, at);
      return { kind: "ok", seq: last };
    } catch (error) {
      onFault(error, submission);
      return { kind: "retry", refusal: { code: "server_fault" } };
    }
  };

  const ask = (command: Command, context: Context): ReturnType<typeof decide> => {
    if (board.get("site", "site") === undefined) return decide(board, command, context);
    const enriched = enrich(command, board);
    return enriched.ok ? decide(board, enriched.command, context) : refused(enriched.refusal);
  };

  return {
    submit: (submission) => {
      if (refusing) return Promise.resolve(storageFailed);
      return new Promise((answer) => {
        queue.push({ submission, answer });
        if (appending) return;
        appending = true;
        // Not at once: what the same turn of the event loop brings in shall share the write.
        setImmediate(() => void run());
      });
    },
    readOnly: () => refusing,
  };
};

const eventOf = ({ id, claimedAt, actor, device }: Submission, data: Event, at: Millis): Unrecorded<Event> => ({
  at,
  claimedAt: Math.abs(claimedAt - at) > 2 * second ? claimedAt : undefined,
  actor,
  device,
  cause: id,
  v: 1,
  data,
});

/** What each event of one command changes, the later ones upon the earlier; the board stays as it is. */
const changesOf = (
  board: Board,
  events: readonly Event[],
  head: number,
  at: Millis,
): readonly (readonly Change<Rec>[])[] => {
  const [only] = events;
  if (only !== undefined && events.length === 1) return [evolve(board, { seq: asSeq(head + 1), at, data: only })];
  const trial = createBoard(board);
  return events.map((data, index) => {
    const changes = evolve(trial, { seq: asSeq(head + 1 + index), at, data });
    trial.apply(changes);
    return changes;
  });
};
