// What strangers make of a patrol file: mutilated, endless, nonsense; each is one import or leaves the board as it was. How soon: the bench. [PAT-1, PAT-2]

import { describe, expect, test } from "vitest";
import { unitId } from "../../domain/ids.ts";
import { maxMoved } from "../../domain/patrols/moving.ts";
import { dayLength, hour } from "../../domain/time.ts";
import {
  erEvent,
  erLeader,
  erPage,
  erPatrol,
  erSegment,
  erTracks,
  movedWholes,
  smartMember,
  smartPatrols,
  smartTracks,
  uuidOf,
  walkFrom,
} from "../kit/moved-files.ts";
import { mutilatedText } from "../kit/mutations.ts";
import { shiftStart } from "../kit/site-fixture.ts";
import { openPatrolsDoor } from "./moved-kit.ts";

const begun = shiftStart - 3 * dayLength;
const ended = begun + 4 * hour;
const members = [smartMember("王小明", true, "100000"), smartMember("Mwangi", false)];
const wholes = movedWholes(begun);

describe("[PAT-1] hard files", () => {
  test("[PAT-1] of 150 mutilated files each is one import or leaves the board as it was", async () => {
    const { send, patrols, findings, projection } = await openPatrolsDoor();
    let taken = 0;
    for (let n = 0; n < 150; n++) {
      const before = { seq: projection.seq(), patrols: patrols().length, findings: findings().length };
      const { status, answer } = await send([mutilatedText(n, wholes)]);
      if (status === 201) {
        const { completed, cancelled, planned } = answer.summary;
        expect(patrols().length - before.patrols, `file ${n}`).toBe(completed + cancelled + planned);
        taken += 1;
      } else {
        const after = { seq: projection.seq(), patrols: patrols().length, findings: findings().length };
        expect([n, after]).toEqual([n, before]);
        expect(answer.message, `file ${n}`).toMatch(/Nothing( at all)? was (imported|recorded)/);
      }
    }
    expect(taken).toBeGreaterThan(10);
    for (const { plannedAt, windowEnd, leader, origin } of patrols()) {
      expect(Number.isFinite(plannedAt) && Number.isFinite(windowEnd) && windowEnd >= plannedAt).toBe(true);
      expect(leader === undefined || /^w\d+$/.test(leader)).toBe(true);
      expect(JSON.stringify(origin).length).toBeLessThan(30_000);
    }
  });

  test("[PAT-1] too many patrols, events, fixes, bytes and levels are refused with their bound", async () => {
    const { send, patrols } = await openPatrolsDoor();
    const page = (patrolsOf: number, eventsOf: number) => {
      const events = Array.from({ length: eventsOf }, (_, i) => erEvent(i, "fire_rep", begun));
      return erPage(
        Array.from({ length: patrolsOf }, (_, n) => erPatrol(n, [erSegment(begun, ended, n === 0 ? { events } : {})])),
      );
    };
    const day = walkFrom(begun - 40 * dayLength, 0);
    const spot = day[0] ?? { at: 0, lon: 0, lat: 0 };
    const long = Array.from({ length: 45_001 }, (_, i) => ({ ...spot, at: begun + i * 100 }));
    const asked = [
      [page(maxMoved.patrols + 1, 0)],
      [page(1, maxMoved.events + 1)],
      [page(1, 0), erTracks(uuidOf(700), long)],
      [`${"[".repeat(100)}`],
      [" ".repeat(12_000_001)],
    ];
    for (const files of asked) {
      const { status, answer } = await send(files);
      expect([status, answer.refusal.code]).toEqual([413, "too_large"]);
    }
    expect(patrols()).toEqual([]);
  });

  test("[PAT-1] the most that comes in one file comes, its names and words clipped", async () => {
    const { send, patrols, findings } = await openPatrolsDoor();
    const long = "长".repeat(1000);
    const page = erPage(
      Array.from({ length: maxMoved.patrols }, (_, n) =>
        erPatrol(
          n,
          [
            erSegment(begun, ended, {
              leader: erLeader(`${n}${long}`),
              events: [1, 2, 3, 4].map((k) => erEvent(n * 4 + k, k === 1 ? long : "fire_rep", begun, { title: "x" })),
            }),
          ],
          n < 20 ? { title: long, notes: Array.from({ length: 60 }, () => ({ text: long })) } : {},
        ),
      ),
    );
    const { status, answer } = await send([page]);
    expect([status, answer.summary.completed, answer.summary.moreStrangers]).toEqual([
      201,
      maxMoved.patrols,
      maxMoved.patrols - 40,
    ]);
    expect([patrols().length, findings().length]).toEqual([maxMoved.patrols, 3 * maxMoved.patrols]);
    for (const { name } of answer.summary.strangers) expect(name).toHaveLength(120);
    expect(patrols()[0]?.origin?.title).toHaveLength(120);
    expect(patrols()[0]?.origin?.notes).toHaveLength(40);
    expect(answer.summary.lost).toBe(20);
  });

  test("[PAT-1] names of JavaScript are names like any other", async () => {
    const { send, patrols } = await openPatrolsDoor();
    const text = JSON.stringify(erPatrol(1, [erSegment(begun, ended)]));
    const { status } = await send([text.replace("{", '{"__proto__":{"state":"cancelled"},"constructor":1,')]);
    expect([status, patrols()[0]?.run.state]).toEqual([201, "completed"]);
  });
});

describe("[PAT-1] who may move patrols over, and whither", () => {
  const file = erPage([erPatrol(1, [erSegment(begun, ended)])]);
  test.each([
    ["manager", "co", 201],
    ["station-head", "forest", 201],
    ["station-head", "mine", 403],
    ["foreman", "forest", 403],
    ["auditor", "co", 403],
  ] as const)("[PAT-1] a %s of %s: %i", async (role, of, status) => {
    const { send, as, patrols } = await openPatrolsDoor();
    const cookie = await as(role, unitId(of));
    expect((await send([file], "datum=wgs84&unit=forest", { cookie })).status).toBe(status);
    expect(patrols().map((one) => one.scope)).toEqual(status === 201 ? [["co", "forest"]] : []);
  });

  test("[PAT-2] without a datum, with two, for a unit that is none, nothing is taken", async () => {
    const { send, patrols } = await openPatrolsDoor();
    const codes = [];
    for (const query of ["unit=co", "datum=wgs84&datum=gcj02", "datum=wgs84&unit=nowhere", "datum=wgs84&preview=maybe"])
      codes.push((await send([file], query)).answer.refusal.code);
    expect(codes).toEqual(["datum_missing", "datum_mixed", "forbidden", "malformed"]);
    expect(patrols()).toEqual([]);
  });

  test("[PAT-2] a line that has fewer times than places keeps those that have both", async () => {
    const { send, patrols } = await openPatrolsDoor();
    const walk = walkFrom(begun, 20);
    const tracks = smartTracks([walk]);
    const [feature] = tracks.features;
    if (feature === undefined) throw new Error("fixture");
    const short = { ...feature.properties, timestamps: feature.properties.timestamps.slice(0, 11) };
    await send([{ ...tracks, features: [{ ...feature, properties: short }] }, smartPatrols(begun, ended, members)]);
    expect(patrols()[0]?.km).toBeCloseTo(0.606, 2);
  });
});
