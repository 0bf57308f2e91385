// What a worker does at a kiosk, as it is kept before it is sent: the command, whose it is, and how a list may speak of it.

import type { Command } from "../domain/board.ts";
import type { Claim } from "../domain/protocol.ts";
import type { Refusal } from "../domain/refusals.ts";

export type KioskCommand = Extract<
  Command,
  {
    type:
      | "SignOn"
      | "CheckIn"
      | "SignOff"
      | "BeginHandover"
      | "TakeOver"
      | "RelievePost"
      | "CancelHandover"
      | "ConfirmCrew"
      | "StartPatrol"
      | "EndPatrol"
      | "ScanCheckpoint"
      | "SignUp"
      | "SignUpCrew"
      | "CancelEntry"
      | "AnswerOffer"
      | "ReadAnswer"
      | "SwapSeat"
      | "CheckInEntry"
      | "CheckOutEntry"
      | "AnswerNoShow";
  }
>;

/** 求助. Without `as` the kiosk itself calls: nobody need be known to be heard. [POST-4] */
export type SosBody = { readonly type: "CallSos"; readonly place: string; readonly as?: Claim };

/** The wire's body; a badge in `as` is resolved by the server, so the claim outlives a proof that has run out. */
export type ActBody =
  | (KioskCommand & {
      readonly as: Claim;
      readonly countersign?: { readonly as: Claim; readonly reason: string };
      /** The incoming person of a hand-over, by his own badge. */
      readonly incoming?: Claim;
    })
  | SosBody;

/** An act in the outbox. Kept as it stands: sealing it at rest, so that a stolen kiosk tells no badge, is still to come. */
export type Act = {
  /** UUIDv7 made at the touch; the same one however often it is sent. */
  readonly id: string;
  /** Server-corrected clock at the touch, ms. */
  readonly at: number;
  /** Acts of one lane go up one after the other: the same worker's, in the order he did them. */
  readonly lane: string;
  /** The other's lane, where two sign together: it waits for what either did before, and either's later acts wait for it. */
  readonly also?: string;
  /** Last three signs of badge or number: all that a list on a shared screen says of whose it is. */
  readonly tail: string;
  /** Name of the post, route or activity at the touch, so that a list can speak without the board. */
  readonly name: string;
  readonly nameEn: string;
  readonly body: ActBody;
};

/** His own affairs want the proof, not the badge alone. [SCR-2] */
export const needsPin = (command: Pick<ActBody, "type"> & { readonly accept?: boolean }): boolean =>
  /^(CancelEntry|AnswerNoShow|SwapSeat|ReadAnswer)$/.test(command.type) ||
  (command.type === "AnswerOffer" && command.accept === false);

/** A seat is given by the server alone: what waits here is no seat yet, where an act at a post counts from its touch. [ACT-3] */
export const isOfSeat = ({ type }: Pick<ActBody, "type">): boolean =>
  type === "SignUp" || type === "SignUpCrew" || type === "AnswerOffer" || type === "SwapSeat";

/** An act that the server refused. Nobody deletes it: it waits until a person has dealt with it. */
export type RefusedAct = {
  readonly act: Act;
  readonly refusal: Refusal;
  readonly at: number;
  /** `worker`: he stood before the screen and read why. `person`: somebody dealt with it at that time. */
  readonly told: { readonly by: "nobody" } | { readonly by: "worker" } | { readonly by: "person"; readonly at: number };
};
