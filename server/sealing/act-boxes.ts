// Boxes in which kiosks keep acts: sealed there to a public key of this server, opened here alone.
//
// X25519 with a key pair made for the one box, HKDF-SHA256, ChaCha20-Poly1305; bound to the act's id, time and name, so that a box
// opens beside no other. `1.<key's id>.<the box's own public key, ciphertext and tag in base64url>`. The kiosk's half: kiosk/sealing.

import {
  createDecipheriv,
  createHash,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  hkdfSync,
  type KeyObject,
} from "node:crypto";
import { boundOf, boxLabel, type SealTo } from "../../domain/act-box.ts";
import type { Millis } from "../../domain/ids.ts";
import { dayLength } from "../../domain/time.ts";
import type { Random } from "../access/digests.ts";
import type { StoredBoxKey } from "../access/secrets.ts";
import type { SecretsStore } from "../access/secrets-store.ts";

/** A new key is made at the first start after so long; the old ones go on opening what was sealed to them. */
export const boxKeyLasts = 365 * dayLength;

export type ActBoxes = {
  /** What kiosks seal to from now on. */
  readonly sealTo: () => SealTo;
  /** Undefined where this server has no key for it, or these bytes were not sealed beside this id, time and name. */
  readonly open: (
    box: string,
    act: { readonly id: string; readonly at: Millis; readonly type: string },
  ) => string | undefined;
  /** It names a key that is not here: one of a newer time than a restored backup, or of another server. */
  readonly lacksKey: (box: string) => boolean;
};

/** RFC 8410: what stands before the 32 bytes of an X25519 key in DER. */
const privateHead = Buffer.from("302e020100300506032b656e04220420", "hex");
const publicHead = Buffer.from("302a300506032b656e032100", "hex");
const keyBytes = 32;
const nonceBytes = 12;
const tagBytes = 16;
const keyName = /^[0-9a-f]{16}$/;

type Pair = { readonly id: string; readonly secret: KeyObject; readonly open: Buffer };

const pairOf = ({ id, hex }: Pick<StoredBoxKey, "id" | "hex">): Pair => {
  const der = Buffer.concat([privateHead, Buffer.from(hex, "hex")]);
  const secret = createPrivateKey({ key: der, format: "der", type: "pkcs8" });
  const open = createPublicKey(secret).export({ format: "der", type: "spki" }).subarray(publicHead.length);
  return { id, secret, open };
};

const newKey = (random: Random, madeAt: Millis): StoredBoxKey => {
  const hex = Buffer.from(random(keyBytes)).toString("hex");
  const id = createHash("sha256")
    .update(pairOf({ id: "", hex }).open)
    .digest("hex")
    .slice(0, 16);
  return { id, hex, madeAt };
};

/** The first start makes the first key, and is not over before it is durable: what was sealed to a lost key opens for nobody. */
export const openActBoxes = async (deps: {
  readonly secrets: Pick<SecretsStore, "read" | "update">;
  readonly random: Random;
  readonly now: () => Millis;
}): Promise<ActBoxes> => {
  const { secrets, random, now } = deps;
  const newest = secrets.read().boxKeys.at(-1);
  if (newest === undefined || now() - newest.madeAt > boxKeyLasts) {
    const made = newKey(random, now());
    await secrets.update((before) => ({ ...before, boxKeys: [...before.boxKeys, made] }));
  }
  const pairs = secrets.read().boxKeys.map(pairOf);
  const byId = new Map(pairs.map((pair) => [pair.id, pair]));
  const last = pairs.at(-1);
  if (last === undefined) throw new Error("unreachable: a key was made");
  const sealTo: SealTo = { id: last.id, key: last.open.toString("base64url") };

  return {
    sealTo: () => sealTo,
    lacksKey: (box) => {
      const [form, id = ""] = box.split(".");
      return form === "1" && keyName.test(id) && !byId.has(id);
    },
    open: (box, act) => {
      const [form, id = "", sealed = "", ...rest] = box.split(".");
      const pair = byId.get(id);
      const bytes = Buffer.from(sealed, "base64url");
      if (form !== "1" || pair === undefined || rest.length > 0 || bytes.length < keyBytes + tagBytes) return undefined;
      const own = bytes.subarray(0, keyBytes);
      return opened(pair, own, bytes.subarray(keyBytes), Buffer.from(boundOf(act)));
    },
  };
};

const opened = (pair: Pair, own: Buffer, hidden: Buffer, bound: Buffer): string | undefined => {
  try {
    const publicKey = createPublicKey({ key: Buffer.concat([publicHead, own]), format: "der", type: "spki" });
    const shared = diffieHellman({ privateKey: pair.secret, publicKey });
    const made = Buffer.from(
      hkdfSync("sha256", shared, Buffer.concat([own, pair.open]), boxLabel, keyBytes + nonceBytes),
    );
    const opening = createDecipheriv("chacha20-poly1305", made.subarray(0, keyBytes), made.subarray(keyBytes), {
      authTagLength: tagBytes,
    });
    opening.setAAD(bound, { plaintextLength: hidden.length - tagBytes });
    opening.setAuthTag(hidden.subarray(hidden.length - tagBytes));
    const clear = opening.update(hidden.subarray(0, hidden.length - tagBytes));
    return Buffer.concat([clear, opening.final()]).toString("utf8");
  } catch {
    // Node's one answer to a tag that does not fit, and to a public key that is none; nothing else can fail here.
    return undefined;
  }
};
