// All that whoever comes next could read of a page: what it shows, its address and history, and every place where a browser keeps things.

import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";

const built = "dist/public/assets";

let shipped: Readonly<Record<string, string>> | undefined;
/** The built files by their path, each with its SHA-256: four megabytes that are the same for everybody need not be read for each. */
const shippedFiles = (): Readonly<Record<string, string>> => {
  shipped ??= Object.fromEntries(
    readdirSync(built).map((name) => [
      `/assets/${name}`,
      createHash("sha256")
        .update(readFileSync(join(built, name)))
        .digest("hex"),
    ]),
  );
  return shipped;
};

/** Each place with what lies in it as text; a key that could only be used, never read, says so, and a kept file of the build is named. */
export const everythingOf = (page: Page): Promise<Readonly<Record<string, string>>> =>
  page.evaluate(async (asBuilt) => {
    const sha256 = async (bytes: ArrayBuffer): Promise<string> =>
      [...new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))]
        .map((byte) => byte.toString(16).padStart(2, "0"))
        .join("");
    const asText = (value: unknown): string =>
      JSON.stringify(value, (_, one: unknown) => {
        if (one instanceof Map) return [...one];
        if (one instanceof ArrayBuffer) return [...new Uint8Array(one)].join(" ");
        if (one instanceof CryptoKey) return `${one.type} key, ${one.extractable ? "readable" : "not readable"}`;
        return one;
      }) ?? "";
    const storageOf = (storage: Storage): string =>
      Array.from({ length: storage.length }, (_, n) => storage.key(n) ?? "")
        .map((key) => `${key}=${storage.getItem(key)}`)
        .join("\n");
    const databases: string[] = [];
    for (const { name = "" } of await indexedDB.databases()) {
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        const open = indexedDB.open(name);
        open.onsuccess = () => resolve(open.result);
        open.onerror = () => reject(open.error);
      });
      for (const store of db.objectStoreNames) {
        const all = await new Promise<unknown>((resolve, reject) => {
          const asked = db.transaction(store).objectStore(store).getAll();
          asked.onsuccess = () => resolve(asked.result);
          asked.onerror = () => reject(asked.error);
        });
        databases.push(`${name}/${store}: ${asText(all)}`);
      }
      db.close();
    }
    const kept: string[] = [];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const response = await cache.match(request);
        const isText = /json|html|text/.test(response?.headers.get("content-type") ?? "");
        const body = isText ? await response?.arrayBuffer() : undefined;
        const file = asBuilt[new URL(request.url).pathname];
        const isBuilt = body !== undefined && file !== undefined && file === (await sha256(body));
        kept.push(`${name} ${request.url} ${isBuilt ? "" : new TextDecoder().decode(body)}`);
      }
    }
    const fields = [...document.querySelectorAll("input, textarea, select")].map((field) =>
      "value" in field ? String(field.value) : "",
    );
    return {
      page: document.documentElement.outerHTML,
      fields: fields.join("\n"),
      address: `${location.href} ${document.title} ${document.referrer} ${asText(history.state)} ${window.name}`,
      cookies: document.cookie,
      localStorage: storageOf(localStorage),
      sessionStorage: storageOf(sessionStorage),
      databases: databases.join("\n"),
      caches: kept.join("\n"),
      requests: performance
        .getEntries()
        .map(({ name }) => name)
        .join("\n"),
    };
  }, shippedFiles());

/** Figures stand alone: six of them also stand within any clock's thirteen. */
const isIn = (text: string, trace: string): boolean =>
  /^\d+$/.test(trace) ? new RegExp(`(?<!\\d)${trace}(?!\\d)`).test(text) : text.includes(trace);

/** Which of these traces can be found, and where: `what in which place`. */
export const tracesIn = (
  places: Readonly<Record<string, string>>,
  traces: Readonly<Record<string, string>>,
): readonly string[] =>
  Object.entries(places).flatMap(([place, text]) =>
    Object.entries(traces).flatMap(([what, trace]) => (isIn(text, trace) ? [`${what} in ${place}`] : [])),
  );
