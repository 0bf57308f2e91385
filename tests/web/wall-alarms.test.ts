// Alarms as sentences: what, where, how long, who, what was done, what comes next and when; in both languages.

import { describe, expect, it } from "vitest";
import { type AlarmRec, alarmIdOf } from "../../domain/alarms/alarm.ts";
import { type LoadRec, loadWindow } from "../../domain/alarms/alarm-load.ts";
import { day, seq, unitId, workerId } from "../../domain/ids.ts";
import { minute, siteClock } from "../../domain/time.ts";
import { finestAge, minutesAge, stopwatch } from "../../web/wall/ages.ts";
import type { Part } from "../../web/wall/alarm-subject.ts";
import { alarmLoad, announced, joined, lastEnded, rings, sentenceOf } from "../../web/wall/alarm-view.ts";
import { fitLine } from "../../web/wall/line-fit.ts";
import { wallWords } from "../../web/wall/words.ts";
import { boardFixture, fixtureSite, plainScene } from "../kit/board-fixture.ts";
import { sceneNow } from "../kit/post-fixture.ts";

const records = boardFixture({ ...plainScene, mood: "upset" });
const sceneIn = (lang: "zh-CN" | "en") => ({
  records,
  site: fixtureSite,
  clock: siteClock(fixtureSite.zone),
  words: wallWords(lang),
  lang,
});
const open = announced(records.all("alarm"), sceneNow);
const call: AlarmRec = {
  kind: "alarm",
  id: alarmIdOf("sos", "w2"),
  seq: seq(50),
  sort: "sos",
  source: "w2",
  scope: [unitId("farm")],
  priority: 1,
  raisedAt: sceneNow - 5_000,
  since: sceneNow - 5_000,
  is: { state: "unack" },
  repeats: 0,
  rung: "everyone",
  rungAt: sceneNow - 5_000,
  place: "二号井口终端",
  log: [],
};
const onShelf = (alarm: AlarmRec): AlarmRec => ({
  ...alarm,
  shelf: { by: "刘*芳", at: sceneNow, until: sceneNow + 15 * minute, reason: "检修" },
});
const alarmOf = (sort: AlarmRec["sort"]): AlarmRec => {
  const found = open.find((alarm) => alarm.sort === sort);
  if (found === undefined) throw new Error(`no ${sort}`);
  return found;
};
const textOf = (parts: readonly Part[]): string => parts.map((part) => part.text).join("");
const told = (alarm: AlarmRec, now = sceneNow, lang: "zh-CN" | "en" = "zh-CN") => {
  const sentence = sentenceOf(alarm, sceneIn(lang), now);
  return {
    title: `${sentence.what} ${sentence.where}`,
    age: `${sentence.age.n} ${sentence.age.unit}`,
    left: textOf(joined([sentence.answered, sentence.who], "·")),
    right: textOf(joined([sentence.waiting, sentence.next], "·")),
  };
};

