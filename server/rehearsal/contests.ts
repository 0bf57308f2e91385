// The play's contests and study days: rounds are set, marked, closed and published as the hours go by; what follows from a study day is named. [ACT-5]

import type { ActivityRec } from "../../domain/activities/activity.ts";
import { bareEntrant, type ContestRec, cameTo, type EntrantRec } from "../../domain/contests/contest.ts";
import { isInRound, missingMarks } from "../../domain/contests/standings.ts";
import type { Millis } from "../../domain/ids.ts";
import { isNamed } from "../../domain/study/study.ts";
import { addDays, minute } from "../../domain/time.ts";
import type { WireCommand } from "../../domain/wire-commands.ts";
import type { Cue } from "./cue.ts";
import type { Scene } from "./scene.ts";

/** Who sits at a rehearsal's desk. */
const login = "rehearsal";

/** What a person opened at the desk, under an id of another form, is his to run. */
export const contestCues = (scene: Scene): readonly Cue[] =>
  [...scene.all("activity")].flatMap((activity): readonly Cue[] => {
    if (activity.cancelled !== undefined || scene.now < activity.startsAt || isPersonal(activity.id)) return [];
    if (activity.sort === "contest") return contestCue(activity, scene);
    return activity.sort === "study" && scene.now > activity.endsAt ? followUps(activity, scene) : [];
  });

const isPersonal = (id: string): boolean => /^[\da-f]{8}-[\da-f]{4}-/.test(id);

const cue = (key: string, slot: string, at: Millis, command: WireCommand): readonly Cue[] => [
  { key, slot, by: "desk", at, command },
];

const contestCue = (activity: ActivityRec, scene: Scene): readonly Cue[] => {
  const { now } = scene;
  const slot = `contest/${activity.id}`;
  const contest = scene.get("contest", activity.id);
  const on = { activity: activity.id };
  if (contest === undefined) return cue(`${slot}/set`, slot, now, { type: "SetContest", ...on, ...plan });
  if (contest.result.state !== "none") return [];
  const at = contest.closed.length;
  if (at === contest.rounds.length) return cue(`${slot}/publish`, slot, now, { type: "PublishResult", ...on });
  const length = activity.endsAt - activity.startsAt;
  // Everybody has come by then; the second round takes the other half.
  if (now < activity.startsAt + (at === 0 ? length / 4 : length / 2)) return [];
  const entrants = entrantsIn(activity, scene);
  const [missing] = missingMarks(contest, entrants, at);
  if (missing !== undefined) return marking(contest, missing.entrant, at, slot, scene);
  const isTime = now >= activity.startsAt + (at === 0 ? length / 2 : length - 10 * minute);
  if (!isTime || !entrants.some((one) => isInRound(one, at))) return [];
  return cue(`${slot}/close/${at}`, slot, now, { type: "CloseRound", ...on, round: at });
};

const round = { most: 10_000, trim: false, criteria: [] } as const;
const plan = {
  rounds: [
    { ...round, name: "初赛", nameEn: "Heat", weight: 40, goOn: 6 },
    { ...round, name: "决赛", nameEn: "Final", weight: 60 },
  ],
  judges: [{ by: "account", login, name: "郑守山" }],
  objectionDays: 1,
} as const;

const entrantsIn = (activity: ActivityRec, scene: Scene): readonly EntrantRec[] =>
  scene
    .entriesIn(activity.id)
    .filter(({ is }) => cameTo(is))
    .map((entry) => scene.get("entrant", entry.id) ?? bareEntrant(entry, entry.seq));

const marking = (contest: ContestRec, entrant: EntrantRec, at: number, slot: string, scene: Scene): readonly Cue[] => {
  const points = 7000 + Math.round(scene.chance("mark", `${entrant.id}/${at}`) * 280) * 10;
  const of = { activity: contest.id, entry: entrant.id, round: at };
  return cue(`${slot}/mark/${entrant.id}/${at}`, slot, scene.now, { type: "GiveScore", ...of, points: [points] });
};

const items = [
  { what: "修订各岗位安全规程", who: { office: "安全科" }, days: 14 },
  { what: "各班组补学一次", who: { office: "工会" }, days: 7 },
] as const;

const followUps = (activity: ActivityRec, scene: Scene): readonly Cue[] => {
  if (isNamed(scene.get("study", activity.id))) return [];
  return items.flatMap(({ what, who, days }, n) => {
    const due = addDays(scene.clock.dayOf(activity.endsAt), days);
    const slot = `study/${activity.id}/${n}`;
    return cue(slot, slot, scene.now, { type: "AddFollowUp", activity: activity.id, what, who, due });
  });
};
