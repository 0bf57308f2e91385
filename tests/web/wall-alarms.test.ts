// Alarms as sentences: what, where, how long, who, what was done, what comes next and when; in both languages.

import { describe, expect, it } from "vitest";
import type { AlarmRec } from "../../domain/alarm.ts";
import { minute, siteClock } from "../../domain/time.ts";
import { finestAge, minutesAge, stopwatch } from "../../web/wall/ages.ts";
import { alarmLoad, joined, lastEnded, openByUrgency, type Part, sentenceOf } from "../../web/wall/alarm-view.ts";
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
const open = openByUrgency(records.all("alarm"));
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
      right: "未确认 1:36·3:24 后报副岗 刘*芳",
    });
    expect(told(alarmOf("post-vacant"), sceneNow, "en")).toEqual({
      title: "Vacant Signaller",
      age: "23 min",
      left: "due 王*明",
      right: "unacked 1:36·in 3:24 deputy 刘*芳",
    });
  });

  it("[POST-4] goes on to the foreman and then says that he is to be told", () => {
    const alarm = alarmOf("post-vacant");
    expect(told(alarm, alarm.raisedAt + 5 * minute).right).toBe("未确认 5:00·5:00 后报班长 ");
    expect(told(alarm, alarm.raisedAt + 10 * minute).right).toBe("未确认 10:00·应报班长");
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
    expect(told(alarm)).toMatchObject({ title: "存储故障 服务器", left: "请值班员处理磁盘", right: "未确认 1:36" });
  });
});

describe("the strip", () => {
  it("puts the unanswered first, then urgency, then age", () => {
    expect(open.map((alarm) => alarm.sort)).toEqual(["post-vacant", "patrol-silent", "post-overdue"]);
  });

  it("[ALM-3] counts what waits, what is answered, and what was raised in ten minutes", () => {
    expect(alarmLoad(records.all("alarm"), sceneNow)).toEqual({ unacked: 1, acked: 2, tenMinutes: 2 });
    expect(alarmLoad(records.all("alarm"), sceneNow + 9 * minute).tenMinutes).toBe(0);
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
