// 求助 at the kiosk: from every page, known or not; kept when the line is down, sent before all else, and told as it is. [POST-4]

import { describe, expect, test } from "vitest";
import { postId, seq } from "../../domain/ids.ts";
import type { CommandAnswer, WorkerCard } from "../../domain/protocol.ts";
import { hour } from "../../domain/time.ts";
import type { ActBody, Parcel } from "../../kiosk/act.ts";
import { behind } from "../../kiosk/behind.ts";
import { createCalls } from "../../kiosk/calls.svelte.ts";
import { begin, typed } from "../../kiosk/input/typing.ts";
import { createOutbox, type OutboxState } from "../../kiosk/outbox.ts";
import { createMemoryStore } from "../../kiosk/outbox-memory.ts";
import { homeOf, type Page } from "../../kiosk/pages.ts";
import type { Person } from "../../kiosk/person.ts";
import { advance, type Session, wiped } from "../../kiosk/session.ts";
import { settled } from "../kit/outbox-line.ts";

const card: WorkerCard = {
  name: "王*明",
  tail: "817",
  lang: "zh-CN",
  largeText: false,
  proof: "p".repeat(20),
  level: "badge",
  records: [],
};
const wang: Person = { kind: "known", request: { badge: "SW-00817" }, card };
const at = (page: Page): Session => ({ ...wiped(0, 0), page });
const ok: CommandAnswer = { kind: "ok", seq: seq(1) };
const down: CommandAnswer = { kind: "retry", refusal: { code: "no_answer" } };
const typeOf = (act: Parcel): string => ("body" in act ? act.body.type : act.type);

describe("[POST-4] the page", () => {
  test("one touch asks, the second calls; a third calls nobody again", () => {
    const asked = advance(wiped(0, 0), { type: "go", page: { at: "sos", person: undefined }, now: 10 });
    expect(asked.effects).toEqual([]);
    const called = advance(asked.session, { type: "call", person: undefined, now: 20 });
    expect(called.session.page).toEqual({ at: "called", person: undefined });
    expect(called.effects).toEqual([{ kind: "call", person: undefined }]);
    expect(advance(called.session, { type: "call", person: undefined, now: 30 }).effects).toEqual([]);
  });

  test("a badge that brushes the reader does not take it away; 返回 leads home", () => {
    const asked = at({ at: "sos", person: wang });
    expect(advance(asked, { type: "badge", code: "SW-00818", now: 10 })).toEqual({ session: asked, effects: [] });
    expect(behind(asked.page)).toEqual(homeOf(wang));
    expect(behind({ at: "sos", person: undefined })).toEqual({ at: "idle" });
  });
});

/** A kiosk's calls over a line that can be cut, with time in the test's hand. */
const bench = async (answer: CommandAnswer) => {
  let queue: OutboxState = { queued: [], refused: [], fault: "" };
  const sent: Parcel[] = [];
  const notes: ActBody[] = [];
  const world = { answer, live: true, now: 1_000, sent, notes };
  const waits: (() => void)[] = [];
  const outbox = await createOutbox({
    store: createMemoryStore(),
    send: async (parcel) => {
      world.sent.push(parcel);
      return world.answer;
    },
    seal: async ({ act: { body } }) => {
      if (body.type === "NoteSos") world.notes.push(body);
      return "box";
    },
    wait: (_, run) => {
      waits.push(run);
      return () => {};
    },
  });
  outbox.follow(() => {
    queue = outbox.state();
  });
  const calls = createCalls({
    outbox,
    queue: () => queue,
    isLive: () => world.live,
    now: () => world.now,
    patience: 3_000,
  });
  const call = async (person?: Person): Promise<void> => {
    calls.call(person, { name: "井口终端", nameEn: "", at: world.now });
    await settled();
  };
  const note = async (words: string, person?: Person): Promise<void> => {
    calls.note(person, words, world.now);
    await settled();
  };
  return { world, outbox, calls, call, note };
};

