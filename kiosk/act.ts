// What a worker does at a kiosk, as it is kept before it is sent: the command, whose it is, and how a list may speak of it.

import type { Command } from "../domain/board.ts";
import type { ActivityId, EntryId, PostId } from "../domain/ids.ts";
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
      | "AskSwap"
      | "TakeBackSwap"
      | "AnswerSwap"
      | "CheckInEntry"
      | "CheckOutEntry"
      | "AnswerNoShow"
      | "NameInResult"
      | "SayFollowUpDone"
      | "ReportCase"
      | "StartCase"
      | "SayCaseDone"
      | "ObjectCase"
      | "AcceptCase"
      | "ReturnCase";
  }
>;

export type ReportCase = Extract<KioskCommand, { readonly type: "ReportCase" }>;

/** 求助. Without `as` the kiosk itself calls: nobody need be known to be heard. [POST-4] */
export type SosBody = { readonly type: "CallSos"; readonly place: string; readonly as?: Claim };

/** What is added to it in own words; it goes up after it. */
export type NoteBody = { readonly type: "NoteSos"; readonly words: string; readonly as?: Claim };

/** 隐患. Without `as` nobody asked who tells it. [CASE-1] */
export type ReportBody = ReportCase & { readonly as?: Claim };

/** The wire's body; a badge in `as` is resolved by the server, so the claim outlives a proof that has run out. */
export type ActBody =
  | (KioskCommand & {
      readonly as: Claim;
      readonly countersign?: { readonly as: Claim; readonly reason: string };
      /** The incoming person of a hand-over, by his own badge. */
      readonly incoming?: Claim;
    })
  | SosBody
  | NoteBody
  | ReportBody;

/** An act as it was done, in this page's memory alone: on the disk it is a `KeptAct`. */
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

/** What anybody may read of an act: what it was and of which post, activity or entry; not whose, nor a word that he wrote. */
export type Deed = {
  readonly type: ActBody["type"];
  readonly post?: PostId;
  readonly activity?: ActivityId;
  readonly entry?: EntryId;
};

/** An act on this machine's disk: enough in the clear to show truly what waits, the rest for the server's eyes alone. */
export type KeptAct = Pick<Act, "id" | "at" | "name" | "nameEn"> & { readonly body: Deed; readonly box: string };

/** As a build before this one kept it; `was`: refused since, and nobody has heard of it. */
export type ClearAct = { readonly act: Act; readonly was?: Refusal };

/** An act that waits, as the screens show it. `tail`: empty once the page has been loaded anew. */
export type Queued = Omit<KeptAct, "box"> & Pick<Act, "tail">;

/** An act on its way: in the clear while its worker stands here, or where it has no box; else as it lies in its box. */
export type Parcel = {
  readonly id: string;
  readonly at: number;
  /** Nobody stands here any more to read the answer. */
  readonly waited: boolean;
} & ({ readonly type: ActBody["type"]; readonly box: string } | { readonly body: ActBody });

export const deedOf = (body: ActBody): Deed => ({
  type: body.type,
  ...("post" in body && body.post !== undefined ? { post: body.post } : {}),
  ...("activity" in body ? { activity: body.activity } : {}),
  ...("entry" in body ? { entry: body.entry } : {}),
});

/** What the line carries beside id and time. */
export const wireOf = (parcel: Parcel) => {
  const late = parcel.waited ? { waited: true } : {};
  return "box" in parcel ? { type: parcel.type, box: parcel.box, ...late } : { ...parcel.body, ...late };
};

/** His own affairs want the proof, not the badge alone. [SCR-2] */
export const needsPin = (command: Pick<ActBody, "type"> & { readonly accept?: boolean }): boolean =>
  /Swap|^(CancelEntry|AnswerNoShow|ReadAnswer|SayFollowUpDone|NameInResult|StartCase|SayCaseDone|ObjectCase|AcceptCase|ReturnCase)$/.test(
    command.type,
  ) ||
  (command.type === "AnswerOffer" && command.accept === false);

/** A seat is given by the server alone: what waits here is no seat yet, where an act at a post counts from its touch. [ACT-3] */
export const isOfSeat = ({ type }: Pick<ActBody, "type">): boolean =>
  /Swap|^(SignUp|SignUpCrew|AnswerOffer)$/.test(type);
