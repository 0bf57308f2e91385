// The door by which walks and coverage leave the house as files: a track's and a patrol's fixes, and the cells of zones. [PAT-2, COV-1]

import { type Context, Hono } from "hono";
import * as v from "valibot";
import { deskAudience } from "../../domain/audience.ts";
import type { Event } from "../../domain/board.ts";
import { day, zoneId } from "../../domain/ids.ts";
import { sift, type TrackRec } from "../../domain/patrols/track.ts";
import { routeOf } from "../../domain/patrols/walkers.ts";
import { present } from "../../domain/present.ts";
import { dayText } from "../../domain/workers.ts";
import type { Doors } from "../access/doors.ts";
import type { Person } from "../access/people.ts";
import { refusalOf } from "../access/roles.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { Projection } from "../projection.ts";
import { coverageCsv } from "../reports/coverage-text.ts";
import { pointsOf } from "../reports/track-points.ts";
import {
  type ExportedWalk,
  segmentsOf,
  type WalkFormat,
  walkFormats,
  walkMedia,
  walkText,
} from "../reports/walk-text.ts";
import { langOf, refuse } from "./answers.ts";
import { personAt } from "./door.ts";

const window = v.object({ zone: v.optional(v.string()), day: v.optional(dayText) });

export const createExports = (deps: {
  readonly doors: () => Doors;
  readonly projection: Projection;
  readonly ledger: Pick<Ledger<Event>, "read">;
  readonly now: () => number;
}): Hono => {
  const { doors, projection, ledger, now } = deps;
  const { board } = projection;
  const app = new Hono();

  const send = (c: Context, name: string, media: string, text: string) => {
    c.header("Cache-Control", "no-store");
    c.header("Content-Type", media);
    c.header("Content-Disposition", `attachment; filename="${name.replaceAll(/[^\w.-]/g, "_")}"`);
    return c.body(text);
  };
  const missing = (c: Context) => refuse(c, { code: "not_found", params: { path: c.req.path } });
  /** A file's name parted into id and format. */
  const askedOf = (file: string): { readonly id: string; readonly format: WalkFormat } | undefined => {
    const dot = file.lastIndexOf(".");
    const format = walkFormats.find((one) => one === file.slice(dot + 1));
    return format === undefined || dot < 1 ? undefined : { id: file.slice(0, dot), format };
  };

  /** Sifted again as they were. */
  const segmentsIn = async (track: TrackRec): Promise<ExportedWalk["segments"] | undefined> => {
    const points = await pointsOf(ledger, track);
    return points?.raw.map((segment) => sift(segment, points.at, 0).fixes).filter((fixes) => fixes.length > 0);
  };

  app.get("/tracks/:file", async (c) => {
    const person = personAt(c, doors());
    if ("code" in person) return refuse(c, person);
    const asked = askedOf(c.req.param("file"));
    const track = asked === undefined ? undefined : board.get("track", asked.id);
    // Whom it does not concern learns nothing of what there is.
    const refusal = refusalOf(person, "ExportTracks", { scope: track?.scope ?? [person.unit] });
    if (refusal !== undefined) return refuse(c, refusal);
    const segments = track === undefined ? undefined : await segmentsIn(track);
    if (asked === undefined || track === undefined || segments === undefined) return missing(c);
    const walk = { name: track.file.name, profile: track.profile, segments };
    return send(
      c,
      `track-${track.id.slice(0, 12)}.${asked.format}`,
      walkMedia[asked.format],
      walkText(asked.format, walk),
    );
  });

  app.get("/patrols/:file", (c) => {
    const person = personAt(c, doors());
    if ("code" in person) return refuse(c, person);
    const asked = askedOf(c.req.param("file"));
    const patrol = asked === undefined ? undefined : board.get("patrol", asked.id);
    const refusal = refusalOf(person, "ExportTracks", { scope: patrol?.scope ?? [person.unit] });
    if (refusal !== undefined) return refuse(c, refusal);
    if (asked === undefined || patrol === undefined) return missing(c);
    const route = routeOf(patrol, (id) => board.get("route", id));
    const lang = langOf(c.req.query("lang") ?? c.req.header("accept-language"));
    const name = route === undefined ? patrol.id : lang === "en" ? route.nameEn : route.name;
    const segments = segmentsOf(board.get("trail", patrol.id)?.fixes ?? []);
    const walk = { name, profile: patrol.profile, segments };
    return send(c, `patrol-${patrol.id}.${asked.format}`, walkMedia[asked.format], walkText(asked.format, walk));
  });

  app.get("/coverage.csv", (c) => {
    const person = personAt(c, doors());
    if ("code" in person) return refuse(c, person);
    const refusal = refusalOf(person, "ExportCoverage", { scope: [person.unit] });
    if (refusal !== undefined) return refuse(c, refusal);
    const asked = v.safeParse(window, c.req.query());
    if (!asked.success) return refuse(c, { code: "malformed", params: { where: "day" } });
    const { zone, day: on } = asked.output;
    const site = board.get("site", "site");
    if (site === undefined) return refuse(c, { code: "no_site" });
    const zones = [...board.all("zone")].filter(
      (one) => sees(person, one) && (zone === undefined || one.id === zoneId(zone)),
    );
    if (zone !== undefined && zones.length === 0) return missing(c);
    const text = coverageCsv(
      { zones, covers: [...board.all("cover")], site, now: now() },
      on === undefined ? undefined : day(on),
      langOf(c.req.query("lang") ?? c.req.header("accept-language")),
    );
    return send(
      c,
      `coverage${zone === undefined ? "" : `-${zone}`}${on === undefined ? "" : `-${on}`}.csv`,
      walkMedia.csv,
      text,
    );
  });
  return app;
};

/** Whatever may not leave by the socket does not leave by a file. */
const sees = (person: Person, record: Parameters<typeof present>[0]): boolean =>
  present(record, deskAudience(person)) !== undefined;
