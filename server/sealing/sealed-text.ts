// One person's text as it lies on the disk: AES-256-GCM under his own key, bound to his id so that it opens nowhere else.

import { createCipheriv, createDecipheriv } from "node:crypto";
import type { WorkerId } from "../../domain/ids.ts";
import type { Random } from "../access/digests.ts";

/** `id` names the key in what was sealed with it; it tells nothing of the bytes. */
export type PersonKey = { readonly id: string; readonly hex: string };

const cipher = "aes-256-gcm";
/** A random one each time: of 96 bits two meet once in 2^48 sealings, and no person is sealed so often under one key. */
const nonceBytes = 12;
const tagBytes = 16;

/** `<key's id>.<nonce, tag, ciphertext in base64url>` */
export const sealText = (text: string, whose: WorkerId, key: PersonKey, random: Random): string => {
  const nonce = random(nonceBytes);
  const sealing = createCipheriv(cipher, Buffer.from(key.hex, "hex"), nonce, { authTagLength: tagBytes });
  sealing.setAAD(Buffer.from(whose));
  const hidden = Buffer.concat([sealing.update(text, "utf8"), sealing.final()]);
  return `${key.id}.${Buffer.concat([nonce, sealing.getAuthTag(), hidden]).toString("base64url")}`;
};

export const keyIdIn = (sealed: string): string => sealed.slice(0, Math.max(0, sealed.indexOf(".")));

/** Undefined where these bytes were not sealed for this person with this key. */
export const openText = (sealed: string, whose: WorkerId, key: PersonKey): string | undefined => {
  const bytes = Buffer.from(sealed.slice(sealed.indexOf(".") + 1), "base64url");
  if (bytes.length < nonceBytes + tagBytes) return undefined;
  const opening = createDecipheriv(cipher, Buffer.from(key.hex, "hex"), bytes.subarray(0, nonceBytes), {
    authTagLength: tagBytes,
  });
  opening.setAAD(Buffer.from(whose));
  opening.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
  const hidden = opening.update(bytes.subarray(nonceBytes + tagBytes));
  try {
    return Buffer.concat([hidden, opening.final()]).toString("utf8");
  } catch {
    // Node's one answer to a tag that does not fit; nothing else can fail here.
    return undefined;
  }
};
