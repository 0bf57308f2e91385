// The entry of /scan: takes what the address says, opens the phone's disk, puts the page into the document and keeps it on the phone.

import "../lib/tokens.css";
import "../lib/base.css";
import { mount } from "svelte";
import { keepShell } from "../lib/shell.ts";
import { createDoor } from "./door.ts";
import { createScanPage } from "./page.svelte.ts";
import { placeNow } from "./place.ts";
import Scan from "./Scan.svelte";
import { createNameShelf, createScanStore, openScanDatabase } from "./scan-store.ts";
import { signOfLink, tokenOf } from "./sign.ts";

const tokenKey = "shouwang.phone";
const target = document.getElementById("app");
if (target === null) throw new Error("index.html has no #app");

const link = location.href;
const token = (): string | undefined => localStorage.getItem(tokenKey) ?? undefined;
/** A token leaves the address before anything else: it must not stand in the history, or on the glass. */
const takeToken = (): void => {
  if (location.hash === "") return;
  const brought = tokenOf(location.hash);
  history.replaceState(null, "", `/scan${location.search}`);
  if (brought !== undefined) localStorage.setItem(tokenKey, brought);
};
takeToken();

const first = navigator.languages.find((one) => /^(?:zh|en)\b/i.test(one)) ?? "zh-CN";
const lang = /^en/i.test(first) ? "en" : "zh-CN";
document.documentElement.lang = lang;
const light = matchMedia("(prefers-color-scheme: light)");
const dress = (): void => {
  document.documentElement.dataset.theme = light.matches ? "light" : "dark";
};
dress();
light.addEventListener("change", dress);

/** One tab at a time; a tab that the phone put to sleep with the lock in hand is not waited for: ids make it harmless. */
const alone = async (queue: string, run: () => Promise<void>): Promise<void> => {
  if (!("locks" in navigator)) return run();
  let begun = false;
  try {
    await navigator.locks.request(`shouwang-${queue}`, { signal: AbortSignal.timeout(5_000) }, () => {
      begun = true;
      return run();
    });
  } catch (error) {
    if (begun || !(error instanceof DOMException)) throw error;
    await run();
  }
};

const db = await openScanDatabase();
// Asked, not demanded: without it the browser may drop the queue when the disk is full.
void navigator.storage?.persist?.();
const now = (): number => Date.now();
const page = createScanPage({
  scans: createScanStore(db, "scans"),
  findings: createScanStore(db, "findings"),
  names: createNameShelf(db),
  door: createDoor({ token, lang, now }),
  token,
  placeNow,
  now,
  wait: (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
  alone,
});
mount(Scan, {
  target,
  props: {
    page,
    lang,
    onToken: (given: string) => {
      localStorage.setItem(tokenKey, given);
      page.introduced();
    },
  },
});
// Opened by a sign: kept first. Only then does the address forget it, or a tab that is opened again would scan again.
if (new URLSearchParams(location.search).has("c")) {
  await page.scan(signOfLink(link), "qr");
  if (page.moment.kind !== "unkept") history.replaceState(null, "", "/scan");
}
// The link opened over a page that is open already loads nothing.
addEventListener("hashchange", () => {
  takeToken();
  page.introduced();
});
addEventListener("online", page.flush);
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") page.flush();
});
await page.open();
await keepShell("/scan-sw.js", "/scan");
