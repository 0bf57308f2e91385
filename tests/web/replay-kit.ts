// A replay on a screen with the server's answers and the time in the test's hand.

import { alarmId, seq, unitId, workerId } from "../../domain/ids.ts";
import type { ReplayAnswer, ReplayMoreAnswer, ReplayMoreRequest } from "../../domain/protocol.ts";
import { keyOf, type Rec } from "../../domain/records.ts";
import { forgottenRecord } from "../../domain/workers.ts";
import { createReplay } from "../../web/lib/replay.svelte.ts";
import { asRecords } from "../../web/lib/replica-records.ts";

export const minute = 60_000;
export const start = 1_000_000_000;
const liveAt = start + 72 * 60 * minute;

export const unit = (id: string, name: string): Rec => ({
  kind: "unit",
  id: unitId(id),
  seq: seq(1),
  name,
  nameEn: name,
  scope: [unitId(id)],
});
export const settle = async (): Promise<void> => {
  for (let n = 0; n < 10; n += 1) await Promise.resolve();
};

export const bench = (options: { readonly untouched?: number; readonly liveRecords?: readonly Rec[] } = {}) => {
  const asked: number[] = [];
  const pulled: ReplayMoreRequest[] = [];
  let clock = 0;
  let liveNow = liveAt;
  let p1 = false;
  let tick: (() => void) | undefined;
  let answer: (request: { readonly at: number }) => ReplayAnswer = ({ at }) => ({
    kind: "opened",
    seq: seq(at === start ? 10 : 20),
    at,
    from: start,
    to: liveNow,
    put: [unit("u", `at ${(at - start) / minute}`), worker],
    raised: [1, 5, 9].map((n) => ({ at: start + n * minute, alarm: alarmId(`a${n}`), priority: 1 })),
  });
  let more: (request: ReplayMoreRequest) => ReplayMoreAnswer | Promise<ReplayMoreAnswer> = ({ until }) => ({
    kind: "steps",
    seq: seq(11),
    reached: until,
    steps: [],
  });
  const replay = createReplay({
    live: {
      replay: async (request) => {
        asked.push(request.at);
        return answer(request);
      },
      replayMore: async (request) => {
        pulled.push(request);
        return more(request);
      },
      records: asRecords(() => new Map((options.liveRecords ?? []).map((record) => [keyOf(record), record]))),
    },
    liveNow: () => liveNow,
    monotonic: () => clock,
    every: (_ms, beat) => {
      tick = beat;
      return () => {
        tick = undefined;
      };
    },
    ...(options.untouched === undefined ? {} : { untouched: options.untouched }),
    forbidden: () => p1,
  });
  return {
    replay,
    asked,
    pulled,
    ticking: () => tick !== undefined,
    /** Time goes by in quarters of a second. */
    pass: async (ms: number): Promise<void> => {
      for (let left = ms; left > 0; left -= 250) {
        clock += 250;
        liveNow += 250;
        tick?.();
        await settle();
      }
    },
    answers: (next: typeof answer) => {
      answer = next;
    },
    tells: (next: typeof more) => {
      more = next;
    },
    raiseP1: (is: boolean) => {
      p1 = is;
    },
    liveIs: (at: number) => {
      liveNow = at;
    },
  };
};
const worker: Rec = { ...forgottenRecord({ id: workerId("w1"), unit: unitId("u"), scope: [] }, seq(1)), name: "王*明" };
export const nameOf = (replay: ReturnType<typeof bench>["replay"]): string | undefined =>
  replay.records.get("unit", "u")?.name;
