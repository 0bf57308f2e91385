// The worker that keeps the pages: what it keeps, what it lets pass, and what it answers while the server is away.

import { describe, expect, test, vi } from "vitest";
import {
  createShellWorker,
  type Fetching,
  type Kept,
  type Lasting,
  patience,
  type Shell,
} from "../../web/lib/shell-worker.ts";

const origin = "http://wall.test";
const shell: Shell = {
  revision: "r1",
  caches: { shell: "shouwang-shell-", fonts: "shouwang-fonts" },
  pages: ["/wall", "/desk", "/kiosk"],
  assets: ["/assets/web-1.js"],
  fonts: ["/assets/slice-1.woff2"],
};

type Stores = Map<string, Map<string, Response>>;

const createCache = (store: Map<string, Response>): Kept => {
  const urlOf = (key: RequestInfo | URL): string => (key instanceof Request ? key.url : String(key));
  return {
    match: async (key) => store.get(urlOf(key))?.clone(),
    put: async (key, response) => void store.set(urlOf(key), response),
    keys: async () => [...store.keys()].map((url) => new Request(url)),
    delete: async (key) => store.delete(urlOf(key)),
  };
};

type Heard = (event: Lasting & Fetching) => void;
type Answer = (path: string) => Response | Promise<Response>;

const setUp = (options: { readonly shell?: Shell; readonly stores?: Stores } = {}) => {
  const stores: Stores = options.stores ?? new Map();
  const listeners = new Map<string, Heard>();
  let answer: Answer = (path) => new Response(`${path} of the server`);
  const asked: string[] = [];
  function addEventListener(type: "install" | "activate", listener: (event: Lasting) => void): void;
  function addEventListener(type: "fetch", listener: (event: Fetching) => void): void;
  function addEventListener(type: string, listener: Heard): void {
    listeners.set(type, listener);
  }
  const scope = {
    location: { origin },
    caches: {
      open: async (name: string) => {
        const store = stores.get(name) ?? new Map<string, Response>();
        stores.set(name, store);
        return createCache(store);
      },
      keys: async () => [...stores.keys()],
      delete: async (name: string) => stores.delete(name),
    },
    clients: { claim: async () => undefined },
    fetch: async (request: Request) => {
      const path = new URL(request.url).pathname;
      asked.push(path);
      return answer(path);
    },
    skipWaiting: async () => undefined,
    addEventListener,
  };
  createShellWorker(scope, options.shell ?? shell);
  const last = async (type: "install" | "activate"): Promise<void> => {
    let done: Promise<unknown> = Promise.reject(new Error(`nobody hears ${type}`));
    const waitUntil = (promise: Promise<unknown>): void => {
      done.catch(() => undefined);
      done = promise;
    };
    listeners.get(type)?.({ waitUntil, request: new Request(origin), respondWith: () => undefined });
    await done;
  };
  const get = (path: string, mode: "navigate" | "cors" = "cors", method = "GET"): Promise<Response> | undefined => {
    const request = new Request(origin + path, { method });
    Object.defineProperty(request, "mode", { value: mode });
    let answered: Promise<Response> | undefined;
    const respondWith = (response: Promise<Response>): void => {
      answered = response;
    };
    listeners.get("fetch")?.({ request, respondWith, waitUntil: () => undefined });
    return answered;
  };
  return {
    stores,
    asked,
    last,
    get,
    answerWith: (next: Answer) => {
      answer = next;
    },
  };
};

const text = async (response: Promise<Response> | undefined): Promise<string | undefined> => (await response)?.text();
const away = (): Promise<Response> => Promise.reject(new TypeError("Failed to fetch"));

describe("keeping", () => {
  test("install keeps every page and asset, and no font slice", async () => {
    const { stores, last } = setUp();
    await last("install");
    expect([...(stores.get("shouwang-shell-r1")?.keys() ?? [])].sort()).toEqual([
      `${origin}/assets/web-1.js`,
      `${origin}/desk`,
      `${origin}/kiosk`,
      `${origin}/wall`,
    ]);
  });

  test("install fails whole when one file is missing", async () => {
    const { last, answerWith } = setUp();
    answerWith((path) => new Response("", { status: path.startsWith("/assets/") ? 404 : 200 }));
    await expect(last("install")).rejects.toThrow("/assets/web-1.js answered 404");
  });

  test("activate removes the shells of other builds and the font slices that this build has no more", async () => {
    const stores: Stores = new Map([
      ["shouwang-shell-r0", new Map()],
      ["someone-else", new Map()],
      [
        "shouwang-fonts",
        new Map([
          [`${origin}/assets/slice-0.woff2`, new Response("0")],
          [`${origin}/assets/slice-1.woff2`, new Response("1")],
        ]),
      ],
    ]);
    const { last } = setUp({ stores });
    await last("install");
    await last("activate");
    expect([...stores.keys()].sort()).toEqual(["shouwang-fonts", "shouwang-shell-r1", "someone-else"]);
    expect([...(stores.get("shouwang-fonts")?.keys() ?? [])]).toEqual([`${origin}/assets/slice-1.woff2`]);
  });
});

describe("answering", () => {
  test("a hashed asset comes from the device without asking", async () => {
    const { last, get, asked } = setUp();
    await last("install");
    asked.length = 0;
    expect(await text(get("/assets/web-1.js"))).toBe("/assets/web-1.js of the server");
    expect(asked).toEqual([]);
  });

  test("a font slice is kept when first used", async () => {
    const { last, get, asked, answerWith } = setUp();
    await last("install");
    asked.length = 0;
    expect(await text(get("/assets/slice-1.woff2"))).toBe("/assets/slice-1.woff2 of the server");
    answerWith(away);
    expect(await text(get("/assets/slice-1.woff2"))).toBe("/assets/slice-1.woff2 of the server");
    expect(asked).toEqual(["/assets/slice-1.woff2"]);
  });

  test("a new build's page comes from the server", async () => {
    const { last, get, answerWith } = setUp();
    await last("install");
    answerWith(() => new Response("new build"));
    expect(await text(get("/wall?lang=en", "navigate"))).toBe("new build");
  });

  test.each([
    ["is away", away],
    ["answers 502", () => new Response("bad gateway", { status: 502 })],
  ])("a page is opened from the device when the server %s", async (_how, answer) => {
    const { last, get, answerWith } = setUp();
    await last("install");
    answerWith(answer);
    expect(await text(get("/kiosk?lang=en", "navigate"))).toBe("/kiosk of the server");
  });

  test("a page is opened from the device when the server is silent for 3 s", async () => {
    vi.useFakeTimers();
    try {
      const { last, get, answerWith } = setUp();
      await last("install");
      answerWith(() => new Promise<Response>(() => undefined));
      const page = text(get("/desk", "navigate"));
      let opened = false;
      void page.then(() => {
        opened = true;
      });
      await vi.advanceTimersByTimeAsync(patience - 1);
      expect(opened).toBe(false);
      await vi.advanceTimersByTimeAsync(1);
      expect(await page).toBe("/desk of the server");
    } finally {
      vi.useRealTimers();
    }
  });

  test.each([
    ["/api/v1/commands", "cors", "GET"],
    ["/socket.io/?EIO=4", "cors", "GET"],
    ["/wall", "navigate", "POST"],
    ["/metrics", "navigate", "GET"],
    ["/assets/unknown.js", "cors", "GET"],
  ] as const)("%s (%s, %s) passes untouched", async (path, mode, method) => {
    const { last, get } = setUp();
    await last("install");
    expect(get(path, mode, method)).toBeUndefined();
  });
});
