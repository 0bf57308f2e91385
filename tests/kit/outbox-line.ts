// An outbox on a line in the test's hand: what it sends, what it is answered and when.

import { postId, seq } from "../../domain/ids.ts";
import type { CommandAnswer } from "../../domain/protocol.ts";
import type { Act, ClearAct, Parcel } from "../../kiosk/act.ts";
import { createOutbox, type OutboxStore } from "../../kiosk/outbox.ts";

export const ok: CommandAnswer = { kind: "ok", seq: seq(1) };
export const later: CommandAnswer = { kind: "retry", refusal: { code: "storage_failed" } };
export const noted: CommandAnswer = {
  kind: "refused",
  refusal: { code: "not_rostered", params: { post: "P" } },
  noted: seq(9),
};
export const no: CommandAnswer = { kind: "refused", refusal: { code: "not_rostered", params: { post: "P" } } };

export const act = (id: string, lane: string, post = `at-${lane}`): Act => ({
  id,
  at: 1_000,
  lane,
  tail: lane.slice(-3),
  name: "2号竖井信号岗",
  nameEn: "Shaft 2 signal post",
  body: { type: "CheckIn", post: postId(post), as: { badge: lane } },
});

/** One settled turn of every promise that is already due. */
export const settled = async (): Promise<void> => {
  for (let n = 0; n < 120; n++) await Promise.resolve();
};

export const createLine = (answers: CommandAnswer | "hang") => {
  let now = 0;
  const timers = new Set<{ at: number; run: () => void }>();
  const sent: string[] = [];
  const parcels: Parcel[] = [];
  const hung: ((answer: CommandAnswer) => void)[] = [];
  const line = {
    answers,
    sent,
    parcels,
    hung,
    seal: async ({ act: { id } }: ClearAct): Promise<string | undefined> => `box of ${id}`,
    send: async (one: Parcel): Promise<CommandAnswer> => {
      line.sent.push(one.id);
      line.parcels.push(one);
      if (line.answers !== "hang") return line.answers;
      return new Promise((resolve) => line.hung.push(resolve));
    },
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

export const open = (line: ReturnType<typeof createLine>, store: OutboxStore) => createOutbox({ store, ...line });