describe("a sentence", () => {
  it("[POST-4] of an unanswered vacancy names who is due and whom to tell next, and when", () => {
    expect(told(alarmOf("post-vacant"))).toEqual({
      title: "空岗 信号把钩",
      age: "23 min",
      left: "应到 王*明",
      right: "未确认 1:36·0:24 后报值班员 林场",
    });
    expect(told(alarmOf("post-vacant"), sceneNow, "en")).toEqual({
      title: "Vacant Signaller",
      age: "23 min",
      left: "due 王*明",
      right: "unacked 1:36·in 0:24 duty officer Farm",
    });
  });

  it("[POST-4] goes on up the ladder by the record's own timers, and at its top says who is to be told", () => {
    const alarm = alarmOf("post-vacant");
    const climbed = { ...alarm, rung: "next-level", rungAt: sceneNow - minute } as const;
    expect(told(climbed).right).toBe("未确认 1:36·1:00 后报所有人");
    expect(told({ ...climbed, rung: "everyone" }).right).toBe("未确认 1:36·应报所有人");
  });

  it("[POST-4] asks the station's head where no person answers for the source", () => {
    const silent: AlarmRec = { ...alarmOf("patrol-silent"), is: { state: "unack" }, rungAt: sceneNow };
    expect(told(silent).right).toContain("5:00 后报值班员 林场");
  });

  it("[ALM-1] of an answered alarm says who has it and what is awaited", () => {
    expect(told(alarmOf("patrol-silent"))).toEqual({
      title: "失联 三组",
      age: "47 min",
      left: "刘*芳 已确认·领队 孙*",
      right: "最后位置 15:36",
    });
    expect(told(alarmOf("post-overdue")).right).toBe("等报岗");
  });

  it("[ALM-1] of a returned alarm says since when it is over, and that it still wants an answer", () => {
    const alarm: AlarmRec = { ...alarmOf("post-vacant"), is: { state: "returned-unack", at: sceneNow - 3 * minute } };
    expect(sentenceOf(alarm, sceneIn("zh-CN"), sceneNow).state).toBe("returned");
    expect(told(alarm, sceneNow + 60 * minute)).toMatchObject({ age: "20 min", right: "16:20 已恢复，仍须确认" });
  });

  it("speaks of what is gone without inventing anything", () => {
    const alarm: AlarmRec = { ...alarmOf("post-vacant"), source: "gone" };
    expect(told(alarm)).toMatchObject({ title: "空岗 gone", left: "" });
    const lost: AlarmRec = { ...alarmOf("patrol-silent"), source: "gone" };
    expect(told(lost)).toMatchObject({ title: "失联 gone" });
  });

  it("[ALM-2] tells a server fault as the server's, never as field status", () => {
    const alarm: AlarmRec = { ...alarmOf("post-vacant"), sort: "storage-failed", source: "server" };
    expect(told(alarm)).toMatchObject({ title: "系统 存储故障", left: "请值班员处理服务器磁盘" });
    expect(sentenceOf(alarm, sceneIn("zh-CN"), sceneNow).system).toBe(true);
    const stepped: AlarmRec = { ...alarm, sort: "clock-stepped" };
    expect(told(stepped)).toMatchObject({ title: "系统 时钟跳变", left: "请值班员核对服务器时钟" });
    expect(told(stepped, sceneNow, "en")).toMatchObject({ title: "System Clock stepped" });
  });
});

describe("[POST-4, ALM-1] a call for help", () => {
  it("says where, who calls by his masked name, and that everybody is asked", () => {
    expect(told(call)).toEqual({
      title: "求助 二号井口终端",
      age: "0 min",
      left: "求助人 刘*芳",
      right: "未确认 0:05·已报所有人，马上去人",
    });
  });

  it("names its unit where nobody said the place, and no caller where nobody laid a badge down", () => {
    const { place: _, ...nowhere } = call;
    expect(told({ ...nowhere, source: "screen-1" })).toMatchObject({ title: "求助 林场", left: "求助人未刷卡" });
  });

  it("stands before every other alarm, however old and urgent that is", () => {
    const all = [...records.all("alarm"), call];
    expect(announced(all, sceneNow)[0]?.sort).toBe("sos");
  });

  it("answered, still waits for its reset and says so", () => {
    const answered: AlarmRec = { ...call, is: { state: "acked", by: "刘*芳", at: sceneNow } };
    expect(sentenceOf(answered, sceneIn("zh-CN"), sceneNow).state).toBe("latched");
    expect(told(answered).right).toBe("人安全后由值班台复位");
  });
});

describe("[ALM-2] the siren", () => {
  it("rings for an unanswered priority 1 and a call for help until somebody answers", () => {
    const vacant = alarmOf("post-vacant");
    expect(rings([vacant], sceneNow)).toBe(true);
    expect(rings([call], sceneNow)).toBe(true);
    expect(rings([{ ...call, is: { state: "acked", by: "刘*芳", at: sceneNow } }], sceneNow)).toBe(false);
    expect(rings([{ ...vacant, priority: 2 }], sceneNow)).toBe(false);
  });

  it("is silent for what lies on a shelf, and rings again when the shelf ends", () => {
    const shelved = onShelf(alarmOf("post-vacant"));
    expect(rings([shelved], sceneNow)).toBe(false);
    expect(rings([shelved], sceneNow + 15 * minute)).toBe(true);
  });
});

