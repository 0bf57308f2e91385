// Who stands at the doors of trackers and of the phone's page: a device by its token. [PAT-1, PAT-2]

import type { Context } from "hono";
import type { Board } from "../../domain/board.ts";
import type { TrackerRec } from "../../domain/patrols/tracker.ts";
import type { Refusal } from "../../domain/refusals.ts";
import type { Device, Devices } from "../access/devices.ts";
import { trackerOfDevice } from "../trackers/device.ts";
import { bearer } from "./door.ts";

/** The device of a token. That "no screen is known by it" would lead nobody who carries a tracker anywhere. */
export const deviceAt = (token: string | undefined, devices: Pick<Devices, "deviceOf">): Device | Refusal => {
  const found = devices.deviceOf(token ?? "");
  if (found.kind === "granted") return found.value;
  return found.refusal.code === "screen_unknown" ? { code: "token_unknown" } : found.refusal;
};

/** A phone stands on the register of trackers. */
export const phoneAt = (
  c: Context,
  devices: Pick<Devices, "deviceOf">,
  { look }: Pick<Board, "look">,
): { readonly device: Device; readonly tracker: TrackerRec } | Refusal => {
  const device = deviceAt(bearer(c), devices);
  if ("code" in device) return device;
  if (device.profile !== "tracker") return { code: "forbidden" };
  const id = trackerOfDevice(device.screen);
  const tracker = id === undefined ? undefined : look.tracker(id);
  if (tracker === undefined) return { code: "tracker_unknown", params: { device: "—" } };
  return tracker.removedAt === undefined ? { device, tracker } : { code: "tracker_removed" };
};
