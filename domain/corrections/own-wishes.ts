// What a worker settles for himself: his language and large text, which no import takes back; and that a copy of his data was taken. [ORG-2]

import * as v from "valibot";
import { accepted, alreadyDone, type Change, type Context, type Decision, put, refused } from "../decider.ts";
import type { Millis, ScreenId, Seq, WorkerId } from "../ids.ts";
import { type CopyTaken, isForgotten, langOf, largeTextOf, type WorkerRec } from "../workers.ts";

export const wishCommands = {
  ChooseLook: v.object({
    type: v.literal("ChooseLook"),
    lang: v.picklist(["zh-CN", "en"]),
    largeText: v.boolean(),
  }),
} as const;
type Wire = v.InferOutput<(typeof wishCommands)[keyof typeof wishCommands]>;
/** By the server's own doors only, when a copy leaves them. */
export type TakeCopy = {
  readonly type: "TakeCopy";
  readonly worker: WorkerId;
  readonly way: CopyTaken["way"];
  /** The kiosk that showed the code. */
  readonly device?: ScreenId;
};
export type WishCommand = Wire | TakeCopy;
export type WishEvent =
  | {
      readonly subject: "wishes";
      readonly type: "LookChosen";
      readonly worker: WorkerId;
      readonly at: Millis;
      readonly lang: "zh-CN" | "en";
      readonly largeText: boolean;
    }
  /** That it happened, when and by what; never what was in it. */
  | ({ readonly subject: "wishes"; readonly type: "CopyTaken"; readonly worker: WorkerId } & CopyTaken);

type WishLook = { readonly worker: (id: WorkerId) => WorkerRec | undefined };

export const decideWishes = (command: WishCommand, { actor, at }: Context, look: WishLook): Decision<WishEvent> => {
  const whose = command.type === "TakeCopy" ? command.worker : actor.kind === "worker" ? actor.worker : undefined;
  const worker = whose === undefined ? undefined : look.worker(whose);
  if (worker === undefined || isForgotten(worker)) return refused({ code: "worker_unknown" });
  if (command.type === "TakeCopy") {
    const { way, device } = command;
    const by = device === undefined ? {} : { device };
    return accepted({ subject: "wishes", type: "CopyTaken", worker: worker.id, at, way, ...by });
  }
  const { lang, largeText } = command;
  if (langOf(worker) === lang && largeTextOf(worker) === largeText) return alreadyDone(worker.seq);
  return accepted({ subject: "wishes", type: "LookChosen", worker: worker.id, at, lang, largeText });
};

/** Copies remembered on the board; the ledger keeps them all. */
const copiesKept = 5;

export const evolveWishes = (event: WishEvent, seq: Seq, look: WishLook): readonly Change<WorkerRec>[] => {
  const worker = look.worker(event.worker);
  if (worker === undefined || isForgotten(worker)) return [];
  if (event.type === "LookChosen") {
    const { lang, largeText } = event;
    return [put({ ...worker, seq, chosen: { lang, largeText } })];
  }
  const { at, way, device } = event;
  const copy: CopyTaken = { at, way, ...(device === undefined ? {} : { device }) };
  return [put({ ...worker, seq, copies: [...(worker.copies ?? []), copy].slice(-copiesKept) })];
};
