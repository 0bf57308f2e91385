// The outbox against lost lines, refusals, reloads and full disks: nothing a worker did is lost, sent out of order or deleted.

import { expect, test } from "vitest";
import { activityId, postId, seq } from "../../domain/ids.ts";
import type { CommandAnswer } from "../../domain/protocol.ts";
import type { Act } from "../../kiosk/act.ts";
import { createOutbox, type OutboxStore, toDealWith } from "../../kiosk/outbox.ts";
import { createMemoryStore } from "../../kiosk/outbox-memory.ts";

const ok: CommandAnswer = { kind: "ok", seq: seq(1) };
const later: CommandAnswer = { kind: "retry", refusal: { code: "storage_failed" } };
const no: CommandAnswer = { kind: "refused", refusal: { code: "not_rostered", params: { post: "P" } } };

const act = (id: string, lane: string, post = `at-${lane}`): Act => ({
  id,
  at: 1_000,
  lane,
  tail: lane.slice(-3),
  name: "2号竖井信号岗",
  nameEn: "Shaft 2 signal post",
  body: { type: "CheckIn", post: postId(post), as: { badge: lane } },
});

/** One settled turn of every promise that is already due. */
const settled = async (): Promise<void> => {
  for (let n = 0; n < 40; n++) await Promise.resolve();
};

