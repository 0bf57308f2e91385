// Every expected "no" has its sentence in both languages, and both ask for the same facts. [STYLE A8]

import { expect, test } from "vitest";
import { isRefusalCode, refusalText, refusalTexts } from "../../domain/refusals.ts";

const namesIn = (text: string): readonly string[] =>
  [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? "").sort();

test.each(Object.entries(refusalTexts))("%s: both languages, the same facts, a sentence's end", (_, { zh, en }) => {
  expect(namesIn(zh)).toEqual(namesIn(en));
  expect(zh).toMatch(/[。]$/);
  expect(en).toMatch(/[.]$/);
  expect(zh).toMatch(/\p{Script=Han}/u);
  expect(en).not.toMatch(/\p{Script=Han}/u);
});

test("facts are filled in as they are, a missing one shows as a dash, and nothing is filled twice", () => {
  const refusal = { code: "post_held", params: { post: "{holder}", holder: "$&王*" } } as const;
  expect(refusalText(refusal, "en")).toBe(
    "{holder} is held by $&王*; signing on does not relieve him. You were not signed on: lay both badges to hand over, or, if he cannot come, have a foreman countersign.",
  );
  expect(refusalText({ code: "handover_under_way", params: { post: "P" } }, "en")).toContain("until —.");
  expect(refusalText({ code: "no_match" }, "zh-CN")).toBe("没对上，再输一次。");
});

test("only codes of the list are codes", () => {
  expect(isRefusalCode("activity_full")).toBe(true);
  for (const code of ["constructor", "__proto__", "toString", ""]) expect(isRefusalCode(code)).toBe(false);
});
