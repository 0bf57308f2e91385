// What each audience sees of each record, or nothing: one table. Whatever is not granted here leaves the server nowhere.

import type { Audience } from "./audience.ts";
import { ownCase, publicCase, sees } from "./cases/case-faces.ts";
import { ownEntrant, publicContest, publicEntrant, wallEntrant } from "./contests/contest-faces.ts";
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
  ownRefused,
  ownWatch,
  publicFinding,
  publicPatrol,
  publicWatch,
  withoutShares,
} from "./faces.ts";
import type { UnitId, WorkerId } from "./ids.ts";
import { ownLearner } from "./learning/learner.ts";
import { cameClosed } from "./patrols/finding.ts";
import { emptyLog } from "./posts/post-log.ts";
import { forAuditor, forDesk } from "./present-desk.ts";
import type { Rec } from "./records.ts";
import { ownStudy } from "./study/study.ts";

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
      return record;
    case "activity":
      return withoutShares(record);
    case "daily": {
      // What trends are made of is read at a desk; two years of it would weigh on every wall.
      const { units: _, ...total } = record;
      return { ...total, shifts: [] };
    }
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
    // What is wrong where, and until when: every worker may read it. (安全生产法 art. 41)
    case "case":
      return within(record, unit) ? publicCase(record) : undefined;
    case "load":
      return { ...record, byAlarm: {} };
    case "worker":
      return within(record, unit) ? nameOnly(record) : undefined;
    case "contest":
      return record.result.state === "final" ? publicContest(record) : undefined;
    case "entrant":
      return wallEntrant(record);
    case "study":
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
    case "refused":
    case "coverday":
      return undefined;
  }
};

const forKiosk = (record: Rec, unit: UnitId): Rec | undefined => {
  switch (record.kind) {
    case "site":
    case "unit":
      return record;
    case "activity":
      return withoutShares(record);
    case "post":
      return within(record, unit) ? facelessPost(record) : undefined;
    // What rings of a post is read by whoever takes it over, with or without a line. [POST-5]
    case "alarm":
      return within(record, unit) && isOfPost(record) ? facelessAlarm(record) : undefined;
    case "case":
      return within(record, unit) ? publicCase(record) : undefined;
    case "contest":
      return publicContest(record);
    case "entrant":
      return publicEntrant(record);
    case "study":
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
    case "refused":
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
      return record;
    case "activity":
      return withoutShares(record);
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
    case "case":
      return sees(record, worker) ? ownCase(record, worker) : undefined;
    case "contest":
      return publicContest(record);
    case "entrant":
      return record.worker === worker ? ownEntrant(record) : publicEntrant(record);
    case "study":
      return ownStudy(record, worker);
    case "refused":
      return record.worker === worker ? ownRefused(record) : undefined;
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

const within = (record: { readonly scope: readonly UnitId[] }, unit: UnitId): boolean => record.scope.includes(unit);
