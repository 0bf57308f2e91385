// What every ledger must do, whatever it keeps its events in. Each adapter's test file hands over how to make an empty one.

import { expect, test } from "vitest";
import type { Recorded } from "../../domain/decider.ts";
import { seq } from "../../domain/ids.ts";
import { LedgerClosed } from "../../server/ledger/failures.ts";
import type { Ledger } from "../../server/ledger/ledger.ts";
import { eventsAfter, failureOf, type Note, note, notes, textsIn, textsOf } from "./notes.ts";

export const testLedger = (createEmpty: () => Promise<Ledger<Note>>): void => {
  test("an empty ledger has head 0 and nothing to read", async () => {
    const ledger = await createEmpty();
    expect(ledger.head).toBe(0);
    expect(await eventsAfter(ledger)).toEqual([]);
    await ledger.close();
  });

  test("append numbers events from 1 without a gap and answers them as they are read", async () => {
    const ledger = await createEmpty();
    const first = await ledger.append(() => notes("a", "b"));
    const second = await ledger.append(() => notes("c"));
    expect([...first, ...second].map((event) => event.seq)).toEqual([1, 2, 3]);
    expect(await eventsAfter(ledger)).toEqual([...first, ...second]);
    expect(first[0]).toEqual({ seq: 1, ...note("a") });
    expect(ledger.head).toBe(3);
    await ledger.close();
  });

  test("read begins after the number it is given", async () => {
    const ledger = await createEmpty();
    await ledger.append(() => notes("a", "b", "c", "d"));
    expect(textsOf(await eventsAfter(ledger, seq(2)))).toEqual(["c", "d"]);
    expect(await eventsAfter(ledger, seq(4))).toEqual([]);
    expect(await eventsAfter(ledger, seq(9))).toEqual([]);
    await ledger.close();
  });

  test("a read may end before the head, anywhere", async () => {
    const ledger = await createEmpty();
    for (const size of [1, 3, 2, 40, 1])
      await ledger.append(() => Array.from({ length: size }, (_, index) => note(`${size} ${index}`)));
    const all = await eventsAfter(ledger);
    for (let after = 0; after <= 47; after += 1)
      for (const until of [after, after + 1, after + 5, 47, 99]) {
        const found: unknown[] = [];
        for await (const batch of ledger.read(seq(after), seq(until))) found.push(...batch);
        expect(found, `${after}–${until}`).toEqual(all.slice(after, until));
      }
    await ledger.close();
  });

  test("a long read comes in order and whole, in batches of a bounded size", async () => {
    const ledger = await createEmpty();
    await ledger.append(() => Array.from({ length: 5000 }, (_, index) => note(String(index + 1))));
    const sizes: number[] = [];
    let due = 1;
    for await (const batch of ledger.read(seq(0))) {
      sizes.push(batch.length);
      for (const event of batch) expect(event.seq).toBe(due++);
    }
    expect(due).toBe(5001);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(1024);
    await ledger.close();
  });

  test("any text comes back as it was written", async () => {
    const ledger = await createEmpty();
    const texts = [
      "守望 北山瞭望塔",
      "👷‍♀️",
      "line\nbreak\r\n\u2028",
      'quo"te\\',
      "\u0000\u0001",
      "\ud800",
      "é".repeat(70_000),
      "",
    ];
    await ledger.append(() => notes(...texts));
    expect(await textsIn(ledger)).toEqual(texts);
    await ledger.close();
  });

  test("appends called at once run one at a time in the order of the calls, each seeing all before it", async () => {
    const ledger = await createEmpty();
    const board: string[] = [];
    ledger.follow((events) => board.push(...textsOf(events)));
    const seen: number[] = [];
    await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        ledger.append((missed) => {
          seen.push(board.length + missed.length);
          return notes(`${index}a`, `${index}b`);
        }),
      ),
    );
    expect(seen).toEqual(Array.from({ length: 50 }, (_, index) => index * 2));
    expect(await textsIn(ledger)).toEqual(Array.from({ length: 50 }, (_, index) => [`${index}a`, `${index}b`]).flat());
    await ledger.close();
  });

  test("an empty decision writes nothing and tells nobody", async () => {
    const ledger = await createEmpty();
    let told = 0;
    ledger.follow(() => told++);
    expect(await ledger.append(() => [])).toEqual([]);
    expect([ledger.head, told]).toEqual([0, 0]);
    await ledger.close();
  });

  test("a decision that throws changes nothing, and the next append goes on", async () => {
    const ledger = await createEmpty();
    const broken = ledger.append(() => {
      throw new Error("undecided");
    });
    const next = ledger.append(() => notes("a"));
    await expect(broken).rejects.toThrow("undecided");
    expect(await next).toMatchObject([{ seq: 1 }]);
    expect(await textsIn(ledger)).toEqual(["a"]);
    await ledger.close();
  });

  test("followers hear each batch once, in order, before the append resolves and before the next decision", async () => {
    const ledger = await createEmpty();
    const story: string[] = [];
    ledger.follow((events) => story.push(`1 hears ${textsOf(events)}`));
    ledger.follow((events) => story.push(`2 hears ${textsOf(events)}`));
    const first = ledger.append(() => {
      story.push("decides a,b");
      return notes("a", "b");
    });
    const second = ledger.append(() => {
      story.push("decides c");
      return notes("c");
    });
    await Promise.all([first.then(() => story.push("a,b done")), second.then(() => story.push("c done"))]);
    expect(story.indexOf("a,b done")).toBeGreaterThan(story.indexOf("2 hears a,b"));
    expect(story.filter((line) => line !== "a,b done")).toEqual([
      "decides a,b",
      "1 hears a,b",
      "2 hears a,b",
      "decides c",
      "1 hears c",
      "2 hears c",
      "c done",
    ]);
    await ledger.close();
  });

  test("who stops following hears no more, even of the batch that is being told; stopping twice is the same", async () => {
    const ledger = await createEmpty();
    const heard: string[] = [];
    const stops: (() => void)[] = [];
    ledger.follow((events) => {
      heard.push(`1 ${textsOf(events)}`);
      for (const stop of stops) stop();
    });
    stops.push(ledger.follow((events) => heard.push(`2 ${textsOf(events)}`)));
    await ledger.append(() => notes("a"));
    await ledger.append(() => notes("b"));
    for (const stop of stops) stop();
    expect(heard).toEqual(["1 a", "1 b"]);
    await ledger.close();
  });

  test("the same listener may follow twice and stop once", async () => {
    const ledger = await createEmpty();
    let told = 0;
    const listener = () => {
      told += 1;
    };
    ledger.follow(listener);
    const stop = ledger.follow(listener);
    await ledger.append(() => notes("a"));
    stop();
    await ledger.append(() => notes("b"));
    expect(told).toBe(3);
    await ledger.close();
  });

  test("who begins to follow while a batch is told has it in head, and hears the next one first", async () => {
    const ledger = await createEmpty();
    const heard: string[] = [];
    let head = 0;
    const stop = ledger.follow(() => {
      stop();
      head = ledger.head;
      ledger.follow((events) => heard.push(...textsOf(events)));
    });
    await ledger.append(() => notes("a"));
    await ledger.append(() => notes("b"));
    expect([head, heard]).toEqual([1, ["b"]]);
    await ledger.close();
  });

  test("reading up to head and following from there, while others append, misses nothing and hears nothing twice", async () => {
    const ledger = await createEmpty();
    const appends: Promise<unknown>[] = [];
    const add = (count: number) => {
      for (let index = 0; index < count; index += 1) appends.push(ledger.append(() => notes("x", "y", "z")));
    };
    add(700);
    await appends[300];
    const live: Recorded<Note>[] = [];
    const before = ledger.read(seq(0));
    ledger.follow((events) => live.push(...events));
    add(50);
    const past: Recorded<Note>[] = [];
    for await (const batch of before) past.push(...batch);
    await Promise.all(appends);
    expect(past.length).toBeGreaterThan(0);
    expect(live.length).toBeGreaterThan(0);
    expect([...past, ...live].map((event) => event.seq)).toEqual(Array.from({ length: 2250 }, (_, index) => index + 1));
    await ledger.close();
  });

  test("a listener that throws fails neither the append nor the other listeners, and ends the process", async () => {
    const ledger = await createEmpty();
    const listenersOfVitest = process.listeners("uncaughtException");
    process.removeAllListeners("uncaughtException");
    const crash = new Promise((resolve) => process.once("uncaughtException", resolve));
    const heard: string[] = [];
    ledger.follow(() => {
      throw new Error("projection broken");
    });
    ledger.follow((events) => heard.push(...textsOf(events)));
    expect(await ledger.append(() => notes("a"))).toHaveLength(1);
    expect(await crash).toEqual(new Error("projection broken"));
    for (const listener of listenersOfVitest) process.on("uncaughtException", listener);
    expect(heard).toEqual(["a"]);
    await ledger.close();
  });

  test("close lets the appends called before finish, and admits none after", async () => {
    const ledger = await createEmpty();
    const done: string[] = [];
    const first = ledger.append(() => notes("a")).then(() => done.push("a"));
    const second = ledger.append(() => notes("b")).then(() => done.push("b"));
    const closed = ledger.close().then(() => done.push("closed"));
    const late = ledger.append(() => notes("c"));
    expect(await failureOf(late)).toBeInstanceOf(LedgerClosed);
    await Promise.all([first, second, closed, ledger.close()]);
    expect(done).toEqual(["a", "b", "closed"]);
    expect(ledger.head).toBe(2);
  });
};
