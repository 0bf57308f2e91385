// Patrols of SMART Connect in each of its JSON shapes, their local times, their tracks and observations; once each. [PAT-1, PAT-2, COV-2]

import { describe, expect, test } from "vitest";
import { dayLength, hour, minute } from "../../domain/time.ts";
import {
  erPatrol,
  erSegment,
  smartData,
  smartFeature,
  smartMember,
  smartPatrols,
  smartTracks,
  smartWaypoints,
  uuidOf,
  walkFrom,
} from "../kit/moved-files.ts";
import { shiftStart } from "../kit/site-fixture.ts";
import { openPatrolsDoor } from "./moved-kit.ts";

const begun = shiftStart - 3 * dayLength;
const walk = walkFrom(begun, 60);
const ended = begun + 60 * minute;

describe("[PAT-1] features as they are sent to SMART Connect", () => {
  test("[PAT-1] given a patrol with its track, when it is imported, then it is of record in the site's own time, and walked", async () => {
    const { send, patrols, findings } = await openPatrolsDoor();
    const { status, answer } = await send([smartData(walk, { leader: "100003", members: ["李4", "Mwangi"] })]);
    expect(status).toBe(201);
    expect(answer.summary).toMatchObject({
      completed: 1,
      people: 2,
      strangers: [{ name: "Mwangi", why: "nobody" }],
      tracks: 1,
      fixes: 62,
      findings: { wildlife: 1 },
      files: 1,
    });
    const [patrol] = patrols();
    expect(patrol).toMatchObject({
      id: `smart-${uuidOf(40).replaceAll("-", "")}`,
      leader: "w3",
      members: ["w4"],
      run: { state: "completed", startedAt: begun, since: ended },
      origin: {
        number: "SMART_000002",
        objective: "防火",
        members: ["Mwangi"],
        unnamed: 1,
        notes: ["冬季", "team: communityteam1, mandate: followup"],
        legs: [{ kind: "foot", profile: "foot", from: begun, until: ended }],
      },
    });
    expect(patrol?.km).toBeCloseTo(3.64, 1);
    expect(findings()).toMatchObject([
      {
        id: uuidOf(44),
        sort: "wildlife",
        at: begun + 90_000,
        note: "马鹿; numberofcarcasses: 1",
        is: { state: "closed" },
      },
    ]);
  });

  test("[PAT-1] features one by one or in a list, in any order, are the same patrol", async () => {
    const { features } = smartData(walk, { leader: "100003" });
    const { send, patrols } = await openPatrolsDoor();
    await send([[...features].reverse()]);
    const one = await openPatrolsDoor();
    await one.send(features);
    const facts = (all: typeof patrols) =>
      all().map(({ km, leader, plannedAt, windowEnd }) => [km, leader, plannedAt, windowEnd]);
    expect(facts(patrols)).toEqual(facts(one.patrols));
  });

  test("[PAT-1] nobody ended its leg: a day after its last sign it is over, before that it is still under way there", async () => {
    const unended = (at: number) => {
      const { features } = smartData(walkFrom(at, 30), { leader: "100003" });
      return { type: "FeatureCollection", features: features.slice(0, -1) };
    };
    const { send, patrols } = await openPatrolsDoor();
    await send([unended(begun)]);
    expect(patrols()[0]?.run.state).toBe("completed");
    const { status, answer } = await (await openPatrolsDoor()).send([unended(shiftStart - 3 * hour)]);
    expect([status, answer.refusal.code]).toEqual([409, "moved_nothing"]);
    expect(answer.message).toContain("still under way there: 1");
  });

  test("[PAT-1] a mission and an incident of no patrol are left out and counted; a track without its patrol is not made up to one", async () => {
    const { features } = smartData(walk, { leader: "100003" });
    const strange = smartFeature("waypoint/new", begun, { incidentUuid: uuidOf(80) }, [119.9, 47.2]);
    const incident = { ...strange, properties: { ...strange.properties, smartDataType: "incident" } };
    const { send } = await openPatrolsDoor();
    expect((await send([[...features, incident]])).answer.summary).toMatchObject({ completed: 1, strange: 1 });
    const { answer } = await (await openPatrolsDoor()).send([smartTracks([walk])]);
    expect(answer.message).toContain("tracks or observations without their patrol: 1");
  });
});

