// A tracker among the devices that hold tokens: under a name of its own, so that no screen's id can ever be meant.

import { type ScreenId, screenId, type TrackerId, trackerId } from "../../domain/ids.ts";

const prefix = "tracker/";

export const deviceOfTracker = (tracker: TrackerId): ScreenId => screenId(`${prefix}${tracker}`);

/** Undefined: the device is a screen. */
export const trackerOfDevice = (device: ScreenId): TrackerId | undefined =>
  device.startsWith(prefix) ? trackerId(device.slice(prefix.length)) : undefined;
