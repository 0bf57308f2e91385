// What a known caller adds to his call for help lies on the disk under his key alone, and goes with it. [ORG-2, ALM-1]

import { expect, test } from "vitest";
import { alarmIdOf } from "../../domain/alarms/alarm.ts";
import type { Actor } from "../../domain/decider.ts";
import { createTempFolder } from "../kit/temp-folder.ts";
import { worker } from "../kit/world.ts";
import { eventsAfter } from "../ledger/notes.ts";
import { boardOf, bytesIn, type Face, importSite, siteOf, withStore } from "./sealing-kit.ts";

const face = (n: number): Face => ({ name: `㐀㐁${n}`, number: `№4711${n}`, badge: `¶f00d${n}` });
const everybody = siteOf(new Map([8, 9].map((n) => [n, face(n)])));
const kiosk: Actor = { kind: "device", profile: "kiosk" };
const call = { type: "CallSos", post: undefined, place: "井口" } as const;
const words = "㐂腿压住了";
const note = { type: "NoteSos", words } as const;
const sos = alarmIdOf("sos", "w8");

test("[ORG-2] his words are nowhere on the disk in the clear, and are read again at every start", async () => {
  const folder = await createTempFolder();
  const board = await withStore(folder, async ({ store, act, snapshot }) => {
    await act(importSite(everybody));
    await act(call, worker(8));
    expect(await act(note, worker(8))).toMatchObject({ kind: "ok" });
    await snapshot();
    return boardOf(store.projection);
  });
  for (const where of ["ledger", "snapshots"]) expect(await bytesIn(folder, where), where).not.toContain(words);
  await withStore(folder, async ({ store }) => {
    expect(boardOf(store.projection)).toEqual(board);
    expect(store.projection.board.get("alarm", sos)).toMatchObject({ notes: [{ by: "w8", words }] });
    const told = (await eventsAfter(store.ledger)).map(({ data }) => data);
    expect(told).toContainEqual(expect.objectContaining({ type: "SosNoted", words }));
  });
});

test("[ORG-2] forgotten: that he called and wrote stays, not a word of it, also from an older snapshot", async () => {
  const folder = await createTempFolder();
  await withStore(folder, async ({ act, forget, snapshot }) => {
    await act(importSite(everybody));
    await act(call, worker(8));
    await act(note, worker(8));
    await snapshot();
    expect(await forget("w8")).toMatchObject({ kind: "ok" });
  });
  await withStore(folder, async ({ store, snapshot }) => {
    expect(store.projection.board.get("alarm", sos)).toMatchObject({ notes: [{ words: "" }] });
    expect(JSON.stringify([boardOf(store.projection), await eventsAfter(store.ledger)])).not.toContain(words);
    await snapshot();
  });
  await withStore(folder, async ({ store }) =>
    expect(store.projection.board.get("alarm", sos)).toMatchObject({ notes: [{ words: "" }] }),
  );
});

test("[ORG-2] where no badge was read they are nobody's: kept as they came", async () => {
  const folder = await createTempFolder();
  await withStore(folder, async ({ act, snapshot }) => {
    await act(importSite(everybody));
    await act(call, kiosk);
    await act(note, kiosk);
    await snapshot();
  });
  await withStore(folder, async ({ store }) =>
    expect([...store.projection.board.all("alarm")]).toMatchObject([{ notes: [{ words }] }]),
  );
});
