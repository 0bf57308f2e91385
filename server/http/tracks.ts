// The door for track files: the bytes as they are, or several in a form; the datum always said. What is imported is answered with its counts.

import { Hono } from "hono";
import { v7 as uuid } from "uuid";
import * as v from "valibot";
import { patrolId, unitId } from "../../domain/ids.ts";
import { profiles } from "../../domain/patrols/track.ts";
import { refusalText } from "../../domain/refusals.ts";
import type { Doors } from "../access/doors.ts";
import type { Person } from "../access/people.ts";
import { refusalOf } from "../access/roles.ts";
import type { Belts } from "../ingest/geodesy.ts";
import type { Imported } from "../ingest/import-track.ts";
import { importTracks, oneDatum } from "../ingest/import-tracks.ts";
import type { Intake } from "../intake.ts";
import type { Projection } from "../projection.ts";
import { langOf, refuse } from "./answers.ts";
import { personAt } from "./door.ts";
import { filesWithin, isForm, sentIn } from "./sent-files.ts";

const query = v.object({
  name: v.optional(v.pipe(v.string(), v.maxLength(200)), "track"),
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

  const record = async (imported: Imported, person: Person) => {
    if (!imported.ok) return { kind: "refused", refusal: imported.refusal } as const;
    const answer = await intake.own(imported.command, uuid(), person);
    if (answer.kind !== "ok") return answer;
    return { kind: "ok", seq: answer.seq, track: look.track(imported.command.track) } as const;
  };

  app.post("/", filesWithin, async (c) => {
    const person = personAt(c, doors());
    if ("code" in person) return refuse(c, person);
    const asked = v.safeParse(query, c.req.query());
    if (!asked.success)
      return refuse(c, {
        code: "malformed",
        params: { where: asked.issues.map((issue) => v.getDotPath(issue)).join(", ") },
      });
    const { name, profile, unit = person.unit, patrol } = asked.output;
    if (patrol !== undefined && look.patrol(patrol) === undefined) return refuse(c, { code: "patrol_unknown" });
    const scope = patrol === undefined ? look.scopeOf(unit) : (look.patrol(patrol)?.scope ?? []);
    const refusal = refusalOf(person, "UploadTrack", { scope });
    if (refusal !== undefined) return refuse(c, refusal);
    const sent = await sentIn(c, name);
    if ("code" in sent) return refuse(c, sent);
    const datum = oneDatum([...(c.req.queries("datum") ?? []), ...sent.datums]);
    if (typeof datum === "object") return refuse(c, datum);
    const read = await importTracks(
      sent.files,
      { datum, profile, unit, ...(patrol === undefined ? {} : { patrol }) },
      geodesy,
    );
    if (!read.ok) return refuse(c, read.refusal);
    const answers = [];
    for (const { name, imported } of read.files) answers.push({ name, ...(await record(imported, person)) });
    const taken = answers.find((one) => one.kind === "ok");
    const [first] = answers;
    if (taken === undefined && first !== undefined && first.kind !== "ok" && answers.length === 1)
      return refuse(c, first.refusal, first.kind);
    if (!isForm(c) && taken !== undefined) return c.json({ kind: "ok", seq: taken.seq, track: taken.track }, 201);
    const lang = langOf(c.req.header("accept-language"));
    const told = answers.map((one) => (one.kind === "ok" ? one : { ...one, message: refusalText(one.refusal, lang) }));
    return c.json({ kind: "ok", files: told }, 201);
  });
  return app;
};
