// Random tokens and the one-way forms in which they are kept; every comparison of secrets in this room is one of these.

import { createHash, createHmac, timingSafeEqual } from "node:crypto";

/** Unpredictable bytes; `crypto.randomBytes` in the running server. */
export type Random = (bytes: number) => Uint8Array;

/** 256 random bits as 43 URL-safe signs. */
export const newToken = (random: Random): string => Buffer.from(random(32)).toString("base64url");

/** Enough for a token of 256 random bits; never for anything that a person chose or can type. */
export const tokenHash = (token: string): string => createHash("sha256").update(token).digest("hex");

/** HMAC-SHA256 in hex; the label keeps one use of the key apart from another. */
export const keyedHash = (keyHex: string, label: string, text: string): string =>
  createHmac("sha256", Buffer.from(keyHex, "hex")).update(`${label}:${text}`).digest("hex");

/** Compares two texts in a time that tells nothing of where they differ. */
export const sameSecret = (a: string, b: string): boolean => {
  const left = createHash("sha256").update(a).digest();
  const right = createHash("sha256").update(b).digest();
  return timingSafeEqual(left, right);
};

/** `count` signs of the alphabet, each equally likely (bytes beyond the last whole round are thrown away). */
export const randomSigns = (random: Random, alphabet: string, count: number): string => {
  const whole = 256 - (256 % alphabet.length);
  let out = "";
  while (out.length < count) {
    for (const byte of random(count)) {
      if (byte < whole && out.length < count) out += alphabet.charAt(byte % alphabet.length);
    }
  }
  return out;
};
