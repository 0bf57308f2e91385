// Every boundary of the house is seen red once on a planted violation, and green on the same file done right.

import { expect, test } from "vitest";
import { biomeFinds, compilerFinds, type Files, plant } from "./plants.ts";

const restricted = "style/noRestrictedImports";

/** path → [what breaks the law, the rule that must say so] */
const plants: Readonly<Record<string, readonly [text: string, rule: string]>> = {
  "domain/to-server.ts": ['export { broadcast } from "../server/ok.ts";', restricted],
  "domain/to-web.ts": ['import { page } from "../web/lib/ok.ts";\nexport const of = page;', restricted],
  "domain/posts/to-server.ts": ['export { broadcast } from "../../server/ok.ts";', restricted],
  "domain/posts/to-web.ts": ['import { page } from "../../web/lib/ok.ts";\nexport const of = page;', restricted],
  "domain/posts/to-settings.ts": [
    'import settings from "../../vite.config.ts";\nexport const of = settings;',
    restricted,
  ],
  "domain/posts/to-package.ts": ['import { io } from "socket.io-client";\nexport const of = io;', restricted],
  "domain/posts/to-date.ts": ["export const now = (): number => Date.now();", "style/noRestrictedGlobals"],
  "domain/to-package.ts": ['import { io } from "socket.io-client";\nexport const of = io;', restricted],
  "domain/to-node.ts": ['import { sep } from "node:path";\nexport const of = sep;', restricted],
  "domain/lazily.ts": ['export const of = () => import("../server/ok.ts");', restricted],
  "domain/to-date.ts": ["export const now = (): number => Date.now();", "style/noRestrictedGlobals"],
  "domain/to-crypto.ts": ["export const id = (): string => crypto.randomUUID();", "style/noRestrictedGlobals"],
  "domain/to-performance.ts": ["export const now = (): number => performance.now();", "style/noRestrictedGlobals"],
  "domain/to-global.ts": ["export const now = (): number => globalThis.Date.now();", "style/noRestrictedGlobals"],
  "domain/to-console.ts": ['console.log("told");', "style/noRestrictedGlobals"],
  "server/to-web.ts": ['import { page } from "../web/lib/ok.ts";\nexport const of = page;', restricted],
  "server/to-kiosk.ts": ['import { act } from "../kiosk/ok.ts";\nexport const of = act;', restricted],
  "server/to-tests.ts": ['import { fixture } from "../tests/ok.ts";\nexport const of = fixture;', restricted],
  "server/to-main.ts": ['import { start } from "./main.ts";\nexport const of = start;', restricted],
  "tests/to-main.ts": ['import { start } from "../server/main.ts";\nexport const of = start;', restricted],
  "web/to-server.ts": ['import { broadcast } from "../server/ok.ts";\nexport const of = broadcast;', restricted],
  "web/to-kiosk.ts": ['import { act } from "../kiosk/ok.ts";\nexport const of = act;', restricted],
  "web/to-node.ts": ['import { sep } from "node:path";\nexport const of = sep;', restricted],
  "web/wall/ToServer.svelte": [
    '<script lang="ts">\nimport { broadcast } from "../../server/ok.ts";\n</script>\n\n<p>{broadcast}</p>\n',
    restricted,
  ],
  "web/lib/to-wall.ts": ['import { tile } from "../wall/ok.ts";\nexport const of = tile;', restricted],
  "kiosk/to-server.ts": ['import { broadcast } from "../server/ok.ts";\nexport const of = broadcast;', restricted],
  "kiosk/to-wall.ts": ['import { tile } from "../web/wall/ok.ts";\nexport const of = tile;', restricted],
  "kiosk/to-desk.ts": ['import { row } from "../web/desk/ok.ts";\nexport const of = row;', restricted],
  "kiosk/screens/ToServer.svelte": [
    '<script lang="ts">\nimport { broadcast } from "../../server/ok.ts";\n</script>\n\n<p>{broadcast}</p>\n',
    restricted,
  ],
  "server/default.ts": ["const it = 1;\nexport default it;", "style/noDefaultExport"],
  "server/circle-a.ts": [
    'import { b } from "./circle-b.ts";\nexport const a = (): number => b() + 1;',
    "suspicious/noImportCycles",
  ],
  "server/circle-b.ts": [
    'import { a } from "./circle-a.ts";\nexport const b = (): number => a() + 1;',
    "suspicious/noImportCycles",
  ],
  "server/barrel.ts": ['export { broadcast } from "./ok.ts";', "performance/noBarrelFile"],
  "server/everything.ts": ['export * from "./ok.ts";', "performance/noReExportAll"],
  "server/loose.ts": ["export const it = (x: any): string => String(x);", "suspicious/noExplicitAny"],
  "server/sure.ts": ["export const it = (x: string | undefined): number => x!.length;", "style/noNonNullAssertion"],
};

