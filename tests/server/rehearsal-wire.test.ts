// The rehearsal over real sockets: it fills the board within seconds, doubles nothing after a restart, and leaves a real site alone.

import { createServer } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { Hono } from "hono";
import { Server } from "socket.io";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import type { UnitId } from "../../domain/ids.ts";
import { minute } from "../../domain/time.ts";
import { denied } from "../../server/access/answer.ts";
import type { Doors } from "../../server/access/doors.ts";
import { createRehearsalDoors } from "../../server/access/rehearsal-access.ts";
import { createBroadcast } from "../../server/broadcast.ts";
import { createRehearsalKeys } from "../../server/http/rehearsal.ts";
import { createTracks } from "../../server/http/tracks.ts";
import { openLines } from "../../server/lines.ts";
import { startRehearsal } from "../../server/rehearsal/start.ts";
import type { Wire } from "../../server/wire.ts";
import { noReplays } from "../kit/no-replays.ts";
import { cast, geodesy, type House, night, openTestHouse } from "./rehearsal-kit.ts";

const noDoors: Doors = { screen: () => denied("screen_unknown"), person: () => denied("not_signed_in") };

/** The house behind a real port. `visitors` counts the sockets that ever came. */
const listen = async (house: House) => {
  const { projection, intake, identify, now } = house;
  const site = () => projection.board.get("site", "site");
  const rootUnit = (): UnitId | undefined => [...projection.board.all("unit")][0]?.id;
  const doors = (): Doors =>
    site()?.rehearsal === true ? createRehearsalDoors({ site, host: "127.0.0.1", rootUnit }) : noDoors;
  const app = new Hono();
  app.route("/api/v1/tracks", createTracks({ doors, intake, projection, geodesy }));
  app.route("/api/v1/rehearsal", createRehearsalKeys({ cast: () => cast, records: projection.board, now }));
  const http = createServer(getRequestListener(app.fetch));
  const wire: Wire = new Server(http, { transports: ["websocket"], serveClient: false });
  const broadcast = createBroadcast({ wire, projection, now, fault: () => "none" });
  const onFault = (error: unknown): void => {
    house.faults.push(error);
  };
  const names = { store: "test", build: "test" } as const;
  openLines({ wire, doors, identify, intake, broadcast, projection, replays: noReplays, ...names, now, onFault });
  let visitors = 0;
  wire.on("connection", () => {
    visitors += 1;
  });
  const ticks = setInterval(broadcast.tick, 250);
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  onTestFinished(async () => {
    clearInterval(ticks);
    broadcast.close();
    await wire.close();
  });
  const address = http.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  const url = `http://127.0.0.1:${address.port}`;
  return { url, wire, visitors: () => visitors, sockets: () => wire.sockets.sockets.size };
};

const play = (house: House, url: string) =>
  startRehearsal({ url, cast, now: house.now, onFault: (error) => house.faults.push(error) });

const held = (house: House): number =>
  [...house.projection.board.all("post")].filter((post) => post.watch.state === "held").length;
const acts = async (house: House): Promise<number> => (await house.events()).length;
const soon = { timeout: 15_000, interval: 50 };

describe("over the wire", () => {
  test("[POST-4] [COV-2] posts are held, patrols are out and past walks are in, by sockets and HTTP alone", async () => {
    const house = await openTestHouse(night);
    const { url } = await listen(house);
    const rehearsal = play(house, url);
    await vi.waitFor(() => {
      expect(held(house)).toBe(14);
      expect([...house.projection.board.all("patrol")].filter((one) => one.km > 1)).toHaveLength(4);
      expect([...house.projection.board.all("track")].length).toBeGreaterThan(8);
    }, soon);
    const keys: unknown = await (await fetch(`${url}/api/v1/rehearsal`)).json();
    expect(keys).toMatchObject({
      badges: [{ role: "late" }, { role: "on-duty" }, { role: "unlisted" }, { role: "foreman" }],
    });
    await rehearsal.close();
    expect(house.faults).toEqual([]);
  });

  test("[POST-3] a second rehearsal on the same board signs nobody on again, and goes on with the time", async () => {
    const house = await openTestHouse(night);
    const { url } = await listen(house);
    const first = play(house, url);
    let before = 0;
    await vi.waitFor(
      async () => {
        const now = await acts(house);
        const isDone = now > 60 && now === before;
        before = now;
        expect(isDone).toBe(true);
      },
      { ...soon, interval: 700 },
    );
    await first.close();
    const second = play(house, url);
    await vi.waitFor(() => expect(house.projection.seq()).toBeGreaterThanOrEqual(before), soon);
    house.time.now += minute;
    await vi.waitFor(
      () => expect([...house.projection.board.all("patrol")].some((one) => (one.last?.at ?? 0) > night)).toBe(true),
      soon,
    );
    await second.close();
    const doubles = (await house.events())
      .slice(before - 1)
      .filter(({ data }) => data.type === "SignedOn" || data.type === "PatrolPlanned");
    expect(doubles).toEqual([]);
  });

  test("on a real site it is sent away, and nothing is recorded", async () => {
    const house = await openTestHouse(night, false);
    const { url, visitors, sockets } = await listen(house);
    const rehearsal = play(house, url);
    await vi.waitFor(() => {
      expect(visitors()).toBeGreaterThan(0);
      expect(sockets()).toBe(0);
    }, soon);
    await rehearsal.close();
    expect(await house.events()).toEqual([]);
  });
});
