// Words of people in what stays when a record has left the board or changed hands: none in a snapshot, and sealed in the ledger. [ORG-2]

import { expect, test } from "vitest";
import type { Command } from "../../domain/board.ts";
import type { Actor } from "../../domain/decider.ts";
import { activityId, entryId, postId, roleId, workerId } from "../../domain/ids.ts";
import { dayLength, hour } from "../../domain/time.ts";
import { activity, shiftStart, siteFixture } from "../kit/site-fixture.ts";
import { createTempFolder } from "../kit/temp-folder.ts";
import { worker } from "../kit/world.ts";
import { eventsAfter } from "../ledger/notes.ts";
import { admin, boardOf, bytesIn, importSite, type SealedStore, withStore } from "./sealing-kit.ts";

const on = { activity: activityId("a1") };
const startsAt = shiftStart + hour;
const endsAt = startsAt + 2 * hour;
const times = { startsAt, endsAt, closesAt: startsAt, cancelUntil: shiftStart };
const site = siteFixture({ activities: [activity("a1", 8, times)] });
const p1 = postId("p1");
const left = "㐂女儿手术先走";
const foreman = { worker: workerId("w1"), roles: ["foreman"], reason: "㐃顶班" } as const;

const done = async (answer: ReturnType<SealedStore["act"]>): Promise<void> =>
  expect(await answer).toEqual({ kind: "ok", seq: expect.any(Number) });

test("[ORG-2] what was said in an entry and a credit that left the board is in no snapshot, nor after he was forgotten", async () => {
  const folder = await createTempFolder();
  const [entered, corrected] = ["㐄住院早退", "㐅多记一刻"];
  await withStore(folder, async (opened) => {
    const { act, store, snapshot, forget } = opened;
    const at = (command: Command, actor: Actor, when: number) => done(act(command, actor, undefined, when));
    await at(importSite(site), admin, shiftStart);
    await at({ type: "SignUp", ...on, role: roleId("r"), wait: false }, worker(9), shiftStart);
    const entry = store.projection.board.look.entriesOf("w9")[0]?.id ?? entryId("none");
    await at({ type: "EnterTimes", ...on, entry, from: startsAt, to: endsAt, reason: entered }, admin, endsAt + hour);
    await at({ type: "SettleActivity", ...on }, admin, endsAt + hour);
    const less = { from: startsAt, to: endsAt - hour, reason: corrected };
    await at({ type: "EnterTimes", ...on, entry, ...less }, admin, endsAt + hour);
    expect(JSON.stringify([...boardOf(store.projection)])).toContain(corrected);
    const records = [
      { of: "entry", id: entry },
      { of: "credit", id: entry },
      { of: "activity", id: on.activity },
    ] as const;
    await at({ type: "Retire", records }, { kind: "system", part: "watch" }, endsAt + dayLength);
    await done(forget("w9"));
    await snapshot();
  });
  const bytes = await bytesIn(folder, "ledger", "snapshots");
  expect(bytes).toContain("departure");
  for (const words of [entered, corrected]) expect(bytes).not.toContain(words);
});

/** w8 hands p1 over to w1 and leaves him words; `isTaken`: w1 has it by now. */
const handedOver = async ({ act, store }: SealedStore, isTaken: boolean): Promise<void> => {
  await done(act(importSite(site)));
  await done(act({ type: "SignOn", post: p1, briefing: [] }, worker(8), foreman));
  const words = { notes: [], words: left };
  await done(
    act({ type: "BeginHandover", post: p1, ...words }, worker(8), undefined, shiftStart + hour, workerId("w1")),
  );
  if (!isTaken) return;
  await done(act({ type: "TakeOver", post: p1, briefing: [], read: ["own-words"] }, worker(1)));
  expect(store.projection.board.get("post", "p1")?.watch).toMatchObject({ took: { from: "w8", words: left } });
};

test.each([true, false])(
  "[ORG-2, POST-5] words left at a hand-over lie sealed, and every start reads them again (taken over: %s)",
  async (isTaken) => {
    const folder = await createTempFolder();
    const board = await withStore(folder, async (opened) => {
      await handedOver(opened, isTaken);
      return boardOf(opened.store.projection);
    });
    // From the events, then from a snapshot.
    for (let n = 0; n < 2; n += 1)
      await withStore(folder, async ({ store, snapshot }) => {
        expect(boardOf(store.projection)).toEqual(board);
        await snapshot();
      });
    const bytes = await bytesIn(folder, "ledger", "snapshots");
    expect(bytes).toContain("HandoverBegun");
    expect(bytes).not.toContain(left);
  },
);

test("[ORG-2, POST-5] forgotten, his words leave the post of whoever took over, and no start brings them back", async () => {
  const folder = await createTempFolder();
  const board = await withStore(folder, async (opened) => {
    await handedOver(opened, true);
    await opened.snapshot();
    await done(opened.forget("w8"));
    const watch = opened.store.projection.board.get("post", "p1")?.watch;
    expect(watch).toMatchObject({ holder: "w1", took: { from: "w8", notes: [] } });
    expect(JSON.stringify(watch)).not.toContain(left);
    return boardOf(opened.store.projection);
  });
  await withStore(folder, async ({ store, snapshot }) => {
    expect(boardOf(store.projection)).toEqual(board);
    expect(JSON.stringify(await eventsAfter(store.ledger))).not.toContain(left);
    await snapshot();
  });
  await withStore(folder, async ({ store }) => expect(boardOf(store.projection)).toEqual(board));
});
