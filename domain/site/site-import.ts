// A whole site in one event: units, shifts, people, posts, routes, zones and activities come together, or not at all. [ORG-4]

import * as v from "valibot";
import { type ActivityRec, type EntryRec, takenIn } from "../activities/activity.ts";
import { activityDraft } from "../activities/activity-draft.ts";
import { flawOf, importedActivity, isPastImport } from "../activities/activity-opening.ts";
import { swapAfterImport } from "../activities/swap-asked.ts";
import { caseAfterImport } from "../cases/case-changes.ts";
import { type ZoneRec, zoneDraft, zoneRecord } from "../coverage/zone.ts";
import type { Change } from "../decider.ts";
import { put } from "../decider.ts";
import type { Millis, Seq } from "../ids.ts";
import { bothNames } from "../in-both.ts";
import { standing } from "../learning/learner.ts";
import { learnersAfterImport } from "../learning/learning-changes.ts";
import { quizzesAfterImport } from "../learning/quiz.ts";
import { findingAfterImport } from "../patrols/findings.ts";
import {
  type PatrolRec,
  patrolDraft,
  patrolRecord,
  type RouteRec,
  routeDraft,
  routeRecord,
} from "../patrols/patrol.ts";
import { roundDraft } from "../patrols/round-acts.ts";
import { roundsAfterImport } from "../patrols/round-changes.ts";
import { trackerAfterImport } from "../patrols/tracker.ts";
import { evacuatedUnit } from "../posts/evacuated.ts";
import { type PostRec, postDraft, postRecord } from "../posts/post.ts";
import type { Rec, Records } from "../records.ts";
import type { Refusal } from "../refusals.ts";
import { refusedAfterImport } from "../refused/refused.ts";
import { siteClock } from "../time.ts";
import { type WorkerRec, workerDraft, workerRecord } from "../workers.ts";
import { planAfterImport } from "./plans.ts";
import { type MapRec, type SiteRec, scopeOf, siteDraft, siteRecords, type UnitRec } from "./site.ts";

const list = <S extends v.GenericSchema>(schema: S) => v.pipe(v.array(schema), v.readonly());
export const siteImport = v.object({
  site: siteDraft,
  workers: list(workerDraft),
  posts: list(postDraft),
  routes: list(routeDraft),
  zones: list(zoneDraft),
  patrols: list(patrolDraft),
  /** An import of an older version has none. */
  rounds: v.optional(list(roundDraft)),
  activities: list(activityDraft),
});
export type SiteImport = v.InferOutput<typeof siteImport>;

export const siteCommands = { ImportSite: v.object({ type: v.literal("ImportSite"), import: siteImport }) } as const;
export type SiteCommand = v.InferOutput<typeof siteCommands.ImportSite>;
export type SiteEvent = {
  readonly subject: "site";
  readonly type: "SiteImported";
  readonly at: Millis;
  readonly import: SiteImport;
};

type Imported = SiteRec | UnitRec | MapRec | WorkerRec | PostRec | RouteRec | ZoneRec | PatrolRec | ActivityRec;
/** What keeps the import out as a whole: an activity that has wrong times, or would lose seats that are taken or a role for which people wait. [ACT-1] */
export const importFlaw = (draft: SiteImport, look: Records, now: Millis): Refusal | undefined => {
  for (const activity of draft.activities) {
    const flaw = flawOf(activity);
    if (flaw !== undefined) return flaw;
    const before = look.get("activity", activity.id);
    if (before === undefined || isPastImport(before, now)) continue;
    const { counts } = before;
    const room = new Map<string, number>(activity.roles.map((role) => [role.id, role.capacity]));
    const roles = Object.keys(counts.takenByRole);
    if (counts.taken > activity.capacity || roles.some((role) => takenIn(counts, role) > (room.get(role) ?? 0)))
      return { code: "capacity_wrong" };
    const gone = before.roles.filter(({ id }) => !room.has(id));
    if (gone.length === 0 || counts.waiting === 0) continue;
    const waiting = [...look.all("entry")].filter((one) => one.activity === before.id && one.is.state === "waiting");
    for (const role of gone) {
      const n = waiting.filter((one) => one.role === role.id).length;
      if (n > 0) return { code: "change_queue", params: { activity: bothNames(before), role: bothNames(role), n } };
    }
  }
  return undefined;
};

/** A new register ends no evacuation. */
const stillEvacuated = (unit: UnitRec, look: Records): UnitRec => {
  const evacuated = look.get("unit", unit.id)?.evacuated;
  return evacuated === undefined ? unit : { ...unit, evacuated };
};

