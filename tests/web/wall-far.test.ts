// A class on a wall read from afar: its marks never reach into its count, and a name that must be cut keeps what tells it from others.

import { describe, expect, it } from "vitest";
import type { PostLook } from "../../domain/posts/manning.ts";
import { emWidth, strongly } from "../../web/lib/em-width.ts";
import { marksOf, nameEnds } from "../../web/wall/far-class.ts";
import { plainScene } from "../kit/board-fixture.ts";
import { makePosts } from "../kit/post-fixture.ts";

const looksOf = (count: number): readonly PostLook[] =>
  makePosts({ ...plainScene, posts: count }).map((post, n) => ({
    post,
    status: { state: n === count - 1 ? "vacant" : "manned", since: 0, expected: [] },
    priority: n === count - 1 ? 2 : undefined,
    alarm: undefined,
  }));

describe("[§B] a class from afar", () => {
  it.each([
    [3, 1, "3 / 3"],
    [13, 1, "11 / 13"],
    [38, 1, "32 / 38"],
    [171, 1, "153 / 171"],
    [171, 1.1, "153 / 171"],
    [1000, 1.1, "1000 / 1000"],
  ])("given %i posts at scale %f, marks and what they leave out end before the count", (posts, scale, count) => {
    const looks = looksOf(posts);
    const marks = marksOf(looks, count, { width: 816, scale });
    const em = 38 * strongly * scale;
    const rest = marks.length < looks.length ? emWidth(`+${looks.length - marks.length}`) * em : 0;
    expect(232 + marks.length * 44 + rest + emWidth(count) * em).toBeLessThanOrEqual(816);
    expect(marks.length).toBeGreaterThanOrEqual(Math.min(posts, 3));
    expect(marks.some((look) => look.priority !== undefined)).toBe(true);
  });

  it.each([
    ["一水平东翼三号采场出矿口带班20号", "20号"],
    ["Level 1 east wing stope 3 ore pass no. 20", "no. 20"],
    ["球磨 1#", "1#"],
    ["松月管护站防火瞭望塔", ""],
  ])("%s keeps its end", (name, end) => {
    const { head, tail } = nameEnds(name);
    expect(head + tail).toBe(name);
    expect(tail.trim()).toBe(end);
  });
});
