// The one writer: is the id known? → decide → ledger → answer. While one append is under way, arriving commands queue;
// the next append decides them all in order and shares one write and one fdatasync. Nothing is acknowledged before.

import { actTime, type Board, type Command, createBoard, decide, type Event, evolve } from "../domain/board.ts";
import { type Actor, type Change, type Context, type Recorded, refused, type Unrecorded } from "../domain/decider.ts";
import { seq as asSeq, type CommandId, type Millis, type ScreenId, type Seq } from "../domain/ids.ts";
import type { CommandAnswer } from "../domain/protocol.ts";
import type { Rec } from "../domain/records.ts";
import type { Refusal } from "../domain/refusals.ts";
import { second } from "../domain/time.ts";
import { LedgerClosed, StorageFailed } from "./ledger/failures.ts";
import type { Ledger } from "./ledger/ledger.ts";
import { idsKept, type Projection } from "./projection.ts";

/** A command whose sender is known and allowed. */
export type Submission = {
  readonly id: CommandId;
  readonly command: Command;
  /** The device's corrected clock at the touch. */
  readonly claimedAt: Millis;
  readonly actor: Actor;
  readonly device?: ScreenId;
  readonly countersign?: Context["countersign"];
};

export type CommandHandler = {
  readonly submit: (submission: Submission) => Promise<CommandAnswer>;
  /** True once the disk has refused: nothing is recorded any more, everything can still be read. */
  readonly readOnly: () => boolean;
};

type Waiting = { readonly submission: Submission; readonly answer: (answer: CommandAnswer) => void };

/** What the commands of one append are decided on, and what they bring about. */
type Batch = {
  /** Lies over the committed board and is thrown away when the disk refuses. */
  readonly board: Board;
  readonly at: Millis;
  readonly events: Unrecorded<Event>[];
};

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
      for (const [index, answer] of answers.entries()) batch[index]?.answer(answer);
    }
    appending = false;
  };

  const decideBatch = (
    waiting: readonly Waiting[],
  ): { readonly answers: readonly CommandAnswer[]; readonly events: readonly Unrecorded<Event>[] } => {
    const batch: Batch = { board: createBoard(projection.board), at: now(), events: [] };
    const answersById = new Map<CommandId, CommandAnswer>();
    const answers = waiting.map(({ submission }): CommandAnswer => {
      const known = projection.answered(submission.id);
      if (known !== undefined) return { kind: "ok", seq: known };
      const answer = answersById.get(submission.id) ?? decideOne(batch, submission);
      if (answer.kind === "ok") answersById.set(submission.id, answer);
      return answer;
    });
    projection.foresee(batch.events, batch.board.laid());
    return { answers, events: batch.events };
  };

  const decideOne = (batch: Batch, submission: Submission): CommandAnswer => {
    const { board, at, events } = batch;
    const { id, command, claimedAt, actor, device, countersign } = submission;
    if (at - claimedAt > idsKept) return { kind: "refused", refusal: { code: "too_old" } };
    const context: Context = {
      now: at,
      at: actTime(claimedAt, at),
      id,
      actor,
      ...(device === undefined ? {} : { device }),
      ...(countersign === undefined ? {} : { countersign }),
    };
    // The rules are pure: when they break on one command, nothing has happened, and the others go on.
    try {
      const decision = ask(board, command, context);
      if (decision.kind === "refused") return decision;
      const before = projection.seq() + events.length;
      const recorded = decision.events.map((data, index) => eventOf(submission, data, asSeq(before + index + 1), at));
      for (const changes of changesOf(board, recorded)) board.apply(changes);
      events.push(...recorded);
      return { kind: "ok", seq: recorded.at(-1)?.seq ?? decision.already ?? projection.seq() };
    } catch (error) {
      onFault(error, submission);
      return { kind: "retry", refusal: { code: "server_fault" } };
    }
  };

  const ask = (board: Board, command: Command, context: Context): ReturnType<typeof decide> => {
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

const eventOf = ({ id, claimedAt, actor, device }: Submission, data: Event, seq: Seq, at: Millis): Recorded<Event> => ({
  seq,
  at,
  ...(Math.abs(claimedAt - at) > 2 * second ? { claimedAt } : {}),
  actor,
  ...(device === undefined ? {} : { device }),
  cause: id,
  v: 1,
  data,
});

/** What each event of one command changes, the later ones upon the earlier; the board stays as it is. */
const changesOf = (board: Board, recorded: readonly Recorded<Event>[]): readonly (readonly Change<Rec>[])[] => {
  const [only] = recorded;
  if (only !== undefined && recorded.length === 1) return [evolve(board, only)];
  const trial = createBoard(board);
  return recorded.map((event) => {
    const changes = evolve(trial, event);
    trial.apply(changes);
    return changes;
  });
};
