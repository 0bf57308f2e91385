// A walk played again on a screen: its clock, what is said and drawn at a moment, and how a wall left alone goes back to live. [SCR-3]

import { describe, expect, it, vi } from "vitest";
import { checkpointId, findingId, patrolId, routeId, seq, unitId, workerId } from "../../domain/ids.ts";
import type { FindingRec } from "../../domain/patrols/finding.ts";
import type { PatrolRec, RouteRec } from "../../domain/patrols/patrol.ts";
import type { WalkReplay, WalkRow } from "../../domain/patrols/walk-replay.ts";
import { hour, minute, second } from "../../domain/time.ts";
import { happeningsOf, storyOf, wholeSpan } from "../../web/lib/walk/happenings.ts";
import { createWalkDoor } from "../../web/lib/walk/walk-door.ts";
import { pieceAt, piecesOf } from "../../web/lib/walk/walk-lines.ts";
import { breakMarks, excludedMarks, lookText, pointMarks, walkersAt } from "../../web/lib/walk/walk-marks.ts";
import { createWalkPlayer, walkKey, wallPatience } from "../../web/lib/walk/walk-player.svelte.ts";
import { walkWords } from "../../web/lib/walk/walk-words.ts";
import { createWallWalks, walksToChoose } from "../../web/wall/walks.svelte.ts";

const start = Date.UTC(2026, 10, 22, 1);
const farm = unitId("farm");
/** Ten minutes east at 3.6 km/h, twenty minutes of nothing, five minutes more. */
const steps = (from: number, count: number, east: number) =>
  Array.from({ length: count }, (_, i) => [start + from + i * minute, 119.9 + (east + i * 60) / 75_900, 47.2] as const);
const row: WalkRow = [
  { after: "start", steps: steps(0, 11, 0) },
  { after: "gap", steps: steps(30 * minute, 6, 900) },
];
const walk: WalkReplay = {
  profile: "foot",
  rows: [row],
  excluded: [
    ["accuracy", start + 5 * minute, 119.95, 47.25],
    ["no-time", null, 119.96, 47.25],
    ["future", start + 9 * hour, 119.97, 47.25],
  ],
  fixes: 17,
  drawn: 17,
};
const span = { from: start, to: start + 35 * minute };
const route: RouteRec = {
  kind: "route",
  id: routeId("r"),
  seq: seq(1),
  unit: farm,
  scope: [farm],
  name: "北线",
  nameEn: "North",
  checkpoints: [0, 600].map((east, i) => ({
    id: checkpointId(`c${i}`),
    name: `${i + 1} 号点`,
    nameEn: `Point ${i + 1}`,
    at: [119.9 + east / 75_900, 47.2],
    radius: 150,
  })),
};
const patrol: PatrolRec = {
  kind: "patrol",
  id: patrolId("p"),
  seq: seq(2),
  route: routeId("r"),
  unit: farm,
  scope: [farm],
  leader: workerId("w1"),
  members: [],
  profile: "foot",
  plannedAt: start,
  windowEnd: start + 6 * hour,
  run: { state: "completed", startedAt: start - minute, since: start + 36 * minute },
  last: { at: start + 35 * minute, lonLat: [119.9, 47.2] },
  line: [],
  km: 0.9,
  days: [],
  visits: [{ checkpoint: checkpointId("c1"), at: start + 10 * minute, by: "qr", suspicious: "unplaced" }],
  excluded: {},
  lateDays: [],
};
const finding: FindingRec = {
  kind: "finding",
  id: findingId("f"),
  seq: seq(3),
  sort: "pest",
  unit: farm,
  scope: [farm],
  at: start + 8 * minute,
  toldAt: start + 8 * minute,
  patrol: patrolId("p"),
  lonLat: [119.905, 47.2],
  note: "",
  is: { state: "open" },
};
const story = storyOf(patrol, route, [finding, { ...finding, id: findingId("g"), patrol: patrolId("other") }]);
const words = walkWords("zh-CN");
const pointOf = ([lon, lat]: readonly [number, number]) => ({ x: (lon - 119.9) * 75_900, y: (47.2 - lat) * 111_200 });

