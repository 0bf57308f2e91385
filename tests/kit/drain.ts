// An outbox that filled while the line was down: so many acts of a shift, by many workers, emptied over one real line as the kiosk does it.

import { v7 as uuid } from "uuid";
import type { Millis, PostId } from "../../domain/ids.ts";
import type { CommandAnswer } from "../../domain/protocol.ts";
import { minute } from "../../domain/time.ts";
import { type Act, type KioskCommand, type Parcel, wireOf } from "../../kiosk/act.ts";
import { createOutbox } from "../../kiosk/outbox.ts";
import { createMemoryStore } from "../../kiosk/outbox-memory.ts";
import { createSealer } from "../../kiosk/sealing/sealer.ts";
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
  /** From touch to disk, sealed, ms an act. */
  readonly keptIn: number;
  /** Ids in the order in which they were sent; one that was sent twice stands twice. */
  readonly sent: readonly string[];
  readonly refused: readonly string[];
};

const wait = (ms: number, run: () => void): (() => void) => {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
};
const down: CommandAnswer = { kind: "retry", refusal: { code: "no_answer" } };

/**
 * Acts that were kept while the line was down; from its return until the outbox is empty. `lostAt`: with so many sent the line is
 * lost once more, under what is on its way, and made anew. `reloaded`: the page began anew before it came back.
 */
export const drain = async (
  acts: readonly Act[],
  client: Client,
  { lostAt, reloaded = false }: { readonly lostAt?: number; readonly reloaded?: boolean } = {},
): Promise<Drained> => {
  const joined = await client.connect();
  const sealTo = joined.kind === "joined" ? joined.viewer.screen?.sealTo : undefined;
  // Away while the acts are kept: a thousand seals in a row leave a line no turn to answer a ping in.
  client.close();
  const seal = createSealer(() => sealTo);
  const store = createMemoryStore();
  const sent: string[] = [];
  const refused: string[] = [];
  let isUp = false;
  const send = async (parcel: Parcel): Promise<CommandAnswer> => {
    if (!isUp || !client.socket.connected) return down;
    const { id, at } = parcel;
    sent.push(id);
    const answered = client.send({ ...wireOf(parcel), id, at });
    if (sent.length === lostAt) {
      client.close();
      void client.connect().then(() => outbox.flush());
    }
    const answer = await answered;
    if (answer === "no answer") return down;
    if (answer.kind === "refused") refused.push(`${id}: ${answer.refusal.code}`);
    return answer;
  };
  const touched = performance.now();
  const first = await createOutbox({ store, send, seal, wait });
  const outcomes = await Promise.all(acts.map((act) => first.keep(act, minute)));
  const keptIn = (performance.now() - touched) / acts.length;
  if (outcomes.some(({ kind }) => kind !== "kept")) throw new Error("an act was not kept");
  await client.connect();
  isUp = true;
  const begun = performance.now();
  if (reloaded) first.close();
  const outbox = reloaded ? await createOutbox({ store, send, seal, wait }) : first;
  if (!reloaded) outbox.flush();
  await new Promise<void>((resolve) => {
    const look = (): void => {
      if (outbox.state().queued.length === 0) resolve();
    };
    outbox.follow(look);
    look();
  });
  const seconds = (performance.now() - begun) / 1000;
  outbox.close();
  if ((await store.load()).length > 0) throw new Error("the disk is not empty");
  return { seconds, keptIn, sent, refused };
};
