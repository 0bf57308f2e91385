// `npm run site -- import|export <folder>`: brings a site into the store, or writes it out, while the server is stopped.

import { mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { v7 as uuid } from "uuid";
import { commandId } from "../domain/ids.ts";
import { refusalText } from "../domain/refusals.ts";
import { createBadges } from "./access/badges.ts";
import { createCommandHandler } from "./command-handler.ts";
import type { Config } from "./config.ts";
import { createEnrich } from "./ingest/enrich.ts";
import { createGeodesy } from "./ingest/geodesy.ts";
import { readFolder } from "./site/read-folder.ts";
import { readSite } from "./site/read-site.ts";
import { writeSite } from "./site/write-site.ts";
import { openStore, type Store } from "./store.ts";

type Say = (...lines: readonly string[]) => void;

const usage = ["用法 usage:", "  npm run site -- import <folder 文件夹>", "  npm run site -- export <folder 文件夹>"];

/** Throws what a broken store throws; everything a person did wrong is said and ends with a failed exit. */
export const runSite = async (words: readonly string[], config: Config, say: Say, complain: Say): Promise<void> => {
  const [what, folder] = words;
  if (folder === undefined || (what !== "import" && what !== "export")) {
    complain(...usage);
    process.exitCode = 2;
    return;
  }
  const told = {
    onReport: (report: object) => complain(`store: ${JSON.stringify(report)}`),
    onFault: (part: string, error: unknown) => complain(`fault in ${part}: ${String(error)}`),
  };
  const store = await openStore(config, told);
  if (what === "export") {
    await exportSite(store, folder, say, complain);
    return;
  }
  const isRehearsal = store.projection.board.get("site", "site")?.rehearsal === true;
  // Read before anything is moved: a folder with a wrong row leaves the rehearsal as it is.
  const trial = await readWith(store, folder);
  if (!trial.ok || !isRehearsal) {
    await importInto(store, trial, say, complain);
    return;
  }
  await store.close();
  const aside = `${config.dataDir}.rehearsal-${new Date().toISOString().replaceAll(/[:.]/g, "-")}`;
  await rename(config.dataDir, aside);
  say(`演练台账已移到 · the rehearsal's ledger was put aside: ${aside}`);
  const fresh = await openStore(config, told);
  await importInto(fresh, await readWith(fresh, folder), say, complain);
};

const readWith = async (store: Store, folder: string): Promise<ReturnType<typeof readSite>> => {
  const badges = createBadges(store.secrets.read().pepper);
  return readSite(await readFolder(folder), {
    hashBadge: badges.hashBadge,
    workerIdOf: badges.workerIdOf,
    badgeNow: (worker) => store.projection.board.get("worker", worker)?.badge ?? "",
    belts: createGeodesy(),
    now: () => Date.now(),
    rehearsal: false,
  });
};

const importInto = async (store: Store, read: ReturnType<typeof readSite>, say: Say, complain: Say): Promise<void> => {
  try {
    if (!read.ok) {
      complain(`${read.count} 行有误，没有导入任何一行。 ${read.count} rows are wrong; nothing was imported.`);
      for (const { file, row, column, zh, en } of read.rows) complain(`  ${file}:${row} ${column}  ${zh} · ${en}`);
      process.exitCode = 1;
      return;
    }
    const now = (): number => Date.now();
    const enrich = createEnrich(createGeodesy());
    const handler = createCommandHandler({
      ledger: store.ledger,
      projection: store.projection,
      now,
      enrich: (command, board) => enrich(command, board.look, now()),
      onFault: (error) => {
        throw error;
      },
    });
    const answer = await handler.submit({
      id: commandId(uuid()),
      command: { type: "ImportSite", import: read.site },
      claimedAt: now(),
      actor: { kind: "system", part: "import" },
    });
    if (answer.kind !== "ok") {
      complain(refusalText(answer.refusal, "zh-CN"), refusalText(answer.refusal, "en"));
      process.exitCode = 1;
      return;
    }
    const { site, workers, posts, zones, routes, activities } = read.site;
    say(
      `已导入 ${site.name} · imported ${site.nameEn}`,
      `  单位 units ${site.units.length} · 人员 workers ${workers.length} · 岗位 posts ${posts.length} · 区域 zones ${zones.length} · 路线 routes ${routes.length} · 活动 activities ${activities.length}`,
    );
  } finally {
    await store.close();
  }
};

const exportSite = async (store: Store, folder: string, say: Say, complain: Say): Promise<void> => {
  try {
    if (store.projection.board.get("site", "site") === undefined) {
      complain("还没有现场可导出。 There is no site to export yet.");
      process.exitCode = 1;
      return;
    }
    await mkdir(folder, { recursive: true });
    for (const [name, text] of writeSite(store.projection.board)) await writeFile(join(folder, name), text);
    say(`已导出到 ${folder}（不含工牌号）· exported to ${folder} (without badge codes)`);
  } finally {
    await store.close();
  }
};
