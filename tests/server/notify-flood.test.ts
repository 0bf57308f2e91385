// A flood of alarms on one hook: few messages, none lost, never more in a minute than the receiver takes. [ALM-3]

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { minute, second } from "../../domain/time.ts";
import { createPace } from "../../server/notify/pace.ts";
import { draft, openNotifyRoom } from "../kit/notify-room.ts";
import { createReceiver } from "../kit/receiver.ts";

describe("a flood", () => {
  test("[ALM-3] goes out as few messages, none lost, the gravest named first, never more than the robot takes", async () => {
    const receiver = await createReceiver();
    const times: number[] = [];
    const room = await openNotifyRoom({ posts: 100 });
    receiver.answerWith(() => {
      times.push(room.timers.now());
      return { status: 200, body: '{"errcode":0,"errmsg":"ok"}' };
    });
    await room.add(draft(receiver.url, { format: "wecom" }));
    for (let n = 0; n < 100; n += 1) await room.raise(`p${n}`, { priority: n === 77 ? 1 : 2 });
    await room.settles(9);
    for (let n = 10; room.only().waiting > 0; n += 1) {
      room.pass(await room.timers.awaits(7 * second));
      await room.settles(n);
    }
    const texts = receiver.got.map(({ text }) => text);
    for (let n = 0; n < 100; n += 1)
      expect
        .soft(
          texts.filter((text) => new RegExp(`[^0-9]${n}号岗`).test(text)),
          `post ${n}`,
        )
        .toHaveLength(1);
    const digest = texts.find((text) => text.includes("77号岗")) ?? "";
    expect(digest).toContain("条通知（合并发送）");
    expect(digest.indexOf("77号岗")).toBeLessThan(digest.indexOf("号岗"));
    for (const text of texts)
      expect(Buffer.byteLength(String(JSON.parse(text).markdown.content))).toBeLessThanOrEqual(4096);
    for (const at of times)
      expect(times.filter((one) => one > at - minute && one <= at).length).toBeLessThanOrEqual(20);
    expect(texts.length).toBeLessThan(20);
  });

  test("a digest for a program holds each event whole, with its own number", async () => {
    const receiver = await createReceiver();
    const room = await openNotifyRoom({ posts: 60 });
    await room.add(draft(receiver.url));
    for (let n = 0; n < 60; n += 1) await room.raise(`p${n}`);
    await room.settles(30);
    room.pass(await room.timers.awaits(2 * second));
    await room.settles(31);
    const digest = receiver.got[30]?.json;
    expect(digest).toMatchObject({ type: "Digest", seq: 61, id: "store-1-61" });
    expect(digest?.events).toHaveLength(30);
    expect(digest?.events).toMatchObject(
      Array.from({ length: 30 }, (_, n) => ({ seq: 32 + n, id: `store-1-${32 + n}`, type: "AlarmRaised" })),
    );
  });

  test("no minute holds more than the limit, whenever messages come", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 60 }),
        fc.array(fc.integer({ min: 0, max: 20_000 }), { maxLength: 300 }),
        (limit, gaps) => {
          const pace = createPace(limit);
          const sent: number[] = [];
          let now = 0;
          for (const gap of gaps) {
            now += gap;
            now += pace.rest(now);
            pace.sent(now);
            sent.push(now);
          }
          for (const at of sent)
            expect(sent.filter((one) => one > at - minute && one <= at).length).toBeLessThanOrEqual(limit);
        },
      ),
    );
  });
});
