// Which posts a wall names: sixty fit, the abnormal is never summed up, and nothing moves when a state changes.

import { describe, expect, it } from "vitest";
import { type Manning, manning, postOrder } from "../../domain/posts/manning.ts";
import { siteClock } from "../../domain/time.ts";
import { frameOf, postsHeight } from "../../web/wall/frame.ts";
import { createSizes } from "../../web/wall/group-sizes.ts";
import { columnsFor, columnWidth, planRows, type RowPlan, showGroup } from "../../web/wall/post-slots.ts";
import { fitTile } from "../../web/wall/post-tile.ts";
import { boardFixture, fixtureSite, plainScene } from "../kit/board-fixture.ts";
import { type Scene, sceneNow } from "../kit/post-fixture.ts";

const clock = siteClock(fixtureSite.zone);
const wide = frameOf(1920, 1080, "standard");
const upright = frameOf(1080, 1920, "standard");
const height = postsHeight(wide);
const view = (scene: Partial<Scene>, now = sceneNow): Manning => {
  const records = boardFixture({ ...plainScene, ...scene });
  return manning(postOrder(records.all("post")), records, { site: fixtureSite, clock }, now);
};
const planOf = (posts: Manning): RowPlan =>
  planRows(
    posts.groups.map((group) => ({
      posts: group.looks.length,
      key: group.looks.filter((look) => look.post.key).length,
      columns: 3,
    })),
    height,
  );
const shownOf = (posts: Manning) => {
  const plan = planOf(posts);
  return posts.groups.map((group, i) => showGroup(group, plan.groups[i] ?? { columns: 3, rows: 0, marks: 0 }));
};
const tall = (plan: RowPlan): number =>
  plan.groups.reduce((sum, group) => sum + plan.head + (group.rows + group.marks) * plan.row, 0);

describe("rows", () => {
  it("are as roomy as drawn for the 42 posts of the design", () => {
    expect(planOf(view({}))).toMatchObject({ row: 32, head: 40 });
  });

  it("name every one of the 42 posts", () => {
    const shown = shownOf(view({}));
    expect(shown.every((group) => group.rest === undefined)).toBe(true);
    expect(shown.reduce((sum, group) => sum + group.named.length, 0)).toBe(42);
  });

  it("stay as drawn for sixty posts in six classes, and the heads count the calm ones that do not fit", () => {
    const plan = planOf(view({ posts: 60 }));
    expect(plan).toMatchObject({ row: 32, head: 36 });
    const shown = shownOf(view({ posts: 60 }));
    const named = shown.reduce((sum, group) => sum + group.named.length, 0);
    expect(named).toBeGreaterThanOrEqual(39);
    expect(shown.reduce((sum, group) => sum + group.named.length + (group.rest?.count ?? 0), 0)).toBe(60);
  });

  it("hold sixty posts in six classes on a portrait wall", () => {
    const sizes = [14, 13, 8, 13, 9, 3].map((posts) => ({ posts, key: 3, columns: 4 }));
    const plan = planRows(sizes, postsHeight(upright));
    expect(plan.row).toBeGreaterThanOrEqual(30);
    for (const [i, { posts }] of sizes.entries()) expect((plan.groups[i]?.rows ?? 0) * 4).toBeGreaterThanOrEqual(posts);
  });

  it.each([0, 1, 42, 60, 61, 200, 1000, 5000])("of %i posts stay within the height", (posts) => {
    expect(tall(planOf(view({ posts })))).toBeLessThanOrEqual(height + 6);
  });
});

