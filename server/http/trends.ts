// The door by which a trend is taken away: the table behind its chart as CSV, made of what this person's desk may see.

import { Hono } from "hono";
import * as v from "valibot";
import { deskAudience } from "../../domain/audience.ts";
import { trendFile, trendTable } from "../../domain/days/trend-table.ts";
import { isTrendName, trendSpans } from "../../domain/days/trends.ts";
import { day } from "../../domain/ids.ts";
import { present } from "../../domain/present.ts";
import type { Kind, Rec, RecOf, Records } from "../../domain/records.ts";
import { daysBetween } from "../../domain/time.ts";
import { dayText } from "../../domain/workers.ts";
import type { Doors } from "../access/doors.ts";
import type { Person } from "../access/people.ts";
import { refusalOf } from "../access/roles.ts";
import type { Projection } from "../projection.ts";
import { csvText } from "../reports/csv-text.ts";
import { langOf, refuse } from "./answers.ts";
import { personAt } from "./door.ts";

const asked = v.object({ from: dayText, to: dayText });
const longest = Math.max(...trendSpans);

export const createTrends = (deps: { readonly doors: () => Doors; readonly projection: Projection }): Hono => {
  const { board } = deps.projection;
  const app = new Hono();

  app.get("/:file", (c) => {
    const person = personAt(c, deps.doors());
    if ("code" in person) return refuse(c, person);
    // Whoever has a desk reads trends of what that desk sees: there is no unit that he must answer for.
    const refusal = refusalOf(person, "ReadTrends", { scope: [person.unit] });
    if (refusal !== undefined) return refuse(c, refusal);
    const file = c.req.param("file");
    const name = file.endsWith(".csv") ? file.slice(0, -".csv".length) : "";
    if (!isTrendName(name)) return refuse(c, { code: "not_found", params: { path: c.req.path } });
    const window = v.safeParse(asked, { from: c.req.query("from"), to: c.req.query("to") });
    if (!window.success) return refuse(c, { code: "malformed", params: { where: "from, to" } });
    const { from, to } = { from: day(window.output.from), to: day(window.output.to) };
    const days = daysBetween(from, to) + 1;
    if (!(days >= 1 && days <= longest)) return refuse(c, { code: "malformed", params: { where: "from, to" } });
    const lang = langOf(c.req.query("lang") ?? c.req.header("accept-language"));
    const records = seenBy(person, board);
    const table = trendTable(name, { records, site: records.get("site", "site"), lang }, { from, to });
    c.header("Cache-Control", "no-store");
    c.header("Content-Type", "text/csv; charset=utf-8");
    c.header("Content-Disposition", `attachment; filename="${trendFile(name, { from, to })}"`);
    return c.body(csvText([table.heads, ...table.rows]));
  });
  return app;
};

/** The board as this person's desk shows it: whatever may not leave by the socket does not leave by a file. */
const seenBy = (person: Person, board: Records): Pick<Records, "get"> => {
  const audience = deskAudience(person);
  return {
    get: (kind, id) => {
      const record = board.get(kind, id);
      const seen = record === undefined ? undefined : present(record, audience);
      return seen !== undefined && isOf(seen, kind) ? seen : undefined;
    },
  };
};
const isOf = <K extends Kind>(record: Rec, kind: K): record is RecOf<K> => record.kind === kind;
