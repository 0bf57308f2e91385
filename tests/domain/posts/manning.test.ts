// Posts as a board tells them: places that never change, counts, key-post coverage, and a memory that changes nothing.

import { describe, expect, it } from "vitest";
import { type AlarmRec, alarmIdOf } from "../../../domain/alarms/alarm.ts";
import { seq } from "../../../domain/ids.ts";
import { isHeld, type Manning, manning, naturalOrder, percent, postOrder } from "../../../domain/posts/manning.ts";
import type { PostRec } from "../../../domain/posts/post.ts";
import type { Rec, Records } from "../../../domain/records.ts";
import { hour, minute, siteClock } from "../../../domain/time.ts";
import { keyPostsText } from "../../../web/wall/key-posts.ts";
import { wallWords } from "../../../web/wall/words.ts";
import { boardFixture, fixtureSite, plainScene, recordsOf } from "../../kit/board-fixture.ts";
import { sceneNow } from "../../kit/post-fixture.ts";

const clock = siteClock(fixtureSite.zone);
const look = { site: fixtureSite, clock };
const upset = { ...plainScene, mood: "upset" } as const;
const viewOf = (records: Records, now = sceneNow) => manning(postOrder(records.all("post")), records, look, now);
const changed = (board: { readonly list: readonly Rec[] }, change: (post: PostRec) => PostRec) =>
  recordsOf(board.list.map((record) => (record.kind === "post" ? change(record) : record)));

describe("places", () => {
  it("stand in the order of ids, figures read as figures", () => {
    expect(["p10", "p2", "p1", "p2b"].sort(naturalOrder)).toEqual(["p1", "p2", "p2b", "p10"]);
  });

  it("do not change when a post falls vacant or when records arrive in another order", () => {
    const calm = boardFixture(plainScene);
    const shuffled = recordsOf([...boardFixture(upset).list].reverse());
    expect(postOrder(shuffled.all("post")).groups).toEqual(postOrder(calm.all("post")).groups);
  });

  it("are the same object until a post comes, goes or changes its class", () => {
    const board = boardFixture(plainScene);
    const order = postOrder(board.all("post"));
    expect(postOrder(boardFixture(upset).all("post"), order)).toBe(order);
    const fewer = recordsOf(board.list.filter((record) => record.id !== "mining-3"));
    expect(postOrder(fewer.all("post"), order)).not.toBe(order);
    const moved = changed(board, (post) => (post.id === "mining-3" ? { ...post, linkClass: "fire" } : post));
    expect(postOrder(moved.all("post"), order).groups.map((group) => group.posts.length)).toEqual([8, 9, 6, 9, 10]);
  });
});

describe("counts", () => {
  it("[POST-6] says how many key posts are held of those asked for", () => {
    expect(viewOf(boardFixture(plainScene)).key).toEqual({ held: 13, scheduled: 13, suspended: 0 });
    expect(viewOf(boardFixture(upset)).key).toEqual({ held: 12, scheduled: 13, suspended: 0 });
  });

  it("[POST-6] does not ask for a suspended post: its class still bears it, and lacks nobody there", () => {
    const board = changed(boardFixture(plainScene), (post) =>
      post.name === "主扇风机"
        ? { ...post, watch: { state: "suspended", reason: "检修", since: sceneNow - hour } }
        : post,
    );
    const view = viewOf(board);
    expect(view.key).toEqual({ held: 12, scheduled: 12, suspended: 1 });
    expect(view.groups[0]).toMatchObject({ linkClass: "mining", held: 8, scheduled: 9, asked: 8 });
    expect(view).toMatchObject({ scheduled: 42, asked: 42 - view.counts.suspended });
  });

  it("[POST-6] tells key posts that are all suspended from none at all", () => {
    const board = changed(boardFixture(plainScene), (post) =>
      post.key ? { ...post, watch: { state: "suspended", reason: "检修", since: sceneNow - hour } } : post,
    );
    const { key } = viewOf(board);
    expect(key).toEqual({ held: 0, scheduled: 0, suspended: 13 });
    expect(keyPostsText(key, wallWords("zh-CN"))).toBe("13 个关键岗位都已停岗");
    expect(keyPostsText({ ...key, suspended: 0 }, wallWords("zh-CN"))).toBe("本班没有关键岗位");
  });

  it("counts every post in exactly one state", () => {
    const view = viewOf(boardFixture(upset));
    expect(view.counts).toMatchObject({ manned: 38, vacant: 1, handover: 1, overdue: 1, suspended: 1, absent: 0 });
    expect(Object.values(view.counts).reduce((sum, n) => sum + n, 0)).toBe(42);
    expect(view.scheduled).toBe(42);
  });

  it("an absent holder holds nothing, an overdue one still does", () => {
    expect(isHeld("overdue")).toBe(true);
    expect(isHeld("absent")).toBe(false);
  });

  it("never rounds a share up to a whole that is not there", () => {
    expect(percent(1999, 2000)).toBe(99.9);
    expect(percent(12, 13)).toBe(92.3);
    expect(percent(0, 0)).toBeUndefined();
  });
});

