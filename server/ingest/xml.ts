// XML of strangers, told element by element as it is read: no tree, no entities of its own, nothing kept but the path. A tree of a million points would fill the memory.

import { inBoth } from "../../domain/in-both.ts";
import type { Refusal } from "../../domain/refusals.ts";
import { cutOff, type Limits, tooLarge, unreadable } from "./limits.ts";

export type Attributes = ReadonlyMap<string, string>;
/** Names come without their prefixes. Characters come in pieces of any length, those of an element's children apart. */
export type XmlReader = {
  readonly open: (name: string, attributes: Attributes, parent: string) => void;
  readonly text: (piece: string) => void;
  readonly close: (name: string, parent: string) => void;
};
/** Anything read from text in pieces: `write` takes the next, `end` says whether the whole was whole. */
export type Scan = {
  readonly write: (piece: string) => Refusal | undefined;
  readonly end: () => Refusal | undefined;
};

const malformed = (what: string): Refusal =>
  unreadable(inBoth(`XML 有误（${what.slice(0, 60)}）`, `malformed XML (${what.slice(0, 60)})`));

type Aside = { readonly begin: string; readonly end: string };
const cdata: Aside = { begin: "<![CDATA[", end: "]]>" };
const asides: readonly Aside[] = [{ begin: "<!--", end: "-->" }, cdata, { begin: "<?", end: "?>" }];

/** W3C XML 1.0 as far as recorders use it: elements, attributes, characters, CDATA, comments, instructions, the five named entities. */
export const createXmlScan = (reader: XmlReader, limits: Limits): Scan => {
  /** What is open, outermost first: full names, and names without their prefixes. */
  const fullNames: string[] = [];
  const names: string[] = [];
  let rest = "";
  let aside: Aside | undefined;
  let elements = 0;
  let ended = false;
  const parent = (): string => names.at(-2) ?? "";

  const characters = (piece: string): Refusal | undefined => {
    if (names.length === 0) return piece.trim() === "" ? undefined : malformed(piece.trim());
    const plain = withoutEntities(piece);
    if (plain === undefined) return malformed("entity");
    reader.text(plain);
    return undefined;
  };
  const close = (): void => {
    reader.close(names.at(-1) ?? "", parent());
    names.pop();
    fullNames.pop();
    ended = names.length === 0;
  };
  const tag = (inside: string): Refusal | undefined => {
    if (inside.startsWith("/")) {
      const name = inside.slice(1).trimEnd();
      if (fullNames.at(-1) !== name) return malformed(`</${name}>`);
      close();
      return undefined;
    }
    elements += 1;
    if (elements > limits.elements) return tooLarge(`${limits.elements} 元素 elements`);
    if (ended) return malformed("two roots");
    const empty = inside.endsWith("/");
    const opened = openedBy(empty ? inside.slice(0, -1) : inside);
    if (opened === undefined) return malformed(`<${inside.slice(0, 39)}`);
    fullNames.push(opened.fullName);
    names.push(opened.name);
    if (names.length > limits.depth) return tooLarge(inBoth(`${limits.depth} 层嵌套`, `${limits.depth} levels`));
    reader.open(opened.name, opened.attributes, parent());
    if (empty) close();
    return undefined;
  };
  /** Takes what is whole from `text`, beginning at `from`; answers where the first unfinished thing stands. */
  const take = (text: string, from: number): number | Refusal => {
    let at = from;
    while (at < text.length) {
      if (aside !== undefined) {
        const stop = text.indexOf(aside.end, at);
        const end = stop === -1 ? Math.max(at, text.length - aside.end.length + 1) : stop;
        if (aside === cdata) reader.text(text.slice(at, end));
        if (stop === -1) return end;
        at = stop + aside.end.length;
        aside = undefined;
        continue;
      }
      const next = text.indexOf("<", at);
      if (next === -1) {
        // An entity may be cut in two by the end of the piece.
        const entity = text.indexOf("&", Math.max(at, text.length - 12));
        const end = entity === -1 || text.includes(";", entity) ? text.length : entity;
        return end > at ? (characters(text.slice(at, end)) ?? end) : end;
      }
      if (next > at) {
        const wrong = characters(text.slice(at, next));
        if (wrong !== undefined) return wrong;
      }
      at = next;
      const sign = text[at + 1];
      if (sign === "!" || sign === "?") {
        aside = asides.find((one) => text.startsWith(one.begin, at));
        if (aside === cdata && names.length === 0) return malformed("CDATA");
        if (aside !== undefined) {
          at += aside.begin.length;
          continue;
        }
        if (asides.some((one) => one.begin.startsWith(text.slice(at)))) return at;
        // A document type brings entities, and entities bring bombs; no recorder writes one.
        return unreadable(inBoth("含 DOCTYPE", "contains a DOCTYPE"));
      }
      const open = fullNames.at(-1);
      // Every second tag closes what was opened last.
      if (sign === "/" && open !== undefined && text[at + 2 + open.length] === ">" && text.startsWith(open, at + 2)) {
        close();
        at += open.length + 3;
        continue;
      }
      const stop = endOfTag(text, at, limits.tag);
      if (stop === "long") return tooLarge(`${limits.tag} 字符/标签 characters in a tag`);
      if (stop === -1) return at;
      const wrong = tag(text.slice(at + 1, stop));
      if (wrong !== undefined) return wrong;
      at = stop + 1;
    }
    return at;
  };
  return {
    write: (piece) => {
      const text = rest === "" ? piece : rest + piece;
      const taken = take(text, 0);
      if (typeof taken !== "number") return taken;
      rest = text.slice(taken);
      return undefined;
    },
    end: () => {
      if (rest.trim() !== "" && !rest.startsWith("<") && aside === undefined) return characters(rest) ?? cutOff();
      return ended && aside === undefined && rest.trim() === "" ? undefined : cutOff();
    },
  };
};

