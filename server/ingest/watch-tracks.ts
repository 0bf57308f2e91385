// The watched folder on this house's board: whose tracks they are, and by whose hand they are recorded.

import { randomUUID } from "node:crypto";
import { type Millis, unitId } from "../../domain/ids.ts";
import type { Geodesy } from "../../domain/patrols/track.ts";
import { rootUnit } from "../../domain/site/root-unit.ts";
import type { Config } from "../config.ts";
import type { Intake } from "../intake.ts";
import type { Projection } from "../projection.ts";
import { createPatrolsTaker } from "./moved-folder.ts";
import { createTracksDisk } from "./tracks-disk.ts";
import { createTracksFolder, type TracksFolder } from "./tracks-folder.ts";

/** Undefined where the configuration names no folder. */
export const watchTracksFolder = (deps: {
  readonly config: Pick<Config, "tracks">;
  readonly projection: Projection;
  readonly intake: Pick<Intake, "own">;
  readonly geodesy: Geodesy;
  readonly now: () => Millis;
  readonly onFault: (what: string, error: unknown) => void;
}): TracksFolder | undefined => {
  const { projection, intake, geodesy, now, onFault } = deps;
  const { tracks } = deps.config;
  if (tracks === undefined) return undefined;
  const { board } = projection;
  const wanted = tracks.unit === undefined ? undefined : unitId(tracks.unit);
  const ingest = { kind: "system", part: "ingest" } as const;
  return createTracksFolder({
    disk: createTracksDisk(tracks.dir),
    defaults: tracks,
    home: () => (wanted === undefined ? rootUnit(board) : board.get("unit", wanted))?.id,
    places: { units: () => board.all("unit"), hasPatrol: (id) => board.get("patrol", id) !== undefined },
    geodesy,
    record: (command) => intake.own(command, randomUUID(), ingest),
    patrols: createPatrolsTaker({
      look: board.look,
      geodesy,
      now,
      record: (command) => intake.own(command, randomUUID(), ingest),
    }),
    track: (id) => board.get("track", id),
    now,
    say: (sentence) => onFault("tracks folder", sentence),
  });
};
