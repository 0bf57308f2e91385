// The one writer: one append for all that waits, every id once, nothing answered before it is durable, nobody harmed by another.

import { describe, expect, test } from "vitest";
import type { Event } from "../../domain/board.ts";
import { activityId, commandId, postId, roleId, seq } from "../../domain/ids.ts";
import type { CommandAnswer } from "../../domain/protocol.ts";
import { dayLength, hour, minute } from "../../domain/time.ts";
import { createCommandHandler } from "../../server/command-handler.ts";
import { createMemoryLedger } from "../../server/ledger/memory-ledger.ts";
import { createProjection } from "../../server/projection.ts";
import { createHeldLedger } from "../kit/held-ledger.ts";
import { shiftStart, siteFixture } from "../kit/site-fixture.ts";
import { countedId, createWorld, system, worker } from "../kit/world.ts";

const signOn = (n: number) => ({ type: "SignOn", post: postId(`p${n}`), briefing: ["b1"] }) as const;
const checkIn = (n: number) => ({ type: "CheckIn", post: postId(`p${n}`) }) as const;
const stateOf = (answers: readonly CommandAnswer[]) =>
  answers.map((answer) => (answer.kind === "ok" ? answer.seq : answer.refusal.code));

describe("group commit", () => {
  test("what arrives while a write is under way is decided together, in order, and shares the next write", async () => {
    const held = createHeldLedger();
    const world = await createWorld({ ledger: held.ledger, site: siteFixture({ posts: 9 }) });
    const reached = held.hold();
    const first = world.act(signOn(1), worker(1));
    await reached;
    const rest = [2, 3, 4, 5, 6, 7].map((n) => world.act(signOn(n), worker(n)));
    held.release();
    expect(stateOf(await Promise.all([first, ...rest]))).toEqual([2, 3, 4, 5, 6, 7, 8]);
    expect(held.writes.map((batch) => batch.length)).toEqual([1, 1, 6]);
  });

  test("what one turn of the event loop brings shares one write", async () => {
    const held = createHeldLedger();
    const world = await createWorld({ ledger: held.ledger });
    await Promise.all([1, 2, 3].map((n) => world.act(signOn(n), worker(n))));
    expect(held.writes.map((batch) => batch.length)).toEqual([1, 3]);
  });

  test("later ones of a batch are decided on what the earlier ones did", async () => {
    const world = await createWorld();
    const answers = await Promise.all([
      world.act(signOn(1), worker(1)),
      world.act(signOn(1), worker(5)),
      world.act(signOn(2), worker(1)),
      world.act({ type: "SignOff", post: postId("p1") }, worker(1)),
      world.act(signOn(1), worker(1)),
    ]);
    expect(stateOf(answers)).toEqual([2, "post_held", "on_other_post", 3, 4]);
  });

  test("the last seat goes to one of a hundred who want it at once", async () => {
    const world = await createWorld({ site: siteFixture({ workers: 100, posts: 1 }) });
    const [activity] = siteFixture().activities;
    const [role] = activity?.roles ?? [];
    if (activity === undefined || role === undefined) throw new Error("fixture");
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, n) =>
        world.act({ type: "SignUp", activity: activity.id, role: role.id, wait: false }, worker(n)),
      ),
    );
    expect(answers.filter((answer) => answer.kind === "ok")).toHaveLength(2);
    expect(world.projection.board.look.activity(activity.id)?.counts.taken).toBe(2);
  });
});

describe("durability", () => {
  test("nothing is answered, told or on the board before the write ends", async () => {
    const held = createHeldLedger();
    const world = await createWorld({ ledger: held.ledger });
    const heard: string[] = [];
    world.projection.follow((changes) => heard.push(...changes.map(({ key }) => key)));
    const reached = held.hold();
    let answered = 0;
    const one = world.act(signOn(1), worker(1)).then((answer) => {
      answered += 1;
      return answer;
    });
    const no = world.act(signOn(1), worker(7)).then((answer) => {
      answered += 1;
      return answer;
    });
    await reached;
    // A refusal rests on what is not yet durable either.
    await new Promise(setImmediate);
    expect(answered).toBe(0);
    expect(heard).toEqual([]);
    expect(world.projection.board.look.post("p1")?.watch.state).toBe("unheld");
    held.release();
    expect(stateOf(await Promise.all([one, no]))).toEqual([2, "post_held"]);
    expect(heard).toContain("post/p1");
  });

  test("a failed write: all that wait are told to keep it, the board is untouched, from then on read-only", async () => {
    const held = createHeldLedger();
    const world = await createWorld({ ledger: held.ledger });
    const reached = held.hold();
    const first = world.act(signOn(1), worker(1));
    await reached;
    const waiting = [2, 3].map((n) => world.act(signOn(n), worker(n)));
    const before = JSON.stringify([...world.projection.board.all("post")]);
    expect(world.handler.readOnly()).toBe(false);
    held.fail();
    for (const answer of await Promise.all([first, ...waiting]))
      expect(answer).toEqual({ kind: "retry", refusal: { code: "storage_failed" } });
    expect(world.handler.readOnly()).toBe(true);
    expect(await world.act(signOn(1), worker(1))).toMatchObject({ kind: "retry" });
    expect(JSON.stringify([...world.projection.board.all("post")])).toBe(before);
    expect(world.projection.seq()).toBe(1);
    expect(await world.events()).toHaveLength(1);
  });

  test("a house that closes answers what comes too late, and breaks on nothing", async () => {
    const world = await createWorld();
    await world.ledger.close();
    expect(await world.act(signOn(1), worker(1))).toMatchObject({ kind: "retry" });
  });
});

