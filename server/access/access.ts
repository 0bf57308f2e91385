// Everything that says who somebody is, wired together: badges, PINs, people, devices, and the doors of a real site or of a rehearsal.

import { randomBytes } from "node:crypto";
import type { Millis, ScreenId, UnitId } from "../../domain/ids.ts";
import type { Rec } from "../../domain/records.ts";
import { rootUnit } from "../../domain/site/root-unit.ts";
import { isForgotten } from "../../domain/workers.ts";
import type { Projection } from "../projection.ts";
import { deviceOfTracker } from "../trackers/device.ts";
import { createAttempts } from "./attempts.ts";
import { createBadges } from "./badges.ts";
import { createDevices, type Devices } from "./devices.ts";
import { createTokenDoors, type Doors } from "./doors.ts";
import { createIdentify } from "./identify.ts";
import { createPeople } from "./people.ts";
import { createPins } from "./pins.ts";
import { createProofs } from "./proofs.ts";
import { createRehearsalDoors } from "./rehearsal-access.ts";
import { createScrypt } from "./scrypt.ts";
import type { SecretsStore } from "./secrets-store.ts";

export const createAccess = (deps: {
  readonly store: { readonly projection: Projection; readonly secrets: SecretsStore };
  readonly now: () => Millis;
  /** The address that is really listened on. */
  readonly host: () => string;
}) => {
  const { store, now, host } = deps;
  const { projection, secrets } = store;
  const home = (): UnitId | undefined => rootUnit(projection.board)?.id;
  const scrypt = createScrypt({ random: randomBytes });
  const attempts = createAttempts({ secrets, now });
  const badges = createBadges(secrets.read().pepper);
  const people = createPeople({ secrets, scrypt, attempts, now, random: randomBytes, rootUnit: home });
  const devices = createDevices({ secrets, attempts, now, random: randomBytes });
  const pins = createPins({ secrets, scrypt, attempts, random: randomBytes });
  const proofs = createProofs({ keyHex: secrets.read().proofKey, now });
  const identify = createIdentify({
    badges,
    pins,
    proofs,
    workerByBadgeHash: (hash) => projection.board.where("worker", "badge", hash)[0],
    workerByNumber: (number) => projection.board.where("worker", "number", number)[0],
    // By badge and number a forgotten person is not found; a proof from before names him by his id.
    workerById: (id) => {
      const known = projection.board.get("worker", id);
      return known === undefined || isForgotten(known) ? undefined : known;
    },
    now,
  });
  const tokenDoors = createTokenDoors(devices, people);
  let rehearsalDoors: Doors | undefined;
  const doors = (): Doors => {
    const site = projection.board.get("site", "site");
    if (site?.rehearsal !== true) return tokenDoors;
    rehearsalDoors ??= createRehearsalDoors({
      site: () => projection.board.get("site", "site"),
      host: host(),
      rootUnit: home,
    });
    return rehearsalDoors;
  };

  return { badges, people, devices, pins, identify, doors, home };
};

/** The device of a screen that was revoked or of a tracker that was removed: its token opens nothing any more. */
const endedDevice = (record: Rec): ScreenId | undefined => {
  if (record.kind === "screen" && record.revokedAt !== undefined) return record.id;
  return record.kind === "tracker" && record.removedAt !== undefined ? deviceOfTracker(record.id) : undefined;
};

/** What ended in the ledger loses its token, also when the process ended between the two. */
export const followEndings = (deps: {
  readonly projection: Projection;
  readonly devices: Pick<Devices, "revoke">;
  readonly onFault: (what: string, error: unknown) => void;
}): void => {
  const { projection, devices, onFault } = deps;
  const revoke = (record: Rec): void => {
    const device = endedDevice(record);
    if (device !== undefined) void devices.revoke(device).catch((error: unknown) => onFault("revoke", error));
  };
  for (const kind of ["screen", "tracker"] as const) for (const record of projection.board.all(kind)) revoke(record);
  projection.follow((changes) => {
    for (const { after } of changes) if (after !== undefined) revoke(after);
  });
};
