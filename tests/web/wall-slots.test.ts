// Which posts a wall names: sixty fit, the abnormal is never summed up, and nothing moves when a state changes.

import { describe, expect, it } from "vitest";
import { type Manning, manning, postOrder } from "../../domain/manning.ts";
import { siteClock } from "../../domain/time.ts";
import { frameOf, postsHeight } from "../../web/wall/frame.ts";
import { columns, planRows, type RowPlan, showGroup } from "../../web/wall/post-slots.ts";
import { boardFixture, fixtureSite, plainScene } from "../kit/board-fixture.ts";
import { type Scene, sceneNow } from "../kit/post-fixture.ts";

const clock = siteClock(fixtureSite.zone);
const height = postsHeight(frameOf(1920, 1080, "standard"));
const view = (scene: Partial<Scene>, now = sceneNow): Manning => {
  const records = boardFixture({ ...plainScene, ...scene });
  return manning(postOrder(records.all("post")), records, { site: fixtureSite, clock }, now);
};
const planOf = (posts: Manning): RowPlan =>
  planRows(
    posts.groups.map((group) => ({
      posts: group.looks.length,
      key: group.looks.filter((look) => look.post.key).length,
    })),
    height,
  );
const shownOf = (posts: Manning) => {
  const plan = planOf(posts);
  return posts.groups.map((group, i) => showGroup(group, plan.groups[i] ?? { rows: 0, marks: 0 }, plan.heads));
};
const tall = (plan: RowPlan): number =>
  plan.groups.reduce((sum, group) => sum + plan.head + (group.rows + group.marks) * plan.row, 0);

describe("rows", () => {
  it("are as roomy as drawn for the 42 posts of the design", () => {
    expect(planOf(view({}))).toMatchObject({ row: 32, head: 40 });
  });

  it.each([42, 60])("name every one of %i posts", (posts) => {
    const shown = shownOf(view({ posts }));
    expect(shown.every((group) => group.rest === undefined)).toBe(true);
    expect(shown.reduce((sum, group) => sum + group.named.length, 0)).toBe(posts);
  });

  it("hold sixty posts in six classes, their heads in cells", () => {
    const sizes = [14, 13, 8, 13, 9, 3].map((posts) => ({ posts, key: 3 }));
    const plan = planRows(sizes, height);
    expect(plan.heads).toBe("cells");
    expect(plan.row).toBeGreaterThanOrEqual(25);
    for (const [i, size] of sizes.entries()) expect((plan.groups[i]?.rows ?? 0) * columns).toBeGreaterThan(size.posts);
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

  it("keeps every post in its place when another falls vacant", () => {
    const places = (mood: Scene["mood"]) =>
      shownOf(view({ posts: 200, mood })).map((group) => group.named.map((look) => look.post.id));
    expect(places("upset")).toEqual(places("normal"));
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
    expect(after.length).toBe(plan.rows * columns - 1);
  });
});
