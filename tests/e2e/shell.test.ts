// The built pages in a real browser: they open in Chinese from the machine's own font, and once kept, without a server.

import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { createAdaptorServer } from "@hono/node-server";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { createPages } from "../../server/http/pages.ts";
import { launchOptions } from "../kit/browser.ts";
import { look } from "../kit/look.ts";
import { chunkImports, circleIn } from "../kit/page-chunks.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await chromium.launch(await launchOptions());
});
afterAll(async () => {
  await browser.close();
});

const serve = async () => {
  const http = createAdaptorServer({ fetch: createPages("dist/public").fetch });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const address = http.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const close = async (): Promise<void> => {
    const closed = new Promise<void>((resolve) => http.close(() => resolve()));
    if ("closeAllConnections" in http) http.closeAllConnections();
    await closed;
  };
  onTestFinished(close);
  return { url: `http://127.0.0.1:${port}`, close };
};

const open = async (context: BrowserContext, url: string): Promise<Page> => {
  const page = await context.newPage();
  await page.goto(url);
  await page.locator("#app > *").first().waitFor();
  return page;
};

const newContext = async (): Promise<BrowserContext> => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 } });
  onTestFinished(() => context.close());
  return context;
};

test("no two files of the pages wait for each other: such a page never opens, and says nothing", () => {
  const imports = chunkImports("dist/public/assets");
  expect([...imports.values()].flat().length).toBeGreaterThan(20);
  expect(circleIn(imports)).toBeUndefined();
  expect(circleIn(new Map([...imports, ["a.js", ["b.js"]], ["b.js", ["a.js"]]]))).toEqual(["a.js", "b.js", "a.js"]);
});

test("the word list goes compressed over the wire, and is kept for ever", async () => {
  const { url } = await serve();
  const file = readdirSync("dist/public/assets").find((name) => /^words-.+\.txt$/.test(name));
  const headers = { "accept-encoding": "gzip" };
  const answer = await fetch(`${url}/assets/${file}`, { headers });
  expect(answer.headers.get("content-encoding")).toBe("gzip");
  expect(answer.headers.get("cache-control")).toContain("immutable");
  expect(await answer.text()).toBe(readFileSync("data/words/words.txt", "utf8"));
  const script = readdirSync("dist/public/assets").find((name) => /^kiosk-.+\.js$/.test(name));
  expect((await fetch(`${url}/assets/${script}`, { headers })).headers.get("content-encoding")).toBeNull();
});

const weight = (paths: readonly string[]): number =>
  paths.reduce((sum, path) => sum + gzipSync(readFileSync(`dist/public${path}`)).length, 0);

test.each(["wall", "desk", "kiosk"])(
  "/%s opens, draws Chinese with the font that the server ships, and opens again while the server is away",
  async (name) => {
    const { url, close } = await serve();
    const page = await open(await newContext(), `${url}/${name}`);
    const loaded = await page.evaluate(async () => {
      await document.fonts.load('24px "Noto Sans SC Variable"', "守望岗位");
      return [...document.fonts].filter((face) => face.status === "loaded").length;
    });
    expect(loaded).toBeGreaterThan(0);
    expect(await page.evaluate(() => getComputedStyle(document.documentElement).fontFamily)).toMatch(
      /^"Noto Sans SC Variable"/,
    );
    await look(page, `shell-${name}`);
    const scripts = await page.evaluate(async () => {
      await navigator.serviceWorker.ready;
      const begun = performance.getEntriesByType("resource").map((entry) => new URL(entry.name).pathname);
      const kept = await Promise.all((await caches.keys()).map(async (cache) => (await caches.open(cache)).keys()));
      const paths = kept.flat().map((request) => new URL(request.url).pathname);
      return {
        begun: begun.filter((path) => path.endsWith(".js")),
        kept: paths,
        asked: begun,
      };
    });
    // A kiosk begins with at most 90 kB of JavaScript, and has its other pages once it is kept.
    if (name === "kiosk") {
      expect(scripts.begun.some((path) => path.startsWith("/assets/kiosk-"))).toBe(true);
      expect(weight(scripts.begun)).toBeLessThanOrEqual(90_000);
      expect(scripts.begun.some((path) => path.startsWith("/assets/Late-"))).toBe(false);
      expect(scripts.kept.some((path) => path.startsWith("/assets/Late-"))).toBe(true);
      // What writing needs comes later still, is kept from the first visit, and is light.
      const later = /^\/assets\/(?:Late-|speller|words-(?!en-))/;
      const typing = scripts.kept.filter((path) => later.test(path));
      expect(typing.map((path) => path.replace(/-[\w-]{8}\./, ".")).toSorted()).toEqual(
        expect.arrayContaining(["/assets/Late.js", "/assets/speller-worker.js", "/assets/words.txt"]),
      );
      expect(scripts.asked.filter((path) => later.test(path))).toEqual([]);
      expect(weight(typing)).toBeLessThanOrEqual(1_500_000);
    }
    await close();
    await page.reload();
    await page.locator("#app > *").first().waitFor();
    await look(page, `shell-${name}-away`);
  },
);
