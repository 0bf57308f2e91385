// What the outbox keeps is sealed, says nobody's name, and goes only when the server has it or has written down why not.

import { expect, test } from "vitest";
import { postId } from "../../domain/ids.ts";
import type { ClearAct } from "../../kiosk/act.ts";
import { unsealed } from "../../kiosk/keeping.ts";
import { createOutbox, type OutboxStore } from "../../kiosk/outbox.ts";
import { createMemoryStore } from "../../kiosk/outbox-memory.ts";
import { act, createLine, later, no, noted, ok, open, settled } from "../kit/outbox-line.ts";

test("[§5] a refusal that the worker reads goes with him; one that comes after he left only once the server has written it down", async () => {
  const store = createMemoryStore();
  const line = createLine(no);
  const outbox = await open(line, store);
  expect(await outbox.keep(act("1", "A"), 3_000)).toEqual(no);
  expect(line.parcels.map(({ waited }) => waited)).toEqual([false]);
  expect(await store.load()).toEqual([]);
  line.answers = later;
  expect(await outbox.keep(act("2", "A"), 3_000)).toEqual({ kind: "kept" });
  // A server that says no and not that it has written it down: the act stays, however often.
  line.answers = no;
  outbox.flush();
  await settled();
  expect(line.parcels.slice(2).map(({ waited }) => waited)).toEqual([true, true]);
  expect(outbox.state().queued.map((one) => one.id)).toEqual(["2"]);
  expect(await store.load()).toHaveLength(1);
  line.answers = noted;
  outbox.flush();
  await settled();
  expect(outbox.state()).toMatchObject({ queued: [], refused: ["1", "2"] });
  expect(await store.load()).toEqual([]);
});

test("[§5] refused while he was walking away: it goes up once more as one that waited", async () => {
  const store = createMemoryStore();
  const line = createLine("hang");
  const outbox = await open(line, store);
  const outcome = outbox.keep(act("1", "A"), 3_000);
  await settled();
  await line.pass(3_000);
  expect(await outcome).toEqual({ kind: "kept" });
  line.hung[0]?.(no);
  await settled();
  expect(line.parcels.map(({ waited }) => waited)).toEqual([false, true]);
  expect(await store.load()).toHaveLength(1);
  line.hung[1]?.(noted);
  await settled();
  expect(await store.load()).toEqual([]);
});

test("[§5] after a reload nobody knows whose they are: they go up one by one, before whatever is done then, but for a call for help", async () => {
  const store = createMemoryStore();
  const before = await open(createLine(later), store);
  for (const [id, lane] of [
    ["1", "A"],
    ["2", "B"],
    ["3", "A"],
  ] as const)
    await before.keep(act(id, lane), 3_000);
  before.close();
  const line = createLine("hang");
  const outbox = await open(line, store);
  void outbox.keep(act("4", "C"), 3_000);
  void outbox.keep({ ...act("5", "sos"), body: { type: "CallSos", place: "P" } }, 3_000);
  await settled();
  expect(line.sent).toEqual(["1", "5"]);
  for (const n of [0, 2, 3, 4]) {
    line.hung[n]?.(ok);
    await settled();
  }
  expect(line.sent).toEqual(["1", "5", "2", "3", "4"]);
});

test("[§5] while its worker stands here an act goes as he said it; put off, or when nobody waits for it any more, in its box alone", async () => {
  const store = createMemoryStore();
  const line = createLine(later);
  const outbox = await open(line, store);
  expect(await outbox.keep(act("1", "A"), 3_000)).toEqual({ kind: "kept" });
  expect(line.parcels).toMatchObject([{ waited: false, body: { type: "CheckIn", as: { badge: "A" } } }]);
  expect(JSON.stringify(outbox.state())).not.toContain("badge");
  line.answers = "hang";
  outbox.flush();
  await settled();
  expect(line.parcels[1]).toMatchObject({ waited: true, type: "CheckIn" });
  expect(line.parcels[1]).not.toHaveProperty("body");
  void outbox.keep(act("2", "B"), 3_000);
  await settled();
  expect(line.parcels[2]).toHaveProperty("body");
  await line.pass(3_000);
  expect(JSON.stringify(outbox.state())).not.toContain("badge");
  expect((await store.load()).map((one) => "box" in one)).toEqual([true, true]);
});

