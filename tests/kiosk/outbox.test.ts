// The outbox against lost lines, refusals, reloads and full disks: nothing a worker did is lost, sent out of order or deleted.

import { expect, test } from "vitest";
import { activityId } from "../../domain/ids.ts";
import type { Act, KeptAct } from "../../kiosk/act.ts";
import { createOutbox } from "../../kiosk/outbox.ts";
import { createMemoryStore } from "../../kiosk/outbox-memory.ts";
import { act, createLine, later, no, ok, open, settled } from "../kit/outbox-line.ts";

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
    add: async (one: KeptAct) => {
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
  expect(await store.load()).toEqual([]);
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

test("a no to the machine is no no to the act: a revoked screen loses nobody's sign-on", async () => {
  for (const code of ["not_signed_in", "screen_revoked", "protocol_mismatch", "no_site", "too_many"] as const) {
    const store = createMemoryStore();
    const line = createLine({ kind: "refused", refusal: { code } });
    const outbox = await open(line, store);
    expect(await outbox.keep(act("1", "A"), 3_000)).toEqual({ kind: "kept" });
    expect(await store.load()).toHaveLength(1);
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
  const line = createLine(later);
  let inFlight = 0;
  let most = 0;
  const outbox = await createOutbox({
    store: createMemoryStore(),
    ...line,
    send: async (one) => {
      most = Math.max(most, ++inFlight);
      const answer = await line.send(one);
      inFlight--;
      return answer;
    },
  });
  for (let n = 0; n < 1_000; n++) await outbox.keep(act(String(n), `W${n % 200}`), 3_000);
  line.sent.length = 0;
  line.answers = ok;
  outbox.flush();
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
