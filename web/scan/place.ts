// Where the phone is, if it says so within a few seconds; a scan never waits longer for it.

import type { Place } from "./scan.ts";

/** ms. A first fix under trees takes longer: then the scan goes without. */
const patience = 8_000;

/** Undefined: no leave, no fix in time, or a page over plain http, to which browsers tell no place. */
export const placeNow = (): Promise<Place | undefined> =>
  new Promise((resolve) => {
    if (!window.isSecureContext || !("geolocation" in navigator)) return resolve(undefined);
    navigator.geolocation.getCurrentPosition(
      ({ coords: { longitude, latitude, accuracy } }) =>
        resolve({ lonLat: [longitude, latitude], acc: Math.round(accuracy) }),
      () => resolve(undefined),
      { enableHighAccuracy: true, timeout: patience, maximumAge: 15_000 },
    );
    // The browser's own bound does not count the time in which it asks for leave.
    setTimeout(() => resolve(undefined), 2 * patience);
  });
