// The door for track files: the bytes as they are, the datum always said. What is imported is answered with its counts.

import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { v7 as uuid } from "uuid";
import * as v from "valibot";
import { patrolId, unitId } from "../../domain/ids.ts";
import { profiles } from "../../domain/patrols/track.ts";
import type { Doors } from "../access/doors.ts";
import { refusalOf } from "../access/roles.ts";
import type { Belts } from "../ingest/geodesy.ts";
import { importTrack } from "../ingest/import-track.ts";
import type { Intake } from "../intake.ts";
import type { Projection } from "../projection.ts";
import { refuse } from "./answers.ts";
import { personAt } from "./door.ts";

const trackLimit = 32 * 1024 * 1024;

const query = v.object({
  name: v.optional(v.pipe(v.string(), v.maxLength(200)), "track"),
  datum: v.optional(v.string()),
  profile: v.optional(v.picklist(profiles), "foot"),
  unit: v.optional(v.pipe(v.string(), v.minLength(1), v.transform(unitId))),
  patrol: v.optional(v.pipe(v.string(), v.minLength(1), v.transform(patrolId))),
});

export const createTracks = (deps: {
  readonly doors: () => Doors;
  readonly intake: Intake;
  readonly projection: Projection;
  readonly geodesy: Belts;
}): Hono => {
  const { doors, intake, projection, geodesy } = deps;
  const { look } = projection.board;
  const app = new Hono();
  const limit = bodyLimit({
    maxSize: trackLimit,
    onError: (c) => refuse(c, { code: "too_large", params: { limit: "32 MB" } }),
  });
  app.post("/", limit, async (c) => {
    const person = personAt(c, doors());
    if ("code" in person) return refuse(c, person);
    const asked = v.safeParse(query, c.req.query());
    if (!asked.success)
      return refuse(c, {
        code: "malformed",
        params: { where: asked.issues.map((issue) => v.getDotPath(issue)).join(", ") },
      });
    const { name, datum, profile, unit = person.unit, patrol } = asked.output;
    if (patrol !== undefined && look.patrol(patrol) === undefined) return refuse(c, { code: "patrol_unknown" });
    const scope = patrol === undefined ? look.scopeOf(unit) : (look.patrol(patrol)?.scope ?? []);
    const refusal = refusalOf(person, "UploadTrack", { scope });
    if (refusal !== undefined) return refuse(c, refusal);
    const bytes = new Uint8Array(await c.req.arrayBuffer());
    const read = importTrack(
      { bytes, name, datum, profile, unit, ...(patrol === undefined ? {} : { patrol }) },
      geodesy,
    );
    if (!read.ok) return refuse(c, read.refusal);
    const answer = await intake.own(read.command, uuid(), person);
    if (answer.kind !== "ok") return refuse(c, answer.refusal, answer.kind);
    return c.json({ kind: "ok", seq: answer.seq, track: look.track(read.command.track) }, 201);
  });
  return app;
};
