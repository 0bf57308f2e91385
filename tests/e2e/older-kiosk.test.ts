// A kiosk whose older build left acts in the clear on its disk: the new one seals them at its first opening, tells all of them, and leaves no badge behind.

import { join } from "node:path";
import type { Page } from "playwright-core";
import { v7 as uuid } from "uuid";
import { expect, onTestFinished, test } from "vitest";
import { minute } from "../../domain/time.ts";
import { zh } from "../../kiosk/words-zh.ts";
import { useDevices } from "../kit/devices.ts";
import { everythingOf } from "../kit/everything.ts";
import { ledgerEvents } from "../kit/ledger-events.ts";
import { inDatabase } from "../kit/offline-sign-on.ts";
import { createRunningServer } from "../kit/running-server.ts";
import { copySample } from "../kit/sample-copy.ts";
import { createTempFolder } from "../kit/temp-folder.ts";

const device = useDevices();

const write = (page: Page, store: string, id: string, value: unknown): Promise<void> =>
  page.evaluate(
    ([name, key, one]) =>
      new Promise<void>((resolve, reject) => {
        const open = indexedDB.open("shouwang-kiosk");
        open.onerror = () => reject(open.error);
        open.onsuccess = () => {
          const tx = open.result.transaction(String(name), "readwrite");
          tx.objectStore(String(name)).put(one, String(key));
          tx.oncomplete = () => {
            open.result.close();
            resolve();
          };
        };
      }),
    [store, id, value] as const,
  );

test("[§5] acts and refusals that an older build kept in the clear are sealed at the first opening, and none is lost", async () => {
  const sample = await copySample(join(await createTempFolder(), "site"));
  const server = await createRunningServer();
  onTestFinished(server.remove);
  const env = { SAMPLE_DIR: sample.folder };
  await server.start(env);
  const { page } = await device(`${server.url}/kiosk`);
  await page.getByText(zh.online).waitFor();
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await expect
    .poll(async () => JSON.stringify(await inDatabase(page, "board")), { timeout: 30_000, interval: 200 })
    .toContain("sealTo");
  await server.kill();
  const [one, other, third] = sample.duties.filter(({ briefing }) => briefing.length > 0);
  if (one === undefined || other === undefined || third === undefined)
    throw new Error("the sample has no three duties");
  const at = Date.now() - minute;
  const old = ({ badge, post, name, briefing }: typeof one, n: number) => ({
    id: uuid({ msecs: at + n }),
    at: at + n,
    ...{ lane: badge, tail: badge.slice(-3), name, nameEn: name },
    body: { type: "SignOn", post, briefing, as: { badge } },
  });
  const [queued, unheard, read] = [old(one, 0), old(other, 1), old(third, 2)];
  const refusal = { code: "not_rostered", params: { post: other.name } };
  await write(page, "queued", queued.id, queued);
  await write(page, "refused", unheard.id, { act: unheard, refusal, at, told: { by: "nobody" } });
  await write(page, "refused", read.id, { act: read, refusal, at, told: { by: "worker" } });
  expect((await everythingOf(page)).databases).toContain(one.badge);

  await page.reload();
  await page.getByText(zh.queueTitle(2)).first().waitFor();
  const { databases } = await everythingOf(page);
  for (const { badge } of [one, other, third]) expect(databases).not.toContain(badge);
  expect((await inDatabase(page, "queued")).map(({ id }) => id)).toEqual([queued.id, unheard.id]);
  expect(await inDatabase(page, "refused")).toEqual([]);

  await server.start(env);
  await expect.poll(() => inDatabase(page, "queued"), { timeout: 30_000, interval: 200 }).toEqual([]);
  const events = await ledgerEvents(server.dataDir);
  expect(events.filter(({ cause }) => cause === queued.id).map(({ data }) => data.type)).toEqual(["SignedOn"]);
  const noted = events.filter(({ data }) => data.type === "ActRefused");
  expect(noted.map(({ data }) => data.act)).toEqual([unheard.id]);
  expect(JSON.stringify(noted)).toContain("not_rostered");
}, 180_000);
