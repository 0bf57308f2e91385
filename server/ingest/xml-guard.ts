// A file's bytes made into XML text that is safe to hand to a DOM: bounded, decoded, without entities of its own. [PAT-2]

import type { Refusal } from "../../domain/refusals.ts";

export type Limits = {
  /** Bytes of a file. */
  readonly bytes: number;
  readonly elements: number;
  readonly depth: number;
  /** Characters of one tag with its attributes. */
  readonly tag: number;
  /** Points of all its tracks. */
  readonly points: number;
};
/** A whole day at one fix a second is 86,400 points and about 9 MB; a device that writes more is asked for less. */
export const trackLimits: Limits = { bytes: 12_000_000, elements: 700_000, depth: 64, tag: 16_384, points: 90_000 };

export type Guarded = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly refusal: Refusal };

const unreadable = (reason: string): Guarded => ({
  ok: false,
  refusal: { code: "track_unreadable", params: { reason } },
});
const tooLarge = (limit: string): Guarded => ({ ok: false, refusal: { code: "too_large", params: { limit } } });

export const guardXml = (bytes: Uint8Array, limits: Limits): Guarded => {
  if (bytes.length > limits.bytes) return tooLarge(`${Math.round(limits.bytes / 1e6)} MB`);
  if (bytes.length === 0) return unreadable("空文件 empty file");
  if (bytes.includes(0)) return unreadable("不是文本文件 not a text file");
  const text = decoded(bytes);
  if (text === undefined) return unreadable("不是 UTF-8 文本 not UTF-8 text");
  if (!/^\s*</.test(text)) return unreadable("不是 XML not XML");
  // A document type brings entities, and entities bring bombs; no recorder writes one.
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) return unreadable("含 DOCTYPE contains a DOCTYPE");
  return shapeOf(text, limits) ?? { ok: true, text };
};

/** UTF-8 with or without a mark, or GB 18030 where the file says so: some Chinese programs still write it. */
const decoded = (bytes: Uint8Array): string | undefined => {
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, 200));
  const chinese = /^\s*<\?xml[^>]*encoding\s*=\s*["'](gb2312|gbk|gb18030)["']/i.test(head);
  try {
    return new TextDecoder(chinese ? "gb18030" : "utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
};

/** One pass over the tags, before anything is built of them: how many, how deep, how long. Undefined: within the limits. */
const shapeOf = (text: string, limits: Limits): Guarded | undefined => {
  let elements = 0;
  let depth = 0;
  for (let at = text.indexOf("<"); at !== -1; at = text.indexOf("<", at)) {
    const closing = text.startsWith("<!--", at)
      ? "-->"
      : text.startsWith("<![CDATA[", at)
        ? "]]>"
        : text.startsWith("<?", at)
          ? "?>"
          : undefined;
    const end = closing === undefined ? endOfTag(text, at, limits.tag) : text.indexOf(closing, at + 2);
    if (end === "long") return tooLarge(`${limits.tag} 字符/标签 characters in a tag`);
    if (end === -1) return unreadable("文件不完整 the file is cut off");
    if (closing === undefined) {
      if (text[at + 1] === "/") depth -= 1;
      else {
        elements += 1;
        if (text[end - 1] !== "/") depth += 1;
      }
      if (depth > limits.depth) return tooLarge(`${limits.depth} 层嵌套 levels`);
      if (elements > limits.elements) return tooLarge(`${limits.elements} 元素 elements`);
    }
    at = end + 1;
  }
  return undefined;
};

/** Index of the `>` that ends the tag at `at`, past quoted values; -1 where the text ends first. */
const endOfTag = (text: string, at: number, limit: number): number | "long" => {
  let quote: string | undefined;
  const stop = Math.min(text.length, at + limit);
  for (let i = at + 1; i < stop; i++) {
    const c = text[i];
    if (quote !== undefined) {
      if (c === quote) quote = undefined;
    } else if (c === '"' || c === "'") quote = c;
    else if (c === ">") return i;
  }
  return stop === text.length ? -1 : "long";
};
