// The one writer: is the id known? → decide → ledger → answer. While one append is under way, arriving commands queue;
// the next append decides them all in order and shares one write and one fdatasync. Nothing is acknowledged before.

import { actTime, type Board, type Command, createBoard, decide, type Event, evolve } from "../domain/board.ts";
import { type Actor, type Change, type Context, type Recorded, refused, type Unrecorded } from "../domain/decider.ts";
import { seq as asSeq, type CommandId, type Millis, type ScreenId } from "../domain/ids.ts";
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
/** What a batch decided for one command: an answer at once, or the number of the last event it is going to have. */
type Verdict = { readonly waiting: Waiting; readonly answer: CommandAnswer };

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
      let verdicts: readonly Verdict[] = [];
      const batch = queue.slice(0, batchLimit);
      queue = queue.slice(batchLimit);
      try {
        await ledger.append((missed) => {
          projection.apply(missed);
          const decided = decideBatch(batch);
          verdicts = decided.verdicts;
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
      for (const { waiting, answer } of verdicts) waiting.answer(answer);
    }
    appending = false;
  };

  const decideBatch = (
    batch: readonly Waiting[],
  ): { readonly verdicts: readonly Verdict[]; readonly events: readonly Unrecorded<Event>[] } => {
    const board = createBoard(projection.board);
    const events: Unrecorded<Event>[] = [];
    const verdicts: Verdict[] = [];
    const answeredHere = new Map<CommandId, CommandAnswer>();
    const at = now();
    for (const waiting of batch) {
      const { submission } = waiting;
      const known = projection.answered(submission.id);
      const answer: CommandAnswer =
        known === undefined
          ? (answeredHere.get(submission.id) ?? decideOne(board, submission, at, events))
          : { kind: "ok", seq: known };
      if (answer.kind === "ok") answeredHere.set(submission.id, answer);
      verdicts.push({ waiting, answer });
    }
    return { verdicts, events };
  };

  const decideOne = (board: Board, submission: Submission, at: Millis, events: Unrecorded<Event>[]): CommandAnswer => {
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
      const recorded = decision.events.map(
        (data, index): Recorded<Event> => ({
          seq: asSeq(before + index + 1),
          at,
          ...(Math.abs(claimedAt - at) > 2 * second ? { claimedAt } : {}),
          actor,
          ...(device === undefined ? {} : { device }),
          cause: id,
          v: 1,
          data,
        }),
      );
      const foreseen = changesOf(board, recorded);
      for (const [index, { seq: _, ...unrecorded }] of recorded.entries()) {
        const changes = foreseen[index] ?? [];
        projection.foresee(unrecorded.data, changes);
        board.apply(changes);
        events.push(unrecorded);
      }
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
