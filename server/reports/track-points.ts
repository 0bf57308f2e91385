// The points of an imported file: they stand in the ledger only, at the number of the track's own record. [PAT-2]

import type { Event } from "../../domain/board.ts";
import { type Millis, seq } from "../../domain/ids.ts";
import type { RawFix, TrackRec } from "../../domain/patrols/track.ts";
import type { Ledger } from "../ledger/ledger.ts";

/** As read, one list for each segment of the file; `at`: when it was recorded, by which its fixes were sifted. */
export const pointsOf = async (
  ledger: Pick<Ledger<Event>, "read">,
  track: TrackRec,
): Promise<{ readonly raw: readonly (readonly RawFix[])[]; readonly at: Millis } | undefined> => {
  for await (const events of ledger.read(seq(track.seq - 1), track.seq))
    for (const { data, at } of events)
      if (data.subject === "patrols" && data.type === "TrackRecorded" && data.track === track.id)
        return { raw: data.raw, at };
  return undefined;
};
