// Every door of the house against the tokens of a wall and of a kiosk: none lets a device see or do what is a person's. [SCR-2]

import { createServer } from "node:http";
import { join } from "node:path";
import * as v from "valibot";
import { expect, onTestFinished, test } from "vitest";
import { audienceName } from "../../domain/audience.ts";
import { unitId, workerId } from "../../domain/ids.ts";
import type { ClientToServer } from "../../domain/protocol.ts";
import { defaultLayout, type Profile } from "../../domain/site/screens.ts";
import { readConfig } from "../../server/config.ts";
import { openHouse } from "../../server/house.ts";
import { openWorld } from "../kit/open-world.ts";
import { badgeOf, body } from "../kit/said.ts";
import { board, held } from "../kit/screens.ts";
import { siteFixture } from "../kit/site-fixture.ts";
import { createTempFolder } from "../kit/temp-folder.ts";
import { countedId } from "../kit/world.ts";

/**
 * `person`: for people and trackers alone, a screen's token is worth nothing there, as a bearer or as a cookie; `screen`: a wall may
 * ask too, for what its own unit shows; `open`: nobody is asked who he is, and nothing of anybody is behind it.
 */
const httpDoors: Readonly<Record<string, "person" | "screen" | "open">> = {
  "GET /healthz": "open",
  "GET /metrics": "open",
  "GET /api/v1/rehearsal/badges": "open",
  "POST /api/v1/site": "person",
  "GET /api/v1/site": "person",
  "POST /api/v1/workers/:id/forget": "person",
  "POST /api/v1/my-data": "person",
  "POST /api/v1/my-data/code": "person",
  "POST /api/v1/my-data/act": "person",
  "POST /api/v1/corrections/:id/copy": "person",
  "GET /my-data/:token": "person",
  "GET /my-data/:token/:file": "person",
  "GET /api/v1/webhooks": "person",
  "POST /api/v1/webhooks": "person",
  "PUT /api/v1/webhooks/:id": "person",
  "POST /api/v1/webhooks/:id/pause": "person",
  "POST /api/v1/webhooks/:id/test": "person",
  "DELETE /api/v1/webhooks/:id": "person",
  "PUT /api/v1/plans/:unit": "person",
  "GET /api/v1/plans/:hash": "screen",
  "GET /api/v1/trends/:file": "person",
  "GET /api/v1/activities.ics": "person",
  "GET /api/v1/activities.csv": "person",
  "GET /api/v1/cases.csv": "person",
  "GET /api/v1/training.csv": "person",
  "GET /api/v1/trackers": "person",
  "POST /api/v1/trackers": "person",
  "POST /api/v1/trackers/:id/token": "person",
  "POST /api/v1/trackers/gateways": "person",
  "POST /api/v1/scans": "person",
  "GET /api/v1/scans": "person",
  "POST /api/v1/findings": "person",
  "GET /api/v1/findings/:id/photo": "person",
  "POST /api/v1/cases/:id/photos": "person",
  "POST /api/v1/cases/:id/photos/kiosk": "screen",
  "GET /api/v1/cases/:id/photos/:hash": "person",
  "POST /api/v1/owntracks": "person",
  "POST /api/v1/traccar": "person",
  "GET /api/v1/osmand": "person",
  "POST /api/v1/osmand": "person",
  "GET /api/v1/osmand/:token": "person",
  "POST /api/v1/osmand/:token": "person",
  "GET /api/v1/tracks/:file": "person",
  "GET /api/v1/patrols/:file": "person",
  "GET /api/v1/coverage.csv": "person",
  "GET /api/v1/patrols/:id/walk": "screen",
  "GET /api/v1/tracks/:id/walk": "screen",
  "POST /api/v1/tracks": "person",
  "POST /api/v1/patrols": "person",
  "POST /api/v1/commands": "screen",
  "POST /api/v1/setup/state": "open",
  "POST /api/v1/setup": "open",
  "POST /api/v1/sign-in": "open",
  "POST /api/v1/sign-out": "open",
  "GET /api/v1/me": "person",
  "GET /api/v1/accounts": "person",
  "POST /api/v1/accounts": "person",
  "POST /api/v1/workers/:id/pin": "person",
  "POST /api/v1/screens/begin": "open",
  "POST /api/v1/screens/collect": "open",
  "POST /api/v1/screens/approve": "person",
  "GET /api/v1/screens": "person",
  "GET /tiles/about": "open",
  "GET /tiles/:z/:x/:y": "open",
  "GET /sw.js": "open",
  "GET /scan-sw.js": "open",
  "GET /favicon.svg": "open",
  "GET /wall": "open",
  "GET /desk": "open",
  "GET /kiosk": "open",
  "GET /scan": "open",
  "GET /": "open",
};

