// Patrols of EarthRanger through the door: of record, planned, or left out with a reason; their people, tracks and reports; once each. [PAT-1, PAT-2, COV-2]

import { describe, expect, test } from "vitest";
import { dayLength, hour } from "../../domain/time.ts";
import { erEvent, erLeader, erPage, erPatrol, erSegment, erTracks, uuidOf, walkFrom } from "../kit/moved-files.ts";
import { shiftStart, siteFixture } from "../kit/site-fixture.ts";
import { openPatrolsDoor } from "./moved-kit.ts";

const begun = shiftStart - 3 * dayLength;
const ended = begun + 4 * hour;

describe("[PAT-1] EarthRanger's patrols", () => {
  test("[PAT-1] given a done patrol, when it is imported, then it is a completed one of record with its dates and leader", async () => {
    const { send, patrols } = await openPatrolsDoor();
    const { status, answer } = await send([erPage([erPatrol(1, [erSegment(begun, ended)])])]);
    expect([status, answer.summary.completed, answer.summary.people]).toEqual([201, 1, 1]);
    expect(patrols()).toMatchObject([
      {
        id: `earthranger-${uuidOf(1)}`,
        run: { state: "completed", startedAt: begun, since: ended },
        plannedAt: begun,
        windowEnd: ended,
        leader: "w0",
        members: [],
        profile: "foot",
        origin: {
          system: "earthranger",
          number: "23001",
          title: "北线日常 1",
          past: true,
          unnamed: 0,
          importedAt: shiftStart,
          legs: [{ kind: "routine_patrol", profile: "foot", from: begun, until: ended }],
        },
      },
    ]);
    expect(patrols()[0]).not.toHaveProperty("route");
  });

  test("[PAT-1] one patrol, a list, a page with its envelope and without are all read", async () => {
    const one = erPatrol(1, [erSegment(begun, ended)]);
    for (const body of [one, [one], { data: one }, { results: [one], count: 1 }, erPage([one])]) {
      const { send, patrols } = await openPatrolsDoor();
      expect((await send([body])).status).toBe(201);
      expect(patrols()).toHaveLength(1);
    }
  });

  test("[PAT-1] the preview tells what would be made and records nothing", async () => {
    const { send, patrols, projection } = await openPatrolsDoor();
    const before = projection.seq();
    const { status, answer } = await send(
      [erPage([erPatrol(1, [erSegment(begun, ended)])])],
      "datum=wgs84&preview=yes",
    );
    expect([status, answer.preview, answer.summary.completed]).toEqual([200, true, 1]);
    expect(answer.summary).toMatchObject({ first: begun, last: ended, strangers: [] });
    expect([projection.seq(), patrols()]).toEqual([before, []]);
  });

  test("[PAT-1] cancelled stays cancelled with a reason; what is scheduled is planned here; the rest is left out, each with why", async () => {
    const { send, patrols } = await openPatrolsDoor();
    const at = shiftStart + 2 * hour;
    const iso = (ms: number) => new Date(ms).toISOString();
    const ahead = erSegment(null, null, { scheduled_start: iso(at), scheduled_end: iso(at + 5 * hour) });
    const page = erPage([
      erPatrol(1, [erSegment(begun, null)], { state: "cancelled" }),
      erPatrol(2, [ahead], { state: "open" }),
      erPatrol(3, [erSegment(null, null)]),
      erPatrol(4, [erSegment(begun, null)], { state: "open" }),
      erPatrol(5, [erSegment(null, null, { scheduled_start: iso(shiftStart - 40 * dayLength) })], { state: "open" }),
      erPatrol(6, [erSegment(Date.UTC(1901, 11, 13), Date.UTC(1901, 11, 14))]),
      erPatrol(7, [erSegment(begun, begun - hour)]),
      erPatrol(8, [erSegment(begun, begun + 300 * dayLength)]),
      erPatrol(9, []),
    ]);
    const { answer } = await send([page]);
    expect(answer.summary).toMatchObject({
      completed: 0,
      cancelled: 1,
      planned: 1,
      leftOut: { "no-times": 2, "under-way": 1, "never-begun": 1, "wrong-times": 3 },
    });
    expect(patrols().map(({ run, plannedAt, windowEnd }) => [run.state, plannedAt, windowEnd])).toEqual([
      ["cancelled", begun, begun + hour],
      ["planned", at, at + 5 * hour],
    ]);
    expect(patrols()[0]?.run).toMatchObject({ reason: "在 EarthRanger 已取消 cancelled in EarthRanger" });
  });

  test("[PAT-1] a patrol whose legs have ended there is over, though nobody set it to done", async () => {
    const { send, patrols } = await openPatrolsDoor();
    await send([erPage([erPatrol(1, [erSegment(begun, ended)], { state: "open" })])]);
    expect(patrols()[0]?.run.state).toBe("completed");
  });
});