test("[§5] nothing on the disk says whose act it is or what he wrote: only what it is, of which post, and a box", async () => {
  const store = createMemoryStore();
  const outbox = await open(createLine(later), store);
  const body = {
    type: "SignOn" as const,
    post: postId("p1"),
    briefing: [],
    as: { badge: "SW-00817" },
    countersign: { as: { badge: "SW-00900" }, reason: "顶班" },
  };
  await outbox.keep({ ...act("1", "SW-00817"), also: "SW-00901", body }, 3_000);
  expect(await store.load()).toEqual([
    {
      id: "1",
      at: 1_000,
      name: "2号竖井信号岗",
      nameEn: "Shaft 2 signal post",
      body: { type: "SignOn", post: "p1" },
      box: "box of 1",
    },
  ]);
});

test("[§5] until it is sealed and on the disk nobody is told that it is kept", async () => {
  const line = createLine(later);
  let seal: (box: string) => void = () => {};
  const outbox = await createOutbox({
    store: createMemoryStore(),
    ...line,
    seal: () =>
      new Promise((resolve) => {
        seal = resolve;
      }),
  });
  let told: unknown;
  void outbox.keep(act("1", "A"), 3_000).then((outcome) => {
    told = outcome;
  });
  await settled();
  await line.pass(2_999);
  expect(told).toBeUndefined();
  seal("box");
  await settled();
  expect(told).toEqual({ kind: "kept" });
  void outbox.keep(act("2", "B"), 3_000).then((outcome) => {
    told = outcome;
  });
  await settled();
  await line.pass(3_000);
  expect(told).toEqual({ kind: "unkept" });
});

test("[§5] where it cannot be sealed it is sent all the same and called unkept; sealed at the next chance, its words leave the memory", async () => {
  const store = createMemoryStore();
  const line = createLine(later);
  let isSealing = false;
  const outbox = await createOutbox({
    store,
    ...line,
    seal: async () => (isSealing ? "box" : undefined),
  });
  expect(await outbox.keep(act("1", "A"), 3_000)).toEqual({ kind: "unkept" });
  expect(line.parcels).toMatchObject([{ body: { type: "CheckIn", as: { badge: "A" } } }]);
  expect(outbox.state().fault).toBe(unsealed);
  expect(await store.load()).toEqual([]);
  isSealing = true;
  outbox.flush();
  await settled();
  expect(await store.load()).toMatchObject([{ id: "1", box: "box" }]);
  expect(outbox.state().fault).toBe("");
  expect(JSON.stringify(outbox.state())).not.toContain("badge");
  outbox.flush();
  await settled();
  expect(line.parcels.at(-1)).toMatchObject({ type: "CheckIn", box: "box" });
});

test("[§5] what an older build kept in the clear is sealed at the first opening; what it was refused goes up in a box only", async () => {
  const memory = createMemoryStore();
  const old: readonly ClearAct[] = [
    { act: act("1", "SW-00818"), was: { code: "not_rostered" } },
    { act: act("2", "SW-00817") },
  ];
  const store: OutboxStore = {
    ...memory,
    load: async () => {
      const sealed = await memory.load();
      return [...old.filter((one) => !sealed.some((kept) => "id" in kept && kept.id === one.act.id)), ...sealed];
    },
  };
  const line = createLine(ok);
  let isSealing = false;
  const seal = async (one: ClearAct) => (isSealing ? `box ${one.was?.code ?? ""}` : undefined);
  const unkeyed = await createOutbox({ store, ...line, seal });
  // The line has not told the key yet: the one goes as it always did, the other waits; both stay where they are.
  void unkeyed.keep(act("3", "SW-00819"), 3_000);
  await settled();
  expect(line.parcels.map(({ id }) => id)).toEqual(["2", "3"]);
  expect(await memory.load()).toEqual([]);
  unkeyed.close();
  isSealing = true;
  line.answers = noted;
  line.parcels.length = 0;
  const outbox = await createOutbox({ store, ...line, seal });
  expect(await memory.load()).toMatchObject([{ box: "box not_rostered" }, { box: "box " }]);
  await settled();
  expect(line.parcels).toMatchObject([{ box: "box not_rostered" }, { box: "box " }]);
  expect(outbox.state().queued).toEqual([]);
});