describe("priority", () => {
  it("[ALM-2] is that of the alarm raised for the post, and of the state before one is raised", () => {
    const board = boardFixture(upset);
    const without = recordsOf(board.list.filter((record) => record.kind !== "alarm"));
    const vacant = (records: Records) =>
      viewOf(records)
        .groups.flatMap((group) => group.looks)
        .find((one) => one.status.state === "vacant");
    expect(vacant(without)).toMatchObject({ priority: 1, alarm: undefined });
    const alarm: AlarmRec = {
      kind: "alarm",
      id: alarmIdOf("post-vacant", "mining-1"),
      seq: seq(50),
      sort: "post-vacant",
      source: "mining-1",
      scope: [],
      priority: 2,
      raisedAt: sceneNow,
      since: sceneNow,
      is: { state: "unack" },
      repeats: 0,
      rung: "supervisor",
      rungAt: 0,
      log: [],
    };
    expect(vacant(recordsOf([...without.list, alarm]))).toMatchObject({ priority: 2, alarm });
  });

  it("leaves with the condition: a returned alarm that nobody answered does not colour a manned post", () => {
    const board = boardFixture(plainScene);
    const alarm: AlarmRec = {
      kind: "alarm",
      id: alarmIdOf("post-vacant", "mining-1"),
      seq: seq(50),
      sort: "post-vacant",
      source: "mining-1",
      scope: [],
      priority: 1,
      raisedAt: sceneNow - hour,
      since: sceneNow - hour,
      is: { state: "returned-unack", at: sceneNow - minute },
      repeats: 0,
      rung: "supervisor",
      rungAt: 0,
      log: [],
    };
    const post = viewOf(recordsOf([...board.list, alarm])).groups[0]?.looks[1];
    expect(post).toMatchObject({ priority: undefined, alarm });
  });
});

describe("memory", () => {
  it("tells the same as asking anew, through two days forward and back", () => {
    const records = boardFixture(upset);
    const order = postOrder(records.all("post"));
    const memory = new WeakMap();
    let before: Manning | undefined;
    for (const step of [...Array.from({ length: 240 }, (_, n) => n * 12), 300, 20, 5]) {
      const now = sceneNow - 30 * minute + step * minute;
      before = manning(order, records, look, now, memory, before);
      expect(before).toEqual(manning(order, records, look, now));
    }
  });

  it("gives the very same look while nothing changed, and a new one when its record did", () => {
    const records = boardFixture(plainScene);
    const order = postOrder(records.all("post"));
    const memory = new WeakMap();
    const before = manning(order, records, look, sceneNow, memory);
    const [first, other] = before.groups;
    expect(manning(order, records, look, sceneNow + 500, memory, before)).toBe(before);
    const later = changed(records, (post) => (post.id === "mining-0" ? { ...post, seq: seq(99) } : post));
    const after = manning(order, later, look, sceneNow + 1000, memory, before);
    const [second] = after.groups;
    expect(after).not.toBe(before);
    expect(second?.looks[0]).not.toBe(first?.looks[0]);
    expect(second?.looks[1]).toBe(first?.looks[1]);
    expect(after.groups[1]).toBe(other);
  });
});
