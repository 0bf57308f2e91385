// JSON of strangers, told value by value as it is read: bounded in depth and length, and no tree of it is ever built.

import { inBoth, type Refusal } from "../../domain/refusals.ts";
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
      if (open.length > limits.depth) return tooLarge(`${limits.depth} 层嵌套 levels`);
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
    const known = words.get(body);
    if (known !== undefined) scalar(known);
    else if (/^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(body)) scalar(Number(body));
    else return malformed(body);
    return undefined;
  };
  const take = (text: string, isLast: boolean): number | Refusal => {
    const token = /[ \t\r\n]*(?:([{}[\],:])|"([^"\\]*(?:\\.[^"\\]*)*)"|([\w.+-]+))/sy;
    for (let at = 0; ; ) {
      token.lastIndex = at;
      const found = token.exec(text);
      if (found === null) {
        const left = text.slice(at).trimStart();
        if (left === "") return text.length;
        if (left.startsWith('"') && left.length <= longest) return at;
        return left.startsWith('"') ? tooLong() : malformed(left);
      }
      const [, sign, said, bare] = found;
      // A number or word at the end of a piece may go on in the next.
      if (bare !== undefined && token.lastIndex === text.length && !isLast && bare.length < 64) return at;
      if (sign === undefined) {
        values += 1;
        if (said !== undefined && said.length > longest) return tooLong();
        if (values > limits.elements) return tooLarge(`${limits.elements} 值 values`);
      }
      const wrong = sign !== undefined ? mark(sign) : said !== undefined ? string(said) : word(bare ?? "");
      if (wrong !== undefined) return wrong;
      at = token.lastIndex;
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
