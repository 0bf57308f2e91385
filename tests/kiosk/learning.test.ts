// A worker's own training at the kiosk: what lies behind its pages, and acts that only a live line bears. [ACT-5, SCR-2]

import { expect, test } from "vitest";
import { activityId, seq } from "../../domain/ids.ts";
import type { CommandAnswer, IdentifyAnswer, WorkerCard } from "../../domain/protocol.ts";
import { behind } from "../../kiosk/behind.ts";
import { isLate } from "../../kiosk/late-pages.ts";
import { createTellNow } from "../../kiosk/learning/telling.ts";
import { learningWords } from "../../kiosk/learning/words.ts";
import type { Page } from "../../kiosk/pages.ts";
import type { Person } from "../../kiosk/person.ts";

const card = (proof: string): WorkerCard => ({
  ...{ name: "王*明", tail: "000", lang: "zh-CN", largeText: false, level: "pin" },
  ...{ proof, records: [] },
});
const person: Person = { kind: "known", request: { badge: "badge-0", pin: "123456" }, card: card("proof-1") };
const quiz = { at: "quiz", person, activity: activityId("a1"), answers: [], handed: undefined, sheet: 0 } as const;

test("[ACT-5] back leads from a question to the one before, its choice open again; from the first and the result to his training, then to his page", () => {
  expect(behind({ ...quiz, answers: [2, 0] })).toEqual({ ...quiz, answers: [2] });
  const training: Page = { at: "learning", person, sheet: 0 };
  expect(behind(quiz)).toEqual(training);
  expect(behind({ ...quiz, answers: [2, 0], handed: "s1" })).toEqual(training);
  expect(behind(training)).toEqual({ at: "mine", person, sheet: 0 });
  expect(isLate(quiz) && isLate(training)).toBe(true);
});

const start = { type: "StartQuiz", activity: activityId("a1") } as const;
const telling = (answer: CommandAnswer | undefined, again: IdentifyAnswer | undefined) => {
  const sent: unknown[] = [];
  const never = new Promise<never>(() => undefined);
  const tell = createTellNow(
    {
      offset: 0,
      send: (body) => {
        sent.push(body);
        return answer === undefined ? never : Promise.resolve(answer);
      },
      identify: () => (again === undefined ? never : Promise.resolve(again)),
    },
    (promise) => Promise.race([promise, Promise.resolve().then(() => undefined)]),
  );
  return { tell, sent };
};
const ok: CommandAnswer = { kind: "ok", seq: seq(1) };

test("[ACT-5, SCR-2] told with the proof of his PIN, it comes back with his card as it is then", async () => {
  const { tell, sent } = telling(ok, { kind: "ok", card: card("proof-2") });
  expect(await tell(person, start)).toEqual({ kind: "ok", person: { ...person, card: card("proof-2") } });
  expect(sent).toMatchObject([{ ...start, as: { proof: "proof-1" } }]);
});

test("[ACT-5] without an answer in time it is not known and not kept; a refusal is told as it is", async () => {
  expect(await telling(undefined, undefined).tell(person, start)).toEqual({ kind: "no-line" });
  expect(await telling(ok, undefined).tell(person, start)).toEqual({ kind: "no-line" });
  const refusal = { code: "quiz_tries", params: { n: 2, day: "2026-11-24" } } as const;
  expect(await telling({ kind: "refused", refusal }, undefined).tell(person, start)).toEqual({
    kind: "refused",
    refusal,
  });
  expect(await telling({ kind: "retry", refusal: { code: "storage_failed" } }, undefined).tell(person, start)).toEqual({
    kind: "no-line",
  });
  expect(await telling(ok, undefined).tell({ kind: "badge", badge: "b" }, start)).toEqual({ kind: "no-line" });
});

test("[ACT-5] both languages say that a quiz needs a line", () => {
  expect(learningWords("zh-CN").offline).toContain("连上");
  expect(learningWords("en").offline).toContain("server");
});
