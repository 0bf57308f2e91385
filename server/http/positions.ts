// The doors of trackers and of the platforms they speak through: OwnTracks, OsmAnd and Traccar's clients, Traccar's forwarding. [PAT-2]

import { type Context, Hono } from "hono";
import { type Datum, datums } from "../../domain/patrols/track.ts";
import type { Devices } from "../access/devices.ts";
import type { Hear } from "../trackers/hear.ts";
import { readOsmAndJson, readOsmAndQuery } from "../trackers/osmand.ts";
import { readOwnTracks } from "../trackers/owntracks.ts";
import type { Message } from "../trackers/position.ts";
import { readTraccar } from "../trackers/traccar.ts";
import { refuse } from "./answers.ts";
import { bodyWithin } from "./body.ts";
import { bearer } from "./door.ts";
import { deviceAt } from "./phone.ts";

/** A message of a device that was long without a line; more comes as a file. */
const bodyMost = 256 * 1024;
const tokenShape = /^[\w-]{16,200}$/;

/** OwnTracks sends user and password: the token is the password, whatever the user is called. */
const basicToken = (c: Context): string | undefined => {
  const coded = /^Basic ([A-Za-z0-9+/=]+)$/.exec(c.req.header("authorization") ?? "")?.[1];
  if (coded === undefined) return undefined;
  const pair = Buffer.from(coded, "base64").toString("utf8");
  const token = pair.slice(pair.indexOf(":") + 1);
  return tokenShape.test(token) ? token : undefined;
};

const parsedJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
};

/** WGS-84 unless the address says what the device really sends: `?datum=gcj02`. */
const datumOf = (c: Context): Datum | undefined => {
  const named = c.req.query("datum") ?? "wgs84";
  return datums.find((one) => one === named);
};

export const createPositions = (deps: {
  readonly devices: Pick<Devices, "deviceOf">;
  readonly hear: Hear;
  readonly onFault: (what: string, error: unknown) => void;
}): Hono => {
  const { devices, hear } = deps;
  const app = new Hono();
  app.onError((error, c) => {
    deps.onFault(`${c.req.method} ${c.req.path.replace(/(\/osmand)\/.*/, "$1/…")}`, error);
    return refuse(c, { code: "server_fault" }, "retry");
  });
  const limit = bodyWithin(bodyMost, (c) => refuse(c, { code: "too_large", params: { limit: "256 kB" } }));

  /** Who knocks is asked before what he brings is read: a stranger must not make us work. */
  const take = async (c: Context, token: string | undefined, read: () => Promise<Message>, thanks: () => Response) => {
    const device = deviceAt(token, devices);
    if ("code" in device) return refuse(c, device);
    if (device.profile !== "tracker" && device.profile !== "gateway") return refuse(c, { code: "forbidden" });
    const message = await read();
    if (!message.ok) return refuse(c, { code: "position_malformed", params: { where: message.where } });
    const datum = datumOf(c);
    if (datum === undefined) return refuse(c, { code: "position_malformed", params: { where: "datum" } });
    const heard = await hear(device, message.positions, datum);
    return heard.kind === "ok" ? thanks() : refuse(c, heard.refusal, heard.kind);
  };
  const json = async (c: Context): Promise<unknown> => parsedJson(await c.req.text());

  app.post("/owntracks", limit, (c) =>
    // Its client takes what is answered as messages to itself: none.
    take(
      c,
      bearer(c) ?? basicToken(c),
      async () => readOwnTracks(await json(c)),
      () => c.json([]),
    ),
  );
  app.post("/traccar", limit, (c) =>
    take(
      c,
      bearer(c) ?? basicToken(c),
      async () => readTraccar(await json(c)),
      () => c.body(null, 200),
    ),
  );
  // The client knows an address and nothing else: the token stands in it.
  const readOsmAnd = async (c: Context): Promise<Message> => {
    const text = c.req.method === "POST" ? await c.req.text() : "";
    if (/^\s*[[{]/.test(text)) return readOsmAndJson(parsedJson(text));
    return readOsmAndQuery({ ...c.req.query(), ...Object.fromEntries(new URLSearchParams(text)) });
  };
  const osmAnd = (c: Context, token: string | undefined): Promise<Response> =>
    take(
      c,
      token ?? bearer(c) ?? basicToken(c),
      () => readOsmAnd(c),
      () => c.body(null, 200),
    );
  app.on(["GET", "POST"], "/osmand", limit, (c) => osmAnd(c, undefined));
  app.on(["GET", "POST"], "/osmand/:token", limit, (c) => osmAnd(c, c.req.param("token")));
  return app;
};
