// Positions as a platform forwards them, at an even rate over kept lines; and a bare server that only parses each and writes it down: what they cost at the least.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { Agent, request } from "node:http";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import * as v from "valibot";

export type Sending = {
  readonly url: string;
  readonly token: string;
  readonly placeOf: (n: number, step: number) => readonly [number, number];
};

/** `toldAgain`: positions that were not thanked for on a line that had stood open, and were sent once more, as platforms do. */
export const createSender = ({ url, token, placeOf }: Sending) => {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  let toldAgain = 0;
  /** The status of the answer; 0: there was none. */
  const send = (n: number, step: number, at: number): Promise<number> =>
    new Promise((resolve) => {
      const [longitude, latitude] = placeOf(n, step);
      const body = JSON.stringify({
        position: {
          id: step,
          deviceId: n,
          protocol: "jt808",
          fixTime: new Date(at).toISOString(),
          valid: true,
          outdated: false,
          latitude,
          longitude,
          altitude: 900,
          speed: 8,
          course: 90,
          accuracy: 5,
          attributes: { batteryLevel: 88, distance: 19, totalDistance: 19 * step, motion: true },
        },
        device: { id: n, name: `车 ${n}`, uniqueId: `imei-${n}`, status: "online" },
      });
      const headers = {
        authorization: `Bearer ${token}`,
        "content-type": "application/json",
        "content-length": Buffer.byteLength(body),
      };
      const asked = request(url, { method: "POST", agent, headers }, (response) => {
        response.resume();
        response.once("end", () => resolve(response.statusCode ?? 0));
      });
      asked.once("error", () => {
        if (!asked.reusedSocket) return resolve(0);
        toldAgain += 1;
        resolve(send(n, step, at));
      });
      asked.end(body);
    });
  return { send, toldAgain: () => toldAgain, close: () => agent.destroy() };
};

/** One of each tracker every `every` ms, the trackers evenly apart; resolves with the seconds it took. */
export const sendEvenly = async (
  { trackers, every, steps }: { readonly trackers: number; readonly every: number; readonly steps: number },
  send: (n: number, step: number, at: number) => Promise<void>,
): Promise<number> => {
  const begun = Date.now();
  const under: Promise<void>[] = [];
  for (let sent = 0; sent < steps * trackers; sent += 1) {
    const due = begun + (sent * every) / trackers;
    const late = due - Date.now();
    if (late > 1) await wait(late);
    under.push(send(sent % trackers, Math.floor(sent / trackers), Date.now()));
  }
  await Promise.all(under);
  return (Date.now() - begun) / 1000;
};

const bare = `
const { openSync, writeSync } = require("node:fs");
const file = openSync(process.argv[1], "a");
const server = require("node:http").createServer((request, response) => {
  const pieces = [];
  request.on("data", (piece) => pieces.push(piece));
  request.on("end", () => {
    writeSync(file, JSON.stringify(JSON.parse(Buffer.concat(pieces))) + "\\n");
    response.end("{}");
  });
});
server.keepAliveTimeout = 75000;
server.listen(0, "127.0.0.1", () => process.send({ port: server.address().port }));
process.on("message", () => {
  const { user, system } = process.cpuUsage();
  process.send({ seconds: (user + system) / 1e6 });
});
`;

/** The share of a core that the bare server needs at the same rate, for two rounds of all trackers. */
export const bareShare = async (
  rate: { readonly trackers: number; readonly every: number },
  placeOf: Sending["placeOf"],
  folder: string,
): Promise<number> => {
  const server = spawn(process.execPath, ["-e", bare, join(folder, "bare")], {
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const told = async <T>(shape: v.GenericSchema<unknown, T>): Promise<T> => {
    const [message] = await once(server, "message");
    return v.parse(shape, message);
  };
  const spentBy = async (): Promise<number> => {
    const answer = told(v.object({ seconds: v.number() }));
    server.send({});
    return (await answer).seconds;
  };
  const { port } = await told(v.object({ port: v.number() }));
  const sender = createSender({ url: `http://127.0.0.1:${port}`, token: "x".repeat(43), placeOf });
  try {
    const before = await spentBy();
    const seconds = await sendEvenly({ ...rate, steps: 2 }, async (n, step, at) => {
      await sender.send(n, step, at);
    });
    return ((await spentBy()) - before) / seconds;
  } finally {
    sender.close();
    const ended = once(server, "exit");
    server.kill();
    await ended;
  }
};
