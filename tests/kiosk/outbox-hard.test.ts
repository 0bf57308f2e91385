// The outbox where something breaks under it: a cipher that throws, a disk that hangs, an act that the server puts off again and again.
// Whoever comes next is served all the same.

import { expect, test } from "vitest";
import type { CommandAnswer } from "../../domain/protocol.ts";
import type { KeptAct, Parcel } from "../../kiosk/act.ts";
import { hanging } from "../../kiosk/keeping.ts";
import { createOutbox, type Outcome } from "../../kiosk/outbox.ts";
import { createMemoryStore } from "../../kiosk/outbox-memory.ts";
import { act, createLine, later, no, noted, ok, open, settled } from "../kit/outbox-line.ts";

/** What `outcome` has come to so far. */
const heard = (outcome: Promise<Outcome>): { told: Outcome | undefined } => {
  const hearing: { told: Outcome | undefined } = { told: undefined };
  void outcome.then((told) => {
    hearing.told = told;
  });
  return hearing;
};

test("[§5] a seal that fails is its own act's fault alone: said, sent all the same, called unkept; the next is kept, and it too at the next chance", async () => {
  const line = createLine(later);
  const store = createMemoryStore();
  let isOld = true;
  const outbox = await createOutbox({
    store,
    ...line,
    seal: async (one) => {
      if (isOld) throw new SyntaxError("Unexpected token");
      return line.seal(one);
    },
  });
  expect(await outbox.keep(act("1", "A"), 3_000)).toEqual({ kind: "unkept" });
  expect(outbox.state().fault).toBe("SyntaxError: Unexpected token");
  expect(outbox.state().queued.map(({ id }) => id)).toEqual(["1"]);
  isOld = false;
  expect(await outbox.keep(act("2", "B"), 3_000)).toEqual({ kind: "kept" });
  expect(outbox.state().fault).toBe("");
  outbox.flush();
  await settled();
  expect((await store.load()).map((one) => ("box" in one ? one.box : ""))).toEqual(["box of 2", "box of 1"]);
  line.answers = ok;
  outbox.flush();
  await settled();
  expect(outbox.state().queued).toEqual([]);
});

/** A disk whose first writes give no answer until the test says so; what is removed is never answered. */
const createHungDisk = (hung: number) => {
  const memory = createMemoryStore();
  const waiting: (() => void)[] = [];
  let writes = 0;
  return {
    store: {
      ...memory,
      add: (one: KeptAct): Promise<void> => {
        writes += 1;
        if (writes > hung) return memory.add(one);
        return new Promise((resolve) => waiting.push(() => resolve(memory.add(one))));
      },
      remove: async (id: string): Promise<void> => {
        await memory.remove(id);
        if (hung > 0) await new Promise(() => {});
      },
    },
    goOn: () => {
      for (const write of waiting) write();
    },
  };
};

test("[§5] a disk that hangs holds up no act that the line takes: each is sent within a second, in its worker's order, and the yes is a yes", async () => {
  const line = createLine("hang");
  const outbox = await open(line, createHungDisk(99).store);
  const one = heard(outbox.keep(act("a1", "A"), 3_000));
  const two = heard(outbox.keep(act("a2", "A"), 4_000));
  const other = heard(outbox.keep(act("b1", "B"), 5_000));
  await settled();
  expect(line.sent).toEqual([]);
  await line.pass(1_000);
  expect(line.sent).toEqual(["a1"]);
  expect(outbox.state().fault).toBe(hanging);
  await line.pass(1_000);
  await line.pass(1_000);
  // The second of the same worker waits for the answer to his first, another's does not.
  expect(line.sent).toEqual(["a1", "b1"]);
  expect(one.told).toEqual({ kind: "unkept" });
  for (const answer of line.hung.splice(0)) answer(ok);
  await settled();
  expect(line.sent).toEqual(["a1", "b1", "a2"]);
  expect(other.told).toEqual({ kind: "ok" });
  for (const answer of line.hung.splice(0)) answer(ok);
  await settled();
  expect(two.told).toEqual({ kind: "ok" });
  expect(outbox.state().queued).toEqual([]);
});

test("[§5] more acts than go up at once are told though the disk never says that it let go of one", async () => {
  const line = createLine(ok);
  const disk = createHungDisk(1);
  const outbox = await open(line, disk.store);
  void outbox.keep(act("0", "W0"), 3_000);
  await settled();
  await line.pass(1_000);
  for (let n = 1; n < 20; n++) expect(await outbox.keep(act(String(n), "W"), 3_000)).toEqual({ kind: "ok" });
});