const devices = ["wall", "kiosk"] as const satisfies readonly Profile[];
/** Name, number and own record of the one whom the devices ask for. */
const [one] = siteFixture().workers;
const traces = [one?.name ?? "", `"${one?.number}"`, "李2"];

/** What doors that look at a unit before they ask who knocks need to get so far. */
const named = { name: "某人", unit: "co" };

const open = async () => {
  const http = createServer((request, response) => void house.handle(request, response));
  const told = (...what: readonly unknown[]): never => {
    throw new Error(JSON.stringify(what));
  };
  const dataDir = join(await createTempFolder(), "store");
  const config = readConfig({ DATA_DIR: dataDir, REHEARSAL: "off", PUBLIC_DIR: await createTempFolder() });
  const house = await openHouse(http, config, "test", { onReport: told, onFault: told });
  onTestFinished(house.close);
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const address = http.address();
  const url = `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`;
  const imported = await house.intake.own({ type: "ImportSite", import: siteFixture() }, countedId(1), {
    kind: "system",
    part: "import",
  });
  if (imported.kind !== "ok") throw new Error(JSON.stringify(imported));
  const knock = async (door: string, headers: Readonly<Record<string, string>>, content: unknown = named) => {
    const [method = "", path = ""] = door.split(" ");
    const filled = path.replace("/workers/:id", "/workers/w0").replaceAll(/:[a-z]+/g, "p0");
    const response = await fetch(`${url}${filled}`, {
      method,
      redirect: "manual",
      headers: { "content-type": "application/json", ...headers },
      ...(method === "GET" ? {} : { body: JSON.stringify(content) }),
    });
    return { status: response.status, text: await response.text() };
  };
  const setup = await house.setupToken();
  const signedIn = await fetch(`${url}/api/v1/setup`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ token: setup?.token, login: "admin", name: "管理", password: "红松 白桦 落叶松 2026" }),
  });
  const cookie = (signedIn.headers.get("set-cookie") ?? "").split(";", 1)[0] ?? "";
  const asked = async (path: string, content: unknown): Promise<unknown> =>
    JSON.parse((await knock(`POST /api/v1/screens/${path}`, { cookie }, content)).text);
  const pair = async (profile: Profile): Promise<string> => {
    const begun = v.parse(v.object({ code: v.string(), secret: v.string() }), await asked("begin", { profile }));
    await asked("approve", { code: begun.code, name: "屏", unit: "co", profile, layout: defaultLayout });
    return v.parse(v.object({ token: v.string() }), await asked("collect", { secret: begun.secret })).token;
  };
  return { house, knock, cookie, pair };
};

test("[SCR-2] no door of HTTP is missing in this table", async () => {
  const { house } = await open();
  expect([...house.httpDoors()].sort()).toEqual(Object.keys(httpDoors).sort());
});

test.each(devices)(
  "[SCR-2] a %s's token opens no person's door of HTTP, as a bearer, as a cookie, or in the path",
  async (profile) => {
    const { house, knock, pair } = await open();
    const token = await pair(profile);
    const wrong: string[] = [];
    for (const [door, whose] of Object.entries(httpDoors)) {
      if (door === "POST /api/v1/sign-out") continue;
      for (const [as, headers] of [
        ["bearer", { authorization: `Bearer ${token}` }],
        ["cookie", { cookie: `shouwang_session=${token}` }],
      ] as const) {
        const { status, text } = await knock(door.replace(":token", token), headers);
        const told = traces.filter((trace) => text.includes(trace));
        const shut = status === 401 || status === 403;
        if (told.length > 0) wrong.push(`${door} as ${as} tells ${told.join(", ")}`);
        if (whose === "person" && !shut) wrong.push(`${door} as ${as}: ${status} ${text.slice(0, 80)}`);
        if (whose === "screen" && as === "cookie" && !shut) wrong.push(`${door} as ${as}: ${status}`);
        if (status >= 500 && whose !== "open") wrong.push(`${door} as ${as}: ${status}`);
      }
    }
    expect(wrong).toEqual([]);
    // Whom they asked for is untouched: neither forgotten nor given a PIN.
    expect(house.projection.board.get("worker", "w0")?.name).toBe(one?.name);
  },
);

