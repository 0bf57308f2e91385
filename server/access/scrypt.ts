// Slow hashes for what people choose or can type. They run two at a time, so that a rush costs time and not memory.

import { scrypt as nodeScrypt, timingSafeEqual } from "node:crypto";
import type { Random } from "./digests.ts";

export interface Scrypt {
  /** A salted hash to keep. */
  hash(secret: string): Promise<string>;
  /** "busy": too many are waiting, nothing was tried. Without a kept hash it takes as long as with one and never matches. */
  verify(secret: string, kept: string | undefined): Promise<"match" | "no_match" | "busy">;
}

export type ScryptDeps = {
  readonly random: Random;
  /** N; memory is 128 × N × r bytes: 32 MiB at the default 2^15 (63 ms on one core of 2020). r = 8, p = 1. */
  readonly cost?: number;
  /** Hashes at once; each holds one of libuv's four threads, of which the ledger's syncs need theirs. */
  readonly atOnce?: number;
  /** How many may wait for `verify` before further ones are told "busy". */
  readonly maxWaiting?: number;
  /** Hears of each hash that is reckoned, with its N: what an answer costs is counted by these, not by a clock. */
  readonly onDerived?: (cost: number) => void;
};

const keyLength = 32;
const blockSize = 8;
const parallel = 1;

export const createScrypt = ({
  random,
  cost = 2 ** 15,
  atOnce = 2,
  maxWaiting = 64,
  onDerived,
}: ScryptDeps): Scrypt => {
  const waiting: (() => void)[] = [];
  let running = 0;

  const inTurn = async <T>(work: () => Promise<T>): Promise<T> => {
    if (running < atOnce) running += 1;
    else await new Promise<void>((go) => waiting.push(go));
    try {
      return await work();
    } finally {
      // The turn is handed on, so that nobody who comes now slips in between.
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };

  const reckon = (secret: string, parts: Parameters): Promise<Buffer> => {
    onDerived?.(parts.cost);
    return derive(secret, parts);
  };

  const nobody = format({
    cost,
    blockSize,
    parallel,
    salt: Buffer.from(random(16)),
    key: Buffer.from(random(keyLength)),
  });

  return {
    hash: (secret) =>
      inTurn(async () => {
        const salt = Buffer.from(random(16));
        const key = await reckon(secret, { cost, blockSize, parallel, salt });
        return format({ cost, blockSize, parallel, salt, key });
      }),
    verify: async (secret, kept) => {
      if (waiting.length >= maxWaiting) return "busy";
      const parts = parse(kept ?? nobody);
      const key = await inTurn(() => reckon(secret, parts));
      const same = timingSafeEqual(key, parts.key);
      return same && kept !== undefined ? "match" : "no_match";
    },
  };
};

type Parameters = {
  readonly cost: number;
  readonly blockSize: number;
  readonly parallel: number;
  readonly salt: Buffer;
};

const derive = (secret: string, { cost, blockSize: r, parallel: p, salt }: Parameters): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    // Node's own limit is exactly what N = 2^15, r = 8 needs, and refuses it; twice that leaves room.
    nodeScrypt(secret.normalize("NFKC"), salt, keyLength, { N: cost, r, p, maxmem: 256 * cost * r }, (failed, key) => {
      if (failed) reject(failed);
      else resolve(key);
    });
  });

const format = ({ cost, blockSize: r, parallel: p, salt, key }: Parameters & { readonly key: Buffer }): string =>
  `scrypt$${cost}$${r}$${p}$${salt.toString("base64url")}$${key.toString("base64url")}`;

const parse = (kept: string): Parameters & { readonly key: Buffer } => {
  const [name, cost, r, p, salt, key, ...rest] = kept.split("$");
  if (name !== "scrypt" || salt === undefined || key === undefined || rest.length > 0)
    throw new Error("a kept hash is not one of scrypt's");
  return {
    cost: Number(cost),
    blockSize: Number(r),
    parallel: Number(p),
    salt: Buffer.from(salt, "base64url"),
    key: Buffer.from(key, "base64url"),
  };
};