/** Index of the `>` that ends the tag at `at`, past quoted values; -1 where the text ends first. */
const endOfTag = (text: string, at: number, limit: number): number | "long" => {
  let quote = 0;
  const stop = Math.min(text.length, at + limit);
  for (let i = at + 1; i < stop; i++) {
    const c = text.charCodeAt(i);
    if (quote !== 0) {
      if (c === quote) quote = 0;
    } else if (c === 0x22 || c === 0x27) quote = c;
    else if (c === 0x3e) return i;
  }
  return stop === text.length && stop < at + limit ? -1 : "long";
};

const noAttributes: Attributes = new Map();

type Opened = { readonly fullName: string; readonly name: string; readonly attributes: Attributes };

/** The element that a start tag opens; undefined where it is none. */
const openedBy = (tag: string): Opened | undefined => {
  const plain = /^[A-Za-z]\w*$/.test(tag);
  if (plain) return { fullName: tag, name: tag, attributes: noAttributes };
  // A point of GPX, as nearly all of them are written.
  const usual = /^([A-Za-z]\w*) (\w+)="([^"&<]*)" (\w+)="([^"&<]*)" ?$/.exec(tag);
  if (usual !== null) {
    const [, name = "", one = "", first = "", other = "", second = ""] = usual;
    if (one !== other && /^[A-Za-z]/.test(one) && /^[A-Za-z]/.test(other))
      return {
        fullName: name,
        name,
        attributes: new Map([
          [one, first],
          [other, second],
        ]),
      };
  }
  return openedWith(tag);
};

const openedWith = (tag: string): Opened | undefined => {
  const fullName = /^[\p{L}_:][\p{L}\p{N}_:.-]*/u.exec(tag)?.[0];
  if (fullName === undefined) return undefined;
  const name = fullName.slice(fullName.lastIndexOf(":") + 1);
  if (tag.length === fullName.length) return { fullName, name, attributes: noAttributes };
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
  return tag.slice(end).trim() === "" ? { fullName, name, attributes } : undefined;
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
