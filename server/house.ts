// Wires the house onto an HTTP server: store → ledger → projection → handler → doors. `main.ts` listens; development hands in Vite's own server.

import { randomBytes, randomUUID } from "node:crypto";
import type { Server as HttpServer, IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import { getRequestListener } from "@hono/node-server";
import { Hono } from "hono";
import { Server } from "socket.io";
import { type Millis, workerId } from "../domain/ids.ts";
import { second } from "../domain/time.ts";
import { createAccess, followEndings } from "./access/access.ts";
import { createBroadcast } from "./broadcast.ts";
import { createCommandHandler } from "./command-handler.ts";
import type { Config } from "./config.ts";
import { createActivities } from "./http/activities.ts";
import { refuse } from "./http/answers.ts";
import { createApi } from "./http/api.ts";
import { openCasePhotos } from "./http/case-photos.ts";
import { createCases } from "./http/cases.ts";
import { createExports } from "./http/exports.ts";
import { createForgetting } from "./http/forgetting.ts";
import { createOwnData } from "./http/own-data.ts";
import { createPages } from "./http/pages.ts";
import { createPatrolsDoor } from "./http/patrols.ts";
import { createPlans } from "./http/plans.ts";
import { createRehearsalKeys } from "./http/rehearsal.ts";
import { createSiteDoor } from "./http/site.ts";
import { openTiles } from "./http/tiles.ts";
import { createTrackerDoors } from "./http/tracker-doors.ts";
import { createTracks } from "./http/tracks.ts";
import { createTraining } from "./http/training.ts";
import { createTrends } from "./http/trends.ts";
import { createVitalSigns } from "./http/vital-signs.ts";
import { createWalks } from "./http/walks.ts";
import { createWebhooks } from "./http/webhooks.ts";
import { createEnrich } from "./ingest/enrich.ts";
import { createGeodesy } from "./ingest/geodesy.ts";
import { watchTracksFolder } from "./ingest/watch-tracks.ts";
import { createIntake, type Intake } from "./intake.ts";
import { withKeptActs } from "./kept-acts.ts";
import { openLines, sendAway } from "./lines.ts";
import { listeningOn, reachedAt } from "./listening.ts";
import { createNotify } from "./notify/notify.ts";
import { createPost } from "./notify/post.ts";
import { hostOf, isLoopbackName } from "./origin.ts";
import type { Projection } from "./projection.ts";
import type { Cast } from "./rehearsal/cast.ts";
import { openArchive } from "./replay/archive.ts";
import { openCheckpoints } from "./replay/checkpoints.ts";
import { createReplays } from "./replay/replays.ts";
import { openActBoxes } from "./sealing/act-boxes.ts";
import type { SiteDeps } from "./site/read-site.ts";
import { createSnapshotter } from "./snapshotter.ts";
import { openStore, snapshotLayout, type Told } from "./store.ts";
import { createMqtt } from "./trackers/mqtt.ts";
import { createWatch } from "./watch.ts";
import { type Line, type Wire, wireSettings } from "./wire.ts";

const tickEvery = 5 * second;
const sweepEvery = second;
const tracksEvery = 2 * second;
/** Who waits for an answer at an orderly stop gets this long; a browser's spare connection, which never asks, would hold it up for ever. */
const farewell = 2 * second;

export type House = {
  readonly handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  /** Every door of HTTP as `GET /path/:part`, each once; what only passes a request on is none. */
  readonly httpDoors: () => readonly string[];
  readonly intake: Intake;
  readonly projection: Projection;
  /** What reading a site folder needs of this store. */
  readonly reader: Omit<SiteDeps, "rehearsal">;
  /** A link's token for the first admin, as long as there is none. */
  readonly setupToken: () => Promise<{ readonly token: string; readonly expiresAt: Millis } | undefined>;
  /** Opens what trackers speak to beside HTTP, as the configuration says; the port of our own broker, if there is one. */
  readonly openMqtt: (host: string) => Promise<number | undefined>;
  readonly close: () => Promise<void>;
};

/** Throws what `openStore` throws: each says what to do. */
export const openHouse = async (
  http: HttpServer,
  config: Config,
  build: string,
  told: Told,
  cast: () => Cast | undefined = () => undefined,
): Promise<House> => {
  const now = (): Millis => Date.now();
  const store = await openStore(config, told);
  const { ledger, projection, secrets } = store;
  const { badges, people, devices, pins, identify, doors, home } = createAccess({
    store,
    now,
    host: () => listeningOn(http),
  });
  const geodesy = createGeodesy();
  const enrich = createEnrich(geodesy);
  const badgeNow = (worker: string): string => projection.board.get("worker", worker)?.badge ?? "";
  const reader = { hashBadge: badges.hashBadge, workerIdOf: badges.workerIdOf, badgeNow, belts: geodesy, now };
  const handler = createCommandHandler({
    ledger,
    projection,
    now,
    enrich: (command, board) => enrich(command, board.look, now()),
    onFault: (error, { command }) => {
      vital.fault();
      told.onFault(command.type, error);
    },
  });
  const wire: Wire = new Server(http, {
    ...wireSettings,
    // A page of another site must not open a socket in a person's name, nor reach a rehearsal by a foreign name.
    allowRequest: (request, allow) => allow(null, mayKnock(request)),
  });
  const vital = createVitalSigns({
    head: () => projection.seq(),
    records: () => projection.board.size(),
    readOnly: handler.readOnly,
    screens: () => broadcast.presence(),
    waiting: () => notify.waiting(),
    tracksFolder: () => tracksFolder?.state(),
    build,
  });
  const broadcast = createBroadcast({
    wire,
    projection,
    now,
    fault: () => (handler.readOnly() ? "storage" : notify.isFaulty() ? "webhook" : "none"),
    onPatch: vital.patched,
    onSlow: vital.slow,
  });
  const after = (ms: number, ring: () => void) => {
    const timer = setTimeout(ring, ms);
    return () => clearTimeout(timer);
  };
  const notify = createNotify({
    kept: store.hooks,
    ledger,
    projection,
    store: store.name,
    post: createPost({ after }),
    now,
    after,
    chance: Math.random,
    newId: randomUUID,
    onOutcome: vital.delivered,
    onFault: told.onFault,
  });
  const boxes = await openActBoxes({ secrets, random: randomBytes, now });
  const onAnswers = { onRefused: vital.refused, onAnswered: vital.answered };
  const asked = createIntake({ handler, projection, identify, now, ...onAnswers });
  const intake = withKeptActs(asked, { boxes, handler, projection, identify, now });
  const trackers = createTrackerDoors({
    doors,
    devices,
    intake,
    projection,
    photos: store.photos,
    now,
    mqttPort: () => mqtt.port(),
    onFault: told.onFault,
  });
  const mqtt = createMqtt({
    config,
    devices,
    hear: trackers.hear,
    name: store.name,
    unit: home,
    onFault: told.onFault,
  });
  const archive = await openArchive({
    checkpoints: await openCheckpoints(join(config.dataDir, "replay"), snapshotLayout),
    ledger,
    projection,
    now,
    onFailed: (error) => told.onFault("checkpoint", error),
  });
  const lines = {
    wire,
    replays: createReplays<Line>({ archive, ledger, projection, now }),
    doors,
    identify,
    intake,
    broadcast,
    projection,
    sealTo: boxes.sealTo,
    store: store.name,
    build,
    now,
    onFault: (error: unknown) => told.onFault("a screen's line", error),
  };
  openLines(lines);
  followEndings({ projection, devices, onFault: told.onFault });

  const isRehearsal = (): boolean => projection.board.get("site", "site")?.rehearsal === true;
  const mayKnock = ({ headers: { host, origin } }: IncomingMessage): boolean =>
    (origin === undefined || hostOf(origin) === host) && (!isRehearsal() || isLoopbackName(host));

  // A PIN belongs to a person with a key, also when the process ended between the two.
  for (const id of Object.keys(secrets.read().pins))
    if (store.people.of(workerId(id)) === undefined)
      void pins.forget(workerId(id)).catch((error: unknown) => told.onFault("forget", error));

  const app = new Hono();
  app.use("*", async (c, next) => {
    if (isRehearsal() && !isLoopbackName(c.req.header("host"))) return refuse(c, { code: "forbidden" });
    await next();
  });
  app.route("/", vital.app);
  app.route("/api/v1/rehearsal/badges", createRehearsalKeys({ cast, records: projection.board, now }));
  app.route("/api/v1/site", createSiteDoor({ doors, intake, projection, reader }));
  app.route(
    "/api/v1/workers",
    createForgetting({ doors, intake, projection, keys: store.people, pins, onFault: told.onFault }),
  );
  const bases = () => reachedAt(http);
  const ownData = createOwnData({ doors, identify, intake, pins, projection, now, bases });
  app.route("/api/v1", ownData.api);
  app.route("/my-data", ownData.pages);
  app.route("/api/v1/webhooks", createWebhooks({ doors, notify, projection, onFault: told.onFault }));
  app.route("/api/v1/plans", createPlans({ doors, intake, projection, plans: store.plans, onFault: told.onFault }));
  app.route("/api/v1/trends", createTrends({ doors, projection }));
  app.route("/api/v1/cases", openCasePhotos({ store, doors, identify, intake, now, onFault: told.onFault }));
  app.route("/api/v1", createActivities({ doors, projection, now }));
  app.route("/api/v1", createCases({ doors, projection, now }));
  app.route("/api/v1", createTraining({ doors, projection, now }));
  app.route("/api/v1", trackers.app);
  app.route("/api/v1", createExports({ doors, projection, ledger, now }));
  app.route("/api/v1", createWalks({ doors, projection, ledger, geodesy, now }));
  app.route("/api/v1/tracks", createTracks({ doors, intake, projection, geodesy }));
  app.route("/api/v1/patrols", createPatrolsDoor({ doors, intake, projection, geodesy, now }));
  app.route(
    "/api/v1",
    createApi({
      trustProxy: config.trustProxy,
      doors,
      people,
      devices,
      pins,
      intake,
      broadcast,
      projection,
      onFault: told.onFault,
    }),
  );
  app.route("/tiles", openTiles(config.tiles));
  app.route("/", createPages(config.publicDir));

  const tracksFolder = watchTracksFolder({ config, projection, intake, geodesy, now, onFault: told.onFault });
  const watch = createWatch({ projection, intake, now, steady: () => performance.now() });
  const snapshotter = createSnapshotter({
    projection,
    snapshots: store.snapshots,
    every: config.snapshotEvery,
    from: store.from,
    onFailed: (error) => told.onFault("snapshot", error),
  });
  const fail = (what: string) => (error: unknown) => told.onFault(what, error);
  // A fire rings when it is told, not when the clock next looks. [COV-3]
  projection.follow((changes) => {
    if (changes.some(({ before, after }) => before === undefined && after?.kind === "finding" && after.sort === "fire"))
      void watch.look().catch(fail("watch"));
  });
  const timers = [
    setInterval(broadcast.tick, tickEvery),
    setInterval(() => sendAway(lines), tickEvery),
    setInterval(broadcast.sweep, sweepEvery),
    setInterval(() => void watch.look().catch(fail("watch")), tickEvery),
    setInterval(() => void snapshotter.look().catch(fail("snapshot")), tickEvery),
    setInterval(() => void tracksFolder?.look().catch(fail("tracks folder")), tracksEvery),
    setInterval(() => void archive.look().catch(fail("checkpoint")), tickEvery),
  ];

  return {
    handle: getRequestListener(app.fetch),
    httpDoors: () => [
      ...new Set(app.routes.flatMap(({ method, path }) => (method === "ALL" ? [] : [`${method} ${path}`]))),
    ],
    intake,
    projection,
    reader,
    setupToken: people.setupToken,
    openMqtt: mqtt.open,
    close: async () => {
      for (const timer of timers) clearInterval(timer);
      await mqtt.close();
      broadcast.close();
      const cut = setTimeout(() => http.closeAllConnections(), farewell);
      await wire.close();
      clearTimeout(cut);
      await notify.close();
      await snapshotter.last();
      await archive.close();
      await store.close();
    },
  };
};
