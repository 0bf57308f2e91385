// A patrol file of another system that was laid into the tracks folder: taken like one that a person chose, and told in one sentence. [PAT-1, PAT-2]

import type { Millis, UnitId } from "../../domain/ids.ts";
import { type MoveInLook, moveFlaw } from "../../domain/patrols/move-in.ts";
import { type MovePlan, planMove } from "../../domain/patrols/move-plan.ts";
import type { ImportPatrols } from "../../domain/patrols/moving.ts";
import type { Geodesy } from "../../domain/patrols/track.ts";
import type { CommandAnswer } from "../../domain/protocol.ts";
import type { Refusal } from "../../domain/refusals.ts";
import { importingPatrols, type PatrolFile } from "./import-patrols.ts";
import { inTurns } from "./steps.ts";

export type TakenPatrols =
  | { readonly is: "taken"; readonly text: string }
  | { readonly is: "refused"; readonly refusal: Refusal }
  | { readonly is: "later" }
  /** It is none of theirs. */
  | { readonly is: "strange" };

export const createPatrolsTaker =
  (deps: {
    readonly look: MoveInLook;
    readonly geodesy: Geodesy;
    readonly now: () => Millis;
    readonly record: (command: ImportPatrols) => Promise<CommandAnswer>;
  }) =>
  async (
    file: PatrolFile,
    asked: { readonly datum: string | undefined; readonly unit: UnitId },
  ): Promise<TakenPatrols> => {
    const { look, geodesy, now, record } = deps;
    const read = await inTurns(importingPatrols([file], { ...asked, clock: look.clock, now: now() }, geodesy));
    if (!read.ok)
      return read.refusal.code === "moved_unreadable" ? { is: "strange" } : { is: "refused", refusal: read.refusal };
    const plan = planMove(read.command, look, now());
    const flaw = moveFlaw(read.command, plan, look);
    if (flaw !== undefined) return { is: "refused", refusal: flaw };
    const answer = await record(read.command);
    if (answer.kind === "retry") return { is: "later" };
    return answer.kind === "ok" ? { is: "taken", text: textOf(plan) } : { is: "refused", refusal: answer.refusal };
  };

const textOf = (plan: MovePlan): string => {
  const { made, findings, tracks, known, leftOut, strangers } = plan;
  const left = Object.values(leftOut).reduce((sum, one) => sum + one, 0);
  const names = strangers.slice(0, 20).map(({ name }) => name);
  return [
    `已迁入：巡护 ${made.length} 次，发现 ${findings.length} 条，轨迹 ${tracks.length} 条；已有 ${known} 次，没有导入 ${left} 次。`,
    `Moved over: ${made.length} patrols, ${findings.length} findings, ${tracks.length} tracks; ${known} were here already, ${left} are left out.`,
    ...(names.length === 0
      ? []
      : [
          `不在册 ${strangers.length} 人：${names.join("、")}`,
          `Not on the register, ${strangers.length}: ${names.join(", ")}`,
        ]),
    "",
  ].join("\n");
};
