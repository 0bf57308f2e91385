// The desk's words for a webhook: what may be saved, what is sent along, and every ending of a delivery as a sentence in both languages.

import { expect, test } from "vitest";
import type { Delivery, HookView } from "../../domain/alarms/webhook.ts";
import { changeOf, draftOf, endText, fieldsOf, stateWord, wrongField } from "../../web/desk/webhooks/hook-fields.ts";
import { createSay } from "../../web/desk/words.ts";

const hook: HookView = {
  id: "h1",
  name: "矿调度群",
  format: "dingtalk",
  lang: "zh-CN",
  least: 2,
  kinds: ["post-vacant"],
  unit: "mine",
  acknowledged: true,
  returned: false,
  paused: false,
  address: "https://oapi.dingtalk.com/…cdef",
  hasSecret: true,
  mark: { seq: 7, lost: 0 },
  waiting: 0,
  retrying: false,
};

test("a new hook needs a name and an address; a known one keeps both secrets unless they are typed anew", () => {
  const empty = fieldsOf(undefined, "en");
  expect(wrongField(empty, false)).toBe("name");
  expect(wrongField({ ...empty, name: "x" }, false)).toBe("url");
  for (const url of ["qyapi.weixin.qq.com", "ftp://host/x", "https://a:b@host/"])
    expect(wrongField({ ...empty, name: "x", url }, false)).toBe("url");
  const whole = { ...empty, name: " x ", url: "https://host/send?key=1" };
  expect(wrongField(whole, false)).toBeUndefined();
  expect(draftOf(whole)).toMatchObject({ name: "x", lang: "en", least: 2 });
  const known = fieldsOf(hook, "en");
  expect(known).toMatchObject({ name: "矿调度群", url: "", secret: "", kinds: ["post-vacant"] });
  expect(wrongField(known, true)).toBeUndefined();
  expect(changeOf(known)).not.toHaveProperty("url");
  expect(changeOf(known)).not.toHaveProperty("secret");
  expect(wrongField({ ...known, url: "nonsense" }, true)).toBe("url");
  expect(changeOf({ ...known, secret: "SECnew" })).toMatchObject({ secret: "SECnew" });
});

const endings: readonly Delivery[] = [
  { end: "sent", status: 200 },
  { end: "unreachable", code: "ECONNREFUSED" },
  { end: "timeout", seconds: 10 },
  { end: "redirect", status: 302 },
  { end: "status", status: 404 },
  { end: "robot", code: 310_000, message: "sign not match" },
  { end: "robot", code: 93_000, message: "invalid webhook url" },
  { end: "robot", code: 44_004, message: "empty content" },
  { end: "not-a-robot", status: 200 },
  { end: "rehearsal" },
];

test("every ending is a whole sentence of its own, in both languages", () => {
  for (const lang of ["zh-CN", "en"] as const) {
    const said = endings.map((how) => endText(how, createSay(lang)));
    expect(new Set(said).size).toBe(endings.length);
    for (const text of said) expect.soft(text).not.toMatch(/[{}]|—|undefined/);
  }
  expect(endText({ end: "status", status: 404 }, createSay("zh-CN"))).toBe("对方不收（404）。");
});

test("the state is what a person must know first", () => {
  const failed = { at: 1, how: { end: "status", status: 404 }, gaveUp: true } as const;
  expect(stateWord(hook)).toBe("hook.is.new");
  expect(stateWord({ ...hook, mark: { ...hook.mark, sentAt: 1 } })).toBe("hook.is.well");
  expect(stateWord({ ...hook, mark: { ...hook.mark, sentAt: 1, failed } })).toBe("hook.is.failed");
  expect(stateWord({ ...hook, retrying: true, mark: { ...hook.mark, failed } })).toBe("hook.is.retrying");
  expect(stateWord({ ...hook, retrying: true, paused: true })).toBe("hook.is.paused");
});
