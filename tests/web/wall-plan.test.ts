// Posts on plans at the wall: which sheets there are, which one shows, and that names and marks never cover each other. [POST-1]

import { describe, expect, it } from "vitest";
import { alarmIdOf } from "../../domain/alarms/alarm.ts";
import { postId, seq, unitId } from "../../domain/ids.ts";
import type { PostLook } from "../../domain/posts/manning.ts";
import type { PlanRec } from "../../domain/site/plan.ts";
import type { Box } from "../../web/lib/map/map-labels.ts";
import { baysOf } from "../../web/wall/bays.ts";
import { frameOf } from "../../web/wall/frame.ts";
import { drawPlan, fitPicture, type PlanGlass, type Spotted } from "../../web/wall/plan-marks.ts";
import { type Face, faceAt, facesOf, turnEvery } from "../../web/wall/plan-view.ts";
import { wallWords } from "../../web/wall/words.ts";
import { plainScene } from "../kit/board-fixture.ts";
import { makePosts } from "../kit/post-fixture.ts";

const words = { words: wallWords("zh-CN"), lang: "zh-CN" } as const;
const now = 1_700_000_000_000;
const looksOf = (count: number, names: "short" | "long" = "short"): readonly PostLook[] =>
  makePosts({ ...plainScene, posts: count, names }).map((post, n) => ({
    post,
    status: { state: n % 9 === 4 ? "vacant" : "manned", since: now, expected: [] },
    priority: n % 9 === 4 ? (n % 2 === 0 ? 1 : 2) : undefined,
    alarm: undefined,
  }));
const planOf = (id: string, above: readonly string[], hash = id): PlanRec => ({
  kind: "plan",
  id: unitId(id),
  seq: seq(1),
  scope: [...above, id].map(unitId),
  image: { hash, form: "png", width: 1600, height: 1000, bytes: 1, tone: "drawing", since: now },
  before: [],
});
const at = (look: PostLook, plan: string, x = 0.5, y = 0.5): PostLook => ({
  ...look,
  post: { ...look.post, spot: { plan: unitId(plan), x, y } },
});
const kinds = (faces: readonly Face[]) => faces.map((face) => (face.kind === "plan" ? face.plan.id : face.kind));

