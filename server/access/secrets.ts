// What secrets.json holds: everything that proves who somebody is, and nothing that the ledger holds. No secret is kept in the clear but the keys.

import * as v from "valibot";
import { roles } from "../../domain/decider.ts";
import { screenId, unitId, workerId } from "../../domain/ids.ts";
import { profiles } from "../../domain/site/screens.ts";
import { type Random, sameSecret, tokenHash } from "./digests.ts";

const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
/** `scrypt$N$r$p$salt$key`, see scrypt.ts. */
const slowHash = v.pipe(v.string(), v.regex(/^scrypt\$\d+\$\d+\$\d+\$[\w-]+\$[\w-]+$/));
const time = v.number();

const account = v.object({
  login: v.string(),
  name: v.string(),
  role: v.picklist(roles),
  unit: v.pipe(v.string(), v.transform(unitId)),
  worker: v.exactOptional(v.pipe(v.string(), v.transform(workerId))),
  password: slowHash,
});
const session = v.object({ hash, login: v.string(), madeAt: time, seenAt: time });
const paired = { screen: v.pipe(v.string(), v.transform(screenId)), profile: v.picklist(profiles), hash };
const device = v.variant("state", [
  // `next` is a token that was handed out by a roll and has not been used yet.
  v.object({ state: v.literal("live"), ...paired, pairedAt: time, next: v.exactOptional(hash) }),
  v.object({ state: v.literal("revoked"), ...paired, revokedAt: time }),
]);

const boxKey = v.object({ id: v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/)), hex: hash, madeAt: time });

const secrets = v.object({
  /** 32 random bytes under which badges, numbers and PINs are hashed. Losing it means handing out every badge anew. */
  pepper: hash,
  /** 32 random bytes that sign the proofs of kiosks. */
  proofKey: hash,
  /** The link by which the first admin is made; null when there is none to use. */
  setup: v.nullable(v.object({ hash, expiresAt: time })),
  accounts: v.pipe(v.array(account), v.readonly()),
  sessions: v.pipe(v.array(session), v.readonly()),
  devices: v.pipe(v.array(device), v.readonly()),
  pins: v.pipe(v.record(v.string(), slowHash), v.readonly()),
  /** Private keys that open what kiosks keep for this server, oldest first; the newest is given out. None is thrown away. */
  boxKeys: v.optional(v.pipe(v.array(boxKey), v.readonly()), []),
  /** Misses by hashed key, see attempts.ts. */
  attempts: v.pipe(v.record(v.string(), v.object({ misses: v.number(), at: time, until: time })), v.readonly()),
});
export type Secrets = Readonly<v.InferOutput<typeof secrets>>;
export type StoredAccount = Readonly<v.InferOutput<typeof account>>;
export type StoredBoxKey = Readonly<v.InferOutput<typeof boxKey>>;
export type StoredDevice = Readonly<v.InferOutput<typeof device>>;

export const freshSecrets = (random: Random): Secrets => ({
  pepper: Buffer.from(random(32)).toString("hex"),
  proofKey: Buffer.from(random(32)).toString("hex"),
  setup: null,
  accounts: [],
  sessions: [],
  devices: [],
  pins: {},
  boxKeys: [],
  attempts: {},
});

const envelope = v.object({ format: v.number(), check: hash, secrets: v.unknown() });

/** The file's text. The check value is over the secrets' own JSON: one changed sign anywhere is damage, not a wrong password. */
export const encodeSecrets = (document: Secrets): string =>
  `${JSON.stringify({ format: 1, check: tokenHash(JSON.stringify(document)), secrets: document })}\n`;

export type SecretsDamage = "not_json" | "not_secrets" | "newer_version" | "check_failed";

export const decodeSecrets = (text: string): Secrets | SecretsDamage => {
  const outer = v.safeParse(v.pipe(v.string(), v.parseJson(), envelope), text);
  if (!outer.success) return outer.issues.some((issue) => issue.type === "parse_json") ? "not_json" : "not_secrets";
  if (outer.output.format > 1) return "newer_version";
  if (!sameSecret(outer.output.check, tokenHash(JSON.stringify(outer.output.secrets)))) return "check_failed";
  const inner = v.safeParse(secrets, outer.output.secrets);
  return inner.success ? inner.output : "not_secrets";
};
