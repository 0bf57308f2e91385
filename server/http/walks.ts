// The door for walks that are played again: to a desk that answers for patrols, and to a wall what it saw when it was walked. [PAT-2, SCR-3]

import { type Context, Hono } from "hono";
import type { Audience } from "../../domain/audience.ts";
import type { Event } from "../../domain/board.ts";
import type { UnitId } from "../../domain/ids.ts";
import type { PatrolRec } from "../../domain/patrols/patrol.ts";
import { layTogether } from "../../domain/patrols/recordings.ts";
import { caps, type Excluded, type Geodesy, sift, type TrackRec } from "../../domain/patrols/track.ts";
import { isSeenAgain, replayOf, type WalkReplay } from "../../domain/patrols/walk-replay.ts";
import { present } from "../../domain/present.ts";
import type { Refusal } from "../../domain/refusals.ts";
import type { Doors } from "../access/doors.ts";
import { refusalOf } from "../access/roles.ts";
import { screenAudience } from "../access/screen-audience.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { Projection } from "../projection.ts";
import { pointsOf } from "../reports/track-points.ts";
import { refuse } from "./answers.ts";
import { bearer, personAt } from "./door.ts";

export const createWalks = (deps: {
  readonly doors: () => Doors;
  readonly projection: Projection;
  readonly ledger: Pick<Ledger<Event>, "read">;
  readonly geodesy: Pick<Geodesy, "metres">;
  readonly now: () => number;
}): Hono => {
  const { doors, projection, ledger, now } = deps;
  const { metres } = deps.geodesy;
  const { board } = projection;
  const app = new Hono();

  const send = (c: Context, walk: WalkReplay) => {
    c.header("Cache-Control", "no-store");
    return c.json(walk);
  };
  const missing = (c: Context) => refuse(c, { code: "not_found", params: { path: c.req.path } });
  /** A person at a desk; whom it does not concern learns nothing of what there is. */
  const clerkRefused = (c: Context, scope: readonly UnitId[] | undefined): Refusal | undefined => {
    const person = personAt(c, doors());
    return "code" in person ? person : refusalOf(person, "ReplayWalk", { scope: scope ?? [person.unit] });
  };
  const wallAt = (token: string): Audience | Refusal => {
    const device = doors().screen(token, "wall");
    return device.kind === "granted" ? screenAudience(device.value, board) : device.refusal;
  };

  const ofPatrol = ({ id, profile }: PatrolRec): WalkReplay => {
    const trail = board.get("trail", id);
    return replayOf([trail?.fixes ?? []], trail?.excluded ?? [], profile, metres);
  };

  app.get("/patrols/:id/walk", (c) => {
    const patrol = board.get("patrol", c.req.param("id"));
    const token = bearer(c);
    if (token === undefined) {
      const refusal = clerkRefused(c, patrol?.scope);
      if (refusal !== undefined) return refuse(c, refusal);
      return patrol === undefined ? missing(c) : send(c, ofPatrol(patrol));
    }
    const audience = wallAt(token);
    if ("code" in audience) return refuse(c, audience);
    if (patrol === undefined || present(patrol, audience) === undefined || !isSeenAgain(patrol, now()))
      return missing(c);
    // Why a fix did not count is the desk's to judge.
    return send(c, { ...ofPatrol(patrol), excluded: [] });
  });

  /** Laid together as they were when they were counted, so that the same lines are drawn. */
  const ofTrack = async (track: TrackRec): Promise<WalkReplay | undefined> => {
    const points = await pointsOf(ledger, track);
    if (points === undefined) return undefined;
    const profile =
      (track.patrol === undefined ? undefined : board.get("patrol", track.patrol))?.profile ?? track.profile;
    const excluded: Excluded[] = [];
    const segments = points.raw.map((segment) => {
      const sifted = sift(segment, points.at, 0);
      for (const one of sifted.excluded) excluded.push(one);
      return sifted.fixes;
    });
    return replayOf(layTogether([segments], caps[profile], metres).rows, excluded, profile, metres);
  };

  app.get("/tracks/:id/walk", async (c) => {
    const track = board.get("track", c.req.param("id"));
    const refusal = clerkRefused(c, track?.scope);
    if (refusal !== undefined) return refuse(c, refusal);
    const walk = track === undefined ? undefined : await ofTrack(track);
    return walk === undefined ? missing(c) : send(c, walk);
  });
  return app;
};
