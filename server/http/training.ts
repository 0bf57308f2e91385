// The door by which hours and qualifications leave the house: a table of the people whom the asker may see. [ACT-5]

import { Hono } from "hono";
import { deskAudience } from "../../domain/audience.ts";
import { learningRows } from "../../domain/learning/overview.ts";
import { present } from "../../domain/present.ts";
import type { Kind, RecOf, Records } from "../../domain/records.ts";
import { siteClock } from "../../domain/time.ts";
import type { Doors } from "../access/doors.ts";
import type { Person } from "../access/people.ts";
import { refusalOf } from "../access/roles.ts";
import type { Projection } from "../projection.ts";
import { trainingCsv } from "../reports/training-table.ts";
import { refuse } from "./answers.ts";
import { personAt } from "./door.ts";

export const createTraining = (deps: {
  readonly doors: () => Doors;
  readonly projection: Projection;
  readonly now: () => number;
}): Hono => {
  const { doors, now } = deps;
  const { board } = deps.projection;
  const app = new Hono();

  /** Whatever may not leave by the socket does not leave by a file. */
  const seenBy = (person: Person): Records => {
    const audience = deskAudience(person);
    const isKind =
      <K extends Kind>(kind: K) =>
      (record: { readonly kind: Kind } | undefined): record is RecOf<K> =>
        record?.kind === kind;
    return {
      get: (kind, id) => {
        const record = board.get(kind, id);
        const shown = record === undefined ? undefined : present(record, audience);
        return isKind(kind)(shown) ? shown : undefined;
      },
      *all(kind) {
        for (const record of board.all(kind)) {
          const shown = present(record, audience);
          if (isKind(kind)(shown)) yield shown;
        }
      },
    };
  };

  app.get("/training.csv", (c) => {
    const person = personAt(c, doors());
    if ("code" in person) return refuse(c, person);
    // Each one gets the people of his own unit and below.
    const refusal = refusalOf(person, "ExportTraining", { scope: [person.unit] });
    if (refusal !== undefined) return refuse(c, refusal);
    const site = board.get("site", "site");
    if (site === undefined) return refuse(c, { code: "no_site" });
    const rows = learningRows(seenBy(person), site, siteClock(site.zone), now());
    c.header("Cache-Control", "no-store");
    c.header("Content-Type", "text/csv; charset=utf-8");
    c.header("Content-Disposition", 'attachment; filename="training.csv"');
    return c.body(trainingCsv(rows));
  });
  return app;
};
