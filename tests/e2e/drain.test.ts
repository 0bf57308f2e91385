// A thousand acts that waited at one kiosk go up when the line is back: each recorded once, every worker's in the order he did them.

import { join } from "node:path";
import { v7 as uuid } from "uuid";
import { expect, onTestFinished, test } from "vitest";
import { minute } from "../../domain/time.ts";
import { actsEach, drain, queuedActs } from "../kit/drain.ts";
import { createClient } from "../kit/kiosk-client.ts";
import { ledgerEvents } from "../kit/ledger-events.ts";
import { createRunningServer } from "../kit/running-server.ts";
import { prepareShift } from "../kit/shift-store.ts";
import { createTempFolder } from "../kit/temp-folder.ts";

test.each([
  { reloaded: false, how: "of a page that lives" },
  { reloaded: true, how: "of a page loaded anew" },
])(
  "[§5, POST-3] a thousand queued acts $how go up over a line that is lost once, each recorded once, every worker's in his order, with the times of their touches",
  async ({ reloaded }) => {
    const server = await createRunningServer(join(await createTempFolder(), "store"));
    onTestFinished(server.remove);
    const comers = await prepareShift(server.dataDir, 1_000 / actsEach);
    await server.start();
    const client = createClient(server.url, "kiosk", `drain-${uuid()}`);
    onTestFinished(client.close);
    const acts = queuedActs(comers, Date.now() - minute);
    const { sent, refused } = await drain(acts, client, { lostAt: 500, reloaded });
    expect(refused).toEqual([]);
    // What was on its way when the line was lost went up again, under the same ids.
    expect(sent.length).toBeGreaterThan(acts.length);
    expect([...new Set(sent)].sort()).toEqual(acts.map(({ id }) => id).sort());
    client.close();
    expect(await server.stop()).toBe(0);
    const ids = new Set(acts.map(({ id }) => id));
    const events = (await ledgerEvents(server.dataDir)).filter(({ cause }) => ids.has(cause));
    expect(events).toHaveLength(1_000);
    for (const { worker, badge } of comers) {
      const own = events.filter(({ data }) => data.worker === worker);
      const done = acts.filter(({ lane }) => lane === badge);
      expect(own.map(({ cause }) => cause)).toEqual(done.map(({ id }) => id));
      expect(own.map(({ claimedAt, at }) => claimedAt ?? at)).toEqual(done.map(({ at }) => at));
    }
  },
);