const createLine = (answers: CommandAnswer | "hang") => {
  let now = 0;
  const timers = new Set<{ at: number; run: () => void }>();
  const sent: string[] = [];
  const hung: ((answer: CommandAnswer) => void)[] = [];
  const line = {
    answers,
    sent,
    hung,
    send: async (one: Act): Promise<CommandAnswer> => {
      line.sent.push(one.id);
      if (line.answers !== "hang") return line.answers;
      return new Promise((resolve) => line.hung.push(resolve));
    },
    now: () => now,
    wait: (ms: number, run: () => void) => {
      const timer = { at: now + ms, run };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    pass: async (ms: number) => {
      now += ms;
      for (const timer of [...timers])
        if (timer.at <= now) {
          timers.delete(timer);
          timer.run();
        }
      await settled();
    },
  };
  return line;
};

const open = (line: ReturnType<typeof createLine>, store: OutboxStore) => createOutbox({ store, ...line });

test("[POST-5] acts at one post are told in the order in which they were done, whoever did them; other posts do not wait", async () => {
  const line = createLine("hang");
  const outbox = await open(line, createMemoryStore());
  void outbox.keep(act("a-off", "A", "p1"), 3_000);
  void outbox.keep(act("b-on", "B", "p1"), 3_000);
  void outbox.keep(act("c-on", "C", "p2"), 3_000);
  await settled();
  expect(line.sent).toEqual(["a-off", "c-on"]);
  line.hung[0]?.(ok);
  await settled();
  expect(line.sent).toEqual(["a-off", "c-on", "b-on"]);
});

test("an act is on the disk before it is on the line", async () => {
  const line = createLine(ok);
  const steps: string[] = [];
  const memory = createMemoryStore();
  const store = {
    ...memory,
    add: async (one: Act) => {
      await memory.add(one);
      steps.push("kept");
    },
  };
  const outbox = await createOutbox({
    store,
    ...line,
    send: async (one) => {
      steps.push("sent");
      return line.send(one);
    },
  });
  expect(await outbox.keep(act("1", "A"), 3_000)).toEqual({ kind: "ok" });
  await settled();
  expect(steps).toEqual(["kept", "sent"]);
  expect(outbox.state().queued).toEqual([]);
  expect((await store.load()).queued).toEqual([]);
});

test("without an answer the act stays, the worker is told it is kept, and it goes up with the same id later", async () => {
  const line = createLine("hang");
  const outbox = await open(line, createMemoryStore());
  const outcome = outbox.keep(act("1", "A"), 3_000);
  await settled();
  await line.pass(3_000);
  expect(await outcome).toEqual({ kind: "kept" });
  line.hung[0]?.(later);
  await settled();
  expect(outbox.state().queued.map((one) => one.id)).toEqual(["1"]);
  line.answers = ok;
  outbox.flush();
  await settled();
  expect(line.sent).toEqual(["1", "1"]);
  expect(outbox.state().queued).toEqual([]);
});

test("no line: told at once, sent again by itself, less and less often", async () => {
  const line = createLine(later);
  const outbox = await open(line, createMemoryStore());
  expect(await outbox.keep(act("1", "A"), 3_000)).toEqual({ kind: "kept" });
  await line.pass(4_999);
  expect(line.sent).toHaveLength(1);
  await line.pass(1);
  expect(line.sent).toHaveLength(2);
  await line.pass(5_000);
  expect(line.sent).toHaveLength(2);
  await line.pass(5_000);
  expect(line.sent).toHaveLength(3);
});

test("without a line a worker's second act is kept at once too, though his first, at a post, is not told yet", async () => {
  const line = createLine(later);
  const outbox = await open(line, createMemoryStore());
  expect(await outbox.keep(act("1", "A", "p1"), 3_000)).toEqual({ kind: "kept" });
  const elsewhere: Act = {
    ...act("2", "A"),
    body: { type: "CancelEntry", activity: activityId("a"), as: { badge: "A" } },
  };
  let told: unknown;
  void outbox.keep(elsewhere, 3_000).then((outcome) => {
    told = outcome;
  });
  await settled();
  expect(told).toEqual({ kind: "kept" });
  // It still goes up behind the first, once there is a line.
  line.answers = ok;
  outbox.flush();
  await settled();
  expect(line.sent.slice(-2)).toEqual(["1", "2"]);
});

test("after a reload what waited is sent with the same ids, in the order it was done", async () => {
  const store = createMemoryStore();
  const down = createLine(later);
  const before = await open(down, store);
  await before.keep(act("1", "A"), 3_000);
  await before.keep(act("2", "B"), 3_000);
  await before.keep(act("3", "A"), 3_000);
  before.close();
  const up = createLine(ok);
  const after = await open(up, store);
  await settled();
  expect([...up.sent].sort()).toEqual(["1", "2", "3"]);
  expect(up.sent.indexOf("1")).toBeLessThan(up.sent.indexOf("3"));
  expect(after.state().queued).toEqual([]);
});

test("one worker's acts wait for each other, another's do not", async () => {
  const line = createLine("hang");
  const outbox = await open(line, createMemoryStore());
  void outbox.keep(act("1", "A"), 3_000);
  void outbox.keep(act("2", "A"), 3_000);
  void outbox.keep(act("3", "B"), 3_000);
  await settled();
  expect(line.sent).toEqual(["1", "3"]);
  line.hung[0]?.(ok);
  await settled();
  expect(line.sent).toEqual(["1", "3", "2"]);
});

test("a refusal that the worker reads is kept as told; one that comes after he left is for a person", async () => {
  const store = createMemoryStore();
  const line = createLine(no);
  const outbox = await open(line, store);
  expect(await outbox.keep(act("1", "A"), 3_000)).toEqual(no);
  expect(toDealWith(outbox.state())).toEqual([]);
  line.answers = later;
  expect(await outbox.keep(act("2", "A"), 3_000)).toEqual({ kind: "kept" });
  line.answers = no;
  outbox.flush();
  await settled();
  expect(toDealWith(outbox.state()).map((entry) => entry.act.id)).toEqual(["2"]);
  expect((await store.load()).queued).toEqual([]);
  expect((await store.load()).refused).toHaveLength(2);
  await outbox.settle("2", "person");
  expect(toDealWith(outbox.state())).toEqual([]);
  expect((await store.load()).refused).toHaveLength(2);
});

test("a no to the machine is no no to the act: a revoked screen loses nobody's sign-on", async () => {
  for (const code of ["not_signed_in", "screen_revoked", "protocol_mismatch", "no_site", "too_many"] as const) {
    const store = createMemoryStore();
    const line = createLine({ kind: "refused", refusal: { code } });
    const outbox = await open(line, store);
    expect(await outbox.keep(act("1", "A"), 3_000)).toEqual({ kind: "kept" });
    expect((await store.load()).queued).toHaveLength(1);
    expect(outbox.state().refused).toEqual([]);
  }
});

test("a refused act does not hold up the acts behind it", async () => {
  const line = createLine("hang");
  const outbox = await open(line, createMemoryStore());
  void outbox.keep(act("1", "A"), 3_000);
  const second = outbox.keep(act("2", "A"), 3_000);
  await settled();
  line.hung[0]?.(no);
  await settled();
  line.hung[1]?.(ok);
  expect(await second).toEqual({ kind: "ok" });
});

test("a full disk: sent all the same; unanswered, the worker is told that nothing was kept", async () => {
  const full = async (): Promise<void> => {
    throw new DOMException("no room", "QuotaExceededError");
  };
  const line = createLine(ok);
  const outbox = await open(line, { ...createMemoryStore(), add: full });
  expect(await outbox.keep(act("1", "A"), 3_000)).toEqual({ kind: "ok" });
  expect(outbox.state().fault).toContain("QuotaExceededError");
  line.answers = later;
  expect(await outbox.keep(act("2", "A"), 3_000)).toEqual({ kind: "unkept" });
});

test("a thousand acts of two hundred workers go up, each once, eight at a time", async () => {
  const store = createMemoryStore();
  for (let n = 0; n < 1_000; n++) await store.add(act(String(n), `W${n % 200}`));
  const line = createLine(ok);
  let inFlight = 0;
  let most = 0;
  const outbox = await createOutbox({
    store,
    ...line,
    send: async (one) => {
      most = Math.max(most, ++inFlight);
      const answer = await line.send(one);
      inFlight--;
      return answer;
    },
  });
  for (let n = 0; n < 400; n++) await settled();
  expect(outbox.state().queued).toEqual([]);
  expect(new Set(line.sent).size).toBe(1_000);
  expect(line.sent).toHaveLength(1_000);
  expect(most).toBe(8);
});

test("[POST-5] where two sign together the act waits for what either did before, and their later acts wait for it", async () => {
  const line = createLine("hang");
  const outbox = await open(line, createMemoryStore());
  void outbox.keep(act("out-1", "outgoing"), 3_000);
  void outbox.keep(act("in-1", "incoming"), 3_000);
  void outbox.keep({ ...act("begin", "outgoing"), also: "incoming" }, 3_000);
  void outbox.keep({ ...act("take", "incoming"), also: "outgoing" }, 3_000);
  void outbox.keep(act("in-2", "incoming"), 3_000);
  await settled();
  expect(line.sent).toEqual(["out-1", "in-1"]);
  line.hung[0]?.(ok);
  await settled();
  expect(line.sent).toEqual(["out-1", "in-1"]);
  line.hung[1]?.(ok);
  await settled();
  expect(line.sent).toEqual(["out-1", "in-1", "begin"]);
  line.hung[2]?.(ok);
  await settled();
  expect(line.sent).toEqual(["out-1", "in-1", "begin", "take"]);
  line.hung[3]?.(no);
  await settled();
  expect(line.sent).toEqual(["out-1", "in-1", "begin", "take", "in-2"]);
});

test("[POST-5] a line that is down holds both up; the others go on", async () => {
  const line = createLine(later);
  const outbox = await open(line, createMemoryStore());
  expect(await outbox.keep({ ...act("begin", "outgoing"), also: "incoming" }, 3_000)).toEqual({ kind: "kept" });
  line.answers = ok;
  void outbox.keep(act("other", "third"), 3_000);
  await settled();
  expect(line.sent).toEqual(["begin", "other"]);
  outbox.flush();
  await settled();
  expect(line.sent).toEqual(["begin", "other", "begin"]);
});
