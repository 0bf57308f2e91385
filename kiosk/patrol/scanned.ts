// What the kiosk's reader typed: a badge, or a sign's code, which on a worker's own patrol's page is a visit of that checkpoint. [PAT-1]

import type { Page } from "../pages.ts";
import { type Person, selfOf } from "../person.ts";
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
  if (page.at === "idle" || page.at === "stopped")
    return { type: "go", page: { at: "stopped", why: { kind: "sign" } }, now: time };
  const person = personAt(page);
  const self = person === undefined ? undefined : selfOf(person);
  if (person === undefined || place === undefined || self === undefined) return undefined;
  const sign = signIn(ownPatrols(place, self, now), code);
  if (sign === undefined) return { type: "go", page: { at: "patrol", person, sheet: 0, wrong: true }, now: time };
  const command = { type: "ScanCheckpoint", ...sign, by: "qr" } as const;
  return { type: "act", person, draft: { command }, now: time };
};

/** Whose first page or patrol's page stands, or what came of an act on it: codes that were brought back are held up one after another. */
const personAt = (page: Page): Person | undefined => {
  if (page.at === "home" || page.at === "patrol") return page.person;
  return (page.at === "sending" || page.at === "done") && "patrol" in page.draft.command ? page.person : undefined;
};
