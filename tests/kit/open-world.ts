// The house on a real port with real Socket.IO, from the same parts as server/house.ts: ledger in memory, the clock and the timers in the test's hand.

import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import { join } from "node:path";
import { getRequestListener } from "@hono/node-server";
import { Hono } from "hono";
import { Server } from "socket.io";
import { io, type Socket } from "socket.io-client";
import { onTestFinished } from "vitest";
import type { Role } from "../../domain/decider.ts";
import { type ScreenId, screenId, type UnitId, unitId } from "../../domain/ids.ts";
import type {
  ClientToServer,
  CommandAnswer,
  IdentifyAnswer,
  JoinAnswer,
  ServerToClient,
} from "../../domain/protocol.ts";
import { joined, patched, type Replica } from "../../domain/replica.ts";
import { defaultLayout, type Profile } from "../../domain/site/screens.ts";
import type { SiteImport } from "../../domain/site/site-import.ts";
import { protocolVersion } from "../../domain/version.ts";
import { createTokenDoors } from "../../server/access/doors.ts";
import { createIdentify } from "../../server/access/identify.ts";
import { createBroadcast } from "../../server/broadcast.ts";
import { createApi } from "../../server/http/api.ts";
import { openCasePhotos } from "../../server/http/case-photos.ts";
import { createTrackerDoors } from "../../server/http/tracker-doors.ts";
import { createIntake } from "../../server/intake.ts";
import { withKeptActs } from "../../server/kept-acts.ts";
import { createNodeDisk } from "../../server/ledger/disk.ts";
import { openLines, sendAway } from "../../server/lines.ts";
import { createPictureStore } from "../../server/pictures/picture-store.ts";
import { openArchive } from "../../server/replay/archive.ts";
import { openCheckpoints } from "../../server/replay/checkpoints.ts";
import { createReplays } from "../../server/replay/replays.ts";
import { openActBoxes } from "../../server/sealing/act-boxes.ts";
import type { Line, Wire } from "../../server/wire.ts";
import { openRoom, value } from "../server/access-kit.ts";
import { connectBare } from "./bare-socket.ts";
import { noDisk } from "./faulty-disk.ts";
import { badgeOf } from "./said.ts";
import { shiftStart, siteFixture } from "./site-fixture.ts";
import { person } from "./spec.ts";
import { createTempFolder } from "./temp-folder.ts";
import { createWorld } from "./world.ts";

export type Screen = Awaited<ReturnType<Awaited<ReturnType<typeof openWorld>>["connect"]>>;

export const password = "风雪山神庙 2026 okay";

