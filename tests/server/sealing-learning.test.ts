// What the desk wrote about a worker's training lies sealed on the disk, in the ledger and in snapshots, and ends with him. [ORG-2, ACT-5]

import { expect, test } from "vitest";
import { day, workerId } from "../../domain/ids.ts";
import { createTempFolder } from "../kit/temp-folder.ts";
import { eventsAfter } from "../ledger/notes.ts";
import { bytesIn, importSite, siteOf, withStore } from "./sealing-kit.ts";

const w8 = workerId("w8");
const people = siteOf(
  new Map(
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => [n, { name: `㐀㐁${n}`, number: `№4711${n}`, badge: `¶f00d${n}` }]),
  ),
);
const told = {
  day: day("2026-11-20"),
  minutes: 90,
  track: "skills",
  holder: "㐂㐂学校",
  reason: "㐂㐂病后补",
} as const;

test("[ORG-2, ACT-5] words about his training are read again after a start from ledger or snapshot, and not by whoever reads the disk", async () => {
  const folder = await createTempFolder();
  await withStore(folder, async ({ act, snapshot }) => {
    await act(importSite(people));
    expect(await act({ type: "EnterTraining", worker: w8, training: "t1", ...told })).toMatchObject({ kind: "ok" });
    expect(await act({ type: "UndoTraining", worker: w8, training: "t1", reason: "㐃㐃记错" })).toMatchObject({
      kind: "ok",
    });
    await snapshot();
  });
  expect(await bytesIn(folder, "ledger")).not.toMatch(/㐂|㐃/);
  expect(await bytesIn(folder, "snapshot")).not.toMatch(/㐂|㐃/);
  const outside = () => withStore(folder, async ({ store }) => store.projection.board.get("learner", "w8")?.outside);
  expect(await outside()).toMatchObject([{ holder: told.holder, reason: told.reason, undone: { reason: "㐃㐃记错" } }]);
});

test("[ORG-2, ACT-5] given he is forgotten, then his learning is gone from the board and no key opens the words any more", async () => {
  const folder = await createTempFolder();
  await withStore(folder, async ({ act, snapshot, forget }) => {
    await act(importSite(people));
    await act({ type: "EnterTraining", worker: w8, training: "t1", ...told });
    // The snapshot is older than the forgetting.
    await snapshot();
    expect(await forget("w8")).toMatchObject({ kind: "ok" });
  });
  await withStore(folder, async ({ store, snapshot }) => {
    expect(store.projection.board.get("learner", "w8")).toBeUndefined();
    const events = await eventsAfter(store.ledger);
    const entered = events.find(({ data }) => data.type === "TrainingEntered")?.data;
    expect(entered).toMatchObject({ minutes: 90, told: { holder: "", reason: "" } });
    await snapshot();
  });
  await withStore(folder, async ({ store }) => expect(store.projection.board.get("learner", "w8")).toBeUndefined());
});
