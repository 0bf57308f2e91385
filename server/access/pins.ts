// PINs of workers: drawn by the server, shown once, five misses free; they prove what a badge only says. [SCR-2]

import type { ScreenId, WorkerId } from "../../domain/ids.ts";
import { type Answer, denied, granted } from "./answer.ts";
import type { Attempts, Bound } from "./attempts.ts";
import { keyedHash, type Random, randomSigns } from "./digests.ts";
import type { Scrypt } from "./scrypt.ts";
import type { SecretsStore } from "./secrets-store.ts";

export type PinDeps = {
  readonly secrets: SecretsStore;
  readonly scrypt: Scrypt;
  readonly attempts: Attempts;
  readonly random: Random;
};

export type IssuedPin = { readonly worker: WorkerId; readonly pin: string };

export type PinTry = {
  /** The worker, or undefined where nobody has that number: it looks and lasts the same. */
  readonly worker: WorkerId | undefined;
  /** Under what the misses are counted; the same for a worker however he said who he is. */
  readonly countedAs: WorkerId;
  readonly device: ScreenId;
  readonly pin: string;
  /** He said who he is by his number, which anybody may say of anybody: what others missed elsewhere is not told. */
  readonly byNumber: boolean;
};

export interface Pins {
  /** New PINs for these workers, ended old ones and opened locks. The only time that anybody sees them. */
  issue(workers: readonly WorkerId[]): Promise<readonly IssuedPin[]>;
  /**
   * A wrong one is told how many more may be wrong before a lock, the same for a number that nobody has: by his badge or proof the
   * fewer of his and the device's, by a number the device's alone. Both lock as they count, whatever is told.
   */
  check(attempt: PinTry): Promise<Answer<{ readonly worker: WorkerId }>>;
  hasPin(worker: WorkerId): boolean;
  forget(worker: WorkerId): Promise<void>;
}

export const createPins = ({ secrets, scrypt, attempts, random }: PinDeps): Pins => {
  // The pepper is outside the hash's own salt: a stolen list of hashes alone cannot be searched.
  const peppered = (worker: string, pin: string): string => keyedHash(secrets.read().pepper, "pin", `${worker}:${pin}`);
  const ofWorker = (worker: WorkerId): Bound => ({ key: `pin of ${worker}`, lockAt: 5 });
  const ofDevice = (device: ScreenId): Bound => ({ key: `pins at ${device}`, lockAt: 5 });

  return {
    issue: async (workers) => {
      const issued = workers.map((worker) => ({ worker, pin: drawPin(random) }));
      // One after another: a batch for three hundred workers must not stand in the way of those who wait at a kiosk.
      const hashes: [WorkerId, string][] = [];
      for (const { worker, pin } of issued) hashes.push([worker, await scrypt.hash(peppered(worker, pin))]);
      await secrets.update((before) => ({ ...before, pins: { ...before.pins, ...Object.fromEntries(hashes) } }));
      for (const worker of workers) attempts.ease(ofWorker(worker), attempts.missesOf(ofWorker(worker)));
      return issued;
    },

    check: async ({ worker, countedAs, device, pin, byNumber }) => {
      const own = ofWorker(countedAs);
      const place = ofDevice(device);
      const seconds = attempts.lockedFor([own, place]);
      if (seconds > 0) return denied("locked", { seconds });
      attempts.miss([own, place]);
      const { pins } = secrets.read();
      const kept = worker !== undefined && Object.hasOwn(pins, worker) ? pins[worker] : undefined;
      const match = await scrypt.verify(peppered(countedAs, pin), kept);
      if (match === "busy") {
        for (const bound of [own, place]) attempts.ease(bound, 1);
        return denied("too_many", { seconds: 5 });
      }
      // A PIN that was reset while the hash was made is no PIN.
      if (match === "no_match" || worker === undefined || secrets.read().pins[worker] !== kept)
        return denied("no_match", { left: attempts.leftOf(byNumber ? [place] : [own, place]) });
      // Only his own misses are taken back at the device: guesses at others are not washed off by one's own PIN.
      const misses = attempts.missesOf(own);
      attempts.ease(place, misses);
      attempts.ease(own, misses);
      return granted({ worker });
    },

    hasPin: (worker) => Object.hasOwn(secrets.read().pins, worker),

    forget: async (worker) => {
      await secrets.update((before) => {
        const { [worker]: _, ...pins } = before.pins;
        return { ...before, pins };
      });
    },
  };
};

const drawPin = (random: Random): string => {
  let pin = randomSigns(random, "0123456789", 6);
  while (isTrivial(pin)) pin = randomSigns(random, "0123456789", 6);
  return pin;
};

/** PINs that a bystander tries first: one or two figures only, runs up or down, a part said twice or thrice. */
export const isTrivial = (pin: string): boolean => {
  const figures = [...pin].map(Number);
  const steps = new Set(figures.slice(1).map((figure, i) => (figure - (figures[i] ?? 0) + 10) % 10));
  return (
    new Set(figures).size <= 2 ||
    (steps.size === 1 && (steps.has(1) || steps.has(9))) ||
    pin.slice(0, 3) === pin.slice(3) ||
    /^(\d\d)\1\1$/.test(pin) ||
    pin === "520131" ||
    pin === "521131" ||
    pin === "147258" ||
    pin === "258369"
  );
};
