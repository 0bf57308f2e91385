// What was said of somebody in activities lies sealed with his key, in ledger and snapshots, and is forgotten with him. [ORG-2, ACT-4]

import { expect, test } from "vitest";
import type { Command } from "../../domain/board.ts";
import type { Actor } from "../../domain/decider.ts";
import { activityId, type EntryId, entryId, roleId, workerId } from "../../domain/ids.ts";
import { dayLength, hour } from "../../domain/time.ts";
import { activity, shiftStart, siteFixture } from "../kit/site-fixture.ts";
import { person, watcher } from "../kit/spec.ts";
import { createTempFolder } from "../kit/temp-folder.ts";
import { worker } from "../kit/world.ts";
import { boardOf, bytesIn, importSite, type SealedStore, withStore } from "./sealing-kit.ts";

const on = { activity: activityId("a1") };
const startsAt = shiftStart + dayLength;
const endsAt = startsAt + 2 * hour;
const manager = person("manager", "co");
const times = { startsAt, endsAt, closesAt: startsAt, cancelUntil: shiftStart - hour };
const site = siteFixture({ posts: 0, activities: [activity("a1", 8, times)] });
/** Signs that stand nowhere else. */
const words = ["㐂定夺", "㐃谅解", "㐄补登", "㐅顶替", "㐆更正", "㐇不准", "㐈准走"];
const [final, excused, entered, walked, corrected, kept, granted] = words;

/** Everything that may be said of people of an activity, each of somebody else; who is who by his number. */
const live = async ({ store, act }: SealedStore): Promise<void> => {
  const ok = async (command: Command, actor: Actor, at: number): Promise<void> => {
    expect(await act(command, actor, undefined, at), command.type).toMatchObject({ kind: "ok" });
  };
  const of = (n: number): { readonly entry: EntryId } => ({
    entry: [...store.projection.board.all("entry")].find((one) => one.worker === `w${n}`)?.id ?? entryId("none"),
  });
  await ok(importSite(site), manager, shiftStart);
  for (const n of [0, 1, 2, 4, 5, 6])
    await ok({ type: "SignUp", ...on, role: roleId("r"), wait: false }, worker(n), shiftStart);
  for (const n of [5, 6]) await ok({ type: "CancelEntry", ...on }, worker(n, "pin"), shiftStart + 1);
  await ok({ type: "AnswerCancel", ...on, ...of(5), accept: false, reason: kept ?? "" }, manager, shiftStart + 2);
  await ok({ type: "AnswerCancel", ...on, ...of(6), accept: true, reason: granted ?? "" }, manager, shiftStart + 2);
  const from = { from: startsAt, to: endsAt };
  const over = endsAt + hour;
  await ok({ type: "EnterTimes", ...on, ...of(2), ...from, reason: entered ?? "" }, manager, over);
  const who = { worker: workerId("w3"), role: roleId("r") };
  await ok({ type: "AddAttended", ...on, ...who, ...from, reason: walked ?? "" }, manager, over);
  for (const n of [0, 1]) {
    await ok({ type: "ProposeNoShow", ...on, ...of(n) }, watcher, over);
    await ok({ type: "AnswerNoShow", ...on, ...of(n), why: "sick" }, worker(n, "pin"), over + 1);
  }
  await ok({ type: "ConfirmNoShow", ...on, ...of(0), reason: final ?? "" }, manager, over + 2);
  await ok({ type: "ExcuseNoShow", ...on, ...of(1), reason: excused ?? "" }, manager, over + 2);
  await ok({ type: "SettleActivity", ...on }, manager, over + 3);
  const less = { from: startsAt, to: endsAt - hour };
  await ok({ type: "EnterTimes", ...on, ...of(2), ...less, reason: corrected ?? "" }, manager, over + 4);
};
const saidIn = ({ store }: SealedStore): string => JSON.stringify([...boardOf(store.projection)]);
/** All folders but that of the keys; the answer "sick" is a word of the ledger's own elsewhere. */
const onDisk = (folder: string): Promise<string> => bytesIn(folder, "ledger", "snapshots");

test("[ORG-2] no word of it lies in the clear, and every restart reads it again, from events and from a snapshot", async () => {
  const folder = await createTempFolder();
  let board = new Map<string, unknown>();
  await withStore(folder, async (opened) => {
    await live(opened);
    board = new Map(boardOf(opened.store.projection));
  });
  const text = JSON.stringify([...board]);
  for (const word of [final, excused, walked, corrected, kept, granted]) expect(text).toContain(word);
  for (let n = 0; n < 2; n += 1)
    await withStore(folder, async ({ store, snapshot }) => {
      expect(boardOf(store.projection)).toEqual(board);
      await snapshot();
    });
  const bytes = await onDisk(folder);
  expect(bytes).toContain("NoShowAnswered");
  for (const word of [...words, '"sick"']) expect(bytes.includes(word), word).toBe(false);
});

test("[ORG-2, ACT-4] with a person goes what was said of him, on the board, and after a restart from any of it", async () => {
  const folder = await createTempFolder();
  let board = new Map<string, unknown>();
  await withStore(folder, async (opened) => {
    await live(opened);
    await opened.snapshot();
    for (const id of ["w0", "w1", "w2", "w5"]) {
      const { kind } = await opened.forget(id);
      expect(kind, id).toBe("ok");
    }
    const text = saidIn(opened);
    for (const word of [final, excused, corrected, kept]) expect(text.includes(word ?? ""), word).toBe(false);
    expect(text).not.toContain("sick");
    for (const word of [walked, granted]) expect(text).toContain(word);
    board = new Map(boardOf(opened.store.projection));
  });
  // First from the old snapshot and the tail, then from one that was written since.
  await withStore(folder, async ({ store, snapshot }) => {
    expect(boardOf(store.projection)).toEqual(board);
    await snapshot();
  });
  await withStore(folder, async ({ store }) => expect(boardOf(store.projection)).toEqual(board));
});

test("[ORG-2] of somebody who was forgotten nothing new is written, and no key is made for it", async () => {
  const folder = await createTempFolder();
  await withStore(folder, async (opened) => {
    await live(opened);
    await opened.forget("w0");
    const entry = [...opened.store.projection.board.all("entry")].find((one) => one.worker === "w0");
    const reason = "㐉没去";
    expect(
      await opened.act({ type: "ExcuseNoShow", ...on, entry: entry?.id ?? entryId("none"), reason }, manager),
    ).toMatchObject({ kind: "ok" });
    expect(opened.store.people.of(workerId("w0"))).toBeUndefined();
    expect(saidIn(opened)).not.toContain(reason);
  });
  expect(await onDisk(folder)).not.toContain("㐉");
});
