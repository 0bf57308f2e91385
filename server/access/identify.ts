// Who stands at a kiosk: a badge or a number and PIN become a worker and a proof; a command's claim becomes its actor. [SCR-2]

import type { Actor, Proof } from "../../domain/decider.ts";
import type { Millis, ScreenId, WorkerId } from "../../domain/ids.ts";
import type { Claim } from "../../domain/protocol.ts";
import type { WorkerRec } from "../../domain/workers.ts";
import { type Answer, denied, granted } from "./answer.ts";
import { type Badges, readBadge } from "./badges.ts";
import type { Pins } from "./pins.ts";
import type { Proofs } from "./proofs.ts";

/** What a person at a kiosk says of himself. A badge identifies; a PIN proves, alone with a number or on top of the others. */
export type IdentityClaim =
  | { readonly badge: string; readonly pin?: string | undefined }
  | { readonly number: string; readonly pin: string }
  | { readonly proof: string; readonly pin: string };

export type Identified = {
  readonly worker: WorkerId;
  readonly level: Proof;
  readonly proof: string;
  readonly expiresAt: Millis;
};

export type WorkerActor = Extract<Actor, { readonly kind: "worker" }>;

type Known = Pick<WorkerRec, "id" | "roles">;

export type IdentifyDeps = {
  readonly badges: Badges;
  readonly pins: Pins;
  readonly proofs: Proofs;
  readonly workerByBadgeHash: (hash: string) => Known | undefined;
  readonly workerByNumber: (number: string) => Known | undefined;
  readonly workerById: (id: WorkerId) => Known | undefined;
  readonly now: () => Millis;
};

export interface Identify {
  identify(claim: IdentityClaim, device: ScreenId): Promise<Answer<Identified>>;
  /** The actor of a command that bears a claim; `at` is when the act was done at that device. */
  actorOf(claim: Claim, device: ScreenId, at: Millis): Answer<WorkerActor>;
}

export const createIdentify = (deps: IdentifyDeps): Identify => {
  const { badges, pins, proofs, now } = deps;

  const byBadge = (typed: string): Answer<Known> => {
    const reading = readBadge(typed);
    if (reading.kind === "unusable" || reading.kind === "misread") return denied("no_match");
    const found = deps.workerByBadgeHash(badges.hashBadge(reading.code));
    return found === undefined ? denied("worker_unknown") : granted(found);
  };
  const byProof = (proof: string, device: ScreenId, at: Millis): Answer<Known & { readonly level: Proof }> => {
    const proven = proofs.verify(proof, device, at);
    if (proven.kind === "refused") return proven;
    const found = deps.workerById(proven.value.worker);
    return found === undefined ? denied("worker_unknown") : granted({ ...found, level: proven.value.level });
  };
  const identified = (worker: WorkerId, level: Proof, device: ScreenId): Answer<Identified> =>
    granted({ worker, level, ...proofs.issue({ worker, level }, device) });
  const withPin = async (
    worker: WorkerId | undefined,
    countedAs: WorkerId,
    pin: string,
    device: ScreenId,
    byNumber: boolean,
  ): Promise<Answer<Identified>> => {
    const checked = await pins.check({ worker, countedAs, device, pin, byNumber });
    return checked.kind === "refused" ? checked : identified(checked.value.worker, "pin", device);
  };

  return {
    identify: async (claim, device) => {
      if ("number" in claim) {
        // Nobody's number is counted, waited for and answered like a worker's.
        const found = deps.workerByNumber(claim.number);
        return withPin(found?.id, found?.id ?? badges.workerIdOf(claim.number), claim.pin, device, true);
      }
      const found = "badge" in claim ? byBadge(claim.badge) : byProof(claim.proof, device, now());
      if (found.kind === "refused") return found;
      const { id } = found.value;
      return claim.pin === undefined ? identified(id, "badge", device) : withPin(id, id, claim.pin, device, false);
    },

    actorOf: (claim, device, at) => {
      const found = "badge" in claim ? toBadgeLevel(byBadge(claim.badge)) : byProof(claim.proof, device, at);
      if (found.kind === "refused") return found;
      const { id, roles, level } = found.value;
      return granted({ kind: "worker", worker: id, proof: level, roles });
    },
  };
};

const toBadgeLevel = (found: Answer<Known>): Answer<Known & { readonly level: Proof }> =>
  found.kind === "refused" ? found : granted({ ...found.value, level: "badge" });
