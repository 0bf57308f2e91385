// The activities that he is or was in, and what they brought him. [ACT-4]

import type { EntryRec } from "../../domain/activities/activity.ts";
import { sumOf } from "../../domain/activities/credits.ts";
import type { OwnLine } from "../../domain/corrections/own-data.ts";
import { retention } from "../../domain/retire.ts";
import { dayLength } from "../../domain/time.ts";
import { contestLines } from "./contest-lines.ts";
import { learningLines } from "./learning-lines.ts";
import type { Section, Telling } from "./telling.ts";
import type { OwnSay } from "./words.ts";

export const activitiesPart = (telling: Telling): Section => {
  const { self, say, stamp, tongue, board } = telling;
  const entries = telling.all("entry").filter(({ worker }) => worker === self.id);
  const dated = entries.map((entry) => ({ entry, activity: board.get("activity", entry.activity) }));
  dated.sort((a, b) => (b.activity?.startsAt ?? 0) - (a.activity?.startsAt ?? 0));
  const credits = telling.all("credit").filter(({ worker }) => worker === self.id);
  const sums = credits
    .map((credit) => ({ credit, ...sumOf(credit) }))
    .sort((a, b) => b.credit.startsAt - a.credit.startsAt);
  const lines: OwnLine[] = dated.map(({ entry, activity }) => ({
    what: activity === undefined ? "—" : `${tongue.named(activity)} ${stamp(activity.startsAt)}`,
    value: entryText(entry, say),
  }));
  for (const { credit, minutes, credits: given } of sums) {
    const mended = credit.lines.flatMap(({ corrected }) =>
      corrected === undefined ? [] : [say("credit.mended", { reason: corrected.reason })],
    );
    const value = [say("credit.is", { minutes, credits: given }), ...mended].join(say("full"));
    lines.push({ what: say("credit", { name: `${tongue.named(credit)} ${stamp(credit.startsAt)}` }), value });
  }
  const total = {
    minutes: sums.reduce((sum, one) => sum + one.minutes, 0),
    credits: sums.reduce((sum, one) => sum + one.credits, 0),
  };
  lines.push(...contestLines(telling));
  lines.push({ what: say("total"), value: say("credit.is", total) });
  lines.push(...learningLines(telling));
  const days = { days: retention.activity / dayLength, credit: retention.credit / dayLength };
  return { part: "activities", title: say("part.activities"), lines, says: say("says.activities", days) };
};

/** Its state in words, with whatever was said to it. */
export const entryText = ({ is }: Pick<EntryRec, "is">, say: OwnSay): string => {
  const texts = [say(`entry.${is.state}`, "minutes" in is ? { n: is.minutes } : {})];
  if ("answer" in is && is.answer !== undefined) texts.push(say("said", { why: say(`why.${is.answer.why}`) }));
  if ("reason" in is) texts.push(say("reason", { reason: is.reason }));
  if ("told" in is && is.told !== undefined) texts.push(say("reason", { reason: is.told.reason }));
  if ("swapTo" in is && is.swapTo !== undefined) texts.push(say(`swap.${is.swapTo.state}`));
  if ("entered" in is && is.entered !== undefined) texts.push(say("entered", { reason: is.entered.reason }));
  return texts.join(say("full"));
};
