// Whoever goes while his act is on its way reads no answer: a no is then written down for the desk, never shown to whoever comes next.

import { expect, test } from "vitest";
import { postId, seq } from "../../domain/ids.ts";
import { createOutbox } from "../../kiosk/outbox.ts";
import { createMemoryStore } from "../../kiosk/outbox-memory.ts";
import type { Person } from "../../kiosk/person.ts";
import { createKiosk } from "../../kiosk/screen.svelte.ts";
import type { Live } from "../../web/lib/live.svelte.ts";
import { createLine, no, noted, settled } from "../kit/outbox-line.ts";

const unanswered = () => new Promise<never>(() => {});
/** A line that is up and knows nothing. */
const live: Live = {
  link: { state: "live" },
  viewer: undefined,
  seq: seq(0),
  build: "",
  lastSign: 1,
  joins: 0,
  offset: 0,
  fault: "none",
  records: { get: () => undefined, all: () => [] },
  presence: [],
  send: unanswered,
  identify: unanswered,
  replay: unanswered,
  replayMore: unanswered,
  report: () => {},
  close: () => {},
};
const wang: Person = { kind: "badge", badge: "SW-00817" };

/** A kiosk on whose screen a check-in is being sent. */
const sending = async () => {
  const line = createLine("hang");
  const outbox = await createOutbox({ store: createMemoryStore(), ...line });
  const kiosk = createKiosk({
    live,
    outbox,
    setting: () => ({ name: "井口终端", lang: "zh-CN", theme: "light", rehearsal: false }),
    clock: { now: 1_000 },
    rememberedAt: 0,
    disk: () => undefined,
    sealed: () => true,
    reload: () => {},
  });
  kiosk.act(wang, { type: "CheckIn", post: postId("p1") });
  await settled();
  expect(kiosk.page.at).toBe("sending");
  return { line, kiosk };
};

test("[§5] whoever stands there reads the no, and it goes up once", async () => {
  const { line, kiosk } = await sending();
  line.hung[0]?.(no);
  await settled();
  expect(kiosk.page).toMatchObject({ at: "refused" });
  expect(line.parcels).toHaveLength(1);
  kiosk.close();
});

test.each(["exit", "help"] as const)(
  "[§5] gone by %s before the no: it goes up as one that waited, and stays until it is written down",
  async (how) => {
    const { line, kiosk } = await sending();
    if (how === "exit") kiosk.tell("exit");
    else kiosk.go({ at: "sos", person: wang });
    const { at } = kiosk.page;
    line.hung[0]?.(no);
    await settled();
    expect(line.parcels.map(({ waited }) => waited)).toEqual([false, true]);
    expect(kiosk.queue.queued).toHaveLength(1);
    line.hung[1]?.(noted);
    await settled();
    expect(kiosk.queue.queued).toEqual([]);
    expect(kiosk.page.at).toBe(at);
    kiosk.close();
  },
);