export const openWorld = async (
  options: { readonly site?: SiteImport; readonly mqttPort?: number; readonly photosFail?: boolean } = {},
) => {
  const clock = { now: shiftStart };
  const room = await openRoom({ folder: await createTempFolder(), clock });
  const site = options.site ?? siteFixture();
  const hashed = (n: number): string => room.badges.hashBadge(badgeOf(n));
  const world = await createWorld({
    site: { ...site, workers: site.workers.map((one, n) => ({ ...one, badge: hashed(n) })) },
  });
  const { projection, handler } = world;
  const now = (): number => clock.now;
  const identify = createIdentify({
    badges: room.badges,
    pins: room.pins,
    proofs: room.proofs,
    workerByBadgeHash: (hash) => projection.board.where("worker", "badge", hash)[0],
    workerByNumber: (number) => projection.board.where("worker", "number", number)[0],
    workerById: (id) => projection.board.get("worker", id),
    now,
  });
  const { devices, people } = room;
  const tokenDoors = createTokenDoors(devices, people);
  const doors = () => tokenDoors;
  const http = createServer((request, response) => void handle(request, response));
  const wire: Wire = new Server(http, {
    serveClient: false,
    transports: ["websocket"],
    pingInterval: 60_000,
    pingTimeout: 60_000,
    maxHttpBufferSize: 100_000,
    perMessageDeflate: false,
    httpCompression: false,
  });
  const slow: number[] = [];
  const faults: unknown[] = [];
  const broadcast = createBroadcast({
    wire,
    projection,
    now,
    fault: () => (handler.readOnly() ? "storage" : "none"),
    onSlow: () => slow.push(clock.now),
  });
  const boxes = await openActBoxes({ secrets: room.secrets, random: randomBytes, now });
  const asked = createIntake({ handler, projection, identify, now });
  const intake = withKeptActs(asked, { boxes, handler, projection, identify, now });
  const archive = await openArchive({
    checkpoints: await openCheckpoints(join(await createTempFolder(), "replay"), 1),
    ledger: world.ledger,
    projection,
    now,
    onFailed: (error) => faults.push(error),
  });
  const replays = createReplays<Line>({ archive, ledger: world.ledger, projection, now });
  const onFault = (error: unknown): void => {
    faults.push(error);
  };
  const lines = {
    wire,
    doors,
    identify,
    intake,
    broadcast,
    projection,
    replays,
    sealTo: boxes.sealTo,
    store: "store-1",
    build: "build-1",
    now,
    onFault,
  };
  openLines(lines);
  const app = new Hono();
  const told = { onFault: (_: string, error: unknown) => onFault(error) };
  const trackers = createTrackerDoors({
    ...room,
    doors,
    intake,
    projection,
    photos: createPictureStore(
      await createTempFolder(),
      "photos",
      options.photosFail === true ? noDisk : createNodeDisk(),
    ),
    now,
    mqttPort: () => options.mqttPort,
    ...told,
  });
  const dataDir = await createTempFolder();
  const casePhotos = createPictureStore(
    dataDir,
    "case-photos",
    options.photosFail === true ? noDisk : createNodeDisk(),
  );
  app.route(
    "/api/v1/cases",
    openCasePhotos({ store: { projection, casePhotos }, doors, identify, intake, now, ...told }),
  );
  app.route("/api/v1", trackers.app);
  app.route("/api/v1", createApi({ trustProxy: false, ...room, doors, intake, broadcast, projection, ...told }));
  const handle = getRequestListener(app.fetch);
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const address = http.address();
  const url = `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`;
  onTestFinished(async () => {
    broadcast.close();
    await wire.close();
  });

  let screens = 0;
  const admin = person("admin", "co");
  /** Pairs a screen as a person at the desk does; its token. */
  const pair = async (
    profile: Profile,
    unit: UnitId = unitId("co"),
  ): Promise<{ readonly token: string; readonly screen: ScreenId }> => {
    screens += 1;
    const screen = screenId(`screen-${screens}`);
    const begun = value(devices.begin(profile, "test"));
    value(devices.approve(begun.code, { screen, profile }, "admin"));
    const got = await devices.collect(begun.secret);
    if (got.kind !== "paired") throw new Error(got.kind);
    await world.act({ type: "PairScreen", screen, profile, name: `屏${screens}`, unit, layout: defaultLayout }, admin);
    return { token: got.token, screen };
  };
  /** A signed-in person's cookie. */
  const signIn = async (role: Role, unit: UnitId = unitId("co")): Promise<string> => {
    const login = `${role}.${unit}`;
    value(await people.addAccount({ login, name: `名${role}`, role, unit }, password));
    return `shouwang_session=${value(await people.signIn(login, password, "127.0.0.1")).token}`;
  };

  const connect = async (as: {
    readonly page: string;
    readonly token?: string;
    readonly cookie?: string;
    readonly since?: Replica;
  }) => {
    const socket: Socket<ServerToClient, ClientToServer> = io(url, {
      transports: ["websocket"],
      reconnection: false,
      forceNew: true,
      auth: { token: as.token ?? "", page: as.page },
      ...(as.cookie === undefined ? {} : { extraHeaders: { cookie: as.cookie } }),
    });
    onTestFinished(() => {
      socket.disconnect();
    });
    const raw: string[] = [];
    const heard = { patches: 0, rejoins: 0 };
    let replica: Replica | undefined = as.since;
    let asked: { readonly until: (replica: Replica) => boolean; readonly met: () => void }[] = [];
    const hold = (next: Replica): void => {
      replica = next;
      asked = asked.filter(({ until, met }) => {
        if (!until(next)) return true;
        met();
        return false;
      });
    };
    const goodbye = new Promise<string>((resolve) => socket.on("goodbye", ({ code }) => resolve(code)));
    const gone = new Promise<void>((resolve) => socket.on("disconnect", () => resolve()));
    const join = async (more: Readonly<Record<string, unknown>> = {}): Promise<JoinAnswer> => {
      const request = { protocol: protocolVersion, store: replica?.store ?? "", since: replica?.seq ?? 0, ...more };
      const answer = await new Promise<JoinAnswer>((resolve) => socket.emit("join", request, resolve));
      if (answer.kind === "joined") hold(joined(replica, answer));
      return answer;
    };
    socket.on("patch", (patch) => {
      heard.patches += 1;
      if (replica === undefined) return;
      const next = patched(replica, patch);
      if (next === "gap") throw new Error("a gap");
      hold(next);
    });
    socket.on("tick", (tick) => {
      if (replica !== undefined && tick.seq > replica.seq) hold({ ...replica, seq: tick.seq });
    });
    socket.on("rejoin", () => {
      heard.rejoins += 1;
      void join();
    });
    socket.io.engine.on("packet", ({ data }: { data?: unknown }) => {
      if (typeof data === "string") raw.push(data);
    });
    await new Promise<void>((resolve) => socket.on("connect", resolve));
    return {
      socket,
      raw,
      heard,
      join,
      goodbye,
      gone,
      replica: () => replica,
      /** Resolves when the screen has been told up to this number. */
      reaches: (until: (replica: Replica) => boolean): Promise<void> =>
        replica !== undefined && until(replica)
          ? Promise.resolve()
          : new Promise((resolve) => asked.push({ until, met: () => resolve() })),
      command: (body: unknown): Promise<CommandAnswer> =>
        new Promise((resolve) => Reflect.apply(socket.emit, socket, ["command", body, resolve])),
      identify: (body: unknown): Promise<IdentifyAnswer> =>
        new Promise((resolve) => Reflect.apply(socket.emit, socket, ["identify", body, resolve])),
      say: (event: string, ...args: readonly unknown[]): void => {
        Reflect.apply(socket.emit, socket, [event, ...args]);
      },
    };
  };

  return {
    ...world,
    url,
    room,
    wire,
    broadcast,
    intake,
    identify,
    boxes,
    hear: trackers.hear,
    /** Where photos of cases lie. */
    casePhotos: join(dataDir, "case-photos"),
    slow,
    faults,
    pair,
    signIn,
    connect,
    connectBare: (token: string, page: string) => connectBare(url, token, page),
    sendAway: () => sendAway(lines),
    passTime: (ms: number) => {
      clock.now += ms;
      world.passTime(ms);
    },
  };
};