describe("the same id", () => {
  test("gets the same number and has no second effect: at once, in the same batch, and after a restart", async () => {
    const world = await createWorld();
    const id = countedId(77);
    const same = () => world.act(signOn(1), worker(1), { id });
    expect(stateOf(await Promise.all([same(), same(), same()]))).toEqual([2, 2, 2]);
    world.passTime(hour);
    await world.act({ type: "SignOff", post: postId("p1") }, worker(1));
    expect(stateOf([await same()])).toEqual([2]);
    const again = await createWorld({ ledger: createMemoryLedger(await world.events()), at: shiftStart + 2 * hour });
    expect(stateOf([await again.act(signOn(1), worker(1), { id })])).toEqual([2]);
    expect(again.projection.seq()).toBe(3);
  });

  test("a command of several events answers with the last of them, then and later", async () => {
    const [activity] = siteFixture().activities;
    const [role] = activity?.roles ?? [];
    if (activity === undefined || role === undefined) throw new Error("fixture");
    const world = await createWorld();
    for (const n of [0, 1, 2])
      await world.act({ type: "SignUp", activity: activity.id, role: role.id, wait: true }, worker(n));
    const id = countedId(77);
    const leave = () => world.act({ type: "CancelEntry", activity: activity.id }, worker(0, "pin"), { id });
    expect(stateOf([await leave(), await leave()])).toEqual([6, 6]);
    expect((await world.events()).slice(4).map((event) => [event.data.type, event.cause])).toEqual([
      ["EntryCancelled", id],
      ["SeatTaken", id],
    ]);
  });

  test("[ACT-3] a sign-up answered as the same act uses up its own id: told again after a cancel it seats nobody", async () => {
    const world = await createWorld();
    const activity = activityId("a1");
    const touch = (id: string) =>
      world.act({ type: "SignUp", activity, role: roleId("r"), wait: false }, worker(0), { id });
    const [first, second] = [countedId(77), countedId(78)];
    expect(stateOf([await touch(first), await touch(second)])).toEqual([2, 3]);
    await world.act({ type: "CancelEntry", activity }, worker(0, "pin"));
    expect(stateOf([await touch(second), await touch(first)])).toEqual([3, 2]);
    expect(world.projection.board.look.activity(activity)?.counts.taken).toBe(0);
  });

  test("one that was refused is decided anew", async () => {
    const world = await createWorld();
    const id = countedId(77);
    expect(stateOf([await world.act(signOn(1), worker(5), { id })])).toEqual(["not_rostered"]);
    world.passTime(7 * hour);
    expect(stateOf([await world.act(signOn(1), worker(5), { id })])).toEqual([2]);
  });
});

describe("time of the act", () => {
  test("counts as claimed, never ahead of the server; the claim is kept where it differs", async () => {
    const world = await createWorld();
    await world.act(signOn(1), worker(1), { at: shiftStart - 20 * minute });
    await world.act(signOn(2), worker(2), { at: shiftStart + hour });
    await world.act(signOn(3), worker(3), { at: shiftStart - 1000 });
    const [, past, future, near] = await world.events();
    expect(past).toMatchObject({
      at: shiftStart,
      claimedAt: shiftStart - 20 * minute,
      data: { at: shiftStart - 20 * minute },
    });
    expect(future).toMatchObject({ at: shiftStart, claimedAt: shiftStart + hour, data: { at: shiftStart } });
    expect(near?.claimedAt).toBeUndefined();
  });

  test("older than 30 days goes to a person, unless its id was answered already", async () => {
    const world = await createWorld();
    const old = { at: shiftStart - 30 * dayLength };
    expect(stateOf([await world.act(checkIn(1), worker(1), { at: old.at - 1 })])).toEqual(["too_old"]);
    expect(stateOf([await world.act(checkIn(1), worker(1), old)])).toEqual(["not_holder"]);
    const id = countedId(77);
    await world.act(signOn(1), worker(1), { id });
    world.passTime(30 * dayLength);
    expect(stateOf([await world.act(signOn(1), worker(1), { id, at: shiftStart - 1 })])).toEqual([2]);
  });
});

test.each(["enrich", "evolve"])("rules that break in %s on one command harm no other of the batch", async (where) => {
  const ledger = createMemoryLedger<Event>();
  const projection = createProjection();
  ledger.follow(projection.apply);
  const faults: unknown[] = [];
  const handler = createCommandHandler({
    ledger,
    projection,
    now: () => shiftStart,
    enrich: (command) => {
      if (where === "enrich" && command.type === "CheckIn") throw new Error("broken");
      return { ok: true, command };
    },
    onFault: (error) => faults.push(error),
  });
  let count = 0;
  const send = (command: Parameters<typeof handler.submit>[0]["command"], actor = worker(1)) => {
    count += 1;
    return handler.submit({ id: commandId(`c${count}`), command, claimedAt: shiftStart, actor });
  };
  await send({ type: "ImportSite", import: siteFixture() }, system);
  // A unit path that is no list breaks the record it is made into.
  const broken: unknown = { type: "ImportSite", import: { ...siteFixture(), workers: undefined } };
  const bad = where === "enrich" ? checkIn(1) : broken;
  const answers = await Promise.all([
    send(signOn(1)),
    send(isCommand(bad) ? bad : checkIn(1)),
    send(signOn(2), worker(2)),
  ]);
  expect(stateOf(answers)).toEqual([2, "server_fault", 3]);
  expect(faults).toHaveLength(1);
  expect(projection.seq()).toBe(seq(3));
  expect(projection.board.look.heldBy("w2")?.id).toBe("p2");
});

const isCommand = (
  value: unknown,
): value is Parameters<ReturnType<typeof createCommandHandler>["submit"]>[0]["command"] =>
  typeof value === "object" && value !== null && "type" in value;
