// The doors of trackers, the devices' own, the phones' that scan and the desk's, over one log of who was heard.

import { Hono } from "hono";
import type { Millis } from "../../domain/ids.ts";
import type { Devices } from "../access/devices.ts";
import type { Doors } from "../access/doors.ts";
import type { Intake } from "../intake.ts";
import type { PictureStore } from "../pictures/picture-store.ts";
import type { Projection } from "../projection.ts";
import { createHear, type Hear } from "../trackers/hear.ts";
import { createHeardLog } from "../trackers/heard.ts";
import { createTakeFinding } from "../trackers/take-finding.ts";
import { createTakeScans } from "../trackers/take-scans.ts";
import { createFindings } from "./findings.ts";
import { createPositions } from "./positions.ts";
import { createScans } from "./scans.ts";
import { createTrackers } from "./trackers.ts";

export const createTrackerDoors = (deps: {
  readonly doors: () => Doors;
  readonly devices: Devices;
  readonly intake: Intake;
  readonly projection: Projection;
  readonly photos: PictureStore;
  readonly now: () => Millis;
  /** Of our own broker; undefined: there is none. */
  readonly mqttPort: () => number | undefined;
  readonly onFault: (what: string, error: unknown) => void;
}): { readonly app: Hono; readonly hear: Hear } => {
  const log = createHeardLog();
  const hear = createHear({ ...deps, log });
  const app = new Hono();
  app.route("/trackers", createTrackers({ ...deps, log }));
  app.route("/scans", createScans({ ...deps, take: createTakeScans({ ...deps, log }) }));
  app.route("/findings", createFindings({ ...deps, take: createTakeFinding({ ...deps, log }) }));
  app.route("/", createPositions({ ...deps, hear }));
  return { app, hear };
};