describe("[POST-4] the call", () => {
  test("of a known worker bears his badge, of nobody known none; both bear the place", async () => {
    const { world, call } = await bench(ok);
    await call(wang);
    await call();
    expect(world.sent.map((act) => ("body" in act ? act.body : "boxed"))).toEqual([
      { type: "CallSos", place: "井口终端", as: { badge: "SW-00817" } },
      { type: "CallSos", place: "井口终端" },
    ]);
  });

  test("that the ledger has is told, and stays for an hour", async () => {
    const { world, calls, call } = await bench(ok);
    await call();
    world.now += hour;
    expect(calls.last).toEqual({ at: 1_000, state: "told" });
  });

  test("that the ledger had an hour ago is no longer said", async () => {
    const { world, calls, call } = await bench(ok);
    await call();
    world.now += hour + 1;
    expect(calls.last).toBeUndefined();
  });

  test("without a line is kept and said not to be out, however long; back on the line it goes and is told", async () => {
    const { world, outbox, calls, call } = await bench(down);
    world.live = false;
    await call(wang);
    expect(calls.last).toEqual({ at: 1_000, state: "waiting" });
    expect(outbox.state().queued).toHaveLength(1);
    world.live = true;
    world.answer = ok;
    outbox.flush();
    await settled();
    expect(outbox.state().queued).toHaveLength(0);
    expect(calls.last).toEqual({ at: 1_000, state: "told" });
    expect(new Set(world.sent.map((act) => act.id)).size).toBe(1);
  });

  test("that the server did not take is said not to be out", async () => {
    const { calls, call } = await bench({ kind: "refused", refusal: { code: "malformed", params: { where: "body" } } });
    await call();
    expect(calls.last?.state).toBe("refused");
  });

  test("goes before everything that waits", async () => {
    const { world, outbox, call } = await bench(down);
    for (let n = 0; n < 12; n++)
      void outbox.keep(
        {
          id: `act-${n}`,
          at: 1,
          lane: `badge-${n}`,
          tail: "001",
          name: "",
          nameEn: "",
          body: { type: "CheckIn", post: postId("p1"), as: { badge: `badge-${n}` } },
        },
        3_000,
      );
    await settled();
    await call();
    world.sent.length = 0;
    outbox.flush();
    await settled();
    expect(world.sent[0]).toMatchObject({ type: "CallSos", box: "box" });
  });
});

describe("[ALM-1] words after the call", () => {
  const page = { at: "note", person: wang, words: "有人受伤", sent: false } as const;
  const typing: Page = { at: "words", person: wang, of: page, typing: begin(), typed, board: "nine" };

  test("are written behind the page that says what became of the call, also by nobody known; the next badge is served", () => {
    expect(behind(page)).toEqual({ at: "called", person: wang });
    expect(behind(typing)).toEqual(page);
    const nobody: Page = { ...typing, person: undefined, of: { ...page, person: undefined } };
    const keyed = advance(at(nobody), { type: "digit", digit: "5", now: 10 }).session;
    expect(keyed.page).toMatchObject({ typing: { keys: "5" } });
    expect(advance(keyed, { type: "badge", code: "SW-00901", now: 20 }).session.page).toMatchObject({ at: "asking" });
  });

  test("bear the caller's badge, or none, and are said to be there once the ledger has them", async () => {
    const { world, calls, call, note } = await bench(ok);
    await call(wang);
    expect(calls.last).not.toHaveProperty("note");
    await note("腿压住了", wang);
    expect(calls.last).toEqual({ at: 1_000, state: "told", note: "told" });
    await call();
    expect(calls.last).not.toHaveProperty("note");
    await note("在三号巷");
    expect(world.sent.map(typeOf)).toEqual(["CallSos", "NoteSos", "CallSos", "NoteSos"]);
    expect(world.notes).toEqual([
      { type: "NoteSos", words: "腿压住了", as: { badge: "SW-00817" } },
      { type: "NoteSos", words: "在三号巷" },
    ]);
  });

  test("without a line wait behind their call, and go up after it", async () => {
    const { world, outbox, calls, call, note } = await bench(down);
    world.live = false;
    await call(wang);
    await note("腿压住了", wang);
    expect(calls.last).toEqual({ at: 1_000, state: "waiting", note: "waiting" });
    expect(world.sent.every(({ id }) => id === world.sent[0]?.id)).toBe(true);
    world.sent.length = 0;
    world.live = true;
    world.answer = ok;
    outbox.flush();
    await settled();
    expect(world.sent.map(typeOf)).toEqual(["CallSos", "NoteSos"]);
    expect(calls.last).toEqual({ at: 1_000, state: "told", note: "told" });
  });

  test("that the server did not take are said not to be there, and the call stays told", async () => {
    const { world, calls, call, note } = await bench(ok);
    await call(wang);
    world.answer = { kind: "refused", refusal: { code: "alarm_unknown" } };
    await note("腿压住了", wang);
    expect(calls.last).toEqual({ at: 1_000, state: "told", note: "refused" });
  });

  test("without a call there is nothing to add them to", async () => {
    const { world, note } = await bench(ok);
    await note("腿压住了", wang);
    expect(world.sent).toEqual([]);
  });
});
