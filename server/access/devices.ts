// Paired devices: a screen shows a one-time code, the desk approves it, the screen collects its own revocable token. [SCR-1]

import type { Millis, ScreenId } from "../../domain/ids.ts";
import type { Profile } from "../../domain/site/screens.ts";
import { minute } from "../../domain/time.ts";
import { type Answer, denied, granted } from "./answer.ts";
import type { Attempts } from "./attempts.ts";
import { newToken, type Random, randomSigns, tokenHash } from "./digests.ts";
import type { StoredDevice } from "./secrets.ts";
import type { SecretsStore } from "./secrets-store.ts";

/** No 0 O Q, 1 I L, 2 Z, 5 S, 8 B, U V: what a person copies from a screen across the room. 22^8 codes. */
const alphabet = "ACDEFGHJKMNPRTWXY34679";
const codeLength = 8;
export const pairingLasts = 10 * minute;
const maxPairings = 500;

export type Device = { readonly screen: ScreenId; readonly profile: Profile };

export type Collected =
  | { readonly kind: "pending" }
  | { readonly kind: "paired"; readonly token: string; readonly screen: ScreenId; readonly profile: Profile }
  | { readonly kind: "expired" };

type Pairing = {
  readonly code: string;
  readonly secretHash: string;
  readonly asked: Profile;
  readonly userAgent: string;
  readonly expiresAt: Millis;
  readonly approved?: Device;
};

export type DevicesDeps = {
  readonly secrets: SecretsStore;
  readonly attempts: Attempts;
  readonly now: () => Millis;
  readonly random: Random;
};

/** Five thousand trackers knock some hundred times a second: the list is put in order once for each of its states. */
const createByHash = () => {
  let ordered: readonly StoredDevice[] | undefined;
  let devices = new Map<string, StoredDevice>();
  return (list: readonly StoredDevice[]): ReadonlyMap<string, StoredDevice> => {
    if (list === ordered) return devices;
    devices = new Map();
    for (const one of list) {
      devices.set(one.hash, one);
      if (one.state === "live" && one.next !== undefined) devices.set(one.next, one);
    }
    ordered = list;
    return devices;
  };
};

export type Devices = ReturnType<typeof createDevices>;