/** The same rooms and the same ways, all of them allowed. */
const rightly: Files = {
  "domain/ok.ts": 'import * as v from "valibot";\nimport { id } from "./ids.ts";\nexport const parse = v.string(id);\n',
  "domain/ids.ts": 'export const id = "x";\n',
  "domain/sum.ts": 'import { post } from "./posts/ok.ts";\nexport const sum = post;\n',
  "domain/posts/ok.ts":
    'import { id } from "../ids.ts";\nimport { alarm } from "../alarms/ok.ts";\nexport const post = id + alarm;\n',
  "domain/alarms/ok.ts": 'export const alarm = "x";\n',
  "server/ok.ts":
    'import { sep } from "node:path";\nimport { id } from "../domain/ids.ts";\nexport const broadcast = id + sep;\n',
  "server/main.ts": 'import { broadcast } from "./ok.ts";\nexport const start = broadcast + Date.now();\n',
  "web/lib/ok.ts": 'import { id } from "../../domain/ids.ts";\nexport const page = id;\n',
  "web/wall/ok.ts": 'import { page } from "../lib/ok.ts";\nexport const tile = page;\n',
  "web/desk/ok.ts": 'import { page } from "../lib/ok.ts";\nexport const row = page;\n',
  "kiosk/ok.ts":
    'import { id } from "../domain/ids.ts";\nimport { page } from "../web/lib/ok.ts";\nexport const act = id + page;\n',
  "tests/ok.ts":
    'import { broadcast } from "../server/ok.ts";\nimport { tile } from "../web/wall/ok.ts";\nexport const fixture = broadcast + tile;\n',
  "vite.config.ts": "export default {};\n",
};

test("the linter sees each broken boundary, and nothing in the house done right", async () => {
  const broken = Object.fromEntries(Object.entries(plants).map(([path, [text]]) => [path, `${text}\n`]));
  const finds = await biomeFinds(await plant({ ...rightly, ...broken }));
  for (const [path, [, rule]] of Object.entries(plants)) expect.soft(finds, path).toContain(`${path} ${rule}`);
  expect(finds.filter((find) => Object.keys(rightly).some((path) => find.startsWith(`${path} `)))).toEqual([]);
});

test("the compiler knows no Node, no document and no timer in the domain", async () => {
  const outside = ["window", "document", "process", "fetch", "setTimeout", "localStorage", "Buffer", "URL"] as const;
  const folder = await plant({
    "domain/ok.ts": "export const total = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);\n",
    ...Object.fromEntries(outside.map((name) => [`domain/to-${name}.ts`, `export const of = () => ${name};\n`])),
    "domain/to-fs.ts": 'import { readFileSync } from "node:fs";\nexport const of = readFileSync;\n',
  });
  const finds = await compilerFinds(folder, "domain");
  for (const name of [...outside, "fs"])
    expect
      .soft(
        finds.filter((find) => find.startsWith(`domain/to-${name}.ts`)),
        name,
      )
      .toHaveLength(1);
  expect(finds.filter((find) => find.startsWith("domain/ok.ts"))).toEqual([]);
});

test("the compiler knows no document on the server", async () => {
  const folder = await plant({
    "domain/ok.ts": "export const one = 1;\n",
    "server/ok.ts": 'import { sep } from "node:path";\nexport const of = sep;\n',
    "server/to-document.ts": "export const of = () => document.title;\n",
  });
  const finds = await compilerFinds(folder, "server");
  expect(finds.map((find) => find.split(":", 1)[0])).toEqual(["server/to-document.ts"]);
});