describe("[PAT-1] answers of SMART Connect's queries", () => {
  const members = [smartMember("王小明", true, "100000"), smartMember("李4", false)];

  test("[PAT-1] patrols, their waypoints and their tracks in three files are one patrol", async () => {
    const { send, patrols, findings } = await openPatrolsDoor();
    const files = [
      smartTracks([walk]),
      smartWaypoints(begun, ended, members, "humanactivity.snare."),
      smartPatrols(begun, ended, members),
    ];
    const { answer } = await send(files);
    expect(answer.summary).toMatchObject({ completed: 1, tracks: 1, fixes: 61, findings: { illegal: 1 } });
    expect(patrols()).toMatchObject([
      {
        leader: "w0",
        members: ["w4"],
        plannedAt: begun,
        windowEnd: ended,
        origin: { number: "SMART_000050", objective: "查套子", legs: [{ kind: "foot", metres: 3637 }] },
      },
    ]);
    expect(findings()).toMatchObject([{ sort: "illegal", at: begun + 10 * minute, note: "count: 3" }]);
  });

  test("[PAT-2] a line in parts keeps its breaks: nobody knows what lay between them", async () => {
    const { send, patrols } = await openPatrolsDoor();
    const parts = [walk.slice(0, 20), walk.slice(30)];
    await send([smartTracks(parts), smartPatrols(begun, ended, members)]);
    expect(patrols()[0]?.km).toBeCloseTo((19 + 30) * 0.0607, 1);
  });

  test("[PAT-2] the track may come later, by itself; again it changes nothing", async () => {
    const { send, patrols, projection } = await openPatrolsDoor();
    await send([smartPatrols(begun, ended, members)]);
    await send([smartTracks([walk])]);
    const km = patrols()[0]?.km;
    expect(km).toBeCloseTo(3.64, 1);
    const before = projection.seq();
    await send([smartTracks([walk])]);
    const part = await send([smartTracks([walk.slice(5, 30)])]);
    expect(part.answer.summary).toMatchObject({ tracks: 0, knownTracks: 1 });
    expect(projection.seq()).toBe(before);
    const [last = walk[0]] = walk.slice(-1);
    const odd = [
      { at: begun + 5 * minute, lon: 0, lat: 0 },
      ...walk.slice(5, 30),
      ...(last === undefined ? [] : [last]),
    ];
    await send([smartTracks([odd])]);
    expect([projection.seq(), patrols()[0]?.km]).toEqual([before, km]);
  });

  test("[PAT-1] days without times are whole days", async () => {
    const [row = {}] = smartPatrols(begun, ended, members);
    const bare = { ...row, patrol_legs: [{ uuid: uuidOf(53), start_date: "2026-11-20", end_date: "2026-11-20" }] };
    const { send, patrols } = await openPatrolsDoor();
    await send([[bare]]);
    const day = begun - 8 * hour;
    expect(patrols()[0]).toMatchObject({ plannedAt: day, windowEnd: day + dayLength - 1000 });
  });

  test("[PAT-1] two systems in one upload are refused, and so is what is neither, with a sentence in both languages", async () => {
    const { send, patrols, projection } = await openPatrolsDoor();
    const before = projection.seq();
    const mixed = await send([smartPatrols(begun, ended, members), erPatrol(1, [erSegment(begun, ended)])]);
    expect(mixed.answer.message).toBe(
      "Files of two systems are mixed: SMART and EarthRanger. Nothing at all was imported; import one system at a time.",
    );
    const geo = { type: "FeatureCollection", features: [] };
    const neither = await send([geo], "datum=wgs84", { lang: "zh-CN" });
    expect(neither.answer.message).toMatch(/^这不是 EarthRanger 或 SMART 的巡护文件：f0.json 里没有巡护。没有导入；/);
    expect((await send(["{"])).answer.refusal.code).toBe("moved_unreadable");
    expect([projection.seq(), patrols()]).toEqual([before, []]);
  });
});
