// A durable document under lowdb: the old one or the new one, whole, whatever the disk does.

import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Low } from "lowdb";
import * as v from "valibot";
import { expect, test } from "vitest";
import { createNodeDisk } from "../../server/ledger/disk.ts";
import { createDurableDocument, jsonFormat } from "../../server/ledger/durable-document.ts";
import { createFaultyDisk } from "../kit/faulty-disk.ts";
import { createTempFolder } from "../kit/temp-folder.ts";
import { failureOf } from "./notes.ts";

const format = jsonFormat((value) => v.parse(v.object({ names: v.array(v.string()) }), value));

test("lowdb begins with its default, and finds what it updated", async () => {
  const path = join(await createTempFolder(), "names.json");
  const db = new Low(createDurableDocument(createNodeDisk(), path, format), { names: [] });
  await db.read();
  expect(db.data).toEqual({ names: [] });
  await db.update((data) => data.names.push("李 守望"));
  const again = new Low(createDurableDocument(createNodeDisk(), path, format), { names: [] });
  await again.read();
  expect(again.data).toEqual({ names: ["李 守望"] });
});

test("bytes are synced before the rename, and the name after it", async () => {
  const disk = createFaultyDisk(createNodeDisk(), () => undefined);
  await createDurableDocument(disk, join(await createTempFolder(), "a.json"), format).write({ names: [] });
  expect(disk.calls).toEqual(["open", "write", "sync", "close", "rename", "syncFolder"]);
});

test("a write that fails leaves the old document and does not stop the next", async () => {
  const path = join(await createTempFolder(), "names.json");
  let writes = 0;
  const disk = createFaultyDisk(createNodeDisk(), (call) =>
    call === "write" && ++writes === 2 ? "ENOSPC" : undefined,
  );
  const document = createDurableDocument(disk, path, format);
  await document.write({ names: ["a"] });
  const failing = document.write({ names: ["b"] });
  const next = document.write({ names: ["c"] });
  expect(await failureOf(failing)).toMatchObject({ name: "StorageFailed", stage: "write", leftover: "none" });
  await next;
  expect(JSON.parse(await readFile(path, "utf8"))).toEqual({ names: ["c"] });
});

test("a document that is not what it should be is refused, not replaced by the default", async () => {
  const path = join(await createTempFolder(), "names.json");
  await writeFile(path, `{"names":"all"}`);
  await expect(createDurableDocument(createNodeDisk(), path, format).read()).rejects.toThrow(v.ValiError);
});
