// The door by which hazards leave the house as a table, for whoever sees them at his desk. [CASE-1]

import { Hono } from "hono";
import { deskAudience } from "../../domain/audience.ts";
import type { CaseRec } from "../../domain/cases/case.ts";
import { present } from "../../domain/present.ts";
import { siteClock } from "../../domain/time.ts";
import type { Doors } from "../access/doors.ts";
import type { Person } from "../access/people.ts";
import { refusalOf } from "../access/roles.ts";
import type { Projection } from "../projection.ts";
import { casesCsv } from "../reports/cases-table.ts";
import { refuse } from "./answers.ts";
import { personAt } from "./door.ts";

export const createCases = (deps: {
  readonly doors: () => Doors;
  readonly projection: Projection;
  readonly now: () => number;
}): Hono => {
  const { doors, now } = deps;
  const { board } = deps.projection;
  const app = new Hono();

  /** Oldest first. Whatever may not leave by the socket does not leave by a file. */
  const seenBy = (person: Person): readonly CaseRec[] =>
    [...board.all("case")]
      .flatMap((one) => {
        const seen = present(one, deskAudience(person));
        return seen?.kind === "case" ? [seen] : [];
      })
      .sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));

  app.get("/cases.csv", (c) => {
    const person = personAt(c, doors());
    if ("code" in person) return refuse(c, person);
    const refusal = refusalOf(person, "ExportCases", { scope: [person.unit] });
    if (refusal !== undefined) return refuse(c, refusal);
    const site = board.get("site", "site");
    if (site === undefined) return refuse(c, { code: "no_site" });
    c.header("Cache-Control", "no-store");
    c.header("Content-Type", "text/csv; charset=utf-8");
    c.header("Content-Disposition", 'attachment; filename="hazards.csv"');
    return c.body(casesCsv(seenBy(person), siteClock(site.zone), now(), (id) => board.get("post", id)?.name ?? ""));
  });
  return app;
};
