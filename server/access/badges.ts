// Badges as they are read, checked and known: the ledger keeps only a keyed hash of a badge's code, never the code. [ORG-2]

import { type WorkerId, workerId } from "../../domain/ids.ts";
import { keyedHash } from "./digests.ts";

/**
 * What a reader typed. `own`: `SW`, 8 digits and 2 check digits (ISO 7064 MOD 97-10), as this house prints them;
 * `misread`: of that shape, but the check digits say no; `foreign`: any other card of 4 to 64 printable signs.
 */
export type BadgeReading =
  | { readonly kind: "own" | "foreign" | "misread"; readonly code: string }
  | { readonly kind: "unusable" };

export const readBadge = (typed: string): BadgeReading => {
  const code = normalBadge(typed);
  if (!/^[\p{L}\p{N}\p{P}\p{S}]{4,64}$/u.test(code)) return { kind: "unusable" };
  const own = /^SW(\d{8})(\d{2})$/.exec(code);
  if (own === null) return { kind: "foreign", code };
  return { kind: checkDigits(own[1] ?? "") === own[2] ? "own" : "misread", code };
};

/** `04:a1:b2:c3`, `04 A1 B2 C3` and `04a1b2c3` are one card; full-width signs of an input method count as plain ones. */
export const normalBadge = (typed: string): string => typed.normalize("NFKC").toUpperCase().replaceAll(/[\s:]/g, "");

/** The code to print for the n-th badge (n below 100 million). */
export const badgeCode = (n: number): string => {
  const digits = String(n).padStart(8, "0");
  if (!/^\d{8}$/.test(digits)) throw new RangeError(`no badge has the number ${n}`);
  return `SW${digits}${checkDigits(digits)}`;
};

/** ISO/IEC 7064 MOD 97-10: catches every single wrong digit and every swap of two neighbours. */
const checkDigits = (digits: string): string => String(98 - ((Number(digits) * 100) % 97)).padStart(2, "0");

export interface Badges {
  /** 128 bits in hex. */
  hashBadge(typed: string): string;
  /** The worker's id: from the number under the site's pepper, so that it tells nobody the number. */
  workerIdOf(number: string): WorkerId;
}

export const createBadges = (pepperHex: string): Badges => ({
  hashBadge: (typed) => keyedHash(pepperHex, "badge", normalBadge(typed)).slice(0, 32),
  workerIdOf: (number) => workerId(`w${keyedHash(pepperHex, "worker", normalNumber(number)).slice(0, 12)}`),
});

/** Full-width figures and blanks do not make another worker; leading zeros do. */
export const normalNumber = (number: string): string => number.normalize("NFKC").toUpperCase().replaceAll(/\s/g, "");
