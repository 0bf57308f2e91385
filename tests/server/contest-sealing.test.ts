// What a contest keeps of a person lies sealed under his key: no word of it in the ledger or a snapshot, and none left when he is forgotten. [ORG-2, ACT-5]

import { expect, test } from "vitest";
import type { Command, Event } from "../../domain/board.ts";
import type { Actor } from "../../domain/decider.ts";
import { activityId, commandId, type EntryId, roleId, unitId } from "../../domain/ids.ts";
import { hour } from "../../domain/time.ts";
import { oneRound } from "../kit/contested.ts";
import { shiftStart } from "../kit/site-fixture.ts";
import { createTempFolder } from "../kit/temp-folder.ts";
import { countedId, worker } from "../kit/world.ts";
import { eventsAfter } from "../ledger/notes.ts";
import { admin, boardOf, bytesIn, importSite, type SealedStore, siteOf, withStore } from "./sealing-kit.ts";

const k1 = activityId("k1");
const words = ["加错一项", "中途受伤", "漏看一步", "已经复核"] as const;
const face = (n: number) => ({ name: `选手${n}号`, number: `№7000${n}`, badge: `badge-${n}` });
const everybody = siteOf(new Map(Array.from({ length: 12 }, (_, n) => [n, face(n)] as const)));

const open: Command = {
  type: "OpenActivity",
  activity: {
    ...{ id: k1, unit: unitId("co"), sort: "contest", name: "比武", nameEn: "Contest", place: "" },
    ...{ startsAt: shiftStart, endsAt: shiftStart + 8 * hour, opensAt: 0, closesAt: shiftStart + 8 * hour },
    ...{ cancelUntil: 0, capacity: 9 },
    roles: [{ id: roleId("r"), name: "选手", nameEn: "Entrant", capacity: 9, requires: [] }],
  },
};

/** As far as to the scores, or to an objection's answer. */
const lived = async (
  { act, store }: SealedStore,
  until: "scores" | "answer" = "answer",
): Promise<(n: number) => EntryId> => {
  const done = async (command: Command, actor: Actor = admin): Promise<void> => {
    const answer = await act(command, actor);
    if (answer.kind !== "ok") throw new Error(`${command.type}: ${answer.refusal.code}`);
  };
  await done(importSite(everybody));
  await done(open);
  const judges = [{ by: "account", login: "admin", name: "评委" } as const];
  await done({ type: "SetContest", activity: k1, rounds: [oneRound()], judges, objectionDays: 3 });
  for (const n of [8, 9, 10]) {
    await done({ type: "SignUp", activity: k1, role: roleId("r"), wait: false }, worker(n));
    await done({ type: "CheckInEntry", activity: k1 }, worker(n));
  }
  const entryOf = (n: number): EntryId => {
    const [entry] = store.projection.board.look.entriesOf(`w${n}`);
    if (entry === undefined) throw new Error(`w${n}`);
    return entry.id;
  };
  const of = (n: number) => ({ activity: k1, entry: entryOf(n) });
  for (const n of [8, 9]) await done({ type: "GiveScore", ...of(n), round: 0, points: [7000 + n] });
  await done({ type: "GiveScore", ...of(8), round: 0, points: [8000], reason: words[0] });
  await done({ type: "PutEntrant", ...of(10), is: "withdrawn", reason: words[1] });
  if (until === "scores") return entryOf;
  await done({ type: "CloseRound", activity: k1, round: 0 });
  await done({ type: "PublishResult", activity: k1 });
  await done({ type: "NoteObjection", ...of(8), words: words[2] }, worker(8, "pin"));
  await done({ type: "AnswerObjection", ...of(8), words: words[3], upheld: false });
  return entryOf;
};

