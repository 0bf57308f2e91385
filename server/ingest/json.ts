// JSON of strangers, told value by value as it is read: bounded in depth and length, and no tree of it is ever built.

import { inBoth } from "../../domain/in-both.ts";
import type { Refusal } from "../../domain/refusals.ts";
import { cutOff, type Limits, tooLarge, unreadable } from "./limits.ts";
import type { Scan } from "./xml.ts";

export type JsonScalar = string | number | boolean | null;
/** `key` is the name under which a value stands in its object; "" in an array and for the whole. */
export type JsonReader = {
  readonly open: (kind: "{" | "[", key: string) => void;
  readonly value: (value: JsonScalar, key: string) => void;
  readonly close: (kind: "{" | "[") => void;
};

/** What may come next: a value, a key or the end of an object, a colon, a comma or an end, or nothing more. */
type Expect = "value" | "value-or-end" | "key" | "key-or-end" | "colon" | "comma" | "nothing";

const malformed = (what: string): Refusal =>
  unreadable(inBoth(`JSON 有误（${what.slice(0, 40)}）`, `malformed JSON (${what.slice(0, 40)})`));
/** Characters of one string: descriptions are long, but not without end. */
const longest = 1_000_000;
const tooLong = (): Refusal => tooLarge(`${longest} 字符 characters in a string`);
const words: ReadonlyMap<string, boolean | null> = new Map([
  ["true", true],
  ["false", false],
  ["null", null],
]);

/** RFC 8259. Of two equal keys in one object both are told. */
export const createJsonScan = (reader: JsonReader, limits: Limits): Scan => {
  const open: ("{" | "[")[] = [];
  let expect: Expect = "value";
  let key = "";
  let rest = "";
  let values = 0;

  const isValueDue = (): boolean => expect === "value" || expect === "value-or-end";
  const afterValue = (): void => {
    key = "";
    expect = open.length === 0 ? "nothing" : "comma";
  };
  const scalar = (value: JsonScalar): void => {
    reader.value(value, key);
    afterValue();
  };
  const mark = (sign: string): Refusal | undefined => {
    if (sign === "{" || sign === "[") {
      if (!isValueDue()) return malformed(sign);
      open.push(sign);
      if (open.length > limits.depth) return tooLarge(inBoth(`${limits.depth} 层嵌套`, `${limits.depth} levels`));
      reader.open(sign, key);
      key = "";
      expect = sign === "{" ? "key-or-end" : "value-or-end";
    } else if (sign === "}" || sign === "]") {
      const kind = sign === "}" ? "{" : "[";
      const mayEnd = expect === "comma" || expect === (kind === "{" ? "key-or-end" : "value-or-end");
      if (open.at(-1) !== kind || !mayEnd) return malformed(sign);
      open.pop();
      reader.close(kind);
      afterValue();
    } else if (sign === ",") {
      if (expect !== "comma") return malformed(sign);
      expect = open.at(-1) === "{" ? "key" : "value";
    } else {
      if (expect !== "colon") return malformed(sign);
      expect = "value";
    }
    return undefined;
  };
  const string = (body: string): Refusal | undefined => {
    const said = body.includes("\\") ? unescaped(body) : body;
    if (said === undefined) return malformed(body);
    if (expect === "key" || expect === "key-or-end") {
      key = said;
      expect = "colon";
    } else if (isValueDue()) scalar(said);
    else return malformed(body);
    return undefined;
  };
  const word = (body: string): Refusal | undefined => {
    if (!isValueDue()) return malformed(body);
    if (/^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(body)) {
      scalar(Number(body));
      return undefined;
    }
    const known = words.get(body);
    if (known === undefined) return malformed(body);
    scalar(known);
    return undefined;
  };
  const take = (text: string, isLast: boolean): number | Refusal => {
    for (let at = 0; ; ) {
      while (at < text.length && isBlank(text.charCodeAt(at))) at += 1;
      if (at >= text.length) return text.length;
      const sign = text[at] ?? "";
      let wrong: Refusal | undefined;
      if (marks.has(sign)) {
        wrong = mark(sign);
        at += 1;
      } else {
        const isString = sign === '"';
        const stop = isString ? endOfString(text, at + 1) : endOfWord(text, at);
        if (isString && stop === -1) return text.length - at > longest ? tooLong() : at;
        if (stop === at) return malformed(text.slice(at, at + 40));
        // A number or word at the end of a piece may go on in the next.
        if (!isString && stop === text.length && !isLast && stop - at < 64) return at;
        values += 1;
        if (values > limits.elements) return tooLarge(inBoth(`${limits.elements} 个值`, `${limits.elements} values`));
        if (isString && stop - at > longest) return tooLong();
        wrong = isString ? string(text.slice(at + 1, stop)) : word(text.slice(at, stop));
        at = isString ? stop + 1 : stop;
      }
      if (wrong !== undefined) return wrong;
    }
  };
  const advance = (piece: string, isLast: boolean): Refusal | undefined => {
    const text = rest + piece;
    const taken = take(text, isLast);
    if (typeof taken !== "number") return taken;
    rest = text.slice(taken);
    return undefined;
  };
  return {
    write: (piece) => advance(piece, false),
    end: () => advance("", true) ?? (expect === "nothing" && rest.trim() === "" ? undefined : cutOff()),
  };
};

const marks = new Set(["{", "}", "[", "]", ",", ":"]);
const isBlank = (c: number): boolean => c === 0x20 || c === 0x0a || c === 0x0d || c === 0x09;

/** Index of the quote that ends the string whose first character stands at `from`; -1 where the text ends first. */
const endOfString = (text: string, from: number): number => {
  for (let at = text.indexOf('"', from); at !== -1; at = text.indexOf('"', at + 1)) {
    let escapes = 0;
    while (at - escapes > from && text.charCodeAt(at - 1 - escapes) === 0x5c) escapes += 1;
    if (escapes % 2 === 0) return at;
  }
  return -1;
};
/** Index of the first character from `from` on that stands in no number and no word. */
const endOfWord = (text: string, from: number): number => {
  let at = from;
  for (; at < text.length; at++) {
    const c = text.charCodeAt(at);
    const isDigit = c >= 0x30 && c <= 0x39;
    const isLetter = (c >= 0x61 && c <= 0x7a) || (c >= 0x41 && c <= 0x5a) || c === 0x5f;
    if (!isDigit && !isLetter && c !== 0x2e && c !== 0x2d && c !== 0x2b) break;
  }
  return at;
};

const escapes: ReadonlyMap<string, string> = new Map([
  ["b", "\b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
  ['"', '"'],
  ["\\", "\\"],
  ["/", "/"],
]);
const unescaped = (body: string): string | undefined => {
  let odd = false;
  const plain = body.replaceAll(/\\(?:u([0-9a-fA-F]{4})|(.))/gs, (_, hex: string | undefined, one: string) => {
    const put = hex === undefined ? escapes.get(one) : String.fromCharCode(Number.parseInt(hex, 16));
    odd ||= put === undefined;
    return put ?? "";
  });
  return odd ? undefined : plain;
};
