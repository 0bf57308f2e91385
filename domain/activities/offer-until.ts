// Until when a seat that is offered is kept, by record and clock alone: the server and every kiosk reckon it so. [ACT-3]

import type { Millis } from "../ids.ts";
import type { SiteRec } from "../site/site.ts";
import { nextShift, type SiteClock } from "../time.ts";
import type { ActivityRec } from "./activity.ts";
import { activitySettings } from "./activity-settings.ts";

/**
 * Until when a seat is kept for him: so many shift starts after the offer, for he reads of it when he comes to work, and never
 * beyond the activity's own start. Hours would run out while he sleeps.
 */
export const offerUntil = (
  offeredAt: Millis,
  activity: Pick<ActivityRec, "startsAt">,
  { site, clock }: { readonly site: SiteRec; readonly clock: SiteClock },
): Millis => {
  let at = offeredAt;
  for (let n = 0; n < activitySettings(site).offerShifts; n += 1) {
    const next = nextShift(clock, site.shifts, at);
    // A site without shifts asks until the activity begins.
    if (next === undefined || next.startsAt >= activity.startsAt) return activity.startsAt;
    at = next.startsAt;
  }
  return at;
};
