// The vocabulary of every subject: what a command is answered with, what an event bears, how an event changes records.

import type { CommandId, Millis, ScreenId, Seq, UnitId, WorkerId } from "./ids.ts";
import type { Refusal } from "./refusals.ts";

export const roles = [
  "worker",
  "foreman",
  "station-head",
  "duty-officer",
  "safety-officer",
  "union-officer",
  "branch-secretary",
  "manager",
  "admin",
  "auditor",
] as const;
export type Role = (typeof roles)[number];

/** How sure we are of who a worker at a kiosk is. A badge identifies; only the PIN proves. */
export type Proof = "badge" | "pin";

/** Who acts. It stands in every event; it is never taken from the command's body. */
export type Actor =
  | { readonly kind: "worker"; readonly worker: WorkerId; readonly proof: Proof; readonly roles: readonly Role[] }
  | {
      readonly kind: "person";
      readonly login: string;
      readonly name: string;
      readonly worker?: WorkerId;
      readonly role: Role;
      readonly unit: UnitId;
    }
  | { readonly kind: "device"; readonly profile: "wall" | "kiosk" | "tracker" | "gateway" }
  | { readonly kind: "system"; readonly part: "watch" | "import" | "ingest" | "access" };

/** The circumstances of a decision: everything that the domain may not find out by itself. */
export type Context = {
  /** Server clock when the command is decided, ms. */
  readonly now: Millis;
  /** When the act was done: the device's corrected time for an act that waited in an outbox, else `now`. Never after `now`. */
  readonly at: Millis;
  /** The command's id; it names what the command creates. */
  readonly id: CommandId;
  readonly actor: Actor;
  readonly device?: ScreenId | undefined;
  /** A foreman who countersigned the same act with his own badge. */
  readonly countersign?: Countersign | undefined;
  /** Who laid his badge down beside the actor to take a post over from him. [POST-5] */
  readonly incoming?: WorkerId | undefined;
};

export type Countersign = {
  readonly worker: WorkerId;
  readonly roles: readonly Role[];
  readonly reason: string;
  /** A new certificate that the foreman saw and the register does not hold yet. [POST-2] */
  readonly certificate?: SeenCertificate | undefined;
};

export type SeenCertificate = { readonly name: string; readonly number: string };

/** A countersign counts when a foreman or a station head gave it, with a reason, for somebody else. [POST-2] */
export const isCountersigned = (signed: Countersign, whose: WorkerId): boolean =>
  (signed.roles.includes("foreman") || signed.roles.includes("station-head")) &&
  signed.worker !== whose &&
  signed.reason.trim() !== "";

/** An event before the ledger has numbered it. */
export type Unrecorded<E> = {
  readonly at: Millis;
  /** The device's clock at the touch, where it differs from `at` by more than 2 s. */
  readonly claimedAt?: Millis | undefined;
  readonly actor: Actor;
  readonly device?: ScreenId | undefined;
  readonly cause: CommandId;
  readonly v: 1;
  readonly data: E;
};

/** An event as the ledger keeps it: numbered, in order, for ever. `data.type` is its kind, `data.subject` its subject. */
export type Recorded<E> = Unrecorded<E> & { readonly seq: Seq };

/** Either the events that the act brings about (none: it was done already, by event `seq`), or a refusal. */
export type Decision<E> =
  | { readonly kind: "accepted"; readonly events: readonly E[]; readonly already?: Seq }
  | { readonly kind: "refused"; readonly refusal: Refusal };

export const accepted = <E>(...events: readonly E[]): Decision<E> => ({ kind: "accepted", events });
export const alreadyDone = (seq: Seq): Decision<never> => ({ kind: "accepted", events: [], already: seq });
export const refused = (refusal: Refusal): Decision<never> => ({ kind: "refused", refusal });

/** Ends every effect switch: a new variant that nobody handles does not compile. */
export const unreachable = (value: never): never => {
  throw new Error(`unreachable: ${JSON.stringify(value)}`);
};

/** What an event does to one record: its new whole value, or its end. */
export type Change<R extends { readonly kind: string; readonly id: string }> =
  | { readonly kind: "put"; readonly record: R }
  | { readonly kind: "drop"; readonly of: R["kind"]; readonly id: string };

export const put = <R extends { readonly kind: string; readonly id: string }>(record: R): Change<R> => ({
  kind: "put",
  record,
});
