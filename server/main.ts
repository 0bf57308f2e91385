// The composition root: reads the environment, opens the house, listens, says where it is, and exits. Nobody imports it.

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { networkInterfaces } from "node:os";
import { join } from "node:path";
import { SecretsDamaged, SecretsMissing } from "./access/secrets-store.ts";
import { addressesOf } from "./addresses.ts";
import { ConfigWrong, readConfig } from "./config.ts";
import { openHouse } from "./house.ts";
import { LedgerDamaged, StorageFailed, StoreLocked } from "./ledger/failures.ts";
import { NoticesDamaged } from "./notify/hook-store.ts";
import { loadSample } from "./opening.ts";
import type { Cast } from "./rehearsal/cast.ts";
import { readCast } from "./rehearsal/read-cast.ts";
import { type Rehearsal, startRehearsal } from "./rehearsal/start.ts";
import { PeopleKeysDamaged, PeopleKeysMissing, SealBroken } from "./sealing/failures.ts";
import { runSite } from "./site-command.ts";

const say = (...lines: readonly string[]): void => console.log(lines.join("\n"));
const complain = (...lines: readonly string[]): void => console.error(lines.join("\n"));

/** Names the pages that are served: two builds with the same pages are the same build. */
const buildName = (publicDir: string): string => {
  try {
    const hash = createHash("sha256");
    for (const page of ["web/index.html", "kiosk/index.html"]) hash.update(readFileSync(join(publicDir, page)));
    return hash.digest("hex").slice(0, 8);
  } catch (error) {
    throw new ConfigWrong(
      `没有页面：${publicDir}。请先运行 npm run build。\nNo pages at ${publicDir}. Run npm run build first. (${String(error)})`,
    );
  }
};

/**
 * How long a line stays open between two requests, ms: longer than a tracker or a platform waits between two positions, so
 * that no position is sent down a line just as it is closed, and none pays for a new one.
 */
const lineKept = 75_000;

const start = async (): Promise<void> => {
  const config = readConfig(process.env);
  const build = buildName(config.publicDir);
  const http = createServer((request, response) => {
    void house.handle(request, response);
  });
  http.keepAliveTimeout = lineKept;
  let cast: Cast | undefined;
  const house = await openHouse(
    http,
    config,
    build,
    {
      onReport: (report) => complain(`store: ${JSON.stringify(report)}`),
      onFault: (what, error) =>
        complain(`fault in ${what}:`, error instanceof Error ? (error.stack ?? error.message) : String(error)),
    },
    () => cast,
  );
  let rehearsal: Rehearsal | undefined;
  // From here on the store is open: whoever stops the server, however early, stops it in order.
  let stopping = false;
  const stop = (code: number) => (): void => {
    if (stopping) return;
    stopping = true;
    const done = async (): Promise<void> => {
      await rehearsal?.close();
      await house.close();
      process.exit(code);
    };
    void done();
  };
  process.on("SIGINT", stop(0));
  process.on("SIGTERM", stop(0));
  if (house.projection.board.get("site", "site") === undefined && config.rehearsal !== "off")
    await loadSample(house, config);
  const site = house.projection.board.get("site", "site");
  const isRehearsal = site?.rehearsal === true;
  // A rehearsal's doors stand open: only this machine may reach them, whatever the configuration says.
  const host = isRehearsal ? "127.0.0.1" : config.host;
  // First the small door: if it cannot be opened, no wall has begun to trust us.
  const mqttPort = await house.openMqtt(host);
  await new Promise<void>((resolve, reject) => {
    http.once("error", reject);
    http.listen(config.port, host, resolve);
  });
  const address = http.address();
  const port = typeof address === "object" && address !== null ? address.port : config.port;
  const urls = addressesOf(host, port, networkInterfaces());
  const url = urls[0] ?? `http://localhost:${port}`;
  if (isRehearsal) cast = await readCast(config.sampleDir);
  if (cast !== undefined && config.rehearsal === "on")
    rehearsal = startRehearsal({
      url,
      cast,
      now: () => Date.now(),
      onFault: (error) => complain(`rehearsal: ${String(error)}`),
    });
  say(
    "",
    `  守望 Shouwang ${build} · ${site === undefined ? "尚未导入现场 no site yet" : `${site.name} ${site.nameEn}`}`,
    ...(isRehearsal ? ["  演练：数据是合成的，只在本机打开。 Rehearsal: made-up data, this machine only."] : []),
    "",
    `  大屏 wall   ${url}/wall`,
    `  值班 desk   ${url}/desk`,
    `  终端 kiosk  ${url}/kiosk`,
    ...(mqttPort === undefined ? [] : [`  定位 mqtt   mqtt://${host}:${mqttPort}`]),
    ...urls.slice(1).map((other) => `  也可用 also  ${other}`),
    "",
  );
  if (!isRehearsal) {
    const setup = await house.setupToken();
    if (setup !== undefined)
      say(
        "  首次设置（一次有效，24 小时内）· First set-up (once, within 24 h):",
        `  ${url}/desk#setup=${setup.token}`,
        "",
      );
  }
};

const portIn = (error: Error): string => ("port" in error ? String(error.port) : "");

/** A person's mistake or a broken store: the sentence is the answer. Anything else is ours, and shows where it happened. */
const explain = (error: unknown): string => {
  const known = [
    ConfigWrong,
    StoreLocked,
    LedgerDamaged,
    StorageFailed,
    SecretsDamaged,
    SecretsMissing,
    PeopleKeysDamaged,
    PeopleKeysMissing,
    SealBroken,
    NoticesDamaged,
  ].some((one) => error instanceof one);
  if (error instanceof Error && "code" in error && error.code === "EADDRINUSE")
    return `端口 ${portIn(error)} 已被占用。请换 PORT（定位器的端口换 MQTT_PORT），或先停止占用它的程序。\nPort ${portIn(error)} is in use. Choose another PORT (for trackers MQTT_PORT), or stop the program that has it.`;
  if (known && error instanceof Error) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
};

process.on("uncaughtException", (error) => {
  complain(explain(error));
  process.exit(1);
});

const [, , word, ...rest] = process.argv;
const work = word === "site" ? runSite(rest, readConfig(process.env), say, complain) : start();
work.then(
  () => undefined,
  (error: unknown) => {
    complain(explain(error));
    process.exit(1);
  },
);
