// Who may see what of him, line by line as the table that presents it has it; and what he learned by the names of its tracks. [ORG-2, ACT-5]

import { expect, test } from "vitest";
import { day, seq, workerId } from "../../domain/ids.ts";
import { newLearner } from "../../domain/learning/learner.ts";
import type { Lang } from "../../domain/refusals.ts";
import { keptPart } from "../../server/own-data/kept-part.ts";
import { learningLines } from "../../server/own-data/learning-lines.ts";
import { createTelling } from "../../server/own-data/telling.ts";
import { createSpec } from "../kit/spec.ts";

const tellingOf = (lang: Lang) => {
  const spec = createSpec();
  const self = spec.board.get("worker", "w3");
  if (self === undefined) throw new Error("fixture");
  const learner = {
    ...newLearner(workerId("w3"), seq(1), self.scope),
    years: [{ year: 2026, byTrack: { fire: 60, "": 30, 爆破: 15 } }],
    earned: [],
    outside: [
      { id: "t1", day: day("2026-11-20"), minutes: 90, track: "skills", holder: "学校", reason: "补", at: 0, by: "a" },
    ],
  };
  spec.board.apply([{ kind: "put", record: learner }]);
  return createTelling({
    board: spec.board,
    self,
    reader: { by: "himself", sees: (one) => one },
    now: spec.now(),
    lang,
  });
};

const value = (lang: Lang, what: string): string | undefined =>
  keptPart(tellingOf(lang)).lines.find((line) => line.what === what)?.value;

test("[ORG-2] refused acts, what judges gave, follow-up items and training: which offices see them, and no other", () => {
  expect(value("en", "Acts of yours that were refused")).toBe(
    "foreman, station head, duty officer, manager, administrator",
  );
  const judged = value("en", "What judges gave you in a contest") ?? "";
  expect(judged).toContain("union officer");
  expect(judged).not.toMatch(/(^|, )worker/);
  expect(value("en", "Your place in a contest, once it is final")).toMatch(/everybody/);
  expect(value("en", "Follow-up items of a study day that are yours")).toContain("union officer");
  expect(value("en", "Training, qualifications and quizzes")).toContain("union officer");
  for (const what of ["没记上的操作", "比武里评委给你打的分", "学习后续事项由你负责的", "培训、资格和测验"])
    expect(value("zh-CN", what), what).toMatch(/工会|值班/);
});

test("[ACT-5] training is told by the names of its tracks, in both languages; the site's own by its own name", () => {
  const told = (lang: Lang) => learningLines(tellingOf(lang)).map((line) => line.value);
  const [year, outside] = told("zh-CN");
  for (const text of ["森林防火 60", "未分方向 30", "爆破 15"]) expect(year).toContain(text);
  expect(outside).toContain("岗位技能 90");
  expect(told("en").join()).toMatch(/Forest fire 60.*no track 30.*Post skills 90/);
});