describe("[ORG-2] whom the register knows", () => {
  test("[ORG-2] by number, by name in any width and case; who is not on it keeps his name, and nobody is made up", async () => {
    const { send, patrols, board } = await openPatrolsDoor();
    const workers = [...board.all("worker")].length;
    const leaders = [
      erLeader("王 小明"),
      erLeader("李3", { additional: { employee_number: "１００００３" } }),
      erLeader("Okello"),
      null,
    ];
    const page = erPage(leaders.map((leader, n) => erPatrol(n, [erSegment(begun, ended, { leader })])));
    const { answer } = await send([page]);
    expect(patrols().map(({ leader, origin }) => [leader, origin?.leader, origin?.unnamed])).toEqual([
      ["w0", undefined, 0],
      ["w3", undefined, 0],
      [undefined, "Okello", 1],
      [undefined, undefined, 0],
    ]);
    expect(answer.summary).toMatchObject({ people: 2, strangers: [{ name: "Okello", why: "nobody", times: 1 }] });
    expect([...board.all("worker")]).toHaveLength(workers);
  });

  test("[ORG-2] of two of one name nobody is chosen and no name is written down, unless a number tells them apart", async () => {
    const site = siteFixture();
    const twins = { ...site, workers: site.workers.map((one, n) => (n === 4 ? { ...one, name: "王小明" } : one)) };
    const { send, patrols } = await openPatrolsDoor(twins);
    const numbered = erLeader("王小明", { additional: { employee_number: "100004" } });
    const { answer } = await send([
      erPage([1, 2].map((n) => erPatrol(n, [erSegment(begun, ended, n === 2 ? { leader: numbered } : {})]))),
    ]);
    expect(patrols().map(({ leader, origin }) => [leader, origin?.leader, origin?.unnamed])).toEqual([
      [undefined, undefined, 1],
      ["w4", undefined, 0],
    ]);
    expect(answer.summary.strangers).toEqual([{ name: "王小明", why: "several", times: 1 }]);
  });

  test("[ORG-2] leaders of later segments are members", async () => {
    const { send, patrols } = await openPatrolsDoor();
    const segments = [
      erSegment(begun, begun + hour),
      erSegment(begun + hour, ended, { id: uuidOf(501), leader: erLeader("李4"), patrol_type: "vehicle_patrol" }),
    ];
    await send([erPatrol(1, segments)]);
    expect(patrols()[0]).toMatchObject({ leader: "w0", members: ["w4"], profile: "vehicle" });
    expect(patrols()[0]?.origin?.legs.map((leg) => leg.profile)).toEqual(["foot", "vehicle"]);
  });
});

describe("[PAT-2, COV-2] tracks beside their patrols", () => {
  const page = erPage([erPatrol(1, [erSegment(begun, ended)])]);
  const tracks = erTracks(uuidOf(700), [...walkFrom(begun + hour, 60), ...walkFrom(ended + 2 * hour, 10)]);

  test("[PAT-2] a leader's fixes go to the patrol that he was on, count for its day as 补传, and the leg has its distance", async () => {
    const { send, patrols, tracks: recorded } = await openPatrolsDoor();
    const { answer } = await send([page, tracks]);
    expect(answer.summary).toMatchObject({ tracks: 1, fixes: 61, outside: 11 });
    const [patrol] = patrols();
    expect(patrol?.km).toBeCloseTo(3.64, 1);
    expect(patrol?.lateDays).toEqual(["2026-11-20"]);
    expect(patrol?.origin?.legs[0]?.metres).toBe(Math.round((patrol?.km ?? 0) * 1000));
    expect(recorded()).toMatchObject([{ patrol: patrol?.id, fixes: 61, late: true }]);
  });

  test("[PAT-2] imported twice, or first without and then with its track, nothing counts twice", async () => {
    const { send, patrols, projection, tracks: recorded } = await openPatrolsDoor();
    await send([page]);
    expect(patrols()[0]?.km).toBe(0);
    const { answer } = await send([page, tracks]);
    expect(answer.summary).toMatchObject({ completed: 0, known: 1, tracks: 1 });
    const [{ km } = { km: 0 }] = patrols();
    expect(km).toBeGreaterThan(3);
    const before = projection.seq();
    const again = await send([page, tracks]);
    expect(again.status).toBe(201);
    expect(again.answer.summary).toMatchObject({ completed: 0, known: 1, tracks: 0, knownTracks: 1 });
    expect([projection.seq(), patrols()[0]?.km, recorded().length]).toEqual([before, km, 1]);
  });

  test("[COV-1] who flew over a cell has not visited it", async () => {
    const { send, patrols } = await openPatrolsDoor();
    const flight = erPage([erPatrol(1, [erSegment(begun, ended, { patrol_type: "aerial_patrol" })])]);
    const { answer } = await send([flight, tracks]);
    expect(answer.summary).toMatchObject({ tracks: 0, flown: 1 });
    expect(patrols()[0]?.km).toBe(0);
  });

  test("[PAT-2] GCJ-02 is moved to where it lies; outside of China it cannot be", async () => {
    const { send, patrols } = await openPatrolsDoor();
    await send([page, tracks], "datum=gcj02");
    const [lon = 0] = patrols()[0]?.last?.lonLat ?? [];
    expect(Math.abs(lon - (119.9 + 60 * 8e-4))).toBeGreaterThan(0.003);
    const kenya = erTracks(
      uuidOf(700),
      walkFrom(begun + hour, 5).map((one) => ({ ...one, lon: 37.8, lat: -2.3 })),
    );
    const { answer } = await (await openPatrolsDoor()).send([page, kenya], "datum=gcj02");
    expect(answer.refusal.code).toBe("datum_implausible");
  });
});

