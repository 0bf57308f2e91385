// 100,000 hazards in the ledger, told over three years, 2,000 of them open: what the board holds of them, and how long the desk takes.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { chromium, type Page } from "playwright-core";
import type { Event } from "../../domain/board.ts";
import { hazardClasses } from "../../domain/cases/case.ts";
import type { Unrecorded } from "../../domain/decider.ts";
import { caseId, commandId, type Millis, type Seq, unitId, workerId } from "../../domain/ids.ts";
import { retention } from "../../domain/retire.ts";
import { dayLength, hour } from "../../domain/time.ts";
import { openStore, type Store } from "../../server/store.ts";
import { launchOptions } from "../kit/browser.ts";
import { safety } from "../kit/hazards.ts";
import { siteFixture } from "../kit/site-fixture.ts";
import { countedId, system, worker } from "../kit/world.ts";
import { type Figure, median, percentile } from "./figures.ts";
import { newContext, serve } from "./pages.ts";

const closedOnes = 98_000;
const openOnes = 2_000;
const told = 3 * 365 * dayLength;
const batch = 1_000;
const rounds = 15;
const closesAfter = 40 * hour;

const collect: unknown = ((): unknown => {
  setFlagsFromString("--expose-gc");
  return runInNewContext("gc");
})();
/** Bytes of heap that are still needed. */
const heapNow = (): number => {
  if (typeof collect === "function") collect();
  return process.memoryUsage().heapUsed;
};

/** The hazard of this number, told then; assigned, or on its way to the end. */
const lifeOf = (n: number, at: Millis, closes: boolean): readonly Unrecorded<Event>[] => {
  const on = { subject: "cases", case: caseId(countedId(n)), by: "安全员" } as const;
  const [unit, scope] = n % 3 === 2 ? (["forest", ["co", "forest"]] as const) : (["mine", ["co", "mine"]] as const);
  const fixes = {
    ...{ who: workerId("w3"), finisher: workerId("w4"), acceptor: workerId("w6") },
    ...{ measure: `更换第 ${n} 号护栏并复核`, due: at + (closes ? 2 : 120) * dayLength },
  };
  const event = (type: Event["type"], later: Millis, data: Event): Unrecorded<Event> => ({
    at: at + later,
    actor: type === "CaseReported" ? worker(n % 12) : safety,
    cause: commandId(countedId(10_000_000 + n)),
    v: 1,
    data,
  });
  const kind = hazardClasses[n % hazardClasses.length] ?? "other";
  const seen = { sort: "hazard", class: kind, urgency: "likely", place: `${n % 500} 号巷口` } as const;
  const reported: Event = {
    ...{
      subject: "cases",
      type: "CaseReported",
      case: on.case,
      at,
      toldAt: at,
      by: { worker: workerId(`w${n % 12}`) },
    },
    ...{ unit: unitId(unit), scope: scope.map(unitId), words: `第 ${n} 号护栏松动，脚下有碎石` },
    ...seen,
  };
  const step = (type: "CaseVerified" | "CaseAccepted" | "CaseClosed", later: Millis): Unrecorded<Event> =>
    event(type, later, { ...on, type, at: at + later });
  const grade = { level: "general", colour: "yellow" } as const;
  const begun = [
    event("CaseReported", 0, reported),
    step("CaseVerified", hour),
    event("CaseGraded", 2 * hour, { ...on, type: "CaseGraded", at: at + 2 * hour, grade }),
    event("CaseAssigned", 3 * hour, { ...on, type: "CaseAssigned", at: at + 3 * hour, fixes, reason: "" }),
  ];
  if (!closes) return begun;
  const done = 30 * hour;
  return [
    ...begun,
    event("CaseDone", done, { ...on, type: "CaseDone", at: at + done, evidence: "已更换，试拉合格" }),
    step("CaseAccepted", closesAfter),
    step("CaseClosed", closesAfter),
  ];
};

const open = (dataDir: string): Promise<Store> =>
  openStore(
    { dataDir, segmentBytes: 64 * 1024 * 1024 },
    {
      onReport: (report) => {
        throw new Error(`the store is not as it was written: ${JSON.stringify(report)}`);
      },
      onFault: (_, error) => {
        throw error;
      },
    },
  );

/** The ledger as a house would have written it: what was over for 92 days has left the board. */
const write = async (dataDir: string, now: Millis, closed: number): Promise<void> => {
  const store = await open(dataDir);
  const began = now - told;
  const data = { subject: "site", type: "SiteImported", at: began, import: siteFixture({ rehearsal: true }) } as const;
  await store.ledger.append(() => [{ at: began, actor: system, cause: commandId(countedId(0)), v: 1, data }]);
  let gone = 1;
  const toldAt = (n: number): Millis => began + Math.floor(((n - 1) / closed) * (told - 2 * dayLength));
  const isOver = (n: number, at: Millis): boolean => n <= closed && at - (toldAt(n) + closesAfter) > retention.case;
  const sweep = (at: Millis): readonly Unrecorded<Event>[] => {
    const first = gone;
    while (isOver(gone, at) && gone - first < batch) gone += 1;
    const records = Array.from({ length: gone - first }, (_, k) => ({
      of: "case" as const,
      id: caseId(countedId(first + k)),
    }));
    const cause = commandId(countedId(20_000_000 + first));
    return records.length === 0
      ? []
      : [{ at, actor: system, cause, v: 1, data: { subject: "retire", type: "Retired", records } }];
  };
  for (let n = 1; n <= closed; n += batch) {
    const last = Math.min(closed, n + batch - 1);
    await store.ledger.append(() => [
      ...Array.from({ length: last - n + 1 }, (_, k) => lifeOf(n + k, toldAt(n + k), true)).flat(),
      ...sweep(toldAt(last)),
    ]);
  }
  for (let swept = sweep(now); swept.length > 0; swept = sweep(now)) await store.ledger.append(() => swept);
  const recent = Array.from({ length: openOnes }, (_, k) =>
    lifeOf(closed + 1 + k, now - 30 * dayLength + k * 1_000_000, false),
  );
  await store.ledger.append(() => recent.flat());
  await store.close();
};

