// Which refusals speak of something else than the act that was asked: a kiosk keeps such an act, and no list bears it.

import type { RefusalCode } from "../refusals.ts";

/** A no that speaks of the site or the moment, never of the act: no list bears it. A proof that ran out while the act waited is of the act. */
export const notTheAct: ReadonlySet<RefusalCode> = new Set<RefusalCode>([
  "no_site",
  "too_many",
  "locked",
  "storage_failed",
]);

/** What any other act of the kiosk would be answered too: of the line, the machine or the whole site. */
export const ofAll: ReadonlySet<RefusalCode> = new Set<RefusalCode>([
  "no_answer",
  "not_signed_in",
  "screen_revoked",
  "protocol_mismatch",
  "no_site",
  "storage_failed",
]);

/** So answered, and on no list, the act stays at the kiosk. */
export const staysKept: ReadonlySet<RefusalCode> = new Set<RefusalCode>([...ofAll, ...notTheAct]);
