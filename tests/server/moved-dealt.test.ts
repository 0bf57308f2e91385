// Fixes dealt to legs: each once, in order, and with work that grows with their number and not with its square. [PAT-1, PAT-2]

import { describe, expect, test } from "vitest";
import { maxMoved } from "../../domain/patrols/moving.ts";
import { dayLength, hour, minute } from "../../domain/time.ts";
import { dealing } from "../../server/ingest/deal-tracks.ts";
import type { Loose, ReadLeg, ReadPatrol } from "../../server/ingest/moved-reading.ts";
import { atOnce } from "../../server/ingest/steps.ts";
import { erLeader, erPage, erPatrol, erSegment, erTracks, uuidOf, walkFrom } from "../kit/moved-files.ts";
import { shiftStart } from "../kit/site-fixture.ts";
import { openPatrolsDoor } from "./moved-kit.ts";

const begun = shiftStart - 3 * dayLength;
const ended = begun + 4 * hour;

const legOf = (from: number, until: number, subject = "s"): ReadLeg => ({
  key: "",
  subject,
  kind: "",
  from,
  until,
  members: [],
  raw: [],
});
const patrolOf = (legs: readonly ReadLeg[], state: ReadPatrol["state"] = "done"): ReadPatrol => ({
  key: "",
  system: "earthranger",
  number: "",
  title: "",
  objective: "",
  state,
  planned: { from: null, until: null },
  legs,
  events: [],
  notes: [],
  bare: false,
});
const looseOf = (times: readonly (number | null)[], subject = "s"): Loose => ({
  subject,
  raw: times.map((at) => [at, 119.9, 47.2, null]),
});
const timesIn = (leg: ReadLeg) => leg.raw.map((segment) => segment.map(([at]) => at));

describe("[PAT-2] whose fixes they are", () => {
  test("[PAT-2] given legs that overlap, then a fix is the first one's, and the other's line breaks there", () => {
    const [inner, outer] = [legOf(3, 5), legOf(1, 8)];
    const outside = atOnce(
      dealing({ patrols: [patrolOf([inner]), patrolOf([outer])], loose: [looseOf([9, 8, 6, 5, 4, 3, 2, 1])] }),
    );
    expect([timesIn(inner), timesIn(outer), outside]).toEqual([
      [[3, 4, 5]],
      [
        [1, 2],
        [6, 8],
      ],
      1,
    ]);
  });

  test("[PAT-2] tracks of one walker keep apart, though their times interlock; who leads nothing and what has no time is outside", () => {
    const leg = legOf(0, 100);
    const loose = [looseOf([1, 3, 5]), looseOf([4, 2]), looseOf([6, null]), looseOf([7], "other"), looseOf([8], "")];
    expect(atOnce(dealing({ patrols: [patrolOf([leg, legOf(0, 100, "")])], loose }))).toBe(3);
    expect(timesIn(leg)).toEqual([[1, 3, 5], [2, 4], [6]]);
  });

  test("[PAT-2] what was cancelled takes no fix from what was walked", () => {
    const [off, walked] = [legOf(1, 8), legOf(1, 8)];
    atOnce(dealing({ patrols: [patrolOf([off], "cancelled"), patrolOf([walked])], loose: [looseOf([1, 2])] }));
    expect([timesIn(off), timesIn(walked)]).toEqual([[], [[1, 2]]]);
  });

  test("[PAT-2] given two patrols of one leader over the same hours, when his track comes, then its way is counted once", async () => {
    const { send, patrols } = await openPatrolsDoor();
    const page = erPage([1, 2].map((n) => erPatrol(n, [erSegment(begun, ended)])));
    const { answer } = await send([page, erTracks(uuidOf(700), walkFrom(begun + hour, 60))]);
    expect(answer.summary).toMatchObject({ completed: 2, tracks: 1, fixes: 61 });
    expect(patrols().map(({ km }) => Math.round(km * 100) / 100)).toEqual([3.64, 0]);
  });
});

describe("[PAT-1] how much is dealt", () => {
  test("[PAT-1] given many legs over one long track, then the fixes are not copied for each", async () => {
    const { send } = await openPatrolsDoor();
    const page = erPage(Array.from({ length: 200 }, (_, n) => erPatrol(n, [erSegment(begun, ended)])));
    const track = Array.from({ length: 1_000 }, (_, i) => ({ at: begun + i * 1000, lon: 119.9, lat: 47.2 }));
    const { status, answer } = await send([page, erTracks(uuidOf(700), track)], "datum=wgs84&preview=yes");
    expect([status, answer.summary?.fixes]).toEqual([200, 1_000]);
  });

  test("[PAT-1] twice the legs and twice the tracks are looked at twice as often, not four times", () => {
    const looksAt = (n: number): number => {
      let looks = 0;
      const seen = <T extends { readonly subject: string }>(one: T): T =>
        Object.defineProperty(one, "subject", {
          get: () => {
            looks += 1;
            return "s";
          },
        });
      const legs = Array.from({ length: n }, (_, i) => seen(legOf(begun + i * minute, begun + i * minute)));
      const loose = Array.from({ length: n }, (_, i) => seen(looseOf([begun + i * minute])));
      let steps = 0;
      const work = dealing({ patrols: legs.map((leg) => patrolOf([leg])), loose });
      while (work.next().done !== true) steps += 1;
      expect(legs.every((leg) => leg.raw.length === 1)).toBe(true);
      return looks + steps;
    };
    expect(looksAt(8_000)).toBeLessThan(2.1 * looksAt(4_000));
  });

  test("[PAT-1] more legs than come at a time are refused with their bound, before a fix is dealt", async () => {
    const { send, patrols } = await openPatrolsDoor();
    const legs = (n: number) => Array.from({ length: n }, () => erSegment(begun, ended, { leader: erLeader("x") }));
    const { status, answer } = await send([erPage([erPatrol(1, legs(maxMoved.legs)), erPatrol(2, legs(1))])]);
    expect([status, answer.message]).toEqual([413, expect.stringContaining("3000 legs")]);
    expect(patrols()).toEqual([]);
  });
});
