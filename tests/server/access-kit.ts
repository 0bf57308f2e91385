// A whole access room in a folder of its own, with a clock that only the test moves and randomness that repeats.

import { createHash } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { screenId, unitId, workerId } from "../../domain/ids.ts";
import type { WorkerRec } from "../../domain/workers.ts";
import type { Answer } from "../../server/access/answer.ts";
import { createAttempts } from "../../server/access/attempts.ts";
import { createBadges } from "../../server/access/badges.ts";
import { createDevices } from "../../server/access/devices.ts";
import type { Random } from "../../server/access/digests.ts";
import { createIdentify } from "../../server/access/identify.ts";
import { createPeople } from "../../server/access/people.ts";
import { createPins } from "../../server/access/pins.ts";
import { createProofs } from "../../server/access/proofs.ts";
import { createScrypt, type Scrypt } from "../../server/access/scrypt.ts";
import { openSecrets } from "../../server/access/secrets-store.ts";
import { createNodeDisk, type Disk } from "../../server/ledger/disk.ts";
import { tempRoot } from "../kit/temp-folder.ts";

export const root = unitId("company");
export const kiosk = screenId("kiosk-1");
export const otherKiosk = screenId("kiosk-2");

export const createTestRandom = (): Random => {
  let count = 0;
  return (bytes) => {
    const out = Buffer.alloc(bytes);
    for (let at = 0; at < bytes; at += 32) {
      count += 1;
      createHash("sha256").update(`test ${count}`).digest().copy(out, at);
    }
    return out;
  };
};

export type TestClock = { now: number };
export const noon = Date.UTC(2026, 10, 22, 4);

export const tempFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tempRoot(), "shouwang-access-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
};

export type Person = Pick<WorkerRec, "id" | "roles"> & { readonly number: string; readonly badge: string };

/** The site's register as the room looks it up. */
export const crew: readonly Person[] = [
  { id: workerId("w-li"), number: "100001", badge: "04:A1:B2:C3", roles: [] },
  { id: workerId("w-bao"), number: "100002", badge: "SW0000000195", roles: ["foreman"] },
];

export type RoomSettings = {
  readonly folder: string;
  readonly clock: TestClock;
  readonly random?: Random;
  readonly disk?: Disk;
  readonly scrypt?: Scrypt;
  readonly failures?: unknown[];
};

/** Opens the room as a start of the server does; open it again on the same folder for a restart. */
export const openRoom = async ({
  folder,
  clock,
  random = createTestRandom(),
  disk,
  scrypt,
  failures,
}: RoomSettings) => {
  const now = (): number => clock.now;
  const path = join(folder, "secrets.json");
  const secrets = await openSecrets({
    path,
    random,
    whenMissing: "create",
    onFailed: (error) => failures?.push(error),
    disk: disk ?? createNodeDisk(),
  });
  onTestFinished(() => secrets.close());
  const hashing = scrypt ?? createScrypt({ random, cost: 2 ** 4 });
  const attempts = createAttempts({ secrets, now });
  const people = createPeople({ secrets, scrypt: hashing, attempts, now, random, rootUnit: () => root });
  const devices = createDevices({ secrets, attempts, now, random });
  const badges = createBadges(secrets.read().pepper);
  const pins = createPins({ secrets, scrypt: hashing, attempts, random });
  const proofs = createProofs({ keyHex: secrets.read().proofKey, now });
  const hashes = new Map(crew.map((one) => [badges.hashBadge(one.badge), one]));
  const identify = createIdentify({
    badges,
    pins,
    proofs,
    workerByBadgeHash: (hash) => hashes.get(hash),
    workerByNumber: (number) => crew.find((one) => one.number === number),
    workerById: (id) => crew.find((one) => one.id === id),
    now,
  });
  return { path, secrets, attempts, people, devices, badges, pins, proofs, identify };
};

/** The value of a granted answer; fails the test on a refusal. */
export const value = <T>(answer: Answer<T>): T => {
  if (answer.kind === "refused") throw new Error(`refused: ${answer.refusal.code}`);
  return answer.value;
};

/** The code of a refusal; `granted` where there was none. */
export const codeOf = (answer: Answer<unknown>): string =>
  answer.kind === "refused" ? answer.refusal.code : "granted";
export const secondsOf = (answer: Answer<unknown>): unknown =>
  answer.kind === "refused" ? answer.refusal.params?.seconds : undefined;