describe("[COV-2] what was told on the way", () => {
  const events = [
    erEvent(1, "fire_rep", begun + hour),
    erEvent(2, "snare_rep", begun + hour, { title: "三个套子", event_details: { count: 3 } }),
    erEvent(3, "wildlife_sighting_rep", begun + hour),
    erEvent(4, "invasive_species", begun + hour),
    erEvent(5, "fence_damage_rep", begun + hour),
    erEvent(6, "rainfall_rep", begun + hour, { title: "12 mm" }),
    erEvent(7, "arrest_rep", Date.UTC(1901, 0, 1)),
  ];
  const page = erPage([erPatrol(1, [erSegment(begun, ended, { events })])]);

  test("[COV-2] events are findings of our kinds where they fit, and keep their own words where they do not", async () => {
    const { send, findings, patrols } = await openPatrolsDoor();
    const { answer } = await send([page]);
    expect(answer.summary).toMatchObject({
      findings: { fire: 1, illegal: 2, wildlife: 1, pest: 1, hazard: 1 },
      notes: 1,
      lost: 0,
    });
    expect(findings().find((one) => one.id === uuidOf(9002))).toMatchObject({
      sort: "illegal",
      at: begun + hour,
      by: { worker: "w0" },
      lonLat: [119.91, 47.2],
      note: "三个套子; count: 3",
      patrol: patrols()[0]?.id,
    });
    // A time that cannot be is no time: it was seen on its patrol.
    expect(findings().find((one) => one.id === uuidOf(9007))?.at).toBe(begun);
    expect(patrols()[0]?.origin?.notes).toEqual(["2026-11-20 09:00 · rainfall_rep · 12 mm"]);
  });

  test("[COV-3] a report that nobody there has settled stays open for a week after it was seen, a fire for a day; what is older or settled is closed", async () => {
    const { send, findings } = await openPatrolsDoor();
    const old = begun - 20 * dayLength;
    const settled = erEvent(8, "fire_rep", begun, { state: "resolved" });
    const older = erPatrol(2, [erSegment(old, old + hour, { events: [erEvent(9, "fire_rep", old)] })]);
    const burning = erEvent(12, "fire_rep", shiftStart - hour);
    await send([erPage([erPatrol(1, [erSegment(begun, ended, { events: [...events, settled, burning] })]), older])]);
    const stateOf = (n: number) => findings().find((one) => one.id === uuidOf(9000 + n))?.is.state;
    expect([2, 12].map(stateOf)).toEqual(["open", "open"]);
    expect([1, 8, 9].map(stateOf)).toEqual(["closed", "closed", "closed"]);
  });

  test("[PAT-1] a page that tells a patrol twice tells it once", async () => {
    const { send, patrols, findings } = await openPatrolsDoor();
    const twice = erPage([...page.data.results, ...page.data.results]);
    expect((await send([twice])).answer.summary).toMatchObject({ completed: 1, findings: { fire: 1 } });
    expect([patrols().length, findings().length]).toEqual([1, 6]);
  });

  test("[COV-2] told twice it is one finding, in one file or in two", async () => {
    const { send, findings, projection } = await openPatrolsDoor();
    await send([page, page]);
    expect(findings()).toHaveLength(6);
    const before = projection.seq();
    const { answer } = await send([page]);
    expect(answer.summary).toMatchObject({ knownFindings: 6, findings: {} });
    expect(projection.seq()).toBe(before);
  });

  test("[COV-2] a collection brings the events that it holds", async () => {
    const { send, findings } = await openPatrolsDoor();
    const held = [{ type: "contains", related_event: erEvent(11, "fire_rep", begun) }];
    const collection = erEvent(10, "incident_collection", begun, { is_collection: true, contains: held });
    await send([erPatrol(1, [erSegment(begun, ended, { events: [collection] })])]);
    expect(findings().map((one) => one.id)).toEqual([uuidOf(9011)]);
  });
});
