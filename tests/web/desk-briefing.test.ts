// The desk's form of a day's briefing: whom it reaches, what stood there before, what it sends. [NOT-1]

import { expect, test } from "vitest";
import { unitId } from "../../domain/ids.ts";
import {
  type BriefingFields,
  briefingCommand,
  emptyRows,
  fieldsFor,
  targetsOf,
} from "../../web/desk/posts/briefing-form.ts";
import { createSpec, person } from "../kit/spec.ts";

const fields = (more: Partial<BriefingFields> = {}): BriefingFields => ({
  unit: "mine",
  linkClass: "",
  post: "",
  day: "2026-11-23",
  rule: "",
  rows: emptyRows(),
  ...more,
});

test("[NOT-1] a half-written risk is not sent; empty rows are left out, texts trimmed", () => {
  expect(briefingCommand(fields({ rows: [{ risk: "冰", act: " " }] }))).toBeUndefined();
  expect(
    briefingCommand(
      fields({
        rule: " 两人同行 ",
        rows: [
          { risk: " 冰", act: "慢行 " },
          { risk: "", act: "" },
        ],
      }),
    ),
  ).toEqual({
    type: "SetBriefing",
    unit: unitId("mine"),
    day: "2026-11-23",
    points: [{ risk: "冰", act: "慢行", riskEn: "", actEn: "" }],
    rule: "两人同行",
  });
});

test("[NOT-1] what was said for the same choice and day stands in the form again, and nothing else's", () => {
  const spec = createSpec();
  const command = briefingCommand(fields({ rule: "戴帽", rows: [{ risk: "冰", act: "慢" }] }));
  if (command === undefined) throw new Error("no command");
  spec.given(command, person("admin", "co"));
  const posts = [...spec.board.all("post")];
  const same = fieldsFor(posts, fields());
  expect(same.rule).toBe("戴帽");
  expect(same.rows.filter((row) => row.risk !== "")).toEqual([{ risk: "冰", act: "慢" }]);
  for (const other of [fields({ day: "2026-11-24" }), fields({ post: "p1" }), fields({ unit: "forest" })])
    expect(fieldsFor(posts, other)).toEqual({ rule: "", rows: emptyRows() });
});

test("[NOT-1] a unit reaches all below it, a class only its own, a post itself alone", () => {
  const posts = [...createSpec().board.all("post")];
  const count = (more: Partial<BriefingFields>): number => targetsOf(posts, fields(more)).length;
  expect(count({ unit: "co" })).toBe(posts.length);
  expect(count({})).toBeLessThan(posts.length);
  expect(count({ linkClass: "tailings" })).toBe(0);
  expect(count({ unit: "forest", post: "p1" })).toBe(1);
});
