// Signed proofs that a worker stood at a kiosk: nothing is stored for them, and an act from an outbox can show one days later. [SCR-2]

import { createHmac, timingSafeEqual } from "node:crypto";
import * as v from "valibot";
import type { Proof } from "../../domain/decider.ts";
import { type Millis, type ScreenId, type WorkerId, workerId } from "../../domain/ids.ts";
import { dayLength, minute } from "../../domain/time.ts";
import { type Answer, denied, granted } from "./answer.ts";

/** How long after its issue an act may be done under a proof. */
export const proofLasts: Readonly<Record<Proof, Millis>> = { badge: 30 * minute, pin: 5 * minute };
/** How long an act done in time may wait in an outbox before a person has to look at it. */
export const outboxLasts = 30 * dayLength;
/** A device's corrected clock may be this far behind the server's: an act cannot come before its own proof. */
const clockSlack = 2 * minute;

export type Proven = { readonly worker: WorkerId; readonly level: Proof };

export interface Proofs {
  issue(proven: Proven, device: ScreenId): { readonly proof: string; readonly expiresAt: Millis };
  /** `at`: when the act was done. A proof is worth nothing at another device. */
  verify(proof: string, device: ScreenId, at: Millis): Answer<Proven>;
}

const body = v.strictObject({
  w: v.pipe(v.string(), v.transform(workerId)),
  d: v.string(),
  l: v.picklist(["badge", "pin"]),
  iat: v.number(),
  exp: v.number(),
});

/** So many proofs that were found good are known by their text: whoever acts twice under one is not reckoned through twice. */
const knownMost = 1_000;

export type ProofsDeps = { readonly keyHex: string; readonly now: () => Millis };

export const createProofs = ({ keyHex, now }: ProofsDeps): Proofs => {
  const key = Buffer.from(keyHex, "hex");
  const known = new Map<string, v.InferOutput<typeof body>>();
  const sign = (payload: string): Buffer => createHmac("sha256", key).update(`proof:${payload}`).digest();

  /** What a proof says, where it is signed by us. */
  const signedIn = (proof: string): v.InferOutput<typeof body> | undefined => {
    const [payload, signature, ...rest] = proof.split(".");
    if (payload === undefined || signature === undefined || rest.length > 0) return undefined;
    const given = Buffer.from(signature, "base64url");
    const wanted = sign(payload);
    if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return undefined;
    const said = v.parse(v.pipe(v.string(), v.parseJson(), body), fromBase64(payload));
    const [oldest] = known.keys();
    if (oldest !== undefined && known.size >= knownMost) known.delete(oldest);
    known.set(proof, said);
    return said;
  };

  return {
    issue: ({ worker, level }, device) => {
      const iat = now();
      const exp = iat + proofLasts[level];
      const payload = Buffer.from(JSON.stringify({ w: worker, d: device, l: level, iat, exp })).toString("base64url");
      return { proof: `${payload}.${sign(payload).toString("base64url")}`, expiresAt: exp };
    },

    verify: (proof, device, claimed) => {
      const said = known.get(proof) ?? signedIn(proof);
      if (said === undefined) return denied("not_signed_in");
      const { w, d, l, iat, exp } = said;
      const at = Math.min(claimed, now());
      if (d !== device || at > exp || at < iat - clockSlack) return denied("not_signed_in");
      if (now() > exp + outboxLasts) return denied("too_old");
      return granted({ worker: w, level: l });
    },
  };
};

const fromBase64 = (payload: string): string => Buffer.from(payload, "base64url").toString("utf8");