const playing = (untouched?: { readonly playing: number; readonly standing: number }) => {
  let now = 0;
  let tick: (() => void) | undefined;
  const left = vi.fn();
  const player = createWalkPlayer({
    span,
    monotonic: () => now,
    every: (_, ring) => {
      tick = ring;
      return () => {
        tick = undefined;
      };
    },
    ...(untouched === undefined ? {} : { untouched, onLeft: left }),
  });
  const pass = (ms: number): void => {
    for (let gone = 0; gone < ms; gone += 100) {
      now += 100;
      tick?.();
    }
  };
  return { player, pass, left, ticks: () => tick !== undefined };
};

describe("[SCR-3] the clock of a walk", () => {
  it("plays the whole in thirty seconds, at 60× a minute in a second, and stops at the end", () => {
    const { player, pass } = playing();
    pass(15 * second);
    expect(player.now).toBeCloseTo(start + 17.5 * minute, -2);
    player.play(60);
    pass(10 * second);
    expect(player.now).toBeCloseTo(start + 27.5 * minute, -2);
    pass(60 * second);
    expect([player.now, player.done]).toEqual([span.to, true]);
    player.pause(false);
    expect([player.now, player.done]).toEqual([span.from, false]);
  });

  it("seeks within the walk only, and keys do what the keys of the screen do", () => {
    const { player, pass } = playing();
    player.seek(start - hour);
    expect(player.now).toBe(start);
    walkKey("End", player)?.();
    expect(player.now).toBe(span.to);
    walkKey("Home", player)?.();
    walkKey(" ", player)?.();
    pass(5 * second);
    expect([player.paused, player.now]).toEqual([true, start]);
    walkKey("ArrowDown", player)?.();
    expect([player.paused, player.speed]).toEqual([false, 60]);
    expect(walkKey("Escape", player)).toBeUndefined();
  });

  it("a wall left alone goes back to live: two minutes after it stands, ten while it plays slowly; a desk never", () => {
    const wall = playing(wallPatience);
    wall.pass(30 * second + 119 * second);
    expect(wall.left).not.toHaveBeenCalled();
    wall.player.touch();
    wall.pass(119 * second);
    expect(wall.left).not.toHaveBeenCalled();
    wall.pass(2 * second);
    expect(wall.left).toHaveBeenCalledTimes(1);
    expect(wall.ticks()).toBe(false);
    const slow = playing(wallPatience);
    slow.player.play(1);
    slow.pass(9.9 * minute);
    expect(slow.left).not.toHaveBeenCalled();
    slow.pass(10 * second);
    expect(slow.left).toHaveBeenCalledTimes(1);
    const desk = playing();
    desk.pass(hour);
    expect([desk.left.mock.calls.length, desk.player.done]).toEqual([0, true]);
  });
});

