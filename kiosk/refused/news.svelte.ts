// What the server tells a worker of his acts that it refused after he had left; read once, it is told to nobody who comes after him.

import type { CaseId } from "../../domain/ids.ts";
import { isUntold, type RefusedRec } from "../../domain/refused/refused-act.ts";
import type { Live } from "../../web/lib/live.svelte.ts";
import type { ReadMoves } from "../kiosk.ts";
import { claimOf, type Person } from "../person.ts";

export const createNews = (live: Pick<Live, "send">) => {
  /** By whoever stands here. */
  let readHere = $state.raw<readonly RefusedRec[]>([]);
  return {
    newsFor: (who: Person): readonly RefusedRec[] =>
      who.kind === "badge"
        ? []
        : who.card.records.filter(
            (record): record is RefusedRec =>
              record.kind === "refused" && isUntold(record) && !readHere.some((one) => one === record),
          ),
    /** The server need not hear it at once: what it has not heard he is told again. */
    read: (who: Person, acts: readonly RefusedRec[]): void => {
      readHere = [...readHere, ...acts];
      void live.send({ type: "ReadRefused", acts: acts.map(({ id }) => id), as: claimOf(who, "badge") });
    },
    readMoves: (who: Person, moves: ReadMoves["moves"]): void => {
      void live.send({ type: "ReadMoves", moves, as: claimOf(who, "badge") });
    },
    readCases: (who: Person, cases: readonly CaseId[]): void => {
      void live.send({ type: "ReadCases", cases, as: claimOf(who, "badge") });
    },
    forget: (): void => {
      if (readHere.length > 0) readHere = [];
    },
  };
};
