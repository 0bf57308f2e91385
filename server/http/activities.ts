// The door by which activities leave the house: as a calendar and as a table, for whoever is signed in. [ACT-6]

import { type Context, Hono } from "hono";
import type { ActivityRec } from "../../domain/activities/activity.ts";
import { deskAudience } from "../../domain/audience.ts";
import { present } from "../../domain/present.ts";
import type { SiteRec } from "../../domain/site/site.ts";
import { siteClock } from "../../domain/time.ts";
import type { Doors } from "../access/doors.ts";
import type { Person } from "../access/people.ts";
import { refusalOf } from "../access/roles.ts";
import type { Projection } from "../projection.ts";
import { activitiesCsv } from "../reports/activities-table.ts";
import { calendarText } from "../reports/calendar-text.ts";
import { langOf, refuse } from "./answers.ts";
import { personAt } from "./door.ts";

export const createActivities = (deps: {
  readonly doors: () => Doors;
  readonly projection: Projection;
  readonly now: () => number;
}): Hono => {
  const { doors, now } = deps;
  const { board } = deps.projection;
  const app = new Hono();

  /** Soonest first; whatever may not leave by the socket does not leave by a file. */
  const seenBy = (person: Person): readonly ActivityRec[] =>
    [...board.all("activity")]
      .flatMap((one) => {
        const seen = present(one, deskAudience(person));
        return seen?.kind === "activity" ? [seen] : [];
      })
      .sort((a, b) => a.startsAt - b.startsAt || (a.id < b.id ? -1 : 1));

  const send = (c: Context, name: string, media: string, text: string) => {
    c.header("Cache-Control", "no-store");
    c.header("Content-Type", media);
    c.header("Content-Disposition", `attachment; filename="${name}"`);
    return c.body(text);
  };

  const answer = (c: Context, textOf: (seen: readonly ActivityRec[], site: SiteRec) => Response) => {
    const person = personAt(c, doors());
    if ("code" in person) return refuse(c, person);
    // Everybody is told of every activity: there is no unit that he must answer for.
    const refusal = refusalOf(person, "ExportActivities", { scope: [person.unit] });
    if (refusal !== undefined) return refuse(c, refusal);
    const site = board.get("site", "site");
    return site === undefined ? refuse(c, { code: "no_site" }) : textOf(seenBy(person), site);
  };

  app.get("/activities.ics", (c) =>
    answer(c, (seen, site) => {
      const lang = langOf(c.req.query("lang") ?? c.req.header("accept-language"));
      return send(c, "activities.ics", "text/calendar; charset=utf-8", calendarText(seen, site, { now: now(), lang }));
    }),
  );
  app.get("/activities.csv", (c) =>
    answer(c, (seen, site) =>
      send(c, "activities.csv", "text/csv; charset=utf-8", activitiesCsv(seen, siteClock(site.zone), now())),
    ),
  );
  return app;
};
