// XML of strangers as plain elements, in one bounded pass without entities of its own: a DOM of a day's track stops the server for seconds.

import { inBoth, type Refusal } from "../../domain/refusals.ts";

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

export type XmlElement = {
  /** Without its prefix. */
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** The characters that stand directly in it, trimmed. */
  readonly text: string;
};
export type Xml = { readonly ok: true; readonly root: XmlElement } | { readonly ok: false; readonly refusal: Refusal };

/** Reads the whole text or says why not; it keeps no more than the limits allow. */
export const readXml = (bytes: Uint8Array, limits: Limits): Xml => {
  if (bytes.length > limits.bytes) return tooLarge(`${Math.round(limits.bytes / 1e6)} MB`);
  if (bytes.length === 0) return unreadable(inBoth("空文件", "empty file"));
  if (bytes.includes(0)) return unreadable(inBoth("不是文本文件", "not a text file"));
  const text = decoded(bytes);
  if (text === undefined) return unreadable(inBoth("不是 UTF-8 文本", "not UTF-8 text"));
  if (!/^\s*</.test(text)) return unreadable(inBoth("不是 XML", "not XML"));
  // Every line end is one character, as XML says.
  return elementsOf(text.includes("\r") ? text.replaceAll(/\r\n?/g, "\n") : text, limits);
};

const unreadable = (reason: string): Extract<Xml, { readonly ok: false }> => ({
  ok: false,
  refusal: { code: "track_unreadable", params: { reason } },
});
const tooLarge = (limit: string): Xml => ({ ok: false, refusal: { code: "too_large", params: { limit } } });
const cutOff = (): Xml => unreadable(inBoth("文件不完整", "the file is cut off"));
const malformed = (what: string): Xml =>
  unreadable(inBoth(`XML 有误（${what.slice(0, 60)}）`, `malformed XML (${what.slice(0, 60)})`));

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

type Open = {
  readonly fullName: string;
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: XmlElement[];
  text: string;
};

/** W3C XML 1.0 as far as recorders use it: elements, attributes, characters, CDATA, comments, instructions, the five named entities. */
const elementsOf = (text: string, limits: Limits): Xml => {
  const path: Open[] = [];
  let root: XmlElement | undefined;
  let elements = 0;
  let at = 0;
  const close = (element: Open): void => {
    const { name, attributes, children } = element;
    const closed = { name, attributes, children, text: element.text.trim() };
    const parent = path.at(-1);
    if (parent === undefined) root = closed;
    else parent.children.push(closed);
  };
  while (at < text.length) {
    const next = text.indexOf("<", at);
    const end = next === -1 ? text.length : next;
    const here = path.at(-1);
    if (end > at) {
      const characters = text.slice(at, end);
      if (here !== undefined) {
        const plain = withoutEntities(characters);
        if (plain === undefined) return malformed("entity");
        here.text += plain;
      } else if (characters.trim() !== "") return malformed(characters.trim());
    }
    if (next === -1) break;
    const aside = asideAt(text, next);
    if (aside !== undefined) {
      const stop = text.indexOf(aside.end, next + aside.begin.length);
      if (stop === -1) return cutOff();
      if (aside.begin === "<![CDATA[") {
        if (here === undefined) return malformed("CDATA");
        here.text += text.slice(next + aside.begin.length, stop);
      }
      at = stop + aside.end.length;
      continue;
    }
    // A document type brings entities, and entities bring bombs; no recorder writes one.
    if (text[next + 1] === "!") return unreadable(inBoth("含 DOCTYPE", "contains a DOCTYPE"));
    const stop = endOfTag(text, next, limits.tag);
    if (stop === "long") return tooLarge(`${limits.tag} 字符/标签 characters in a tag`);
    if (stop === -1) return cutOff();
    at = stop + 1;
    if (text[next + 1] === "/") {
      const name = text.slice(next + 2, stop).trimEnd();
      if (here === undefined || here.fullName !== name) return malformed(`</${name}>`);
      path.pop();
      close(here);
      continue;
    }
    elements += 1;
    if (elements > limits.elements) return tooLarge(`${limits.elements} 元素 elements`);
    if (here === undefined && root !== undefined) return malformed("two roots");
    const empty = text[stop - 1] === "/";
    const opened = openedBy(text.slice(next + 1, empty ? stop - 1 : stop));
    if (opened === undefined) return malformed(text.slice(next, next + 40));
    if (empty) close(opened);
    else path.push(opened);
    if (path.length > limits.depth) return tooLarge(`${limits.depth} 层嵌套 levels`);
  }
  return root === undefined || path.length > 0 ? cutOff() : { ok: true, root };
};

const asides = [
  { begin: "<!--", end: "-->" },
  { begin: "<![CDATA[", end: "]]>" },
  { begin: "<?", end: "?>" },
] as const;
const asideAt = (text: string, at: number): (typeof asides)[number] | undefined =>
  text[at + 1] === "!" || text[at + 1] === "?" ? asides.find((one) => text.startsWith(one.begin, at)) : undefined;

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

const noAttributes: ReadonlyMap<string, string> = new Map();

/** The element that a start tag opens; undefined where it is none. */
const openedBy = (tag: string): Open | undefined => {
  const fullName = /^[\p{L}_:][\p{L}\p{N}_:.-]*/u.exec(tag)?.[0];
  if (fullName === undefined) return undefined;
  const name = fullName.slice(fullName.lastIndexOf(":") + 1);
  if (tag.length === fullName.length) return { fullName, name, attributes: noAttributes, children: [], text: "" };
  const attributes = new Map<string, string>();
  const attribute = /\s+([\p{L}_:][\p{L}\p{N}_:.-]*)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/uy;
  attribute.lastIndex = fullName.length;
  let end = fullName.length;
  for (let found = attribute.exec(tag); found !== null; found = attribute.exec(tag)) {
    const [, key = "", double, single] = found;
    const value = withoutEntities(double ?? single ?? "");
    if (value === undefined || attributes.has(key)) return undefined;
    attributes.set(key, value);
    end = attribute.lastIndex;
  }
  return tag.slice(end).trim() === "" ? { fullName, name, attributes, children: [], text: "" } : undefined;
};

const named: ReadonlyMap<string, string> = new Map([
  ["lt", "<"],
  ["gt", ">"],
  ["amp", "&"],
  ["quot", '"'],
  ["apos", "'"],
]);

/** The characters with the five named and the numbered entities put in; undefined where there is any other. */
const withoutEntities = (text: string): string | undefined => {
  if (!text.includes("&")) return text;
  let odd = false;
  const plain = text.replaceAll(/&([^;&]{0,9};?)/g, (_, body: string) => {
    const name = body.endsWith(";") ? body.slice(0, -1) : "";
    const digits = /^#(?:x([0-9a-fA-F]{1,6})|(\d{1,7}))$/.exec(name);
    const code =
      digits === null ? undefined : digits[1] === undefined ? Number(digits[2]) : Number.parseInt(digits[1], 16);
    const put =
      code === undefined ? named.get(name) : code > 0 && code <= 0x10_ff_ff ? String.fromCodePoint(code) : undefined;
    odd ||= put === undefined;
    return put ?? "";
  });
  return odd ? undefined : plain;
};
