// Notices to a real receiver: signed, in order, tried again with growing waits, given up aloud, never lost between. [ALM-2, NOT-1]

import { createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";
import { dayLength, minute, second } from "../../domain/time.ts";
import { waitBefore } from "../../server/notify/courier.ts";
import { draft, openNotifyRoom } from "../kit/notify-room.ts";
import { createReceiver, type Receiver } from "../kit/receiver.ts";

const seqs = ({ got }: Receiver): readonly unknown[] => got.map(({ json }) => json.seq);
const down = { status: 503 } as const;

describe("a notice", () => {
  test("bears a signature that a receiver makes anew from the secret, the time and the body", async () => {
    const receiver = await createReceiver();
    const room = await openNotifyRoom();
    await room.add(draft(`${receiver.url}/hook`, { secret: "红松2026" }));
    await room.raise("p0", { priority: 1 });
    await room.settles(1);
    const [call] = receiver.got;
    const { "x-shouwang-timestamp": time, "x-shouwang-signature": signature } = call?.headers ?? {};
    expect(signature).toBe(
      `sha256=${createHmac("sha256", "红松2026")
        .update(`${String(time)}.${call?.text}`)
        .digest("hex")}`,
    );
    expect(Number(time)).toBe(room.timers.now() / 1000);
    expect(call?.json).toMatchObject({
      seq: 2,
      id: "store-1-2",
      at: room.timers.now(),
      type: "AlarmRaised",
      alarm: {
        id: "post-vacant:p0",
        kind: "post-vacant",
        priority: 1,
        source: { id: "p0", zh: "0号岗", en: "Post 0" },
      },
    });
    expect(call?.headers["x-shouwang-id"]).toBe("store-1-2");
  });

  test("without a secret bears no signature", async () => {
    const receiver = await createReceiver();
    const room = await openNotifyRoom();
    await room.add(draft(receiver.url));
    await room.raise("p0");
    await room.settles(1);
    expect(receiver.got[0]?.headers).not.toHaveProperty("x-shouwang-signature");
  });

  test("is marked as sent, and what happened before the hook was made is not sent", async () => {
    const receiver = await createReceiver();
    const room = await openNotifyRoom();
    await room.raise("p1");
    await room.add(draft(receiver.url));
    await room.raise("p2");
    await room.settles(1);
    expect(seqs(receiver)).toEqual([3]);
    expect(room.only()).toMatchObject({ mark: { seq: 3, sentAt: room.timers.now(), lost: 0 }, waiting: 0 });
  });
});

describe("a receiver that fails", () => {
  test("is tried again with waits that double, the same event first, the next in order behind it", async () => {
    const receiver = await createReceiver();
    receiver.answerWith((n) => (n <= 3 ? down : { status: 204 }));
    const room = await openNotifyRoom();
    await room.add(draft(receiver.url));
    await room.raise("p0");
    await room.raise("p1");
    for (const [n, wait] of [second, 2 * second, 4 * second].entries()) {
      await room.settles(n + 1);
      expect(await room.timers.awaits(5 * minute)).toBe(wait);
      expect(room.only()).toMatchObject({
        waiting: 2,
        retrying: true,
        mark: { failed: { how: { end: "status", status: 503 } } },
      });
      room.pass(wait - 1);
      expect(receiver.got).toHaveLength(n + 1);
      room.pass(1);
    }
    await room.settles(5);
    expect(seqs(receiver)).toEqual([2, 2, 2, 2, 3]);
    expect(new Set(receiver.got.slice(0, 4).map(({ json }) => json.id))).toEqual(new Set(["store-1-2"]));
    expect(room.only()).toMatchObject({ waiting: 0, retrying: false });
    expect(room.only().mark).not.toHaveProperty("failed");
  });

  test("is never waited for longer than five minutes, and by chance for less", () => {
    expect([1, 2, 3, 9, 10, 60].map((tries) => waitBefore(tries, 1) / second)).toEqual([1, 2, 4, 256, 300, 300]);
    expect(waitBefore(60, 0.25)).toBe(75 * second);
    expect(waitBefore(60, 0)).toBe(0);
  });

  test("is given up a day after the event, aloud, and the next goes on; a fault stands until one arrives", async () => {
    const receiver = await createReceiver();
    receiver.answerWith(() => down);
    const room = await openNotifyRoom();
    await room.add(draft(receiver.url));
    await room.raise("p0");
    await room.settles(1);
    expect(room.notify.isFaulty()).toBe(false);
    let tries = 1;
    while (!room.outcomes.includes("given-up")) {
      room.pass(await room.timers.awaits(5 * minute));
      tries += 1;
      await room.settles(tries);
    }
    expect(room.timers.now() - 1_795_392_000_000).toBeGreaterThanOrEqual(dayLength);
    expect(tries).toBeGreaterThan(280);
    expect(room.only().mark).toMatchObject({ seq: 2, lost: 1, failed: { gaveUp: true } });
    expect(room.faults).toEqual([expect.stringContaining("gave up event 2")]);
    expect(room.notify.isFaulty()).toBe(true);
    receiver.answerWith(() => ({ status: 200 }));
    await room.raise("p1");
    await room.settles(tries + 1);
    expect(seqs(receiver).at(-1)).toBe(3);
    expect(room.notify.isFaulty()).toBe(false);
    expect(room.only().mark).toMatchObject({ lost: 1 });
  });

  test("that has failed for ten minutes is a fault before anything is given up", async () => {
    const receiver = await createReceiver();
    receiver.answerWith(() => down);
    const room = await openNotifyRoom();
    await room.add(draft(receiver.url));
    await room.raise("p0");
    await room.settles(1);
    for (let n = 2; room.timers.now() < 1_795_392_000_000 + 10 * minute; n += 1) {
      expect(room.notify.isFaulty()).toBe(false);
      room.pass(await room.timers.awaits(5 * minute));
      await room.settles(n);
    }
    expect(room.notify.isFaulty()).toBe(true);
    expect(room.faults).toEqual([]);
  });

  test.each([400, 401, 403, 404, 410, 422])("says %d: final at once, and the next goes out", async (status) => {
    const receiver = await createReceiver();
    receiver.answerWith((n) => ({ status: n === 1 ? status : 200 }));
    const room = await openNotifyRoom();
    await room.add(draft(receiver.url));
    await room.raise("p0");
    await room.raise("p1");
    await room.settles(2);
    expect(room.outcomes).toEqual(["given-up", "sent"]);
    expect(seqs(receiver)).toEqual([2, 3]);
    expect(room.faults).toHaveLength(1);
  });

  test.each([408, 429, 500, 502, 302])("says %d: tried again", async (status) => {
    const receiver = await createReceiver();
    receiver.answerWith((n) =>
      n === 1 ? { status, headers: { location: `${receiver.url}/elsewhere` } } : { status: 200 },
    );
    const room = await openNotifyRoom();
    await room.add(draft(`${receiver.url}/here`));
    await room.raise("p0");
    await room.settles(1);
    room.pass(await room.timers.awaits(second));
    await room.settles(2);
    expect(room.outcomes).toEqual(["retried", "sent"]);
    // A redirect is not followed: what the address says is where the key goes.
    expect(receiver.got.map(({ url }) => url)).toEqual(["/here", "/here"]);
  });

  test("hangs: cut off after ten seconds, tried again, and no other hook waits for it", async () => {
    const [hanging, well] = [await createReceiver(), await createReceiver()];
    hanging.answerWith((n) => (n === 1 ? "silence" : { status: 200 }));
    const room = await openNotifyRoom();
    await room.add(draft(hanging.url));
    await room.add(draft(well.url));
    await room.raise("p0");
    await hanging.gets(1);
    await room.raise("p1");
    await room.settles(2);
    expect(seqs(well)).toEqual([2, 3]);
    expect(seqs(hanging)).toEqual([2]);
    room.calls.pass(10 * second - 1);
    expect(room.outcomes).toEqual(["sent", "sent"]);
    room.calls.pass(1);
    await room.settles(3);
    expect(room.only().mark.failed?.how).toEqual({ end: "timeout", seconds: 10 });
    room.pass(second);
    await room.settles(5);
    expect(seqs(hanging)).toEqual([2, 2, 3]);
  });

  test("answers without end: only the beginning is read", async () => {
    const receiver = await createReceiver();
    receiver.answerWith(() => "endless");
    const room = await openNotifyRoom();
    const generic = await room.add(draft(receiver.url));
    const robot = await room.add(draft(receiver.url, { format: "wecom" }));
    expect(await room.notify.test(generic)).toEqual({ end: "sent", status: 200 });
    expect(await room.notify.test(robot)).toEqual({ end: "not-a-robot", status: 200 });
  });

  test("is not there: the test says so with the network's own word", async () => {
    const room = await openNotifyRoom();
    const id = await room.add(draft("http://127.0.0.1:9/nobody"));
    expect(await room.notify.test(id)).toMatchObject({ end: "unreachable" });
    expect(room.only().mark.failed?.how.end).toBe("unreachable");
  });

  test("a call for help does not wait for the end of a pause after failures [POST-3]", async () => {
    const receiver = await createReceiver();
    receiver.answerWith(() => down);
    const room = await openNotifyRoom();
    await room.add(draft(receiver.url));
    await room.raise("p0");
    for (let n = 1; n < 8; n += 1) {
      await room.settles(n);
      room.pass(await room.timers.awaits(5 * minute));
    }
    await room.settles(8);
    await room.timers.awaits(5 * minute);
    receiver.answerWith(() => ({ status: 200 }));
    await room.act({ type: "CallSos", post: undefined, place: "3 号井口" }, { kind: "device", profile: "kiosk" });
    await room.settles(10);
    expect(seqs(receiver).slice(-2)).toEqual([2, 3]);
  });
});

describe("twenty hooks", () => {
  test("each gets every notice once and in order, whatever the others do", async () => {
    const receivers = await Promise.all(Array.from({ length: 20 }, createReceiver));
    receivers.forEach((receiver, n) => {
      receiver.answerWith((call) =>
        n % 5 === 1 ? "silence" : n % 5 === 2 && call === 1 ? { status: 404 } : { status: 200 },
      );
    });
    const room = await openNotifyRoom({ posts: 8 });
    for (const { url } of receivers) await room.add(draft(url));
    for (let n = 0; n < 5; n += 1) await room.raise(`p${n}`);
    await room.settles(16 * 5);
    receivers.forEach((receiver, n) => {
      expect.soft(seqs(receiver), `hook ${n}`).toEqual(n % 5 === 1 ? [2] : [2, 3, 4, 5, 6]);
    });
    expect(await room.notify.add(draft("http://127.0.0.1:9/"))).toBeUndefined();
  });
});
