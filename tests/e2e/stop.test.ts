// An orderly stop ends in order whenever it is asked for, whoever still holds a line open.

import { once } from "node:events";
import { existsSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createRunningServer } from "../kit/running-server.ts";

test("a stop that comes as soon as the server answers is in order, and a connection that asks nothing does not hold it up", async () => {
  const server = await createRunningServer();
  onTestFinished(server.remove);
  await server.start();
  expect(await server.stop()).toBe(0);
  expect(existsSync(join(server.dataDir, "lock"))).toBe(false);

  await server.start();
  // As browsers do: opened in advance, for a request that never comes.
  const spare = connect(Number(new URL(server.url).port), "127.0.0.1");
  onTestFinished(() => {
    spare.destroy();
  });
  await once(spare, "connect");
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  expect(await server.stop()).toBe(0);
}, 120_000);
