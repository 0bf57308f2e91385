// What was written with a refused act and about it lies on the disk under its worker's key alone, and goes with it. [ORG-2]

import { expect, test } from "vitest";
import { commandId, unitId, workerId } from "../../domain/ids.ts";
import { createTempFolder } from "../kit/temp-folder.ts";
import { worker } from "../kit/world.ts";
import { eventsAfter } from "../ledger/notes.ts";
import { boardOf, bytesIn, type Face, importSite, siteOf, withStore } from "./sealing-kit.ts";

const face = (n: number): Face => ({ name: `㐀㐁${n}`, number: `№4711${n}`, badge: `¶f00d${n}` });
const everybody = siteOf(new Map([8, 9].map((n) => [n, face(n)])));
const words = "㐂顶板响";
const why = "㐃缺证";
const note = "㐄已补签";
const kiosk = { kind: "device", profile: "kiosk" } as const;
const noted = (id: string, of: string | undefined) =>
  ({
    type: "NoteRefused",
    act: commandId(id),
    did: "SignOn",
    doneAt: 1_000,
    units: [unitId("mine")],
    refusal: { code: "qualification_missing", params: { name: why } },
    words,
    ...(of === undefined ? {} : { worker: workerId(of) }),
  }) as const;
const settle = { type: "SettleRefused", act: commandId("a8"), note } as const;

test("[ORG-2] words, reason and note of a refused act are nowhere on the disk in the clear, and are read again at every start", async () => {
  const folder = await createTempFolder();
  const board = await withStore(folder, async ({ store, act, snapshot }) => {
    await act(importSite(everybody));
    expect(await act(noted("a8", "w8"), kiosk)).toMatchObject({ kind: "ok" });
    expect(await act(settle)).toMatchObject({ kind: "ok" });
    expect(await act({ type: "ReadRefused", acts: [commandId("a8")] }, worker(8))).toMatchObject({ kind: "ok" });
    await snapshot();
    return boardOf(store.projection);
  });
  for (const where of ["ledger", "snapshots"]) {
    const bytes = await bytesIn(folder, where);
    for (const text of [words, why, note]) expect(bytes, `${text} in ${where}`).not.toContain(text);
  }
  const record = { words, refusal: { params: { name: why } }, settled: { note } };
  await withStore(folder, async ({ store }) => {
    expect(boardOf(store.projection)).toEqual(board);
    expect(store.projection.board.get("refused", "a8")).toMatchObject(record);
    const told = (await eventsAfter(store.ledger)).map(({ data }) => data);
    expect(told).toContainEqual(expect.objectContaining({ type: "ActRefused", words }));
    expect(told).toContainEqual(expect.objectContaining({ type: "RefusedSettled", note }));
  });
});

test("[ORG-2] forgotten: the act stays on the list without a word of it, also from the first event on; nothing new is written of him", async () => {
  const folder = await createTempFolder();
  await withStore(folder, async ({ store, act, forget, snapshot }) => {
    await act(importSite(everybody));
    await act(noted("a8", "w8"), kiosk);
    await act(noted("b8", "w8"), kiosk);
    await act(settle);
    await snapshot();
    expect(await forget("w8")).toMatchObject({ kind: "ok" });
    await act({ type: "SettleRefused", act: commandId("b8"), note });
    expect(store.projection.board.get("refused", "a8")).toMatchObject({ words: "", settled: { note: "" } });
    expect(store.projection.board.get("refused", "b8")).toMatchObject({ settled: { note: "" } });
  });
  await withStore(folder, async ({ store }) => {
    const texts = JSON.stringify([boardOf(store.projection), await eventsAfter(store.ledger)]);
    for (const text of [words, note]) expect(texts).not.toContain(text);
  });
});

test("[ORG-2] an act of nobody known, or of one who was forgotten while it waited, has nobody's key: no word of it is kept", async () => {
  const folder = await createTempFolder();
  await withStore(folder, async ({ store, act, forget, snapshot }) => {
    await act(importSite(everybody));
    await act(noted("a0", undefined), kiosk);
    await forget("w9");
    await act(noted("a9", "w9"), kiosk);
    expect(store.people.of(workerId("w9"))).toBeUndefined();
    await snapshot();
  });
  expect(await bytesIn(folder, "ledger", "snapshots")).not.toContain(words);
  await withStore(folder, async ({ store }) => {
    for (const id of ["a0", "a9"]) {
      const kept = store.projection.board.get("refused", id);
      expect(kept).toMatchObject({ did: "SignOn", words: "", tail: "" });
      expect(kept).not.toHaveProperty("worker");
    }
  });
});
