// The disk takes no more: the server says so everywhere, records nothing, shows what it has; with room again, nothing acknowledged is missing.

import { statSync } from "node:fs";
import { join } from "node:path";
import { v7 as uuid } from "uuid";
import { expect, onTestFinished, test } from "vitest";
import { useDevices } from "../kit/devices.ts";
import { createClient } from "../kit/kiosk-client.ts";
import { ledgerEvents, segmentsOf } from "../kit/ledger-events.ts";
import { look } from "../kit/look.ts";
import { createRunningServer } from "../kit/running-server.ts";
import { copySample } from "../kit/sample-copy.ts";
import { createTempFolder } from "../kit/temp-folder.ts";

const device = useDevices("nothing");

/** Room that is left in the ledger's file, kB. */
const room = 16;

test.skipIf(process.platform === "win32")(
  "[§4] a full disk makes the server read-only, not forgetful",
  async () => {
    const sample = await copySample(join(await createTempFolder(), "site"));
    const server = await createRunningServer();
    onTestFinished(server.remove);
    const env = { SAMPLE_DIR: sample.folder };
    await server.start(env);
    expect(await server.stop()).toBe(0);
    const size = Math.max(...(await segmentsOf(server.dataDir)).map((path) => statSync(path).size));

    await server.start(env, Math.ceil(size / 1024) + room);
    const wall = (await device(`${server.url}/wall`, { width: 1920, height: 1080 })).page;
    const kiosk = (await device(`${server.url}/kiosk`)).page;
    await wall.getByText("安全岗位").waitFor();
    const client = createClient(server.url, "kiosk", "full-disk-kiosk-1");
    onTestFinished(client.close);
    await client.connect();
    const [duty] = sample.duties;
    if (duty === undefined) throw new Error("nobody is due");
    const act = (type: string) => ({
      ...{ id: uuid(), at: Date.now(), type, post: duty.post, as: { badge: duty.badge } },
      ...(type === "SignOn" ? { briefing: duty.briefing } : {}),
    });
    const acknowledged: string[] = [];
    let last: unknown;
    for (let n = 0; last === undefined; n += 1) {
      const body = act(n % 2 === 0 ? "SignOn" : "SignOff");
      const answer = await client.send(body);
      if (answer !== "no answer" && answer.kind === "ok") acknowledged.push(body.id);
      else last = answer;
    }
    expect(acknowledged.length).toBeGreaterThan(5);
    expect(last).toEqual({ kind: "retry", refusal: { code: "storage_failed" } });
    expect(await client.send(act("SignOn"))).toEqual(last);

    const health = await fetch(`${server.url}/healthz`);
    expect([health.status, await health.json()]).toEqual([
      503,
      expect.objectContaining({ ok: false, storage: "read-only" }),
    ]);
    const door = await fetch(`${server.url}/api/v1/commands`, {
      method: "POST",
      headers: { "content-type": "application/json", "accept-language": "en" },
      body: JSON.stringify({ id: uuid(), at: Date.now(), type: "SuspendPost", post: duty.post, reason: "冰" }),
    });
    expect([door.status, await door.json()]).toEqual([
      503,
      expect.objectContaining({
        kind: "retry",
        message: expect.stringContaining("storage failed; this was not recorded"),
      }),
    ]);
    await Promise.all([
      wall.getByText("未在记录").first().waitFor(),
      kiosk.getByText("服务器存储故障，先存在本机").waitFor(),
    ]);
    await look(wall, "full-disk-wall");
    await look(kiosk, "full-disk-kiosk");
    await server.stop();

    await server.start(env);
    const causes = (await ledgerEvents(server.dataDir)).map(({ cause }) => cause);
    expect(acknowledged.filter((id) => causes.filter((cause) => cause === id).length !== 1)).toEqual([]);
    await wall.getByText("未在记录").first().waitFor({ state: "detached" });
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  },
  180_000,
);
