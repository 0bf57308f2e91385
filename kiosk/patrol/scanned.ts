// What the kiosk's reader typed: a badge, or a sign's code, which on a worker's own patrol's page is a visit of that checkpoint. [PAT-1]

import type { Page } from "../pages.ts";
import { selfOf } from "../person.ts";
import type { Place } from "../rules.ts";
import type { Event } from "../session.ts";
import { isSign, ownPatrols, signIn } from "./own-patrol.ts";

/** `time`: the session's own clock; `now`: time of day, ms. Undefined: nothing happens. */
export const scanned = (
  code: string,
  page: Page,
  place: Place | undefined,
  { time, now }: { readonly time: number; readonly now: number },
): Event | undefined => {
  if (!isSign(code)) return { type: "badge", code, now: time };
  const self = page.at === "patrol" ? selfOf(page.person) : undefined;
  if (page.at !== "patrol" || place === undefined || self === undefined) return undefined;
  const sign = signIn(ownPatrols(place, self, now), code);
  if (sign === undefined) return { type: "go", page: { ...page, wrong: true }, now: time };
  const command = { type: "ScanCheckpoint", ...sign, by: "qr" } as const;
  return { type: "act", person: page.person, draft: { command }, now: time };
};