describe("[POST-1] the sheets of a wall", () => {
  const [one, two, three] = looksOf(3);
  if (one === undefined || two === undefined || three === undefined) throw new Error("no posts");
  const withPlace = { ...three, post: { ...three.post, at: [119.9, 47.2] } } as const;
  const nowhere = { ...two, post: { ...two.post, at: undefined } };

  it("are the patrols' map, then the plans from the wall's own unit down, then the map with the posts that no plan holds", () => {
    const plans = [planOf("crew", ["co", "mine"]), planOf("mine", ["co"])];
    const faces = facesOf(["patrols", "plan"], plans, [at(one, "mine"), at(two, "gone"), withPlace, nowhere]);
    expect(kinds(faces).slice(0, 3)).toEqual(["patrols", "mine", "crew"]);
    expect(kinds(faces).at(-1)).toBe("map");
    expect(faces[1]).toMatchObject({ posts: [{ look: { post: { id: one.post.id } } }] });
  });

  it("given no plan, are the map alone; given no place either, a sentence that says what to do; not asked for, none", () => {
    expect(kinds(facesOf(["plan"], [], [withPlace]))).toEqual(["map"]);
    expect(kinds(facesOf(["plan"], [], [nowhere]))).toEqual(["none"]);
    const { image: _, ...removed } = planOf("mine", ["co"]);
    expect(kinds(facesOf(["plan"], [removed], [nowhere]))).toEqual(["none"]);
    expect(kinds(facesOf(["posts", "patrols"], [planOf("mine", [])], [withPlace]))).toEqual(["patrols"]);
  });

  it("take turns by the server's clock, also where pages do not turn; the past stands still", () => {
    const faces = facesOf(["patrols", "plan"], [planOf("mine", ["co"])], [at(one, "mine")]);
    const start = now - (now % (2 * turnEvery * 1000));
    const seen = [0, 29, 30, 59, 60].map((s) =>
      faceAt(faces, { now: start + s * 1000, rotate: 0, still: false, held: false }),
    );
    expect(seen).toEqual([0, 0, 1, 1, 0]);
    expect(faceAt(faces, { now: start + 10_000, rotate: 10, still: false, held: false })).toBe(1);
    expect(faceAt(faces, { now: start + 30_000, rotate: 10, still: false, held: true })).toBe(0);
  });

  it("[ALM-1] given an unanswered priority 1, stand still on the sheet where that post is", () => {
    const source = postId("p1");
    const alarm = {
      kind: "alarm",
      id: alarmIdOf("post-vacant", source),
      seq: seq(1),
      sort: "post-vacant",
      source,
      scope: [],
      priority: 1,
      raisedAt: now - 1000,
      since: now,
      is: { state: "unack" },
      repeats: 0,
      rung: "supervisor",
      rungAt: 0,
      log: [],
    } as const;
    const rings = { ...at(one, "mine"), priority: 1, alarm } as const;
    const faces = facesOf(["patrols", "plan"], [planOf("co", []), planOf("mine", ["co"])], [rings, at(two, "co")]);
    for (let s = 0; s < 200; s += 7)
      expect(faceAt(faces, { now: now + s * 1000, rotate: 10, still: true, held: false })).toBe(2);
    expect(faceAt(faces, { now, rotate: 10, still: false, held: true })).toBe(2);
  });

  it("share one bay with the patrols' map in every layout", () => {
    for (const frame of [
      frameOf(1920, 1080, "standard"),
      frameOf(1920, 1080, "far"),
      frameOf(1080, 1920, "standard"),
    ]) {
      expect(baysOf(["posts", "patrols", "plan", "volunteers"], frame)).toEqual(
        baysOf(["posts", "plan", "volunteers"], frame),
      );
      expect(baysOf(["plan"], frame).areas).toContain("maps");
    }
  });
});