describe("the strip", () => {
  it("[ALM-1] asks for what is announced only; what lies on a shelf or is out of service is counted apart", () => {
    const out: AlarmRec = {
      ...alarmOf("post-overdue"),
      is: { state: "normal", at: sceneNow },
      out: { by: "赵*刚", at: sceneNow, reason: "等备件" },
    };
    const all = [onShelf(alarmOf("post-vacant")), out, alarmOf("patrol-silent")];
    expect(announced(all, sceneNow).map((alarm) => alarm.sort)).toEqual(["patrol-silent"]);
    expect(alarmLoad(all, [], sceneNow)).toMatchObject({ unacked: 0, acked: 1, shelved: 1, out: 1 });
    expect(wallWords("zh-CN").shelved(2)).toBe("搁置 2");
  });

  it("[ALM-1] says whom an alarm was given to", () => {
    const given: AlarmRec = { ...alarmOf("post-overdue"), assigned: workerId("w3") };
    expect(told(given).left).toContain("赵*刚 已确认·已交 赵*刚");
  });

  it("puts the unanswered first, then urgency, then age", () => {
    expect(open.map((alarm) => alarm.sort)).toEqual(["post-vacant", "patrol-silent", "post-overdue"]);
  });

  it("[ALM-3] counts what waits and what is answered; the load comes from the day's record", () => {
    const recent = Array.from({ length: 12 }, (_, n) => sceneNow - n * 1_000);
    const load: LoadRec = {
      kind: "load",
      id: day("2026-10-14"),
      seq: seq(9),
      recent,
      flood: sceneNow - 3_000,
      bySlot: {},
      byAlarm: {},
    };
    expect(alarmLoad(records.all("alarm"), [load], sceneNow)).toEqual({
      unacked: 1,
      acked: 2,
      shelved: 0,
      out: 0,
      per10: 12,
      flood: sceneNow - 3_000,
    });
    const later = alarmLoad(records.all("alarm"), [load], sceneNow + loadWindow);
    expect(later.per10).toBe(0);
    expect(later.flood).toBeUndefined();
  });

  it("remembers the alarm that ended last", () => {
    expect(lastEnded(records.all("alarm"))?.alarm.source).toBe("equipment-16");
    expect(lastEnded([])).toBeUndefined();
  });
});

describe("ages", () => {
  it("are one figure and one unit", () => {
    expect(minutesAge(99 * minute)).toEqual({ n: 99, unit: "min" });
    expect(minutesAge(100 * minute)).toEqual({ n: 1, unit: "h" });
    expect(minutesAge(48 * 60 * minute)).toEqual({ n: 2, unit: "d" });
    expect(minutesAge(-5)).toEqual({ n: 0, unit: "min" });
    expect(finestAge(119_999)).toEqual({ n: 119, unit: "s" });
    expect(stopwatch(3_725_000)).toBe("1:02:05");
  });
});

describe("[ALM-1] a line that is short", () => {
  const run = (text: string) => [{ text, strong: false }];
  const choices = [
    run("未确认 0:12·2:00 后报值班员 调度中心"),
    run("未确认 0:12·2:00 后报值班员"),
    run("2:00 后报值班员"),
  ];

  it("says as much as there is room for, whoever stands beside it, and at last the least", () => {
    const at = (room: number, left: string) => fitLine(run(left), choices, { room, px: 24, gap: 20 });
    expect(at(700, "应到 黄*花")).toBe(choices[0]);
    expect(at(480, "应到 黄*花")).toBe(choices[1]);
    expect(at(330, "应到 黄*花")).toBe(choices[2]);
    expect(at(10, "应到 黄*花")).toBe(choices[2]);
    expect(at(480, "应到 黄*花·第 3 次·责任人 王*明")).toBe(choices[2]);
  });
});
