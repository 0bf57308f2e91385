// Colours and tokens: a page names no colour of its own, uses no token that is not there, and no token lies idle.

import type { Source } from "./house-files.ts";

/** The one sheet in which a colour has a value. */
export const sheet = "web/lib/tokens.css";

const notation =
  /(?<![\w&/-])#(?:[\da-f]{8}|[\da-f]{6}|[\da-f]{3,4})(?![\w-])|\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color)\(/gi;
const paints = "color|background|background-color|border|border-[a-z-]+|outline|fill|stroke|box-shadow|caret-color";
const names =
  "red|green|blue|white|black|grey|gray|yellow|orange|purple|pink|brown|silver|gold|navy|teal|maroon|olive|lime|aqua";
const named = new RegExp(
  `(?<![\\w-])(?:${paints})\\s*[:=]\\s*["'{]?[^;"'}\\n]*?(?<![\\w-])(?:${names})(?![\\w-])`,
  "gi",
);
/** `href="#p1"`, `url(#hatch)`, `id="#…"`: names of elements. `{#if}` is not matched: i and f… stand behind a brace. */
const references = /(?:href=["']|url\(\s*["']?|\{)#[\w-]+/gi;

const lineOf = (text: string, index: number): number => text.slice(0, index).split("\n").length;
const withoutComments = (text: string): string =>
  text.replace(/\/\*[\s\S]*?\*\/|<!--[\s\S]*?-->|(?<=^|\s)\/\/.*$/gm, (comment) => comment.replace(/[^\n]/g, " "));

/** `path:line #fff`, one for each colour that is written out. */
export const rawColours = ({ path, text }: Source): readonly string[] => {
  if (path === sheet) return [];
  const plain = withoutComments(text).replace(references, (found) => " ".repeat(found.length));
  return [notation, named].flatMap((pattern) =>
    [...plain.matchAll(pattern)].map((found) => `${path}:${lineOf(plain, found.index)} ${found[0]}`),
  );
};

const declared = /(?<![\w-])(?:style:)?(--[\w-]+)["']?\s*[:=,]/g;
/** A name that is put together while running, `var(--p${priority}-mark)`, is not followed: its kin are known by shape. */
const used = /(?<![\w-])var\(\s*(--[\w-]+)(?![\w-]*\$?\{)/g;
const mentioned = /(?<![\w-])(--[\w-]+)/g;
const shaped = /(?<![\w-])(--[\w-]*(?:\$?\{[^}]*\}[\w-]*)+)/g;

const found = (text: string, pattern: RegExp): readonly string[] =>
  [...text.matchAll(pattern)].map((match) => match[1] ?? "");

/** `path --token`: used, but neither in the sheet nor declared by the pages themselves. */
export const unknownTokens = (sources: readonly Source[]): readonly string[] => {
  const known = new Set(sources.flatMap(({ text }) => found(withoutComments(text), declared)));
  return sources.flatMap(({ path, text }) =>
    [...new Set(found(withoutComments(text), used))]
      .filter((name) => !known.has(name))
      .map((name) => `${path} ${name}`),
  );
};

/** Tokens of the sheet that nobody names outside it, nor in it to make another one of it. */
export const idleTokens = (sources: readonly Source[]): readonly string[] => {
  const ofSheet = sources.filter(({ path }) => path === sheet).map(({ text }) => withoutComments(text));
  const elsewhere = sources.filter(({ path }) => path !== sheet).map(({ text }) => withoutComments(text));
  const exact = new Set([
    ...elsewhere.flatMap((text) => found(text, mentioned)),
    ...ofSheet.flatMap((text) => found(text, used)),
  ]);
  const shapes = elsewhere
    .flatMap((text) => found(text, shaped))
    .map((shape) => new RegExp(`^${shape.replaceAll(/\$?\{[^}]*\}/g, "[\\w-]+")}$`));
  return [...new Set(ofSheet.flatMap((text) => found(text, declared)))]
    .filter((name) => !exact.has(name) && !shapes.some((shape) => shape.test(name)))
    .sort();
};

const asked = /var\(\s*(--[\w-]+)\s*,/g;

/** `path --token`: asked for with something in its stead, though the sheet always has it: that something never shows. */
export const hiddenFallbacks = (sources: readonly Source[]): readonly string[] => {
  const known = new Set(
    sources.filter(({ path }) => path === sheet).flatMap(({ text }) => found(withoutComments(text), declared)),
  );
  return sources.flatMap(({ path, text }) =>
    [...new Set(found(withoutComments(text), asked))]
      .filter((name) => known.has(name))
      .map((name) => `${path} ${name}`),
  );
};