test("[ORG-2] no name and no word about an entrant lies in the ledger or a snapshot, and a restart changes nothing", async () => {
  const folder = await createTempFolder();
  const before = await withStore(folder, async (opened) => {
    await lived(opened);
    await opened.snapshot();
    return boardOf(opened.store.projection);
  });
  const bytes = await bytesIn(folder, "ledger", "snapshots");
  expect(bytes.length).toBeGreaterThan(1000);
  for (const secret of [...words, face(8).name, face(9).name]) expect(bytes).not.toContain(secret);
  // What a judge gave lies there for nobody to read either, also where he said nothing with it.
  for (const type of ["ScoreGiven", "RoundClosed", "ResultPublished"]) expect(bytes).toContain(type);
  expect(bytes).not.toMatch(/"(points|total|goesOn)":/);
  await withStore(folder, async ({ store }) => expect(boardOf(store.projection)).toEqual(before));
});

test.each([true, false])(
  "[ORG-2] who is forgotten leaves a place without a name; nothing said about him is read again (snapshot: %s)",
  async (isSnapshot) => {
    const folder = await createTempFolder();
    const entry = await withStore(folder, async (opened) => {
      const of = await lived(opened);
      if (isSnapshot) await opened.snapshot();
      // His seat is over first.
      await opened.act({ type: "CancelActivity", activity: k1, reason: "雨" });
      expect(await opened.forget("w8")).toMatchObject({ kind: "ok" });
      return of(8);
    });
    const read = await withStore(folder, async ({ store }) => store.projection.board.get("entrant", entry));
    expect(read).toMatchObject({ name: "", marks: [], scores: [], objections: [] });
    expect(read?.place).toEqual({ rank: 1 });
    const kept = await withStore(folder, async ({ store, snapshot }) => {
      await snapshot();
      return boardOf(store.projection);
    });
    await withStore(folder, async ({ store }) => expect(boardOf(store.projection)).toEqual(kept));
  },
);

test("[ORG-2] who is forgotten leaves no sum of his marks to be read in the ledger, and those of the others are read on", async () => {
  const folder = await createTempFolder();
  const [his, another] = await withStore(folder, async (opened) => {
    const of = await lived(opened);
    await opened.act({ type: "CancelActivity", activity: k1, reason: "雨" });
    expect(await opened.forget("w8")).toMatchObject({ kind: "ok" });
    return [of(8), of(9)];
  });
  const events = await withStore(folder, ({ store }) => eventsAfter(store.ledger));
  const linesIn = events.flatMap(({ data }): readonly { readonly entry: EntryId }[] => {
    if (data.type === "RoundClosed") return data.scores;
    return data.type === "ResultPublished" ? data.places : [];
  });
  const of = (id: EntryId | undefined) => linesIn.filter(({ entry }) => entry === id);
  expect(of(his)).toEqual([
    { entry: his, about: "w8", points: 0, goesOn: false },
    { entry: his, about: "w8", rank: 1 },
  ]);
  expect(of(another)).toEqual([
    { entry: another, about: "w9", points: 7009, goesOn: false },
    { entry: another, about: "w9", rank: 2, total: 7009 },
  ]);
});

test("[ORG-2] what an older version closed and published in the clear is read as it is, also when he has a key by now", async () => {
  const folder = await createTempFolder();
  const entry = await withStore(folder, async (opened) => {
    const of = await lived(opened, "scores");
    const { ledger } = opened.store;
    const on = { subject: "contests", activity: k1, at: shiftStart, by: "工会" } as const;
    const line = { entry: of(8), points: 6666, goesOn: false };
    const place = { entry: of(8), rank: 1, total: 6666 };
    const written = (data: Event, n: number) => ({
      ...{ at: shiftStart, actor: { kind: "system", part: "watch" } as const, data },
      v: 1 as const,
      cause: commandId(countedId(900_000 + n)),
    });
    await ledger.append(() => [
      written({ ...on, type: "RoundClosed", round: 0, scores: [line] }, 0),
      written({ ...on, type: "ResultPublished", until: shiftStart, places: [place] }, 1),
    ]);
    return of(8);
  });
  expect(await bytesIn(folder, "ledger")).toContain('"total":6666');
  const read = await withStore(folder, async ({ store }) => store.projection.board.get("entrant", entry));
  expect(read).toMatchObject({ scores: [{ points: 6666, goesOn: false }], place: { rank: 1, total: 6666 } });
});