describe("[POST-1] marks and names on a plan", () => {
  const bays = [
    { name: "standard 1080p", width: 592, height: 720, symbol: 26, em: 22 },
    { name: "standard 4K", width: 1184, height: 1440, symbol: 52, em: 44 },
    { name: "1280×800", width: 394, height: 470, symbol: 17.3, em: 14.7 },
    { name: "alone", width: 1864, height: 720, symbol: 26, em: 22 },
    { name: "far", width: 696, height: 660, symbol: 40, em: 38 },
  ];
  const meets = (a: Box, b: Box): boolean =>
    a.x < b.x + b.w - 0.01 && b.x < a.x + a.w - 0.01 && a.y < b.y + b.h - 0.01 && b.y < a.y + a.h - 0.01;
  /** Spread as a person would: some in crowds, one over the edge, two on the very same spot. */
  const spread = (looks: readonly PostLook[], { width, height }: PlanGlass): readonly Spotted[] =>
    looks.map((look, n) => ({
      look,
      x: n < 2 ? width / 2 : n % 3 === 0 ? width * 0.6 + (n % 7) * 6 : ((n * 37) % 101) * (width / 100),
      y: n < 2 ? height / 2 : n % 3 === 0 ? height * 0.4 + (n % 5) * 6 : ((n * 61) % 97) * (height / 96),
    }));

  it.each(bays.flatMap((bay) => (["short", "long"] as const).map((names) => ({ ...bay, names }))))(
    "given 60 posts with $names names, $name: nothing covers anything, all inside, every mark shown",
    ({ names, ...glass }) => {
      const { marks, unnamed } = drawPlan(spread(looksOf(60, names), glass), glass, words);
      expect(marks).toHaveLength(60);
      const boxes = marks.flatMap(({ mark, label }): Box[] => [
        { x: mark.x - glass.symbol / 2, y: mark.y - glass.symbol / 2, w: glass.symbol, h: glass.symbol },
        ...(label === undefined ? [] : [label]),
      ]);
      for (const [i, box] of boxes.entries()) {
        expect(box.x).toBeGreaterThanOrEqual(0);
        expect(box.x + box.w).toBeLessThanOrEqual(glass.width + 0.01);
        expect(box.y).toBeGreaterThanOrEqual(0);
        expect(box.y + box.h).toBeLessThanOrEqual(glass.height + 0.01);
        for (const other of boxes.slice(i + 1)) expect(meets(box, other), `${i}`).toBe(false);
      }
      const without = marks.filter(({ look, label }) => look.priority !== undefined && label === undefined);
      expect(unnamed).toBe(without.length);
    },
  );

  it("names every abnormal post where there is room, with its state in a word, before any calm one", () => {
    const glass = { width: 592, height: 720, symbol: 26, em: 22 };
    const { marks, unnamed } = drawPlan(spread(looksOf(60), glass), glass, words);
    expect(unnamed).toBe(0);
    const abnormal = marks.filter(({ look }) => look.priority !== undefined);
    expect(abnormal.length).toBe(7);
    for (const { label } of abnormal) expect(label?.word).toBe("空岗");
    expect(marks.slice(0, abnormal.length)).toEqual(abnormal);
  });

  it("moves no mark when states change, whoever is in trouble", () => {
    const glass = { width: 592, height: 720, symbol: 26, em: 22 };
    const calm = looksOf(60).map(
      (look) => ({ ...look, status: { state: "manned", since: now, expected: [] }, priority: undefined }) as const,
    );
    const places = (looks: readonly PostLook[]) =>
      new Map(drawPlan(spread(looks, glass), glass, words).marks.map(({ id, mark }) => [id, mark]));
    expect(places(looksOf(60))).toEqual(places(calm));
  });

  it("says how many abnormal posts have no room for a name; with 1,000 posts every one still has its mark", () => {
    const glass = { width: 592, height: 720, symbol: 26, em: 22 };
    const { marks, unnamed } = drawPlan(spread(looksOf(1000, "long"), glass), glass, words);
    expect(marks).toHaveLength(1000);
    expect(unnamed).toBeGreaterThan(0);
    expect(unnamed).toBe(marks.filter(({ look, label }) => look.priority !== undefined && label === undefined).length);
  });

  it("in a crowd stands in its own place whoever it is: who needs an act over small marks, with a name where one is free", () => {
    const glass = { width: 592, height: 720, symbol: 26, em: 22 };
    const calm = { status: { state: "manned", since: now, expected: [] }, priority: undefined } as const;
    const looks = looksOf(1000).map((look, n) => (n % 90 === 4 ? look : { ...look, ...calm }));
    const posts = spread(looks, glass);
    const { marks } = drawPlan(posts, glass, words);
    for (const { mark, x, y } of marks) {
      expect(Math.abs(mark.x - x)).toBeLessThanOrEqual(13);
      expect(Math.abs(mark.y - y)).toBeLessThanOrEqual(13);
    }
    for (const { look, small, label } of marks) {
      expect(small).toBe(look.priority === undefined);
      if (small) expect(label).toBeUndefined();
    }
    const urgent = marks.filter(({ small }) => !small);
    const names = urgent.flatMap(({ label }) => label ?? []);
    expect(names.length).toBeGreaterThan(0);
    for (const name of names)
      for (const { mark } of urgent) expect(meets(name, { x: mark.x - 13, y: mark.y - 13, w: 26, h: 26 })).toBe(false);
    expect(drawPlan(spread(looksOf(60), glass), glass, words).marks.some(({ small }) => small)).toBe(false);
  });

  it("shows the picture whole and undistorted, in the middle of its bay", () => {
    const bay = { x: 0, y: 0, w: 592, h: 720 };
    expect(fitPicture({ width: 1600, height: 1000 }, bay)).toEqual({ x: 0, y: 175, w: 592, h: 370 });
    expect(fitPicture({ width: 100, height: 8192 }, bay).h).toBe(720);
  });
});
