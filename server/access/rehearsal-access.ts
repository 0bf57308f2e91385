// The doors of a rehearsal: screens open unpaired and the desk without a password, on this machine and a made-up site only.

import { screenId, type UnitId } from "../../domain/ids.ts";
import { type Answer, denied, granted } from "./answer.ts";
import { tokenHash } from "./digests.ts";
import type { Doors } from "./doors.ts";
import { wholeSite } from "./roles.ts";

/** Open doors were asked for where they must never be. */
export class RehearsalRefused extends Error {
  override readonly name = "RehearsalRefused";
  readonly reason: "real_site" | "reachable";

  constructor(reason: "real_site" | "reachable", host: string) {
    super(
      reason === "real_site"
        ? "这是真实现场的台账，不能免配对、免登录打开。\nThis ledger belongs to a real site: it cannot be opened without pairing and sign-in."
        : `演练只能在本机打开（127.0.0.1），不能在 ${host}。\nA rehearsal opens on this machine only (127.0.0.1), not on ${host}.`,
    );
    this.reason = reason;
  }
}

const loopback: ReadonlySet<string> = new Set(["127.0.0.1", "::1", "localhost"]);

export type RehearsalDeps = {
  /** The site record as it is now; asked again at every door, for an import may end the rehearsal. */
  readonly site: () => { readonly rehearsal: boolean } | undefined;
  /** Address on which the server listens. */
  readonly host: string;
  readonly rootUnit: () => UnitId | undefined;
};

/** Throws RehearsalRefused on a real site, without a site, or where another machine could knock. */
export const createRehearsalDoors = ({ site, host, rootUnit }: RehearsalDeps): Doors => {
  const isRehearsal = (): boolean => site()?.rehearsal === true;
  if (!loopback.has(host)) throw new RehearsalRefused("reachable", host);
  if (!isRehearsal()) throw new RehearsalRefused("real_site", host);
  const inRehearsal = <T>(value: T): Answer<T> => (isRehearsal() ? granted(value) : denied("site_is_real"));
  return {
    // Each page's own random token keeps two tabs apart.
    screen: (token, profile) =>
      inRehearsal({ screen: screenId(`rehearsal-${profile}-${tokenHash(token).slice(0, 8)}`), profile }),
    person: () =>
      inRehearsal({
        kind: "person",
        login: "rehearsal",
        // Somebody made up, like everyone on the site: walls mask a name, and a masked word would mean nothing.
        name: "郑守山",
        role: "admin",
        unit: rootUnit() ?? wholeSite,
      }),
  };
};
