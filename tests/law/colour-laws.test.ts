// The laws of colour, seen red on planted files and green on the house.

import { describe, expect, test } from "vitest";
import { hiddenFallbacks, idleTokens, rawColours, sheet, unknownTokens } from "./colour-laws.ts";
import { sourcesOf } from "./house-files.ts";

const house = sourcesOf(["web", "kiosk"], /\.(?:ts|svelte|css)$/);

describe("a colour is written in the sheet of tokens and nowhere else", () => {
  test.each([
    ["p { color: #fff; }", "#fff"],
    ["p { background: #0e1215cc }", "#0e1215cc"],
    ["p { border: 1px solid rgb(0 0 0 / .3) }", "rgb("],
    ["p { fill: oklch(60% 0.1 20) }", "oklch("],
    ["p { color: red }", "color: red"],
    ['<path stroke="white" />', 'stroke="white'],
    ['<path fill="#74b9ff" />', "#74b9ff"],
    ['const edge = "#abc";', "#abc"],
  ])("%s", (text, colour) => {
    expect(rawColours({ path: "web/A.svelte", text })).toEqual([`web/A.svelte:1 ${colour}`]);
  });

  test.each([
    "p { color: var(--text-1); background: transparent; fill: currentColor }",
    '<use href="#dad" />',
    "{#each list as one}{/each}",
    "p { mask: url(#fade) }",
    "/* white #fff */",
    "p { white-space: nowrap; color: var(--grade-red) }",
    'const key = "post#" + id; // #fff',
  ])("%s is none", (text) => {
    expect(rawColours({ path: "web/A.svelte", text })).toEqual([]);
  });

  test("in the house", () => {
    expect(rawColours({ path: sheet, text: "p { color: #fff }" })).toEqual([]);
    expect(house.flatMap(rawColours)).toEqual([]);
  });
});

describe("tokens", () => {
  const tokens = { path: sheet, text: ":root { --text-1: #fff; --size: 1px; --wide: calc(2 * var(--size)); }" };
  const page = (text: string) => ({ path: "web/A.svelte", text });

  test("one that is not there is found", () => {
    const own = page(
      '<i style:--f={1} style="--g: 2"></i> p { width: var(--f); height: var(--g); color: var(--text-9) }',
    );
    expect(unknownTokens([tokens, own, page('root.style.setProperty("--h", "1"); p { width: var(--h) }')])).toEqual([
      "web/A.svelte --text-9",
    ]);
  });

  test("one that nobody uses is found", () => {
    expect(idleTokens([tokens, page("p { width: var(--wide) } /* --text-1 */")])).toEqual(["--text-1"]);
    expect(idleTokens([tokens, page(`style={\`width: var(--wi\${rest}); color: var(--text-\${n})\`}`)])).toEqual([]);
    expect(idleTokens([tokens, page('p { width: var(--wide) } read("--text-1")')])).toEqual([]);
  });

  test("the house uses none that is not there", () => {
    expect(house.length).toBeGreaterThan(20);
    expect(unknownTokens(house)).toEqual([]);
  });

  test("a word of a component's own that the sheet takes for itself is found: its stand-in would never show", () => {
    expect(hiddenFallbacks([tokens, page("p { color: var(--text-1, var(--own)); fill: var(--own, 0) }")])).toEqual([
      "web/A.svelte --text-1",
    ]);
    expect(hiddenFallbacks(house)).toEqual([]);
  });

  test("the house has none that nobody uses", () => {
    expect(idleTokens(house)).toEqual([]);
  });
});
