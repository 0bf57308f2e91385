/// <reference types="vitest/config" />
// One build for the pages, the server and the bench; one process for development; the settings of the tests.

import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { Server as HttpServer, type IncomingMessage, type ServerResponse } from "node:http";
import { relative } from "node:path";
import { svelte } from "@sveltejs/vite-plugin-svelte";
// Not from vitest/config: this file must load where only the production packages are installed.
import { defineConfig, type EnvironmentOptions, isRunnableDevEnvironment, type Plugin, type Rolldown } from "vite";
import type { House } from "./server/house.ts";
import type { Shell } from "./web/lib/shell-worker.ts";

const testing = process.env.VITEST !== undefined;

/** Node programs: environment name → entry. Each becomes one file that runs without node_modules; only the bench's browser lies there. */
const programs = { server: "server/main.ts", bench: "tests/load/main.ts" } as const;

/** Browsers for the tests, which the bench looks for where it runs; an installation for production has none. */
const browsers = ["playwright-core", "@sparticuz/chromium"];

/** On a busy machine the bundler would say that it took its time: no warning of ours. */
const checks = { bundlerTimings: false } as const;

const program = (input: string, outDir: string, building: boolean): EnvironmentOptions => ({
  consumer: "server",
  ...(building ? { resolve: { noExternal: true as const, external: browsers } } : {}),
  build: {
    ssr: true,
    outDir,
    emptyOutDir: true,
    copyPublicDir: false,
    target: "node20",
    rolldownOptions: { input, output: { entryFileNames: "main.js" }, checks },
  },
});

/** `/wall`, `/desk`, `/scan` and `/kiosk` are addresses, not files: in development they are answered with their page's entry. */
const pageOf = (url: string): string | undefined => {
  const path = url.split("?", 1)[0] ?? "";
  if (/^\/(?:wall|desk)(?:\/[^.]*)?$/.test(path)) return "/web/index.html";
  if (/^\/scan\/?$/.test(path)) return "/web/scan/index.html";
  return /^\/kiosk\/?$/.test(path) ? "/kiosk/index.html" : undefined;
};

