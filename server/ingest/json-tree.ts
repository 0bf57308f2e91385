// JSON of strangers as a tree that cannot be mistaken: names in a Map, so that `__proto__` is a name like any other; bounded as its reader is.

import type { Refusal } from "../../domain/refusals.ts";
import { createJsonScan, type JsonScalar } from "./json.ts";
import { type Limits, tooManyBytes } from "./limits.ts";
import { type Source, sourceOf } from "./source.ts";
import { atOnce, type Steps } from "./steps.ts";
import { createText, encodingOf } from "./text.ts";

export type JsonObject = ReadonlyMap<string, Json>;
export type Json = JsonScalar | readonly Json[] | JsonObject;
export type Tree = { readonly ok: true; readonly value: Json } | { readonly ok: false; readonly refusal: Refusal };

type Open = { readonly key: string; readonly list: Json[] } | { readonly key: string; readonly map: Map<string, Json> };

export const jsonTree = (bytes: Uint8Array, limits: Limits): Tree => atOnce(jsonGrowing(bytes, limits));

/** Of two equal keys in one object the first holds. A pause after each piece of the file. */
export function* jsonGrowing(bytes: Uint8Array, limits: Limits): Steps<Tree> {
  if (bytes.length > limits.bytes) return { ok: false, refusal: tooManyBytes(limits) };
  const open: Open[] = [];
  let whole: Json = null;
  const put = (value: Json, key: string): void => {
    const into = open.at(-1);
    if (into === undefined) whole = value;
    else if ("list" in into) into.list.push(value);
    else if (!into.map.has(key)) into.map.set(key, value);
  };
  const scan = createJsonScan(
    {
      open: (kind, key) => {
        open.push(kind === "[" ? { key, list: [] } : { key, map: new Map() });
      },
      value: put,
      close: () => {
        const closed = open.pop();
        if (closed !== undefined) put("list" in closed ? closed.list : closed.map, closed.key);
      },
    },
    limits,
  );
  const source: Source = sourceOf(bytes);
  const text = createText(encodingOf(bytes.subarray(0, 1024)));
  const step = (piece: Uint8Array | undefined): Refusal | undefined => {
    const decoded = text.next(piece);
    if (!decoded.ok) return decoded.refusal;
    return decoded.text === "" ? undefined : scan.write(decoded.text);
  };
  for (const piece of source.pieces()) {
    const wrong = step(piece);
    if (wrong !== undefined) return { ok: false, refusal: wrong };
    yield;
  }
  const wrong = step(undefined) ?? scan.end();
  return wrong === undefined ? { ok: true, value: whole } : { ok: false, refusal: wrong };
}

const none: JsonObject = new Map();
export const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);
export const isObject = (value: Json | undefined): value is JsonObject => value instanceof Map;
/** What stands there, or an empty one: strangers leave out what they please. */
export const objectAt = (from: JsonObject, key: string): JsonObject => {
  const value = from.get(key);
  return isObject(value) ? value : none;
};
export const listAt = (from: JsonObject, key: string): readonly Json[] => {
  const value = from.get(key);
  return isList(value) ? value : [];
};
export const objectsAt = (from: JsonObject, key: string): readonly JsonObject[] => listAt(from, key).filter(isObject);
/** A text, or a number as it is written; "" where there is neither. */
export const textAt = (from: JsonObject, ...keys: readonly string[]): string => {
  for (const key of keys) {
    const value = from.get(key);
    if (typeof value === "string" && value.trim() !== "") return value.trim();
    if (typeof value === "number" && Number.isFinite(value)) return String(value);
  }
  return "";
};
export const numberAt = (from: JsonObject, key: string): number => {
  const value = from.get(key);
  return typeof value === "number" ? value : Number.NaN;
};