test("[§5] without a line nothing is called kept that the disk has not; what it writes late leaves the memory, or the disk if it was told", async () => {
  const line = createLine(later);
  const disk = createHungDisk(2);
  const outbox = await open(line, disk.store);
  const one = heard(outbox.keep(act("1", "A"), 3_000));
  const two = heard(outbox.keep(act("2", "B"), 3_000));
  await settled();
  await line.pass(1_000);
  await line.pass(1_000);
  expect([one.told, two.told]).toEqual([undefined, undefined]);
  await line.pass(1_000);
  expect([one.told, two.told]).toEqual([{ kind: "unkept" }, { kind: "unkept" }]);
  line.answers = ok;
  outbox.flush();
  await settled();
  expect(outbox.state().queued).toEqual([]);
  expect(line.parcels.every((parcel) => !("box" in parcel))).toBe(true);
  disk.goOn();
  await settled();
  expect(await disk.store.load()).toEqual([]);
  expect(outbox.state().fault).toBe("");
});

test("[§5] a write that ends late, before the line is back: from then on it goes up in its box", async () => {
  const line = createLine(later);
  const disk = createHungDisk(1);
  const outbox = await open(line, disk.store);
  const one = heard(outbox.keep(act("1", "A"), 3_000));
  await settled();
  await line.pass(1_000);
  disk.goOn();
  await settled();
  expect(await disk.store.load()).toMatchObject([{ box: "box of 1" }]);
  expect(one.told).toEqual({ kind: "kept" });
  outbox.flush();
  await settled();
  expect(line.parcels.at(-1)).toMatchObject({ box: "box of 1" });
});

test("[§5] a no that comes when its worker has left the page, though still within his patience, is nobody's to read: it goes up as one that waited", async () => {
  const store = createMemoryStore();
  const line = createLine("hang");
  const outbox = await open(line, store);
  let isHere = true;
  void outbox.keep(act("1", "A"), 3_000, () => isHere);
  await settled();
  isHere = false;
  line.hung[0]?.(no);
  await settled();
  expect(line.parcels.map(({ waited }) => waited)).toEqual([false, true]);
  expect(line.parcels.map((one) => "box" in one)).toEqual([false, true]);
  expect(await store.load()).toHaveLength(1);
  line.hung[1]?.(noted);
  await settled();
  expect(await store.load()).toEqual([]);
});

const putOff: CommandAnswer = { kind: "retry", refusal: { code: "too_many", params: { seconds: 60 } } };

/** A page that begins with these acts of an earlier one, on a line that answers each id as `answers` says. */
const reloaded = async (acts: readonly (readonly [id: string, lane: string, post: string])[]) => {
  const store = createMemoryStore();
  const before = await open(createLine(later), store);
  for (const [id, lane, post] of acts) await before.keep(act(id, lane, post), 3_000);
  before.close();
  const line = createLine(ok);
  const answers = new Map<string, CommandAnswer>();
  const send = async (one: Parcel): Promise<CommandAnswer> => {
    line.sent.push(one.id);
    return answers.get(one.id) ?? ok;
  };
  return { line, answers, begin: () => createOutbox({ store, ...line, send }) };
};

test("[§5] an act of an earlier page that the server puts off holds up nobody who stands here now, but at its own post [POST-5]", async () => {
  for (const answer of [putOff, { kind: "retry", refusal: { code: "server_fault" } }, no] as const) {
    const { answers, begin } = await reloaded([["1", "A", "p1"]]);
    answers.set("1", answer);
    const outbox = await begin();
    await settled();
    expect(await outbox.keep(act("2", "B", "p2"), 3_000)).toEqual({ kind: "ok" });
    expect(await outbox.keep(act("3", "C", "p1"), 3_000)).toEqual({ kind: "kept" });
    expect(outbox.state().queued.map(({ id }) => id)).toEqual(["1", "3"]);
    answers.clear();
    outbox.flush();
    await settled();
    expect(outbox.state().queued).toEqual([]);
  }
});

test("[§5] put off once, the others of its page wait for it still; put off again, they go on without it, but at its own post [POST-5]", async () => {
  const { line, answers, begin } = await reloaded([
    ["1", "A", "p1"],
    ["2", "B", "p2"],
    ["3", "C", "p1"],
    ["4", "A", "p4"],
  ]);
  answers.set("1", putOff);
  const outbox = await begin();
  await settled();
  expect(line.sent).toEqual(["1"]);
  await line.pass(59_999);
  expect(line.sent).toEqual(["1"]);
  await line.pass(1);
  expect(line.sent).toEqual(["1", "1", "2", "4"]);
  expect(await outbox.keep(act("5", "D", "p5"), 3_000)).toEqual({ kind: "ok" });
  answers.clear();
  await line.pass(60_000);
  expect(line.sent).toEqual(["1", "1", "2", "4", "5", "1", "3"]);
  expect(outbox.state().queued).toEqual([]);
});

test("[§5] where the line or the whole server says no, whoever stands here now still waits behind what was done before", async () => {
  const { line, answers, begin } = await reloaded([["1", "A", "p1"]]);
  answers.set("1", { kind: "retry", refusal: { code: "no_answer" } });
  const outbox = await begin();
  await settled();
  expect(await outbox.keep(act("2", "A", "p2"), 3_000)).toEqual({ kind: "kept" });
  expect(line.sent).not.toContain("2");
  answers.clear();
  outbox.flush();
  await settled();
  expect(line.sent.slice(-2)).toEqual(["1", "2"]);
});