type Opened = { readonly seconds: number; readonly bytes: number; readonly cases: number; readonly seq: Seq };
const opened = async (dataDir: string): Promise<Opened> => {
  const before = heapNow();
  const begun = performance.now();
  const store = await open(dataDir);
  const seconds = (performance.now() - begun) / 1000;
  const bytes = heapNow() - before;
  const cases = [...store.projection.board.all("case")].length;
  const seq = store.projection.seq();
  await store.snapshots.save(seq, store.projection.snapshot());
  await store.close();
  return { seconds, bytes, cases, seq };
};

/** From the page's own clock: does it, and waits until the list says so many and a frame has been drawn. */
const drawn = (
  page: Page,
  act: "inbox" | "posts" | "over" | "open" | `find ${string}`,
  rows: number,
): Promise<number> =>
  page.evaluate(
    ([what, wanted]) =>
      new Promise<number>((resolve, reject) => {
        const size = (): number =>
          Number(document.querySelector("main li[aria-setsize]")?.getAttribute("aria-setsize"));
        const begun = performance.now();
        if (what === "inbox") location.hash = "#/cases";
        else if (what === "posts") location.hash = "#/posts";
        else if (what === "over" || what === "open")
          [...document.querySelectorAll<HTMLElement>("main .tabs button")].at(what === "over" ? 2 : 1)?.click();
        else {
          const field = document.querySelector<HTMLInputElement>("main input[type=search]");
          if (field === null) throw new Error("no field to search by");
          field.value = what.slice(5);
          field.dispatchEvent(new Event("input", { bubbles: true }));
        }
        const look = (): void => {
          const isThere = what === "posts" ? location.hash === "#/posts" && size() !== wanted : size() === wanted;
          if (isThere) requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - begun), 0));
          else if (performance.now() - begun > 20_000) reject(new Error(`${what}: ${size()} rows, not ${wanted}`));
          else requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
      }),
    [act, rows] as const,
  );

export const cases = async (): Promise<readonly Figure[]> => {
  const folder = await mkdtemp(join(process.env.BENCH_DIR ?? tmpdir(), "shouwang-cases-"));
  const [many, few] = [join(folder, "many"), join(folder, "few")];
  const now = Date.now();
  const browser = await chromium.launch(await launchOptions());
  try {
    await write(many, now, closedOnes);
    await write(few, now, 0);
    const bare = await opened(few);
    const whole = await opened(many);
    const held = whole.cases - openOnes;
    const served = await serve(many);
    try {
      const page = await (await newContext(browser)).newPage();
      await page.goto(`${served.url}/desk#/posts`);
      // It has its board, and has drawn from it.
      await page.locator("main li[aria-setsize]").first().waitFor();
      const inbox: number[] = [];
      const search: number[] = [];
      for (let round = 0; round < rounds; round += 1) {
        inbox.push(await drawn(page, "inbox", openOnes));
        // The house's own sweep goes on meanwhile.
        const over = Number(await page.locator("main .tabs button i").nth(2).textContent());
        await drawn(page, "over", over);
        // One of them by its words, and all of a class of words.
        const last = closedOnes - 1 - round;
        search.push(await drawn(page, `find 第 ${last} 号护栏松动`, 1));
        await drawn(page, "find ", over);
        await drawn(page, "open", openOnes);
        await drawn(page, "posts", openOnes);
      }
      const kib = 1024 * 1024;
      const name = `${closedOnes + openOnes} cases in the ledger, ${openOnes} open`;
      const p95 = { inbox: percentile(inbox, 95), search: percentile(search, 95) };
      return [
        {
          name: `${name}: cases on the board`,
          value: whole.cases,
          unit: "records",
          baseline: { name: "the open ones alone", value: bare.cases },
          bound: { text: "those of 92 days, however many the ledger holds", kept: held <= closedOnes * 0.1 },
        },
        {
          name: `${name}: heap of the open store`,
          value: whole.bytes / kib,
          unit: "MB",
          baseline: { name: "the open ones alone", value: bare.bytes / kib },
        },
        {
          name: `${name}: start of ${whole.seq} events without a snapshot`,
          value: whole.seconds,
          unit: "s",
          baseline: { name: `the open ones alone, ${bare.seq} events`, value: bare.seconds },
        },
        {
          name: `${name}: the inbox drawn at the desk, p95 of ${rounds}`,
          value: p95.inbox,
          unit: "ms",
          baseline: { name: "p50", value: median(inbox) },
          bound: { text: "at most 300 ms", kept: p95.inbox <= 300 },
        },
        {
          name: `${name}: one of the ${held} closed ones that the board holds found by its words, p95 of ${rounds}`,
          value: p95.search,
          unit: "ms",
          baseline: { name: "p50", value: median(search) },
          bound: { text: "at most 1 s", kept: p95.search <= 1_000 },
        },
      ];
    } finally {
      await served.close();
    }
  } finally {
    await browser.close();
    await rm(folder, { recursive: true });
  }
};