describe("what is shown of too many posts", () => {
  it.each([200, 1000])("of %i names every abnormal post and shows every key post, by name or mark", (posts) => {
    const board = view({ posts, mood: "upset" });
    for (const [i, group] of shownOf(board).entries()) {
      const looks = board.groups[i]?.looks ?? [];
      const seen = new Set([...group.named, ...group.marks]);
      for (const look of looks) {
        if (look.priority !== undefined) expect(group.named).toContain(look);
        if (look.post.key) expect(seen.has(look)).toBe(true);
      }
      expect(group.named.length + (group.rest?.count ?? 0) + group.marks.length).toBeGreaterThanOrEqual(looks.length);
    }
  });

  it("counts the abnormal that find no place, the worst first", () => {
    // Two hours later nobody has signed: everyone is absent.
    const board = view({ posts: 1000 }, sceneNow + 120 * 60_000);
    const [mining] = shownOf(board);
    expect(mining?.rest?.abnormal.length).toBeGreaterThan(100);
    expect(mining?.rest?.abnormal[0]?.priority).toBe(1);
    expect(mining?.named.every((look) => look.priority !== undefined)).toBe(true);
  });

  it("keeps every post in its place when another falls vacant: only a hidden one in trouble takes a calm one's", () => {
    const places = (mood: Scene["mood"]) => shownOf(view({ posts: 200, mood })).flatMap((group) => group.named);
    const [calm, upset] = [places("normal"), places("upset")];
    expect(upset).toHaveLength(calm.length);
    const known = new Set(calm.map((look) => look.post.id));
    for (const [i, look] of upset.entries())
      if (look.post.id !== calm[i]?.post.id) {
        expect(look.priority).toBeDefined();
        expect(known.has(look.post.id)).toBe(false);
      }
  });

  it("gives a hidden post in trouble the last calm place, and moves nobody else", () => {
    const board = view({ posts: 200 });
    const [group] = board.groups;
    const plan = planOf(board).groups[0];
    if (group === undefined || plan === undefined) throw new Error("no class");
    const before = showGroup(group, plan).named;
    const hidden = group.looks.find((look) => !before.includes(look) && !look.post.key);
    if (hidden === undefined) throw new Error("nobody is hidden");
    const looks = group.looks.map((look) => (look === hidden ? { ...look, priority: 2 as const } : look));
    const after = showGroup({ ...group, looks }, plan).named;
    const moved = after.filter((look, i) => look.post.id !== before[i]?.post.id);
    expect(moved.map((look) => look.post.id)).toEqual([hidden.post.id]);
    expect(after.length).toBe(plan.rows * plan.columns);
  });
});

describe("a name in trouble", () => {
  const long = "主扇风机第二作业区安全监护岗";
  const texts = { name: "信号把钩", word: "空岗", reason: "", age: "23", unit: " 分" };

  it("stands beside its word and its unit where there is room, as drawn", () => {
    expect(fitTile(texts, columnWidth(wide, 3), "body", wide)).toMatchObject({ size: "body", word: true, unit: true });
  });

  it("takes first the word's room, then gives up size, and the unit last: a bare figure says less than a small name", () => {
    const fits = [250, 200, 185, 160].map((room) => fitTile(texts, room, "body", wide));
    expect(fits).toMatchObject([
      { size: "body", word: true, unit: true },
      { size: "body", word: false, unit: true },
      { size: "note", word: false, unit: true },
      { size: "note", word: false, unit: false },
    ]);
  });

  it("[POST-1] says why a post is suspended whole or not at all, after its word", () => {
    const suspended = { name: "Ball mill 1", word: "suspended", reason: "停电作业", age: "", unit: "" };
    const fits = [400, 300, 200].map((room) => fitTile(suspended, room, "note", wide));
    expect(fits).toMatchObject([
      { word: true, reason: true },
      { word: true, reason: false },
      { word: false, reason: false },
    ]);
  });

  it("has a column wide enough for the longest of its class, whoever is in trouble", () => {
    expect(columnsFor(["带班领导", "红叶岭瞭望台"], wide)).toBe(3);
    expect(columnsFor(["带班领导", "红叶岭瞭望台"], upright)).toBe(4);
    expect(columnsFor(["带班领导", long], wide)).toBe(2);
    expect(columnsFor([long.repeat(2)], wide)).toBe(1);
  });

  it("needs fewer columns where the wall was paired with larger type", () => {
    expect(columnsFor(["八个字的岗位名称"], wide)).toBe(3);
    expect(columnsFor(["八个字的岗位名称"], frameOf(1920, 1080, "standard", 1.1))).toBe(2);
  });
});

describe("the room a class asks for", () => {
  it("is reckoned again only where a name, the frame or the language changed", () => {
    const sizesOf = createSizes();
    const calm = view({});
    const sizes = sizesOf(calm.groups, "zh-CN", wide);
    expect(sizes.map(({ posts }) => posts)).toEqual(calm.groups.map(({ looks }) => looks.length));
    expect(sizesOf(view({}, sceneNow + 1000).groups, "zh-CN", wide)).toBe(sizes);
    expect(sizesOf(calm.groups, "zh-CN", upright)).not.toBe(sizes);
    const [first, ...rest] = calm.groups;
    if (first === undefined) throw new Error("no group");
    const long = first.looks.map((one) => ({
      ...one,
      post: { ...one.post, name: "主井口提升机房信号工岗位长名之".repeat(3) },
    }));
    const renamed = sizesOf([{ ...first, looks: long }, ...rest], "zh-CN", wide);
    expect(renamed[0]?.columns).toBe(1);
    expect(renamed.slice(1)).toEqual(sizes.slice(1));
  });
});
