// Keeps the pages' own files on the device, so that a screen opens while the server is away; data never passes through it.

/** What one build consists of, as paths of the site; written into the worker by the build. */
export type Shell = {
  /** Its caches, the first by how their names begin: a worker of other pages on the same device has others. */
  readonly caches: { readonly shell: string; readonly fonts: string };
  /** Changes whenever any file changes. */
  readonly revision: string;
  readonly pages: readonly string[];
  /** Hashed files that are kept from the start. */
  readonly assets: readonly string[];
  /** Font slices, and what one page in many needs: kept when first used. */
  readonly fonts: readonly string[];
};

/** The part of a service worker's scope that is used here. */
export type WorkerScope = {
  readonly location: { readonly origin: string };
  readonly caches: Pick<CacheStorage, "keys" | "delete"> & { open(name: string): Promise<Kept> };
  readonly clients: { claim(): Promise<void> };
  fetch(request: Request): Promise<Response>;
  skipWaiting(): Promise<void>;
  addEventListener(type: "install" | "activate", listener: (event: Lasting) => void): void;
  addEventListener(type: "fetch", listener: (event: Fetching) => void): void;
};
export type Kept = Pick<Cache, "match" | "put" | "keys" | "delete">;
export type Lasting = { waitUntil(done: Promise<unknown>): void };
export type Fetching = { readonly request: Request; respondWith(response: Promise<Response>): void };

/** A page that the server has not begun to send by then comes from the device, ms. */
export const patience = 3_000;

export const createShellWorker = (scope: WorkerScope, shell: Shell): void => {
  const { shell: prefix, fonts: fontCache } = shell.caches;
  const cacheName = `${prefix}${shell.revision}`;
  const assets = new Set(shell.assets);
  const fonts = new Set(shell.fonts);
  const absolute = (path: string): string => scope.location.origin + path;

  const keep = async (cache: Kept, path: string, mode: RequestCache): Promise<void> => {
    const response = await scope.fetch(new Request(absolute(path), { cache: mode, credentials: "same-origin" }));
    if (!response.ok || response.redirected) throw new Error(`${path} answered ${response.status}`);
    await cache.put(absolute(path), response);
  };

  /** All or nothing: a shell with a hole in it would open as a blank page. */
  const install = async (): Promise<void> => {
    const cache = await scope.caches.open(cacheName);
    await Promise.all(shell.pages.map((path) => keep(cache, path, "reload")));
    await Promise.all(shell.assets.map((path) => keep(cache, path, "default")));
    await scope.skipWaiting();
  };

  const activate = async (): Promise<void> => {
    const names = await scope.caches.keys();
    const old = names.filter((name) => name.startsWith(prefix) && name !== cacheName);
    await Promise.all(old.map((name) => scope.caches.delete(name)));
    const kept = await scope.caches.open(fontCache);
    for (const request of await kept.keys()) {
      if (!fonts.has(new URL(request.url).pathname)) await kept.delete(request);
    }
    await scope.clients.claim();
  };

  const keptFirst = async (name: string, path: string, request: Request): Promise<Response> => {
    const cache = await scope.caches.open(name);
    const hit = await cache.match(absolute(path));
    if (hit !== undefined) return hit;
    const response = await scope.fetch(request);
    if (response.ok) await cache.put(absolute(path), response.clone());
    return response;
  };

  /** A new build is picked up from the server; a dead, slow or broken server still gives the page that is kept. */
  const page = async (path: string, request: Request): Promise<Response> => {
    const cache = await scope.caches.open(cacheName);
    const kept = await cache.match(absolute(path));
    if (kept === undefined) return scope.fetch(request);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<Response>((resolve) => {
      timer = setTimeout(() => resolve(kept), patience);
    });
    const fresh = scope.fetch(request).then(
      (response) => (response.status >= 500 ? kept : response),
      () => kept,
    );
    return Promise.race([fresh, late]).finally(() => clearTimeout(timer));
  };

  scope.addEventListener("install", (event) => event.waitUntil(install()));
  scope.addEventListener("activate", (event) => event.waitUntil(activate()));
  scope.addEventListener("fetch", (event) => {
    const { request } = event;
    const url = new URL(request.url);
    if (request.method !== "GET" || url.origin !== scope.location.origin) return;
    const path = url.pathname;
    if (request.mode === "navigate") {
      const shellPage = shell.pages.find((name) => path === name || path === `${name}/`);
      if (shellPage !== undefined) event.respondWith(page(shellPage, request));
    } else if (assets.has(path)) event.respondWith(keptFirst(cacheName, path, request));
    else if (fonts.has(path)) event.respondWith(keptFirst(fontCache, path, request));
  });
};
