// His patrols and their plans, the trackers that he carried, what he told of, and the alarms that name him. [PAT-1, COV-3]

import { type AlarmRec, alarmIdOf } from "../../domain/alarms/alarm.ts";
import type { OwnLine } from "../../domain/corrections/own-data.ts";
import type { WorkerId } from "../../domain/ids.ts";
import { between } from "../../domain/in-both.ts";
import { patrolStatus, runWords } from "../../domain/patrols/patrol-status.ts";
import { routeOf } from "../../domain/patrols/walkers.ts";
import { retention } from "../../domain/retire.ts";
import { dayLength } from "../../domain/time.ts";
import { caseLines } from "./case-lines.ts";
import type { Section, Telling } from "./telling.ts";

export const patrolsPart = (telling: Telling): Section => {
  const { self, say, stamp, tongue, board, now } = telling;
  const { look } = board;
  const lines: OwnLine[] = [];
  const routeName = (id: string): string => {
    const route = look.route(id);
    return route === undefined ? "—" : tongue.named(route);
  };
  const isHis = ({ leader, members }: { readonly leader?: WorkerId; readonly members: readonly WorkerId[] }): boolean =>
    leader === self.id || members.includes(self.id);
  for (const patrol of telling
    .all("patrol")
    .filter(isHis)
    .sort((a, b) => b.plannedAt - a.plannedAt)) {
    const route = routeOf(patrol, look.route);
    const { state } = patrolStatus(patrol, route, look.site, now);
    const [zh = "", en = zh] = runWords[state].split(between);
    const facts = [
      routeName(patrol.route ?? ""),
      say(patrol.leader === self.id ? "leads" : "member"),
      telling.lang === "en" ? en : zh,
      `${patrol.km.toFixed(1)} km`,
    ];
    lines.push({ what: say("patrol", { at: stamp(patrol.plannedAt) }), value: facts.join(say("list")) });
  }
  for (const round of telling.all("round").filter(isHis))
    lines.push({ what: say("round"), value: routeName(round.route) });
  for (const { name, stints, carried } of telling.all("tracker"))
    if ([carried, ...stints.map((one) => one.carried)].some((one) => one.by === "worker" && one.worker === self.id))
      lines.push({ what: say("tracker"), value: name });
  for (const finding of telling.all("finding")) {
    if (typeof finding.by !== "object" || finding.by.worker !== self.id) continue;
    const came = finding.is.state === "open" ? say("open") : say("closed", { outcome: finding.is.outcome });
    const value = [say(`finding.${finding.sort}`), finding.note, came].filter((text) => text !== "").join(say("list"));
    lines.push({ what: say("finding", { at: stamp(finding.at) }), value });
  }
  lines.push(...caseLines(telling));
  for (const alarm of telling.all("alarm")) {
    const times = timesNamed(alarm, self.id);
    if (alarm.id === alarmIdOf("sos", self.id)) {
      const notes = (alarm.notes ?? []).map(({ words }) => words);
      const said = [[stamp(alarm.raisedAt), alarm.place ?? ""].join(" ").trim(), ...notes];
      lines.push({ what: say("sos"), value: said.join(say("list")) });
    } else if (times > 0)
      lines.push({
        what: `${say("alarm")} · ${tongue.kind(alarm.sort)}`,
        value: say("alarm.is", { at: stamp(alarm.raisedAt), n: times }),
      });
  }
  const days = {
    patrol: retention.patrol / dayLength,
    finding: retention.finding / dayLength,
    hazard: retention.case / dayLength,
    alarm: retention.alarm / dayLength,
  };
  return { part: "patrols", title: say("part.patrols"), lines, says: say("says.patrols", days) };
};

/** How often the record speaks of him: who answered, shelved, was asked, or took it out. */
const timesNamed = ({ is, assigned, shelf, out, log }: AlarmRec, worker: WorkerId): number => {
  const deeds = log.filter(
    (deed) =>
      (typeof deed.by === "object" && deed.by.worker === worker) || (deed.did === "assigned" && deed.to === worker),
  ).length;
  const now = ["by" in is ? is.by : undefined, shelf?.by, out?.by].some(
    (by) => typeof by === "object" && by.worker === worker,
  );
  return Math.max(deeds, Number(now || assigned === worker));
};