/** Pairings under way live in memory only: after a restart the screen shows a new code. Tokens are durable before they are told. */
export const createDevices = ({ secrets, attempts, now, random }: DevicesDeps) => {
  let pairings: readonly Pairing[] = [];
  const byHash = createByHash();

  const open = (): readonly Pairing[] => {
    const at = now();
    pairings = pairings.filter((one) => at < one.expiresAt);
    return pairings;
  };
  const liveDevice = (screen: ScreenId): StoredDevice | undefined =>
    secrets.read().devices.find((one) => one.screen === screen && one.state === "live");
  const change = (screen: ScreenId, next: (before: StoredDevice) => StoredDevice): Promise<void> =>
    secrets.update((before) => ({
      ...before,
      devices: before.devices.map((one) => (one.screen === screen ? next(one) : one)),
    }));

  return {
    /** A new screen asks. `code` is to be shown, as `ABCD-EFGH`; `secret` is kept by the page and collects the token. */
    begin: (
      profile: Profile,
      userAgent: string,
    ): Answer<{ readonly code: string; readonly secret: string; readonly expiresAt: Millis }> => {
      if (open().length >= maxPairings) return denied("too_many", { seconds: 60 });
      const taken = new Set(pairings.map((one) => one.code));
      let code = randomSigns(random, alphabet, codeLength);
      while (taken.has(code)) code = randomSigns(random, alphabet, codeLength);
      const secret = newToken(random);
      const expiresAt = now() + pairingLasts;
      const pairing = {
        code,
        secretHash: tokenHash(secret),
        asked: profile,
        userAgent: userAgent.slice(0, 200),
        expiresAt,
      };
      pairings = [...pairings, pairing];
      return granted({ code: `${code.slice(0, 4)}-${code.slice(4)}`, secret, expiresAt });
    },

    /** The desk gives the code as it was read. `by` is who types (login, session): his wrong codes are counted. */
    approve: (
      typed: string,
      device: Device,
      by: string,
    ): Answer<Device & { readonly asked: Profile; readonly userAgent: string }> => {
      const bound = { key: `pairing code by ${by}`, lockAt: 5 };
      const seconds = attempts.lockedFor([bound]);
      if (seconds > 0) return denied("too_many", { seconds });
      const code = typed
        .normalize("NFKC")
        .toUpperCase()
        .replaceAll(/[^A-Z0-9]/g, "");
      const found = open().find((one) => one.code === code && one.approved === undefined);
      if (found === undefined) {
        attempts.miss([bound]);
        return denied("code_unknown");
      }
      attempts.ease(bound, attempts.missesOf(bound));
      const { screen, profile } = device;
      pairings = pairings.map((one) => (one === found ? { ...one, approved: { screen, profile } } : one));
      return granted({ screen, profile, asked: found.asked, userAgent: found.userAgent });
    },

    /** The screen asks every few seconds. An answer lost on the way is asked for again and brings a new token in its place. */
    collect: async (secret: string): Promise<Collected> => {
      const secretHash = tokenHash(secret);
      const found = open().find((one) => one.secretHash === secretHash);
      if (found === undefined) return { kind: "expired" };
      if (found.approved === undefined) return { kind: "pending" };
      const { screen, profile } = found.approved;
      const token = newToken(random);
      const device: StoredDevice = { state: "live", screen, profile, hash: tokenHash(token), pairedAt: now() };
      await secrets.update((before) => ({
        ...before,
        devices: [...before.devices.filter((one) => one.screen !== screen), device],
      }));
      return { kind: "paired", token, screen, profile };
    },

    /** A token for a device without a screen that could show a code: told once, to be typed into it. A second one ends the first. */
    issue: async ({ screen, profile }: Device): Promise<{ readonly token: string }> => {
      const token = newToken(random);
      const device: StoredDevice = { state: "live", screen, profile, hash: tokenHash(token), pairedAt: now() };
      await secrets.update((before) => ({
        ...before,
        devices: [...before.devices.filter((one) => one.screen !== screen), device],
      }));
      return { token };
    },

    /** The device that bears this token. The first use of a rolled token ends the one before it. */
    deviceOf: (token: string): Answer<Device> => {
      const hash = tokenHash(token);
      const found = byHash(secrets.read().devices).get(hash);
      if (found === undefined) return denied("screen_unknown");
      if (found.state === "revoked") return denied("screen_revoked");
      const { screen, profile } = found;
      if (found.next === hash)
        secrets.soon((before) => ({
          ...before,
          devices: before.devices.map((one) =>
            one.state === "live" && one.next === hash
              ? { state: "live", screen, profile, hash, pairedAt: one.pairedAt }
              : one,
          ),
        }));
      return granted({ screen, profile });
    },

    /** A new token for the device; the old one holds until the new one is used, so that a lost answer locks nobody out. */
    roll: async (screen: ScreenId): Promise<Answer<{ readonly token: string }>> => {
      if (liveDevice(screen) === undefined) return denied("screen_unknown");
      const token = newToken(random);
      await change(screen, (one) => (one.state === "live" ? { ...one, next: tokenHash(token) } : one));
      return granted({ token });
    },

    /** From now on neither its token nor a pairing under way opens anything. */
    revoke: async (screen: ScreenId): Promise<Answer<{ readonly screen: ScreenId }>> => {
      const wasPairing = pairings.some((one) => one.approved?.screen === screen);
      pairings = pairings.filter((one) => one.approved?.screen !== screen);
      const known = secrets.read().devices.find((one) => one.screen === screen);
      if (known === undefined) return wasPairing ? granted({ screen }) : denied("screen_unknown");
      if (known.state === "revoked") return granted({ screen });
      const revokedAt = now();
      await change(screen, (one) => {
        const { profile, hash } = one;
        return one.state === "live" ? { state: "revoked", screen, profile, hash, revokedAt } : one;
      });
      return granted({ screen });
    },

    /** Every device that may connect. */
    devices: (): readonly Device[] =>
      secrets
        .read()
        .devices.filter((one) => one.state === "live")
        .map(({ screen, profile }) => ({ screen, profile })),
  };
};
