// The story of an alarm: told in order from what the records know, and who could act with his hindrances.

import { describe, expect, test } from "vitest";
import type { AlarmRec } from "../../../domain/alarms/alarm.ts";
import { alarmStory, type Moment } from "../../../domain/alarms/alarm-story.ts";
import { createBoard } from "../../../domain/board.ts";
import { alarmId, day, type Millis, postId, seq, shiftId, unitId, workerId } from "../../../domain/ids.ts";
import type { PostRec, Watch } from "../../../domain/posts/post.ts";
import { evolveImport } from "../../../domain/site/site-import.ts";
import { minute } from "../../../domain/time.ts";
import { shiftStart, siteFixture } from "../../kit/site-fixture.ts";

const boardWith = (watch: Watch, more: Partial<PostRec> = {}) => {
  const board = createBoard();
  board.apply(
    evolveImport(
      { subject: "site", type: "SiteImported", at: shiftStart - 60 * minute, import: siteFixture() },
      seq(1),
      board,
    ),
  );
  const post = board.get("post", "p0");
  if (post === undefined) throw new Error("the fixture has no p0");
  board.apply([{ kind: "put", record: { ...post, ...more, watch } }]);
  return board;
};

const alarm = (more: Partial<AlarmRec> = {}): AlarmRec => ({
  kind: "alarm",
  id: alarmId("post-vacant:p0"),
  seq: seq(2),
  sort: "post-vacant",
  source: "p0",
  scope: [unitId("co"), unitId("mine")],
  priority: 1,
  raisedAt: shiftStart + 10 * minute,
  since: shiftStart,
  is: { state: "unack" },
  repeats: 0,
  rung: "supervisor",
  rungAt: shiftStart + 10 * minute,
  log: [],
  ...more,
});

const told = (board: ReturnType<typeof boardWith>, one: AlarmRec, now: Millis) =>
  alarmStory(one, { records: board, site: board.look.site, clock: board.look.clock, now });
/** All but the rungs of the ladder, which have a test of their own. */
const line = (moments: readonly Moment[]): readonly (readonly [string, number])[] =>
  moments.filter(({ what }) => what !== "asked").map(({ what, at }) => [what, (at - shiftStart) / minute]);

const heldBy = (worker: string, since: Millis, signedAt = since): Watch => ({
  state: "held",
  holder: workerId(worker),
  since,
  signedAt,
  shift: shiftId("day"),
  day: day("2026-11-23"),
});

describe("a vacant post", () => {
  const unheld: Watch = { state: "unheld", since: shiftStart - 2 * minute };

  test("[POST-4] runs from the last hand to the alarm, in order", () => {
    const { moments } = told(boardWith(unheld), alarm(), shiftStart + 12 * minute);
    expect(line(moments)).toEqual([
      ["unheld", -2],
      ["shift-began", 0],
      ["grace-ended", 10],
      ["raised", 10],
    ]);
    const began = moments.find((one) => one.what === "shift-began");
    expect(began).toMatchObject({ expected: ["w0"], shift: { id: "day" } });
  });

  test("[ALM-1] tells its answer, its repeats and its end", () => {
    const board = boardWith(unheld);
    const at = shiftStart + 15 * minute;
    const acked = told(board, alarm({ is: { state: "acked", by: "刘晓芳", at } }), at);
    expect(acked.moments.at(-1)).toEqual({ what: "acknowledged", at, by: "刘晓芳" });
    const closed = told(board, alarm({ is: { state: "normal", at, by: "刘晓芳" }, repeats: 2 }), at);
    expect(closed.moments.slice(-2).map((one) => one.what)).toEqual(["repeated", "closed"]);
    const returned = told(board, alarm({ is: { state: "returned-unack", at } }), at);
    expect(returned.moments.at(-1)).toEqual({ what: "returned", at });
  });

  test("who came is told after the grace", () => {
    const { moments } = told(
      boardWith(heldBy("w0", shiftStart + 14 * minute)),
      alarm({ is: { state: "returned-unack", at: shiftStart + 14 * minute } }),
      shiftStart + 20 * minute,
    );
    expect(line(moments)).toEqual([
      ["shift-began", 0],
      ["grace-ended", 10],
      ["raised", 10],
      ["signed-on", 14],
      ["returned", 14],
    ]);
  });

  test("a suspension stands with its reason", () => {
    const { moments } = told(
      boardWith({ state: "suspended", reason: "检修", since: shiftStart + 13 * minute }),
      alarm(),
      shiftStart + 20 * minute,
    );
    expect(moments.at(-1)).toEqual({ what: "suspended", at: shiftStart + 13 * minute, reason: "检修" });
  });
});