/** Development: the server's own code runs in Vite's process, behind Vite's port, and starts anew when it changes. */
const serverInProcess = (): Plugin => {
  let house: Promise<House> | undefined;
  return {
    name: "shouwang:server-in-process",
    apply: "serve",
    configureServer(vite) {
      const http = vite.httpServer;
      const environment = vite.environments.server;
      if (testing || !(http instanceof HttpServer) || environment === undefined) return;
      if (!isRunnableDevEnvironment(environment)) throw new Error("the server environment cannot run code");
      const { runner } = environment;
      const complain = (what: string, error: unknown): void =>
        vite.config.logger.error(`${what}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      const open = async (): Promise<House> => {
        const { readConfig } = await runner.import<typeof import("./server/config.ts")>("/server/config.ts");
        const { openHouse } = await runner.import<typeof import("./server/house.ts")>("/server/house.ts");
        const { loadSample } = await runner.import<typeof import("./server/opening.ts")>("/server/opening.ts");
        const config = readConfig(process.env);
        const onReport = (report: unknown): void => complain("store", JSON.stringify(report));
        const opened = await openHouse(http, config, "dev", { onReport, onFault: complain });
        const site = () => opened.projection.board.get("site", "site");
        if (config.rehearsal !== "off" && site() === undefined) await loadSample(opened, config);
        return opened;
      };
      // Not before it listens: on a restart Vite makes the new server while the old one still holds the store's lock.
      http.once("listening", () => {
        house = open();
        house.catch((error: unknown) => complain("server", error));
      });
      vite.watcher.on("change", (file) => {
        if (/^(?:server|domain)[\\/].*\.ts$/.test(relative(vite.config.root, file))) void vite.restart();
      });
      const handle = (request: IncomingMessage, response: ServerResponse): void => {
        Promise.resolve(house)
          .then((running) => running?.handle(request, response))
          .catch((error: unknown) => {
            response.statusCode = 503;
            response.end(String(error));
          });
      };
      vite.middlewares.use((request, response, next) => {
        const url = request.url ?? "/";
        if (url.startsWith("/api/")) return handle(request, response);
        request.url = pageOf(url) ?? url;
        next();
      });
      // What neither Vite nor a page answers is the server's: health, metrics, the way from / to the wall.
      return () => {
        vite.middlewares.use((request, response, next) =>
          request.url?.split("?", 1)[0]?.endsWith(".html") ? next() : handle(request, response),
        );
      };
    },
    async closeServer() {
      // What could not be opened has been complained of and holds nothing.
      const opened = await house?.catch(() => undefined);
      await opened?.close();
    },
  };
};

/** Files that a page's entry needs, whenever it needs them. */
const filesOf = (bundle: Rolldown.OutputBundle, entry: string): readonly string[] => {
  const chunks = Object.values(bundle).filter((file) => file.type === "chunk");
  const files = new Set<string>();
  const add = (chunk: Rolldown.OutputChunk | undefined): void => {
    if (chunk === undefined || files.has(chunk.fileName)) return;
    files.add(chunk.fileName);
    for (const style of chunk.viteMetadata?.importedCss ?? []) files.add(style);
    for (const icon of chunk.viteMetadata?.importedAssets ?? []) files.add(icon);
    for (const name of [...chunk.imports, ...chunk.dynamicImports]) add(chunks.find((one) => one.fileName === name));
  };
  add(chunks.find((chunk) => chunk.isEntry && chunk.name === entry));
  return [...files].sort();
};

/**
 * Gives `/sw.js` the names of what it keeps. Font slices are many and rarely all needed, charts are for one page: kept when first
 * used. `/scan-sw.js` is the same worker for `/scan` alone: a phone on a bad line keeps nothing of walls, desk and kiosks.
 */
const shellList = (): Plugin => ({
  name: "shouwang:shell-list",
  apply: "build",
  applyToEnvironment: (environment) => environment.name === "client",
  generateBundle: {
    order: "post",
    handler(_options, bundle) {
      const worker = bundle["sw.js"];
      if (worker?.type !== "chunk") throw new Error("the build made no sw.js");
      if (worker.imports.length > 0) throw new Error("sw.js must be one file: a classic worker cannot import");
      const files = Object.values(bundle).sort((a, b) => (a.fileName < b.fileName ? -1 : 1));
      const keeping = (shell: Omit<Shell, "revision">, of = files): string => {
        const revision = createHash("sha256");
        for (const file of of) revision.update(file.fileName).update(file.type === "chunk" ? file.code : file.source);
        const whole: Shell = { revision: revision.digest("hex").slice(0, 16), ...shell };
        return `const __SHELL__ = ${JSON.stringify(whole)};\n${code}`;
      };
      const { code } = worker;
      const assets = files.map((file) => `/${file.fileName}`).filter((path) => path.startsWith("/assets/"));
      const isLate = (path: string): boolean => path.endsWith(".woff2") || path.startsWith("/assets/chart-canvas-");
      const scan = filesOf(bundle, "scan");
      const caches = { shell: "shouwang-scan-", fonts: "shouwang-scan-fonts" };
      const source = keeping(
        { caches, pages: ["/scan"], assets: scan.map((file) => `/${file}`), fonts: [] },
        files.filter(({ fileName }) => scan.includes(fileName) || fileName === "web/scan/index.html"),
      );
      worker.code = keeping({
        caches: { shell: "shouwang-shell-", fonts: "shouwang-fonts" },
        pages: ["/wall", "/desk", "/kiosk"],
        assets: assets.filter((path) => !isLate(path) && !path.startsWith("/assets/scan-")),
        fonts: assets.filter(isLate),
      });
      this.emitFile({ type: "asset", fileName: "scan-sw.js", source });
    },
  },
});

/** Tests run the client's code in Node: runes must be compiled as for a browser, or nothing would be reactive. */
const compileForTests = { dynamicCompileOptions: () => ({ generate: "client" as const }) };

const report = process.env.TEST_REPORT;

/** Proofs that mostly wait: for a server that is away, for what it sends later, for an alarm's second look. */
const waits = ["stale", "return", "webhooks", "late-page", "real-site", "sos"];
/** After the rules. A page waits for half of its time, and the proofs of `waits` for nearly all, so five go at once on two cores. */
const late = { maxWorkers: 5, sequence: { groupOrder: 1 } };
const waiting = waits.map((name) => `tests/e2e/${name}.test.ts`);

export default defineConfig(({ command }) => {
  const building = command === "build";
  const present = Object.entries(programs).filter(([, input]) => existsSync(input));
  return {
    appType: "mpa",
    publicDir: false,
    plugins: [
      svelte({ configFile: false, compilerOptions: { runes: true }, ...(testing ? compileForTests : {}) }),
      serverInProcess(),
      shellList(),
    ],
    // Names of assets are hashed and no asset is inlined: a strict content policy needs no `data:`.
    build: { assetsInlineLimit: 0, modulePreload: { polyfill: false }, reportCompressedSize: false },
    builder: {
      buildApp: async (builder) => {
        for (const name of ["client", ...present.map(([name]) => name)]) {
          const environment = builder.environments[name];
          if (environment !== undefined) await builder.build(environment);
        }
      },
    },
    environments: {
      client: {
        build: {
          outDir: "dist/public",
          emptyOutDir: true,
          rolldownOptions: {
            checks,
            // The domain is pure: a page that asks for its rules alone is spared the parsers of commands, which another page needs.
            treeshake: {
              manualPureFunctions: ["v", "id", "figure"],
              moduleSideEffects: [{ test: /[\\/](?:domain|valibot)[\\/]/, sideEffects: false }],
            },
            input: { web: "web/index.html", kiosk: "kiosk/index.html", scan: "web/scan/index.html", sw: "web/sw.ts" },
            output: {
              entryFileNames: (chunk) => (chunk.name === "sw" ? "sw.js" : "assets/[name]-[hash].js"),
              codeSplitting: {
                includeDependenciesRecursively: false,
                groups: [
                  {
                    name: "schemas",
                    test: /[\\/]valibot[\\/]|[\\/]domain[\\/](?:site[\\/]site|activities[\\/]activity-draft)\.ts$/,
                  },
                ],
              },
            },
          },
        },
      },
      ...Object.fromEntries(present.map(([name, input]) => [name, program(input, `dist/${name}`, building)])),
    },
    server: { host: "127.0.0.1", port: 5173 },
    test: {
      environment: "node",
      testTimeout: 90_000,
      hookTimeout: 120_000,
      // One waits for the compilers while two go through the rules.
      maxWorkers: 3,
      // Modules hold no state: a file that finds them loaded is as alone as one that loads them anew, and begins a second sooner.
      isolate: false,
      reporters: report === undefined ? ["default"] : ["default", ["json", { outputFile: report }]],
      projects: [
        {
          extends: true,
          test: { name: "checks", include: ["tests/checks/**/*.test.ts"] },
        },
        {
          extends: true,
          test: {
            name: "rules",
            include: ["tests/**/*.test.ts"],
            exclude: ["tests/checks/**", "tests/web/**", "tests/kiosk/**", "tests/e2e/**", "tests/load/**"],
          },
        },
        {
          // Runes live in Svelte's client half, which Node is given only under the browser's condition. Sockets are not tested
          // here: under that condition `ws` refuses to work.
          extends: true,
          ssr: { resolve: { conditions: ["browser", "module", "development|production"] } },
          test: { name: "runes", include: ["tests/web/**/*.test.ts", "tests/kiosk/**/*.test.ts"] },
        },
        {
          // Needs the built pages and a browser.
          extends: true,
          test: {
            name: "pages",
            include: ["tests/e2e/**/*.test.ts", "tests/load/**/*.test.ts"],
            exclude: waiting,
            globalSetup: ["tests/setup.ts"],
            ...late,
          },
        },
        {
          // First in the alphabet, so that the waiting begins with the pages and not after them.
          extends: true,
          test: { name: "away", include: waiting, globalSetup: ["tests/setup.ts"], ...late },
        },
      ],
    },
  };
});
