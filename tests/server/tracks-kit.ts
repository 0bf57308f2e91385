// The door for track files before a board in memory, and a duty officer who is signed in.

import { Hono } from "hono";
import type { Role } from "../../domain/decider.ts";
import { screenId, type UnitId, unitId } from "../../domain/ids.ts";
import { defaultLayout, type Profile } from "../../domain/site/screens.ts";
import type { SiteImport } from "../../domain/site/site-import.ts";
import { createTokenDoors } from "../../server/access/doors.ts";
import { createExports } from "../../server/http/exports.ts";
import { createPatrolsDoor } from "../../server/http/patrols.ts";
import { createTracks } from "../../server/http/tracks.ts";
import { createWalks } from "../../server/http/walks.ts";
import { createGeodesy } from "../../server/ingest/geodesy.ts";
import { createIntake } from "../../server/intake.ts";
import { shiftStart } from "../kit/site-fixture.ts";
import { createTempFolder } from "../kit/temp-folder.ts";
import { createWorld } from "../kit/world.ts";
import { openRoom, value } from "./access-kit.ts";

const password = "风雪山神庙 2026 okay";

export const openTracksDoor = async (site?: SiteImport) => {
  const world = await createWorld(site === undefined ? {} : { site });
  const { devices, people, identify } = await openRoom({
    folder: await createTempFolder(),
    clock: { now: shiftStart },
  });
  const doors = createTokenDoors(devices, people);
  const { projection } = world;
  const intake = createIntake({ handler: world.handler, projection, identify, now: world.now });
  const app = new Hono();
  app.route("/tracks", createTracks({ doors: () => doors, intake, projection, geodesy: createGeodesy() }));
  const geodesy = createGeodesy();
  app.route("/patrols", createPatrolsDoor({ doors: () => doors, intake, projection, geodesy, now: world.now }));
  app.route("/", createExports({ doors: () => doors, projection, ledger: world.ledger, now: world.now }));
  app.route(
    "/",
    createWalks({
      doors: () => doors,
      projection,
      ledger: world.ledger,
      geodesy: createGeodesy(),
      now: world.now,
    }),
  );
  const asked = { login: "duty", name: "钱某", role: "duty-officer", unit: unitId("co") } as const;
  value(await people.addAccount(asked, password));
  const cookie = `shouwang_session=${value(await people.signIn("duty", password, "127.0.0.1")).token}`;
  /** The cookie of somebody else who is signed in. */
  const as = async (role: Role, unit: UnitId): Promise<string> => {
    const login = `${role}-${unit}`;
    value(await people.addAccount({ login, name: "钱某", role, unit }, password));
    return `shouwang_session=${value(await people.signIn(login, password, "127.0.0.1")).token}`;
  };
  /** The headers of a screen that stands in that unit. */
  const paired = async (profile: Profile, unit: string): Promise<Record<string, string>> => {
    const screen = screenId(`${profile}-${unit}`);
    const begun = value(devices.begin(profile, "test"));
    value(devices.approve(begun.code, { screen, profile }, "duty"));
    const got = await devices.collect(begun.secret);
    await world.act(
      { type: "PairScreen", screen, profile, name: "屏", unit: unitId(unit), layout: defaultLayout },
      { kind: "person", login: "duty", name: "钱某", role: "admin", unit: unitId("co") },
    );
    return { authorization: `Bearer ${got.kind === "paired" ? got.token : ""}` };
  };
  return { app, cookie, as, paired, world, projection, tracks: () => [...projection.board.all("track")] };
};