test.each(devices)(
  "[SCR-2] a %s's token does by HTTP only what that screen may: no person's command",
  async (profile) => {
    const { knock, pair } = await open();
    const headers = { authorization: `Bearer ${await pair(profile)}` };
    for (const content of [
      body("AcknowledgeAlarm", { alarm: "a" }),
      body("SuspendPost", { post: "p1", reason: "雪" }),
      body("SuspendPost", { post: "p1", reason: "雪", as: { badge: badgeOf(1) } }),
      body("CancelEntry", { activity: "a1", as: { badge: badgeOf(1) } }),
    ]) {
      const { status } = await knock("POST /api/v1/commands", headers, content);
      expect([401, 403, 409]).toContain(status);
    }
  },
);

/** A word that screens of the kit do not say, said all the same; its answer. */
const say = ({ socket }: Ask, word: string, content: unknown): Promise<unknown> =>
  new Promise((resolve) => Reflect.apply(socket.emit, socket, [word, content, resolve]));
type Ask = Awaited<ReturnType<Awaited<ReturnType<typeof openWorld>>["connect"]>>;
/** What each word of the socket answers to a device that asks for somebody's own page in every way it can be asked. */
const words: Readonly<Record<keyof ClientToServer, (ask: Ask, badgeProof: string) => Promise<readonly unknown[]>>> = {
  join: async (ask, proof) => [
    await ask.join({ proof }),
    await ask.join({ proof: `${proof}x` }),
    await ask.join({ audience: { kind: "person", worker: "w0" } }),
    await ask.join({ worker: "w0", store: `store-1 ${audienceName(person)}` }),
  ],
  command: async (ask) => [
    await ask.command(body("AcknowledgeAlarm", { alarm: "a" })),
    await ask.command(body("CancelEntry", { activity: "a1", as: { badge: badgeOf(0) } })),
  ],
  identify: async (ask) => [
    await ask.identify({ worker: "w0" }),
    await ask.identify({ number: "100000" }),
    await ask.identify({ badge: "" }),
  ],
  report: async (ask) => {
    ask.say("report", { audience: { kind: "person", worker: "w0" } });
    return [];
  },
  replay: async (ask) => [await say(ask, "replay", { at: Date.now(), audience: { kind: "person", worker: "w0" } })],
  "replay-more": async (ask) => [
    await say(ask, "replay-more", { worker: "w0", audience: { kind: "person", worker: "w0" } }),
  ],
};
const person = { kind: "person", worker: workerId("w0") } as const;

test.each(devices)("[SCR-2] a %s's token hears nothing of a person by any word of the socket", async (profile) => {
  const world = await openWorld();
  const { token, screen } = await world.pair(profile);
  const proof = world.room.proofs.issue({ worker: person.worker, level: "badge" }, screen).proof;
  for (const page of ["wall", "kiosk", "tracker", "gateway"]) {
    const ask = await world.connect({ page, token });
    // A badge held to a kiosk is the one way to a card, and only a kiosk's.
    expect(await ask.identify({ badge: badgeOf(0) })).toMatchObject({ kind: profile === "kiosk" ? "ok" : "refused" });
    for (const asked of Object.values(words)) {
      const heard = JSON.stringify(await asked(ask, proof));
      expect(heard).not.toContain("person");
      for (const trace of traces) expect(heard).not.toContain(trace);
    }
    expect(held(ask)).toBe(board(world, { kind: profile, unit: unitId("co") }));
  }
  const desk = await world.connect({ page: "desk", token });
  expect(await desk.goodbye).toBe("not_signed_in");
});
