// What each audience sees of each record, or nothing: one table. Whatever is not granted here leaves the server nowhere.

import { tellsNoShow } from "./activities/presence.ts";
import { type Audience, seesScreens } from "./audience.ts";
import { wordless } from "./corrections/correction.ts";
import { coverDayOf } from "./days/cover-day.ts";
import type { Role } from "./decider.ts";
import {
  facelessAlarm,
  facelessPost,
  isOfPost,
  isTeller,
  maskedAlarm,
  maskedBy,
  namedZone,
  nameOnly,
  ownCorrection,
  ownCredit,
  ownEntry,
  ownFinding,
  ownRecord,
  ownWatch,
  publicFinding,
  publicPatrol,
  publicWatch,
  withoutAnswer,
  withoutSecrets,
} from "./faces.ts";
import type { UnitId, WorkerId } from "./ids.ts";
import { ownLearner, withoutPaper } from "./learning/learner.ts";
import { withoutRight } from "./learning/quiz.ts";
import { cameClosed } from "./patrols/finding.ts";
import { emptyLog } from "./posts/post-log.ts";
import type { Rec } from "./records.ts";

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

/** The record as the audience may see it; undefined: it may not know that it exists. Pure in record and audience. */
export const present = (record: Rec, audience: Audience): Rec | undefined => {
  switch (audience.kind) {
    case "wall":
      return forWall(record, audience.unit);
    case "kiosk":
      return forKiosk(record, audience.unit);
    case "person":
      return forPerson(record, audience.worker);
    case "desk":
      return forDesk(record, audience.role, audience.unit);
    case "auditor":
      return forAuditor(record);
  }
};

const forWall = (record: Rec, unit: UnitId): Rec | undefined => {
  switch (record.kind) {
    case "site":
    case "unit":
    case "map":
    case "activity":
      return record;
    case "daily":
      // What trends are made of is read at a desk; two years of it would weigh on every wall.
      return { ...record, shifts: [] };
    case "post":
      return within(record, unit)
        ? {
            ...record,
            party: false,
            briefing: [],
            today: [],
            notes: [],
            log: emptyLog(record.log.since),
            watch: publicWatch(record.watch),
          }
        : undefined;
    case "patrol":
      // What was over when it moved over is read at a desk; years of it would weigh on every wall.
      return within(record, unit) && record.origin?.past !== true ? publicPatrol(record) : undefined;
    case "route":
    case "zone":
    case "cover":
    case "plan":
      return within(record, unit) ? record : undefined;
    case "alarm":
      return within(record, unit) ? maskedAlarm(record) : undefined;
    case "finding":
      // A wall draws fires. Whoever told of anything else is nobody's business who stands before it; nor is what was over when it came.
      return within(record, unit) && record.sort === "fire" && !cameClosed(record) ? publicFinding(record) : undefined;
    case "load":
      return { ...record, byAlarm: {} };
    case "worker":
      return within(record, unit) ? nameOnly(record) : undefined;
    case "round":
    case "trail":
    case "track":
    case "tracker":
    case "entry":
    case "credit":
    case "quiz":
    case "learner":
    case "correction":
    case "screen":
    case "coverday":
      return undefined;
  }
};

const forKiosk = (record: Rec, unit: UnitId): Rec | undefined => {
  switch (record.kind) {
    case "site":
    case "unit":
    case "activity":
      return record;
    case "post":
      return within(record, unit) ? facelessPost(record) : undefined;
    // What rings of a post is read by whoever takes it over, with or without a line. [POST-5]
    case "alarm":
      return within(record, unit) && isOfPost(record) ? facelessAlarm(record) : undefined;
    case "map":
    case "worker":
    case "route":
    case "round":
    case "patrol":
    case "trail":
    case "track":
    case "tracker":
    case "finding":
    case "zone":
    case "cover":
    case "entry":
    case "credit":
    case "quiz":
    case "learner":
    case "correction":
    case "load":
    case "screen":
    case "daily":
    case "coverday":
    case "plan":
      return undefined;
  }
};

const forPerson = (record: Rec, worker: WorkerId): Rec | undefined => {
  switch (record.kind) {
    case "site":
    case "unit":
    case "activity":
      return record;
    case "worker":
      return record.id === worker ? ownRecord(record) : undefined;
    case "entry":
      return record.worker === worker ? ownEntry(record) : undefined;
    case "credit":
      return record.worker === worker ? ownCredit(record) : undefined;
    case "learner":
      return record.id === worker ? ownLearner(record, maskedBy) : undefined;
    case "correction":
      return record.worker === worker ? ownCorrection(record) : undefined;
    case "post": {
      const holds = record.watch.state === "held" && record.watch.holder === worker;
      const roster = record.roster.filter((line) => line.worker === worker);
      const incoming = record.watch.state === "held" && record.watch.handover?.to === worker;
      if (!holds && !incoming && roster.length === 0) return undefined;
      const faceless = facelessPost(record);
      return { ...faceless, roster, watch: ownWatch(record.watch, faceless.watch, worker) };
    }
    case "patrol":
      return record.leader === worker || record.members.includes(worker) ? publicPatrol(record) : undefined;
    case "finding":
      return isTeller(record, worker) ? ownFinding(record) : undefined;
    case "route":
      return record;
    case "zone":
      return namedZone(record);
    case "quiz":
    case "map":
    case "round":
    case "trail":
    case "track":
    case "tracker":
    case "cover":
    case "alarm":
    case "load":
    case "screen":
    case "daily":
    case "coverday":
    case "plan":
      return undefined;
  }
};

const forDesk = (record: Rec, role: Role, unit: UnitId): Rec | undefined => {
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
      return within(record, unit) && seesEntries.has(role) ? record : undefined;
    case "credit":
      return within(record, unit) && seesEntries.has(role) ? record : undefined;
    case "learner":
      return within(record, unit) && seesLearning.has(role) ? withoutPaper(record) : undefined;
    case "quiz":
      return within(record, unit) && runsTrainings.has(role) ? record : withoutRight(record);
    case "correction":
      return within(record, unit) && keepsRegister.has(role) ? record : undefined;
    case "screen":
      return within(record, unit) && seesScreens.has(role) ? record : undefined;
    case "tracker":
      return within(record, unit) && seesTrackers.has(role) ? record : undefined;
    case "trail":
      return undefined;
  }
};

const forAuditor = (record: Rec): Rec | undefined => {
  if (record.kind === "trail") return undefined;
  if (record.kind === "worker") return withoutSecrets(record);
  // That it was decided, and by whom; why somebody could not come is not the auditor's.
  if (record.kind === "entry") return withoutAnswer(record);
  if (record.kind === "quiz") return withoutRight(record);
  if (record.kind === "learner") return withoutPaper(record);
  // That it was asked, when and how it ended; what is wrong of somebody is not his either.
  if (record.kind === "correction") return wordless(record);
  return record.kind === "post" ? { ...record, party: false } : record;
};

const within = (record: { readonly scope: readonly UnitId[] }, unit: UnitId): boolean => record.scope.includes(unit);