describe("a silent post", () => {
  const overdue = alarm({
    id: alarmId("post-overdue:p0"),
    sort: "post-overdue",
    since: shiftStart + 35 * minute,
    raisedAt: shiftStart + 45 * minute,
  });

  test("[POST-4] steps down the ladder; what is still ahead comes last", () => {
    const now = shiftStart + 46 * minute;
    const { moments } = told(boardWith(heldBy("w0", shiftStart - minute, shiftStart + 5 * minute)), overdue, now);
    expect(line(moments)).toEqual([
      ["signed-on", -1],
      ["last-sign", 5],
      ["became-due", 35],
      ["became-overdue", 45],
      ["raised", 45],
      ["became-absent", 50],
    ]);
    expect(moments.filter((one) => one.at > now).map((one) => one.what)).toEqual(["became-absent"]);
  });

  test("after a new sign of life the old steps are not told as if they held", () => {
    const board = boardWith(heldBy("w0", shiftStart - minute, shiftStart + 47 * minute));
    const { moments } = told(board, overdue, shiftStart + 50 * minute);
    expect(line(moments)).toEqual([
      ["signed-on", -1],
      ["raised", 45],
      ["last-sign", 47],
    ]);
  });
});

describe("who can act", () => {
  test("[POST-2] due, responsible and deputy, each once, with what hinders him", () => {
    const board = boardWith(
      { state: "unheld", since: shiftStart },
      { deputy: workerId("w5"), responsible: workerId("w0") },
    );
    const { actors } = told(board, alarm(), shiftStart + 12 * minute);
    expect(actors.map(({ worker, as }) => [worker.id, as])).toEqual([
      ["w0", "expected"],
      ["w5", "deputy"],
    ]);
    expect(actors[0]?.checks?.qualifications).toEqual([{ name: "信号工证", state: "valid", until: "2027-12-31" }]);
    expect(actors[1]?.checks?.qualifications).toEqual([{ name: "信号工证", state: "expired", until: "2026-11-20" }]);
  });

  test("somebody who holds another post is said to be there", () => {
    const board = boardWith({ state: "unheld", since: shiftStart });
    const other = board.get("post", "p1");
    if (other === undefined) throw new Error("the fixture has no p1");
    board.apply([{ kind: "put", record: { ...other, watch: heldBy("w0", shiftStart) } }]);
    const { actors } = told(board, alarm(), shiftStart + 12 * minute);
    expect(actors.find(({ worker }) => worker.id === "w0")?.on?.id).toBe(postId("p1"));
  });

  test("[POST-4] whom it has asked and whom it asks next; what people did, in its place", () => {
    const board = boardWith({ state: "unheld", since: shiftStart });
    const deed = { did: "commented", at: shiftStart + 13 * minute, by: "刘晓芳", text: "已派人" } as const;
    const climbed = alarm({ rung: "next-level", rungAt: shiftStart + 12 * minute, log: [deed] });
    const { moments } = told(board, climbed, shiftStart + 13 * minute);
    expect(moments.slice(-3)).toEqual([
      { what: "asked", at: shiftStart + 12 * minute, rung: "next-level" },
      { what: "deed", at: deed.at, deed },
      { what: "asked", at: shiftStart + 14 * minute, rung: "everyone" },
    ]);
  });

  test("[ALM-2] the system's own alarm has no people and no field to speak of", () => {
    const board = boardWith({ state: "unheld", since: shiftStart });
    const story = told(board, alarm({ sort: "storage-failed", source: "server" }), shiftStart + 12 * minute);
    expect(story.actors).toEqual([]);
    expect(story.post).toBeUndefined();
    expect(line(story.moments)).toEqual([["raised", 10]]);
  });
});