describe("[SCR-3] what is told of it", () => {
  it("its course in order of time: set out, found, scanned, silent, ended; the bar holds all of it", () => {
    const list = happeningsOf(walk.rows, span, story);
    expect(list.map(({ kind, at }) => [kind, (at - start) / minute])).toEqual([
      ["begun", -1],
      ["finding", 8],
      ["visit", 10],
      ["silence", 10],
      ["ended", 36],
    ]);
    expect(wholeSpan(span, list)).toEqual({ from: start - minute, to: start + 36 * minute });
  });

  it("a checkpoint is reached from its scan on, ringed just then, and a suspicious scan is marked", () => {
    const at = (now: number) =>
      pointMarks(story, now, 60, pointOf).map(({ state, fresh, suspicious }) => ({ state, fresh, suspicious }));
    const open = { state: "open", fresh: false, suspicious: false };
    expect(at(start + 9 * minute)).toEqual([open, open]);
    expect(at(start + 10 * minute)).toEqual([open, { state: "reached", fresh: true, suspicious: true }]);
    expect(at(start + 12 * minute)).toEqual([open, { state: "reached", fresh: false, suspicious: true }]);
  });

  it("says where it goes and how fast, how long nothing is known, and what was the last", () => {
    expect(lookText(row, start + 5.5 * minute, words)).toBe("向东 3.6 km/h");
    expect(lookText(row, start + 22 * minute, words)).toBe("无信号 12 分");
    expect(lookText(row, start + 22 * minute, walkWords("en"))).toBe("no signal 12 min");
    expect(lookText(row, start + hour, words)).toBe("最后定位");
    expect(walkersAt([row], start - 1, words, pointOf)).toEqual([]);
    expect(walkersAt([row], start + 22 * minute, words, pointOf)).toMatchObject([{ form: "silent" }]);
  });

  it("draws no line over the silence: two lines, each with its ends", () => {
    const pieces = piecesOf(row, pointOf);
    expect(pieces).toHaveLength(2);
    const drawn = (now: number) => pieces.map((piece) => pieceAt(piece, now, pointOf));
    expect(drawn(start)).toEqual([undefined, undefined]);
    expect(drawn(start + 1.5 * minute)).toEqual(["M0 0L60 0L90 0", undefined]);
    const silent = drawn(start + 20 * minute);
    expect(silent).toEqual([pieces[0]?.d, undefined]);
    expect(silent[0]?.endsWith("L600 0")).toBe(true);
    expect(drawn(span.to)[1]?.startsWith("M900 0")).toBe(true);
    expect(breakMarks([row], start + 20 * minute, pointOf)).toMatchObject([{ to: undefined, why: "gap" }]);
    expect(breakMarks([row], start + 31 * minute, pointOf)[0]?.to?.x).toBeCloseTo(900, 3);
  });

  it("a long line is cut into pieces that share their ends, and is whole again", () => {
    const long: WalkRow = [{ after: "start", steps: steps(0, 1001, 0) }];
    const pieces = piecesOf(long, pointOf);
    expect(pieces.length).toBeGreaterThan(4);
    for (const [i, piece] of pieces.entries()) if (i > 0) expect(piece.steps[0]).toBe(pieces[i - 1]?.steps.at(-1));
    expect(pieces.at(-1)?.to).toBe(long[0]?.steps.at(-1)?.[0]);
  });

  it("shows what does not count from its moment on, and all the time where it has none that can be believed", () => {
    const count = (now: number): number => excludedMarks(walk.excluded, now, span, pointOf).length;
    expect([count(start), count(start + 5 * minute)]).toEqual([2, 3]);
  });
});

describe("[SCR-3] a wall's choice", () => {
  const answers = (status: number, body: unknown) =>
    createWalkDoor(async () => new Response(JSON.stringify(body), { status }), "token");

  it("lists patrols of the last 72 hours that left a trace, newest first, none that was set aside", () => {
    const older = { ...patrol, id: patrolId("a"), run: { ...patrol.run, startedAt: start - hour } };
    const { last: _, ...traceless } = patrol;
    const aside = { ...patrol, setAside: { at: start, reason: "", days: [], visits: [] } };
    const list = [older, patrol, traceless, aside];
    expect(walksToChoose(list, start + hour).map(({ id }) => id)).toEqual(["p", "a"]);
    expect(walksToChoose(list, start + 74 * hour)).toEqual([]);
  });

  it("asks with the wall's own token, says what was refused or did not come, and shows nothing that was called off", async () => {
    const after = () => () => {};
    const asked: unknown[] = [];
    const door = createWalkDoor(async (path, { headers }) => {
      asked.push([path, headers]);
      return new Response(JSON.stringify(walk));
    }, "token");
    const walks = createWallWalks({ door, lang: () => "zh-CN", after });
    await walks.open(patrol);
    expect(asked).toEqual([["/api/v1/patrols/p/walk", { Authorization: "Bearer token" }]]);
    expect(walks.is).toMatchObject({ at: "shown", walk: { fixes: 17 } });
    walks.close("p1");
    expect([walks.isOpen, walks.left]).toEqual([false, "p1"]);
    const pending = walks.open(patrol);
    walks.close();
    await pending;
    expect(walks.isOpen).toBe(false);
    const refusing = createWallWalks({
      door: answers(404, { refusal: { code: "not_found", params: { path: "x" } } }),
      lang: () => "zh-CN",
      after,
    });
    await refusing.open(patrol);
    expect(refusing.is).toMatchObject({ at: "choosing" });
    expect(await answers(200, { ...walk, rows: [] })("patrols", "p", "en")).toEqual({
      kind: "failed",
      says: walkWords("en").empty,
    });
    expect(await answers(200, "nothing of ours")("patrols", "p", "en")).toMatchObject({ kind: "failed" });
  });
});
