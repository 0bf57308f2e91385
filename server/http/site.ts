// The door for a whole site: a folder's files in, all or nothing, every wrong row named; and the same folder out again.

import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { v7 as uuid } from "uuid";
import { rootScope } from "../../domain/site/root-unit.ts";
import type { Doors } from "../access/doors.ts";
import { type DeskAct, refusalOf } from "../access/roles.ts";
import type { Intake } from "../intake.ts";
import type { Projection } from "../projection.ts";
import { readSite, type SiteDeps } from "../site/read-site.ts";
import { writeSite } from "../site/write-site.ts";
import { langOf, refuse } from "./answers.ts";
import { personAt } from "./door.ts";

const siteLimit = 64 * 1024 * 1024;

export const createSiteDoor = (deps: {
  readonly doors: () => Doors;
  readonly intake: Intake;
  readonly projection: Projection;
  readonly reader: Omit<SiteDeps, "rehearsal">;
}): Hono => {
  const { doors, intake, projection, reader } = deps;
  const app = new Hono();
  const clerk = (c: Parameters<typeof personAt>[0], act: DeskAct | "ImportSite") => {
    const person = personAt(c, doors());
    if ("code" in person) return person;
    return (
      refusalOf(person, act, {
        scope: rootScope(projection.board).length === 0 ? [person.unit] : rootScope(projection.board),
      }) ?? person
    );
  };
  const limit = bodyLimit({
    maxSize: siteLimit,
    onError: (c) => refuse(c, { code: "too_large", params: { limit: "64 MB" } }),
  });

  app.post("/", limit, async (c) => {
    const person = clerk(c, "ImportSite");
    if ("code" in person) return refuse(c, person);
    // A rehearsal's doors stand open; a real site must be born behind closed ones.
    if (projection.board.get("site", "site")?.rehearsal === true) return refuse(c, { code: "site_is_rehearsal" });
    const files = new Map<string, Uint8Array>();
    const form = await c.req.formData().catch((error: unknown) => {
      if (error instanceof TypeError) return undefined;
      throw error;
    });
    for (const part of form?.values() ?? [])
      if (part instanceof File) files.set(baseName(part.name), new Uint8Array(await part.arrayBuffer()));
    const read = readSite(files, { ...reader, rehearsal: false });
    if (!read.ok) {
      const lang = langOf(c.req.header("accept-language"));
      return c.json(
        {
          kind: "refused",
          refusal: { code: "import_rows", params: { count: read.count } },
          message:
            lang === "en"
              ? `${read.count} rows are wrong; nothing was imported.`
              : `${read.count} 行有误，没有导入任何一行。`,
          rows: read.rows,
        },
        409,
      );
    }
    const answer = await intake.command(
      { id: uuid(), at: Date.now(), type: "ImportSite", import: read.site },
      { kind: "person", person },
    );
    if (answer.kind !== "ok") return refuse(c, answer.refusal, answer.kind);
    const { workers, posts, zones, routes, patrols, rounds, activities, site } = read.site;
    return c.json(
      {
        kind: "ok",
        seq: answer.seq,
        counts: {
          units: site.units.length,
          workers: workers.length,
          posts: posts.length,
          zones: zones.length,
          routes: routes.length,
          patrols: patrols.length,
          rounds: rounds?.length ?? 0,
          activities: activities.length,
        },
      },
      201,
    );
  });

  /** The folder as JSON: file name → text. Badges are not in it: the board knows only their hashes. */
  app.get("/", (c) => {
    const person = clerk(c, "ExportSite");
    if ("code" in person) return refuse(c, person);
    if (projection.board.get("site", "site") === undefined) return refuse(c, { code: "no_site" });
    return c.json(Object.fromEntries(writeSite(projection.board)));
  });
  return app;
};

/** A browser that uploads a folder names its files with their path. */
const baseName = (path: string): string => path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);
