// An outbox that filled while the line was down: so many acts of a shift, by many workers, emptied over one real line as the kiosk does it.

import { v7 as uuid } from "uuid";
import type { Millis, PostId } from "../../domain/ids.ts";
import type { CommandAnswer } from "../../domain/protocol.ts";
import { minute } from "../../domain/time.ts";
import type { Act, KioskCommand } from "../../kiosk/act.ts";
import { createOutbox } from "../../kiosk/outbox.ts";
import { createMemoryStore } from "../../kiosk/outbox-memory.ts";
import type { Client } from "./kiosk-client.ts";
import type { Comer } from "./shift-store.ts";

/** On the post, eight signs of life, off it: what one worker did at this kiosk meanwhile. */
export const actsEach = 10;
const apart = 3 * minute;
const nth = (post: PostId, n: number): KioskCommand => {
  if (n === 0) return { type: "SignOn", post, briefing: ["b1"] };
  return n === actsEach - 1 ? { type: "SignOff", post } : { type: "CheckIn", post };
};

/** In the order of their touches: everybody's first acts, then everybody's second. `until`: when the last was done. */
export const queuedActs = (comers: readonly Comer[], until: Millis): readonly Act[] =>
  Array.from({ length: actsEach }, (_, n) =>
    comers.map(({ post, badge }, k): Act => {
      const at = until - (actsEach - 1 - n) * apart - (comers.length - k);
      return {
        id: uuid({ msecs: at }),
        at,
        lane: badge,
        tail: badge.slice(-3),
        name: post,
        nameEn: post,
        body: { ...nth(post, n), as: { badge } },
      };
    }),
  ).flat();

export type Drained = {
  readonly seconds: number;
  /** Ids in the order in which they were sent; one that was sent twice stands twice. */
  readonly sent: readonly string[];
  readonly refused: readonly string[];
};

/** From the flush of a full outbox until it is empty. `lostAt`: with so many sent the line is lost, under what is on its way, and made anew. */
export const drain = async (acts: readonly Act[], client: Client, lostAt?: number): Promise<Drained> => {
  const store = createMemoryStore();
  for (const act of acts) await store.add(act);
  const sent: string[] = [];
  const begun = performance.now();
  const outbox = await createOutbox({
    store,
    send: async ({ id, at, body }): Promise<CommandAnswer> => {
      sent.push(id);
      const answered = client.send({ ...body, id, at });
      if (sent.length === lostAt) {
        client.close();
        void client.connect().then(() => outbox.flush());
      }
      const answer = await answered;
      return answer === "no answer" ? { kind: "retry", refusal: { code: "no_answer" } } : answer;
    },
    now: () => Date.now(),
    wait: (ms, run) => {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
  });
  await new Promise<void>((resolve) => {
    const look = (): void => {
      if (outbox.state().queued.length === 0) resolve();
    };
    outbox.follow(look);
    look();
  });
  const seconds = (performance.now() - begun) / 1000;
  const refused = outbox.state().refused.map(({ act, refusal }) => `${act.body.type}: ${refusal.code}`);
  outbox.close();
  return { seconds, sent, refused };
};
