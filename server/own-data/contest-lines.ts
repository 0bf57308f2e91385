// What contests and study days hold of him: his place, why he was put out, his name, his objections, what he answers for. Single marks stay with the judges. [ACT-5]

import type { OwnLine } from "../../domain/corrections/own-data.ts";
import type { Telling } from "./telling.ts";

export const contestLines = ({ self, say, tongue, board, all }: Telling): readonly OwnLine[] => {
  const lines: OwnLine[] = [];
  for (const { worker, activity: id, place, out, byName, objections } of all("entrant")) {
    const activity = board.get("activity", id);
    if (worker !== self.id || activity === undefined) continue;
    const value = [
      ...(place === undefined ? [] : [say("contest.place", { rank: place.rank, total: (place.total ?? 0) / 100 })]),
      ...(out === undefined ? [] : [say("contest.out", { reason: out.reason })]),
      say(byName === true ? "contest.named" : "contest.masked"),
      ...objections.map(({ words }) => say("contest.objected", { words })),
    ].join(say("full"));
    lines.push({ what: say("contest", { name: tongue.named(activity) }), value });
  }
  for (const study of all("study"))
    for (const { who, what, due } of study.items)
      if ("worker" in who && who.worker === self.id)
        lines.push({ what: say("followup", { name: tongue.named(study) }), value: say("followup.is", { what, due }) });
  return lines;
};
