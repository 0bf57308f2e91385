// Bytes of a stranger's text file as characters, piece by piece, in the encoding that the file says or shows.

import { inBoth } from "../../domain/in-both.ts";
import type { Refusal } from "../../domain/refusals.ts";
import { unreadable } from "./limits.ts";

export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "gb18030" | "windows-1252";

/** What old recorders and Chinese programs call their encoding. Anything else is read as UTF-8, or refused where it is not. */
const declared: ReadonlyMap<string, Encoding> = new Map([
  ["gb2312", "gb18030"],
  ["gbk", "gb18030"],
  ["gb18030", "gb18030"],
  ["iso-8859-1", "windows-1252"],
  ["latin1", "windows-1252"],
  ["windows-1252", "windows-1252"],
]);

/** By its mark, by how the first `<` or `{` is spelt, or by the XML declaration. */
export const encodingOf = (head: Uint8Array): Encoding => {
  const [a = 0, b = 0] = head;
  if (a === 0xff && b === 0xfe) return "utf-16le";
  if (a === 0xfe && b === 0xff) return "utf-16be";
  if (a !== 0 && a < 0x80 && b === 0) return "utf-16le";
  if (a === 0 && b !== 0 && b < 0x80) return "utf-16be";
  const start = new TextDecoder("latin1").decode(head.subarray(0, 200));
  const name = /^\s*<\?xml[^>]*encoding\s*=\s*["']([\w.-]{1,20})["']/i.exec(start)?.[1] ?? "";
  return declared.get(name.toLowerCase()) ?? "utf-8";
};

export type Text = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly refusal: Refusal };

/** Turns pieces into characters; a byte that is none of the encoding's is refused, and so is a zero. */
export const createText = (encoding: Encoding): { readonly next: (piece: Uint8Array | undefined) => Text } => {
  const decoder = new TextDecoder(encoding, { fatal: true });
  const name = encoding.toUpperCase();
  return {
    next: (piece) => {
      try {
        const text = piece === undefined ? decoder.decode() : decoder.decode(piece, { stream: true });
        return text.includes("\0")
          ? { ok: false, refusal: unreadable(inBoth("不是文本文件", "not a text file")) }
          : { ok: true, text };
      } catch (error) {
        if (!(error instanceof TypeError)) throw error;
        return { ok: false, refusal: unreadable(inBoth(`不是 ${name} 文本`, `not ${name} text`)) };
      }
    },
  };
};
