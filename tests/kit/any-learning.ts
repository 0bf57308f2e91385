// What people may do with training on the test site, sensible or not; part of `any-seats.ts`. [ACT-5]

import type { Command } from "../../domain/board.ts";
import type { Actor } from "../../domain/decider.ts";
import { activityId, day, workerId } from "../../domain/ids.ts";
import { quiz, safety, trainer } from "./trained.ts";
import { worker } from "./world.ts";

export const learningAct = (n: number, k: number): readonly [Command, Actor] => {
  const whose = workerId(`w${n}`);
  const activity = activityId("a2");
  switch (n % 6) {
    case 0:
      return [{ type: "SaveQuiz", quiz }, trainer];
    case 1:
      return [{ type: "StartQuiz", activity }, worker(n, "pin")];
    case 2:
      return [{ type: "AnswerQuiz", activity, sitting: "?", answers: [0] }, worker(n, "pin")];
    case 3: {
      const told = { day: day("2026-11-20"), minutes: 60, track: "fire", holder: "技校", reason: "结业单" };
      return [{ type: "EnterTraining", worker: whose, training: `t${k}`, ...told }, trainer];
    }
    case 4:
      return [{ type: "UndoTraining", worker: whose, training: `t${k}`, reason: "记错" }, trainer];
    default:
      return [{ type: "WithdrawQualification", worker: whose, earned: `a2/${whose}`, reason: "冒名" }, safety];
  }
};
