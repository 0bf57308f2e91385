// The kiosk's half of a box in which an act is kept; the server's half and the form: server/sealing/act-boxes.ts. Loaded late.
// Pure JavaScript: on a page without HTTPS a browser lends no cipher.

import { chacha20poly1305 } from "@noble/ciphers/chacha.js";
import { x25519 } from "@noble/curves/ed25519.js";
import { hkdf } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { boundOf, boxLabel, type SealTo } from "../../domain/act-box.ts";

const keyBytes = 32;
const nonceBytes = 12;
const text = new TextEncoder();

/** `random`: 32 unpredictable bytes, never the same twice. */
export const sealAct = (
  content: string,
  act: { readonly id: string; readonly at: number; readonly type: string },
  to: SealTo,
  random: Uint8Array,
): string => {
  const theirs = fromBase64(to.key);
  const own = x25519.getPublicKey(random);
  const salt = new Uint8Array([...own, ...theirs]);
  const made = hkdf(sha256, x25519.getSharedSecret(random, theirs), salt, text.encode(boxLabel), keyBytes + nonceBytes);
  // The nonce may come of the same secret as the key: both serve this one box.
  const cipher = chacha20poly1305(made.subarray(0, keyBytes), made.subarray(keyBytes), text.encode(boundOf(act)));
  const hidden = cipher.encrypt(text.encode(content));
  return `1.${to.id}.${toBase64(new Uint8Array([...own, ...hidden]))}`;
};

const fromBase64 = (signs: string): Uint8Array =>
  Uint8Array.from(atob(signs.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));
const toBase64 = (bytes: Uint8Array): string =>
  btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
