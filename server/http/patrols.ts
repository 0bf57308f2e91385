// The door for patrols that move over from EarthRanger or SMART: shown first, then imported whole, or refused with a sentence. [PAT-1, PAT-2]

import { Hono } from "hono";
import { v7 as uuid } from "uuid";
import * as v from "valibot";
import { unitId } from "../../domain/ids.ts";
import { farOf } from "../../domain/patrols/move-far.ts";
import { moveFlaw } from "../../domain/patrols/move-in.ts";
import { planMove } from "../../domain/patrols/move-plan.ts";
import { summaryOf } from "../../domain/patrols/move-summary.ts";
import type { Doors } from "../access/doors.ts";
import { refusalOf } from "../access/roles.ts";
import type { Belts } from "../ingest/geodesy.ts";
import { importingPatrols } from "../ingest/import-patrols.ts";
import { oneDatum } from "../ingest/import-tracks.ts";
import { inTurns } from "../ingest/steps.ts";
import type { Intake } from "../intake.ts";
import type { Projection } from "../projection.ts";
import { refuse } from "./answers.ts";
import { personAt } from "./door.ts";
import { filesWithin, sentIn } from "./sent-files.ts";

const query = v.object({
  name: v.optional(v.pipe(v.string(), v.maxLength(200)), "patrols.json"),
  unit: v.optional(v.pipe(v.string(), v.minLength(1), v.transform(unitId))),
  /** `yes`: nothing is recorded. */
  preview: v.optional(v.picklist(["yes", "no"]), "no"),
});

export const createPatrolsDoor = (deps: {
  readonly doors: () => Doors;
  readonly intake: Intake;
  readonly projection: Projection;
  readonly geodesy: Belts;
  readonly now: () => number;
}): Hono => {
  const { doors, intake, projection, geodesy, now } = deps;
  const { board } = projection;
  const { look } = board;
  const app = new Hono();

  app.post("/", filesWithin, async (c) => {
    const person = personAt(c, doors());
    if ("code" in person) return refuse(c, person);
    const asked = v.safeParse(query, c.req.query());
    if (!asked.success)
      return refuse(c, {
        code: "malformed",
        params: { where: asked.issues.map((issue) => v.getDotPath(issue)).join(", ") },
      });
    if (board.get("site", "site") === undefined) return refuse(c, { code: "no_site" });
    const { name, unit = person.unit, preview } = asked.output;
    const refusal = refusalOf(person, "ImportPatrols", { scope: look.scopeOf(unit) });
    if (refusal !== undefined) return refuse(c, refusal);
    const sent = await sentIn(c, name);
    if ("code" in sent) return refuse(c, sent);
    const datum = oneDatum([...(c.req.queries("datum") ?? []), ...sent.datums]);
    if (typeof datum === "object") return refuse(c, datum);
    const read = await inTurns(importingPatrols(sent.files, { datum, unit, clock: look.clock, now: now() }, geodesy));
    if (!read.ok) return refuse(c, read.refusal);
    const { command, files, strange, outside, astray } = read;
    const plan = planMove(command, look, now());
    const flaw = moveFlaw(command, plan, look);
    if (flaw !== undefined) return refuse(c, flaw);
    const coming = new Set<string>([...plan.made.map(({ id }) => id), ...plan.tracks.map(({ patrol }) => patrol)]);
    const far = farOf(
      command.patrols.filter(({ id }) => coming.has(id)),
      board,
      geodesy.metres,
    );
    const summary = {
      ...summaryOf(plan, look.clock, now()),
      files,
      strange,
      outside,
      astray,
      ...(far === undefined ? {} : { far }),
    };
    if (preview === "yes") return c.json({ kind: "ok", preview: true, summary });
    const answer = await intake.own(command, uuid(), person);
    if (answer.kind !== "ok") return refuse(c, answer.refusal, answer.kind);
    return c.json({ kind: "ok", seq: answer.seq, preview: false, summary }, 201);
  });
  return app;
};
