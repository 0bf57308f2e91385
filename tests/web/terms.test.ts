// One thing, one name: wall, desk and kiosk call classes, kinds and alarms alike, as the guide to the site folder has them.

import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { activityKinds } from "../../domain/activities/activity.ts";
import { alarmKinds } from "../../domain/alarms/alarm.ts";
import { linkClasses } from "../../domain/posts/post.ts";
import { en as kioskEn } from "../../kiosk/words-en.ts";
import { zh as kioskZh } from "../../kiosk/words-zh.ts";
import { alarmWords } from "../../web/desk/words-alarms.ts";
import { recordWords } from "../../web/desk/words-records.ts";
import { wallWords } from "../../web/wall/words.ts";

const guide = readFileSync("docs/site-folder.md", "utf8");
const [wallZh, wallEn] = [wallWords("zh-CN"), wallWords("en")];

describe("the name of", () => {
  it.each(linkClasses)("the class %s is one on wall, desk and kiosk, and in the guide", (linkClass) => {
    const desk = recordWords[`class.${linkClass}`];
    expect(desk).toEqual([wallZh.classes[linkClass], wallEn.classes[linkClass]]);
    expect(desk).toEqual([kioskZh.linkClass[linkClass], kioskEn.linkClass[linkClass]]);
    expect(guide).toContain(`\`${linkClass}\` ${desk[0]}`);
  });

  it.each(activityKinds)("the activity kind %s is one on desk and kiosk, and in the guide", (kind) => {
    const desk = recordWords[`kind.${kind}`];
    expect(desk).toEqual([kioskZh.sort[kind], kioskEn.sort[kind]]);
    expect(guide).toContain(`\`${kind}\` ${desk[0]}`);
  });

  it.each(alarmKinds)("the alarm %s is one on wall and desk", (kind) => {
    expect(alarmWords[`alarm.${kind}`]).toEqual([wallZh.alarms[kind], wallEn.alarms[kind]]);
  });
});
