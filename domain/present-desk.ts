// What a desk sees of each record by its office and unit, and what an auditor does: the other half of the one table.

import { tellsNoShow } from "./activities/presence.ts";
import { wordlessAlarm } from "./alarms/sos-note.ts";
import { seesScreens } from "./audience.ts";
import { publicContest, publicEntrant } from "./contests/contest-faces.ts";
import { wordless } from "./corrections/correction.ts";
import { coverDayOf } from "./days/cover-day.ts";
import type { Role } from "./decider.ts";
import { withoutAnswer, withoutAsked, withoutSecrets } from "./faces.ts";
import type { UnitId } from "./ids.ts";
import { withoutPaper } from "./learning/learner.ts";
import { withoutRight } from "./learning/quiz.ts";
import type { Rec } from "./records.ts";
import { wordlessAct } from "./refused/refused-act.ts";

/** Roles that see who signed up for what: they run activities or answer for the people. */
const seesEntries: ReadonlySet<Role> = new Set([
  "foreman",
  "station-head",
  "duty-officer",
  "union-officer",
  "branch-secretary",
  "manager",
  "admin",
]);
/** Who did not come is known to those alone who may excuse it: never a wall's, nor a count's of few. [ACT-4] */
const decidesNoShows: ReadonlySet<Role> = new Set([
  "station-head",
  "union-officer",
  "branch-secretary",
  "manager",
  "admin",
]);
/** Hours and qualifications: as entries, and to whoever answers for safety. [ACT-5] */
const seesLearning: ReadonlySet<Role> = new Set([...seesEntries, "safety-officer"]);
/** Who runs trainings knows what is right in a quiz; nobody else does before he has answered it. [ACT-5] */
const runsTrainings: ReadonlySet<Role> = new Set([
  "station-head",
  "safety-officer",
  "union-officer",
  "branch-secretary",
  "manager",
  "admin",
]);
/** The branch's own desk reckons the share of key posts that its members hold; nobody else learns who is one. [POST-6] */
const seesParty: ReadonlySet<Role> = new Set(["branch-secretary"]);
/** What somebody says is wrong of himself goes to those who keep the register, and to the one who stands up for him. */
const keepsRegister: ReadonlySet<Role> = new Set(["union-officer", "manager", "admin"]);
/** Who carries what is the matter of whoever sends people out. */
const seesTrackers: ReadonlySet<Role> = new Set(["foreman", "station-head", "duty-officer", "manager", "admin"]);

/** Who may mend what a worker could not bring about. */
const seesRefused: ReadonlySet<Role> = new Set(["foreman", "station-head", "duty-officer", "manager", "admin"]);

export const forDesk = (record: Rec, role: Role, unit: UnitId): Rec | undefined => {
  switch (record.kind) {
    case "site":
    case "unit":
    case "map":
    case "daily":
    case "load":
    case "activity":
      return record;
    case "coverday":
      return coverDayOf(record, unit);
    case "post":
      return within(record, unit) ? { ...record, party: false } : undefined;
    case "route":
    case "round":
    case "patrol":
    case "track":
    case "finding":
    case "case":
    case "zone":
    case "cover":
    case "alarm":
    case "plan":
      return within(record, unit) ? record : undefined;
    case "worker":
      return within(record, unit)
        ? { ...withoutSecrets(record), party: seesParty.has(role) && record.party }
        : undefined;
    case "entry":
      if (tellsNoShow(record.is) && !decidesNoShows.has(role)) return undefined;
      return within(record, unit) && seesEntries.has(role) ? withoutAsked(record) : undefined;
    case "credit":
      return within(record, unit) && seesEntries.has(role) ? record : undefined;
    case "learner":
      return within(record, unit) && seesLearning.has(role) ? withoutPaper(record) : undefined;
    case "quiz":
      return within(record, unit) && runsTrainings.has(role) ? record : withoutRight(record);
    case "correction":
      return within(record, unit) && keepsRegister.has(role) ? record : undefined;
    case "contest":
      if (within(record, unit) && seesEntries.has(role)) return record;
      return record.result.state === "final" ? publicContest(record) : undefined;
    case "entrant":
      return within(record, unit) && seesEntries.has(role) ? record : publicEntrant(record);
    case "study":
      return within(record, unit) && seesEntries.has(role) ? record : undefined;
    case "screen":
      return within(record, unit) && seesScreens.has(role) ? record : undefined;
    case "refused":
      return within(record, unit) && seesRefused.has(role) ? record : undefined;
    case "tracker":
      return within(record, unit) && seesTrackers.has(role) ? record : undefined;
    case "trail":
      return undefined;
  }
};

export const forAuditor = (record: Rec): Rec | undefined => {
  if (record.kind === "trail") return undefined;
  if (record.kind === "worker") return withoutSecrets(record);
  // That it was decided, and by whom; why somebody could not come is not the auditor's.
  if (record.kind === "entry") return withoutAnswer(withoutAsked(record));
  if (record.kind === "quiz") return withoutRight(record);
  if (record.kind === "learner") return withoutPaper(record);
  // That it was asked, when and how it ended; what is wrong of somebody is not his either.
  if (record.kind === "correction") return wordless(record);
  if (record.kind === "refused") return wordlessAct(record);
  if (record.kind === "alarm") return wordlessAlarm(record);
  return record.kind === "post" ? { ...record, party: false } : record;
};

const within = (record: { readonly scope: readonly UnitId[] }, unit: UnitId): boolean => record.scope.includes(unit);
