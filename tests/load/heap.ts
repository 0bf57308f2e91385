// What a page's heap is made of: objects and bytes by constructor at one moment, and what there is more of at another.

import type { CDPSession } from "playwright-core";
import * as v from "valibot";

export type Kept = { readonly count: number; readonly bytes: number };
export type Heap = ReadonlyMap<string, Kept>;

const shape = v.object({
  snapshot: v.object({
    meta: v.object({
      node_fields: v.array(v.string()),
      node_types: v.tupleWithRest([v.array(v.string())], v.unknown()),
    }),
  }),
  nodes: v.array(v.number()),
  strings: v.array(v.string()),
});

/** A collection of garbage is part of taking it. */
export const heapOf = async (line: CDPSession): Promise<Heap> => {
  const chunks: string[] = [];
  const hear = ({ chunk }: { readonly chunk: string }): void => {
    chunks.push(chunk);
  };
  line.on("HeapProfiler.addHeapSnapshotChunk", hear);
  await line.send("HeapProfiler.takeHeapSnapshot", { reportProgress: false });
  line.off("HeapProfiler.addHeapSnapshotChunk", hear);
  const { snapshot, nodes, strings } = v.parse(shape, JSON.parse(chunks.join("")));
  const { node_fields: fields, node_types: types } = snapshot.meta;
  const [type, name, size] = ["type", "name", "self_size"].map((field) => fields.indexOf(field));
  if (type === undefined || name === undefined || size === undefined) throw new Error("an unknown kind of snapshot");
  const heap = new Map<string, Kept>();
  for (let at = 0; at < nodes.length; at += fields.length) {
    const sort = types[0][nodes[at + type] ?? 0] ?? "";
    // Strings and pieces of code are named by what stands in them: only their sort says anything.
    const isNamed = sort === "object" || sort === "closure" || sort === "native" || sort === "hidden";
    const key = isNamed ? `${sort} ${(strings[nodes[at + name] ?? 0] ?? "").slice(0, 60)}` : sort;
    const { count, bytes } = heap.get(key) ?? { count: 0, bytes: 0 };
    heap.set(key, { count: count + 1, bytes: bytes + (nodes[at + size] ?? 0) });
  }
  return heap;
};

/** Bytes of what the page itself made: not the code that V8 compiles of it, nor what the browser notes of its speed. */
export const ownOf = (heap: Heap): number =>
  [...heap]
    .filter(([name]) => name !== "code" && !/^(?:hidden|native (?:Performance|TaskAttribution))/.test(name))
    .reduce((sum, [, { bytes }]) => sum + bytes, 0);

/** What grew most in bytes, as lines to be read by a person. */
export const grownMost = (before: Heap, after: Heap, lines: number): readonly string[] =>
  [...after]
    .map(([name, now]) => {
      const was = before.get(name) ?? { count: 0, bytes: 0 };
      return { name, bytes: now.bytes - was.bytes, count: now.count - was.count, now };
    })
    .toSorted((a, b) => b.bytes - a.bytes)
    .slice(0, lines)
    .map(({ name, bytes, count, now }) => `${bytes} bytes in ${count} more of ${now.count} ${name}`);
