// Where patrols and their names stand on the wall's map: by what is known of them, and none to be taken for another's.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PatrolRec } from "../../domain/patrols/patrol.ts";
import { hour, minute, siteClock } from "../../domain/time.ts";
import { type Box, leadTo, placeLabels, type Wanted } from "../../web/lib/map/map-labels.ts";
import { drawMarks } from "../../web/wall/map-marks.ts";
import { type PatrolMark, patrolsView } from "../../web/wall/patrol-view.ts";
import { wallWords } from "../../web/wall/words.ts";
import { boardFixture, fixtureSite, plainScene } from "../kit/board-fixture.ts";
import { sceneNow } from "../kit/post-fixture.ts";
import { tries } from "../kit/tries.ts";

const clock = siteClock(fixtureSite.zone);
const board = boardFixture({ ...plainScene, mood: "upset" });

describe("where a patrol stands on the map", () => {
  const routes = new Map([...board.all("route")].map((route) => [String(route.id), route]));
  const [known] = [...board.all("patrol")];
  const points = [...(routes.get(known?.route ?? "")?.checkpoints ?? [])];
  const [first, second] = points;
  if (known === undefined || first === undefined || second === undefined) throw new Error("no patrol");
  const { last, ...bare } = known;
  /** Heard of a minute ago, and nothing more is known. */
  const fresh = { ...bare, visits: [], sign: sceneNow - minute };
  const markOf = (patrol: PatrolRec) => patrolsView([patrol], routes, { site: fixtureSite, clock }, sceneNow).marks[0];
  const scanned = { checkpoint: second.id, at: sceneNow - hour, by: "nfc" } as const;

  it("[PAT-1] by its newest fix or scan, and a scan far from its checkpoint tells no place", () => {
    expect(markOf(known)).toMatchObject({ placed: "fix", at: last?.lonLat });
    expect(markOf({ ...fresh, visits: [scanned] })).toMatchObject({ placed: "scan", at: second.at });
    const later = { ...scanned, at: sceneNow };
    expect(markOf({ ...known, visits: [later] })).toMatchObject({ placed: "scan", at: second.at });
    expect(markOf({ ...known, visits: [scanned] })).toMatchObject({ placed: "fix" });
    expect(markOf({ ...fresh, visits: [{ ...later, suspicious: "far" }] })).toMatchObject({ placed: "nowhere" });
  });

  it("where nothing has told yet: marked as such at its route's beginning, without an arrow or a ring of search", () => {
    const mark = markOf(fresh);
    expect(mark).toMatchObject({ placed: "nowhere", at: first.at, doubtKm: undefined });
    const glass = {
      point: () => ({ x: 300, y: 200 }),
      pxPerKm: 20,
      width: 600,
      height: 400,
      unit: 1,
      em: 22,
      far: false,
    };
    const drawn = (marks: readonly PatrolMark[], lang: "zh-CN" | "en") =>
      drawMarks(marks, [], undefined, glass, { words: wallWords(lang), lang, now: sceneNow, lost: false }).patrols[0];
    const nowhere = mark === undefined ? [] : [mark];
    expect(drawn(nowhere, "zh-CN")).toMatchObject({ form: "nowhere", heading: undefined, age: "" });
    expect(drawn(nowhere, "zh-CN")?.name).toMatch(/ 尚无位置$/);
    expect(drawn(nowhere, "en")?.name).toMatch(/ no position yet$/);
    const going = markOf(known);
    expect(drawn(going === undefined ? [] : [going], "en")).toMatchObject({ form: "going", heading: last?.heading });
    // A place is known, a way is not: no arrow points anywhere.
    const still = markOf({ ...fresh, visits: [scanned] });
    expect(drawn(still === undefined ? [] : [still], "en")).toMatchObject({ form: "going", heading: undefined });
  });
});

describe("names of patrols on the map", () => {
  const frame: Box = { x: 0, y: 0, w: 600, h: 400 };
  const name = (id: string, x: number, y: number): Wanted => ({
    id,
    x,
    y,
    text: "一组 12 秒",
    reach: 11,
    need: "always",
  });
  it("are never taken for another's: nearest to their own, or a line leads to them", () => {
    const spot = fc.record({ x: fc.integer({ min: 0, max: 600 }), y: fc.integer({ min: 0, max: 400 }) });
    const away = (box: Box, { x, y }: { readonly x: number; readonly y: number }): number =>
      Math.hypot(Math.max(box.x - x, 0, x - box.x - box.w), Math.max(box.y - y, 0, y - box.y - box.h));
    let led = 0;
    fc.assert(
      fc.property(fc.array(spot, { minLength: 1, maxLength: 10 }), (spots) => {
        const wanted = spots.map(({ x, y }, i) => name(String(i), x, y));
        const placed = placeLabels(wanted, [], frame, 22);
        expect(placed).toHaveLength(spots.length);
        for (const { id, box, leads } of placed) {
          const own = spots[Number(id)];
          if (own === undefined) throw new Error(id);
          if (leads) led += 1;
          else for (const other of spots) if (other !== own) expect(away(box, other)).toBeGreaterThan(away(box, own));
          const end = leadTo(box, own);
          expect(Math.hypot(end.x - own.x, end.y - own.y)).toBeCloseTo(away(box, own), 6);
        }
      }),
      { numRuns: tries(100) },
    );
    expect(led).toBeGreaterThan(0);
    // Alone it lies beside its thing, and no line is drawn.
    expect(placeLabels([name("a", 300, 200)], [], frame, 22)[0]?.leads).toBe(false);
  });
});
