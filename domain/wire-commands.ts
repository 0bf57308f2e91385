// Every command that may come in by the doors, each checked by its schema before anybody asks what it means.

import * as v from "valibot";
import { activityCommands } from "./activities/activity-acts.ts";
import { attendanceCommands } from "./activities/attendance-acts.ts";
import { changeCommands } from "./activities/change-acts.ts";
import { crewSignUpCommands } from "./activities/crew-sign-up.ts";
import { lateCancelCommands } from "./activities/late-cancel.ts";
import { seriesCommands } from "./activities/series.ts";
import { swapCommands } from "./activities/swap.ts";
import { swapAskedCommands } from "./activities/swap-asked.ts";
import { alarmCommands } from "./alarms/alarms.ts";
import { caseCommands } from "./cases/case-acts.ts";
import { casePhotoCommands } from "./cases/case-photos.ts";
import { contestCommands } from "./contests/contest-acts.ts";
import { correctionCommands } from "./corrections/corrections.ts";
import { wishCommands } from "./corrections/own-wishes.ts";
import { coverDayCommands } from "./days/cover-closing.ts";
import { shiftCommands } from "./days/shift-closing.ts";
import { learningCommands } from "./learning/learning-acts.ts";
import { quizCommands } from "./learning/quiz.ts";
import { findingCommands } from "./patrols/findings.ts";
import { patrolCommands } from "./patrols/patrol-acts.ts";
import { reviewCommands } from "./patrols/reviews.ts";
import { roundCommands } from "./patrols/round-acts.ts";
import { trackerCommands } from "./patrols/tracker.ts";
import { briefingCommands } from "./posts/briefing.ts";
import { crewCommands } from "./posts/crew.ts";
import { unitCommands } from "./posts/evacuation.ts";
import { handoverCommands } from "./posts/handover.ts";
import { postCommands } from "./posts/posts.ts";
import { refusedCommands } from "./refused/refused.ts";
import { retireCommands } from "./retire.ts";
import { planCommands } from "./site/plans.ts";
import { safetyCommands } from "./site/safe-days.ts";
import { screenCommands } from "./site/screens.ts";
import { siteCommands } from "./site/site-import.ts";
import { studyCommands } from "./study/study-acts.ts";

export const commandSchemas = {
  ...siteCommands,
  ...postCommands,
  ...handoverCommands,
  ...briefingCommands,
  ...crewCommands,
  ...patrolCommands,
  ...roundCommands,
  ...reviewCommands,
  ...trackerCommands,
  ...caseCommands,
  ...casePhotoCommands,
  ...findingCommands,
  ...activityCommands,
  ...attendanceCommands,
  ...crewSignUpCommands,
  ...lateCancelCommands,
  ...swapCommands,
  ...swapAskedCommands,
  ...contestCommands,
  ...studyCommands,
  ...seriesCommands,
  ...changeCommands,
  ...quizCommands,
  ...learningCommands,
  ...shiftCommands,
  ...coverDayCommands,
  ...unitCommands,
  ...planCommands,
  ...alarmCommands,
  ...screenCommands,
  ...safetyCommands,
  ...refusedCommands,
  ...retireCommands,
  ...correctionCommands,
  ...wishCommands,
} as const;
/** What may come in by the doors. */
export type WireType = keyof typeof commandSchemas;
export type WireCommand = v.InferOutput<(typeof commandSchemas)[WireType]>;

export const isWireType = (type: string): type is WireType => Object.hasOwn(commandSchemas, type);

/** The body of a command as it came in, checked; the issues name where it is wrong. */
export const parseCommand = (
  type: WireType,
  body: unknown,
): { readonly ok: true; readonly command: WireCommand } | { readonly ok: false; readonly where: string } => {
  const parsed = v.safeParse(commandSchemas[type], body);
  if (parsed.success) return { ok: true, command: parsed.output };
  return {
    ok: false,
    where: parsed.issues
      .slice(0, 3)
      .map((issue) => v.getDotPath(issue) ?? type)
      .join(", "),
  };
};
