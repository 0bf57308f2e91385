// Who stands before the kiosk, and the board as he may see it: the public records with his own laid over them.

import type { Claim, IdentifyRequest, WorkerCard } from "../domain/protocol.ts";
import type { Kind, RecOf, Records } from "../domain/records.ts";
import type { WorkerRec } from "../domain/workers.ts";

export type Person =
  /** The server knew him; `request` asks for a fresh card after an act. Wiped with everything else. */
  | { readonly kind: "known"; readonly request: IdentifyRequest; readonly card: WorkerCard }
  /** A badge was read while the line was down: it can act, but nobody here knows its name. */
  | { readonly kind: "badge"; readonly badge: string };

/** A badge outlives a proof, so it is what a queued act bears; only what needs the PIN bears the proof of it. */
export const claimOf = (person: Person, needs: "badge" | "pin"): Claim => {
  if (person.kind === "badge") return { badge: person.badge };
  if ("badge" in person.request && needs === "badge") return { badge: person.request.badge };
  return { proof: person.card.proof };
};

export const badgeOf = (person: Person): string | undefined => {
  if (person.kind === "badge") return person.badge;
  return "badge" in person.request ? person.request.badge : undefined;
};

export const tailOf = (person: Person): string => (person.kind === "badge" ? person.badge.slice(-3) : person.card.tail);

export const laneOf = (person: Person): string =>
  badgeOf(person) ?? (person.kind === "known" && "number" in person.request ? `number:${person.request.number}` : "");

export const hasPin = (person: Person): boolean => person.kind === "known" && person.card.level === "pin";

/** Somebody offers him his seat. */
export const hasOffers = (person: Person): boolean => person.kind === "known" && person.card.asked !== undefined;

/** His own record; undefined for a badge without a line. */
export const selfOf = (person: Person): WorkerRec | undefined => {
  if (person.kind === "badge") return undefined;
  for (const record of person.card.records) if (record.kind === "worker") return record;
  return undefined;
};

/**
 * Where his card has a record, that one counts: it bears who holds and who is due. Once the public one is newer, its watch
 * is: somebody else may have come meanwhile, and a faceless truth is better than a stale name. A hazard at the step that he
 * knows is still his, though a photo of it came since.
 */
export const recordsFor = (board: Records, person: Person | undefined): Records => {
  if (person === undefined || person.kind === "badge") return board;
  const own = person.card.records;
  const freshest = <K extends Kind>(mine: RecOf<K>, open: RecOf<K> | undefined): RecOf<K> => {
    if (open === undefined || open.seq <= mine.seq) return mine;
    if (open.kind === "case" && mine.kind === "case")
      return open.is.state === mine.is.state && open.is.at === mine.is.at ? { ...mine, seq: open.seq } : open;
    return open.kind === "post" && mine.kind === "post" ? { ...mine, seq: open.seq, watch: open.watch } : open;
  };
  const ownOf = <K extends Kind>(kind: K): readonly RecOf<K>[] =>
    own.filter((record): record is RecOf<K> => record.kind === kind);
  return {
    get: (kind, id) => {
      const mine = ownOf(kind).find((record) => record.id === id);
      return mine === undefined ? board.get(kind, id) : freshest(mine, board.get(kind, id));
    },
    *all(kind) {
      const seen = new Set<string>();
      for (const mine of ownOf(kind)) {
        seen.add(mine.id);
        yield freshest(mine, board.get(kind, mine.id));
      }
      for (const record of board.all(kind)) if (!seen.has(record.id)) yield record;
    },
  };
};