/** Nor does it make an accident undone. */
const stillCounted = (site: SiteRec, look: Records): SiteRec => {
  const lastAccident = look.get("site", "site")?.lastAccident;
  return lastAccident === undefined ? site : { ...site, lastAccident };
};

/** Kinds that an import owns: what it does not name any more leaves the board. Patrols, their plans and activities are lived and stay. */
const owned = ["unit", "worker", "post", "route", "zone"] as const;

export const evolveImport = (event: SiteEvent, seq: Seq, look: Records): readonly Change<Rec>[] => {
  const { site, workers, posts, routes: routeDrafts, zones, patrols, activities } = event.import;
  const units = new Map(site.units.map((unit) => [unit.id, unit]));
  const routes = routeDrafts.map((draft) => routeRecord(draft, seq, units));
  const records: readonly Imported[] = [
    ...siteRecords(site, seq).map((record) => {
      if (record.kind === "site") return stillCounted(record, look);
      return record.kind === "unit" ? stillEvacuated(record, look) : record;
    }),
    ...workers.map((draft) => {
      const learned = look.get("learner", draft.id);
      return workerRecord(
        draft,
        seq,
        units,
        look.get("worker", draft.id),
        learned === undefined ? [] : standing(learned),
      );
    }),
    ...posts.map((draft) =>
      postRecord(
        draft,
        seq,
        event.at,
        units,
        look.get("post", draft.id),
        evacuatedUnit(scopeOf(units, draft.unit), (id) => look.get("unit", id)),
      ),
    ),
    ...routes,
    ...zones.map((draft) => zoneRecord(draft, seq, event.at, units, look.get("zone", draft.id))),
    ...patrols
      .filter((draft) => look.get("patrol", draft.id) === undefined)
      .map((draft) => patrolRecord(draft, seq, units)),
    ...activities.map((draft) =>
      importedActivity(draft, seq, scopeOf(units, draft.unit), look.get("activity", draft.id), event.at),
    ),
  ];
  const named = new Set(records.map((record) => `${record.kind}/${record.id}`));
  const gone: Change<Rec>[] = [];
  for (const of of owned)
    for (const { id } of look.all(of)) if (!named.has(`${of}/${id}`)) gone.push({ kind: "drop", of, id });
  const scopes = new Map(records.flatMap((record) => (record.kind === "unit" ? [[record.id, record.scope]] : [])));
  const plans = [...look.all("plan")].map((plan) => planAfterImport(plan, seq, scopes));
  const root = records.find((record) => record.kind === "unit" && record.scope.length === 1);
  const trackers = [...look.all("tracker")].map((one) =>
    trackerAfterImport(one, seq, scopes, root?.kind === "unit" ? root.id : undefined),
  );
  const findings = [...look.all("finding")].map((one) =>
    findingAfterImport(one, seq, scopes, root?.kind === "unit" ? root.id : undefined),
  );
  const cases = [...look.all("case")].map((one) =>
    caseAfterImport(one, seq, scopes, root?.kind === "unit" ? root.id : undefined),
  );
  const refused = [...look.all("refused")].map((one) =>
    refusedAfterImport(one, seq, scopes, root?.kind === "unit" ? root.id : undefined),
  );
  const rounds = roundsAfterImport(event.import.rounds ?? [], routes, seq, event.at, roundLook(look, site.zone));
  const people = records.flatMap((record) => (record.kind === "worker" ? [record] : []));
  const learners = learnersAfterImport(look.all("learner"), people, seq);
  const imported = new Set<string>(activities.map(({ id }) => id));
  const entries = [...look.all("entry")].flatMap((entry): readonly EntryRec[] => {
    const before = imported.has(entry.activity) ? look.get("activity", entry.activity) : undefined;
    const after = before === undefined ? undefined : swapAfterImport(entry, before, seq, event.at);
    return after === undefined ? [] : [after];
  });
  const quizzes = quizzesAfterImport(look.all("quiz"), scopes, seq);
  return [
    ...gone,
    ...learners,
    ...quizzes,
    ...plans,
    ...trackers,
    ...findings,
    ...cases,
    ...refused,
    ...records.map((record) => put(record)),
    ...entries.map((record) => put(record)),
    ...rounds,
  ];
};

/** The plans as they stand, in the time of the site that comes in. */
const roundLook = (look: Records, zone: string) => ({
  clock: siteClock(zone),
  all: look.all,
  round: (id: string) => look.get("round", id),
  patrol: (id: string) => look.get("patrol", id),
});
