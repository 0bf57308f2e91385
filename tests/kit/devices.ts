// Devices of a test: each a browser context with one page of its own, which remembers what the page complained of.

import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, onTestFinished } from "vitest";
import { launchOptions } from "./browser.ts";

export type Device = {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Warnings and errors of the console, and exceptions that nobody caught. */
  readonly complaints: () => readonly string[];
};

export type Make = {
  readonly width?: number;
  readonly height?: number;
  readonly lang?: "zh-CN" | "en" /** How far the device's own clock is ahead, ms. */;
  readonly clockOff?: number;
  /** Fingers instead of a mouse. */
  readonly touch?: boolean;
};

/** What Playwright says of a worker that it does not let in: nothing that the page complains of. */
const isAboutWorker = (text: string): boolean => text.includes("Service Worker registration blocked by Playwright");

/**
 * One browser for a file of tests; the answer makes devices in it, each gone when its test ends. `nothing`: no worker fetches every file
 * of the shell once more to keep it, a third of what opening a page costs; for proofs in which no page is opened without its server.
 * `flags`: of the browser itself, as `camera` below.
 */
export const useDevices = (
  keeping: "shell" | "nothing" = "shell",
  flags: readonly string[] = [],
): ((url: string, make?: Make) => Promise<Device>) => {
  let browser: Browser | undefined;
  beforeAll(async () => {
    const { args = [], ...options } = await launchOptions();
    browser = await chromium.launch({ ...options, args: [...args, ...flags] });
  });
  afterAll(async () => {
    await browser?.close();
  });
  return async (url, { width = 1280, height = 800, lang = "zh-CN", clockOff = 0, touch = false } = {}) => {
    if (browser === undefined) throw new Error("no browser yet: a device is made within a test");
    const context = await browser.newContext({
      viewport: { width, height },
      locale: lang,
      hasTouch: touch,
      serviceWorkers: keeping === "shell" ? "allow" : "block",
    });
    onTestFinished(() => context.close());
    context.setDefaultTimeout(20_000);
    if (clockOff !== 0) await context.addInitScript(setAhead, clockOff);
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on("console", (message) => {
      const text = message.text();
      if ((message.type() === "error" || message.type() === "warning") && !isAboutWorker(text)) complaints.push(text);
    });
    page.on("pageerror", (error) => complaints.push(error.stack ?? error.message));
    await page.goto(url);
    return { page, context, complaints: () => complaints };
  };
};

/** A camera that shows a test picture, and is given to every page that asks. */
export const camera = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"] as const;

/** Runs in the page before its own scripts: its Date is ahead by so many ms, as on a device that was set wrong. */
const setAhead = (by: number): void => {
  const right = Date;
  window.Date = new Proxy(right, {
    construct: (real, given, target) => Reflect.construct(real, given.length === 0 ? [real.now() + by] : given, target),
    get: (real, name) => (name === "now" ? () => real.now() + by : Reflect.get(real, name)),
  });
};

/** A mark on the page's own memory: a reload would take it away. */
export const mark = async (page: Page): Promise<() => Promise<boolean>> => {
  await page.evaluate(() => Object.assign(window, { marked: true }));
  return () => page.evaluate(() => "marked" in window);
};
