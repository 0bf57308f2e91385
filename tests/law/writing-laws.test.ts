// The laws of writing, seen red on planted files and green on the house.

import { expect, test } from "vitest";
import { sourcesOf } from "./house-files.ts";
import { longest, writingFinds } from "./writing-laws.ts";

const why = "// Why this file is here.\n";

test.each([
  {
    path: "server/a.ts",
    text: "export const a = 1;\n",
    find: "server/a.ts:1 no opening sentence that says why the file is here",
  },
  {
    path: "web/A.svelte",
    text: "<p>a</p>\n",
    find: "web/A.svelte:1 no opening sentence that says why the file is here",
  },
  {
    path: "web/a.css",
    text: "p { margin: 0 }\n",
    find: "web/a.css:1 no opening sentence that says why the file is here",
  },
  { path: "server/a.ts", text: why.repeat(longest + 1), find: `server/a.ts:${longest} ${longest + 1} lines` },
  { path: "server/string-utils.ts", text: why, find: "server/string-utils.ts:1 a name that says nothing" },
  { path: "server/helpers/a.ts", text: why, find: "server/helpers/a.ts:1 a name that says nothing" },
  { path: "server/a.ts", text: `${why}const a = x as string;\n`, find: "server/a.ts:2 cast: x as string" },
  { path: "server/a.ts", text: `${why}const a = <string>x;\n`, find: "server/a.ts:2 cast: <string>x" },
  {
    path: "web/A.svelte",
    text: '<!-- Why. -->\n<script lang="ts">\nconst a = x as string;\n</script>\n',
    find: "web/A.svelte:3 cast: x as string",
  },
  {
    path: "domain/a.ts",
    text: `${why}const a = () => Math.random();\n`,
    find: "domain/a.ts:2 chance in the domain: Math.random",
  },
  {
    path: "domain/a.ts",
    text: `${why}const { random } = Math;\n`,
    find: "domain/a.ts:2 chance in the domain: { random } = Math",
  },
  { path: "server/a.ts", text: `${why}// @ts-${"ignore"}\n`, find: "server/a.ts:2 a suppressed finding" },
  { path: "server/a.ts", text: `${why}// biome-${"ignore"} lint: no\n`, find: "server/a.ts:2 a suppressed finding" },
  {
    path: "tests/a.test.ts",
    text: `${why}expect(${"performance"}.now() - began).toBeLessThan(9);\n`,
    find: "tests/a.test.ts:2 a test that times",
  },
] as const)("$find", ({ path, text, find }) => {
  expect(writingFinds({ path, text })).toEqual([find]);
});

test("what is allowed is not found", () => {
  const text = `${why}const kinds = ["a", "b"] as const;\nconst x = { a: 1 } satisfies object;\n`;
  expect(writingFinds({ path: "server/user-services.ts", text })).toEqual([]);
  expect(writingFinds({ path: "server/a.ts", text: `${why}const a = Math.random();\n` })).toEqual([]);
  expect(writingFinds({ path: "domain/ids.ts", text: `${why}const a = x as string;\n` })).toEqual([]);
});

test("the house is written by its laws", () => {
  const sources = sourcesOf(["domain", "server", "web", "kiosk", "tests"], /\.(?:ts|svelte|css)$/);
  expect(sources.length).toBeGreaterThan(100);
  expect(sources.flatMap(writingFinds)).toEqual([]);
});
