// A whole site in one event: units, shifts, people, posts, routes, zones and activities come together, or not at all. [ORG-4]

import * as v from "valibot";
import { type ActivityRec, activityDraft, activityRecord, activityScope } from "./activity.ts";
import type { Change } from "./decider.ts";
import { put } from "./decider.ts";
import type { Millis, Seq } from "./ids.ts";
import { type PatrolRec, patrolDraft, patrolRecord, type RouteRec, routeDraft, routeRecord } from "./patrol.ts";
import { type PostRec, postDraft, postRecord } from "./post.ts";
import type { Records } from "./records.ts";
import { type MapRec, type SiteRec, siteDraft, siteRecords, type UnitRec } from "./site.ts";
import { type WorkerRec, workerDraft, workerRecord } from "./workers.ts";
import { type ZoneRec, zoneDraft, zoneRecord } from "./zone.ts";

const list = <S extends v.GenericSchema>(schema: S) => v.pipe(v.array(schema), v.readonly());
export const siteImport = v.object({
  site: siteDraft,
  workers: list(workerDraft),
  posts: list(postDraft),
  routes: list(routeDraft),
  zones: list(zoneDraft),
  patrols: list(patrolDraft),
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
/** Kinds that an import owns: what it does not name any more leaves the board. Patrols and activities are lived and stay. */
const owned = ["unit", "worker", "post", "route", "zone"] as const;

export const evolveImport = (event: SiteEvent, seq: Seq, look: Records): readonly Change<Imported>[] => {
  const { site, workers, posts, routes, zones, patrols, activities } = event.import;
  const units = new Map(site.units.map((unit) => [unit.id, unit]));
  const records: readonly Imported[] = [
    ...siteRecords(site, seq),
    ...workers.map((draft) => workerRecord(draft, seq, units, look.get("worker", draft.id))),
    ...posts.map((draft) => postRecord(draft, seq, event.at, units, look.get("post", draft.id))),
    ...routes.map((draft) => routeRecord(draft, seq, units)),
    ...zones.map((draft) => zoneRecord(draft, seq, units)),
    ...patrols
      .filter((draft) => look.get("patrol", draft.id) === undefined)
      .map((draft) => patrolRecord(draft, seq, units)),
    ...activities.map((draft) =>
      activityRecord(draft, seq, activityScope(draft, units), look.get("activity", draft.id)),
    ),
  ];
  const named = new Set(records.map((record) => `${record.kind}/${record.id}`));
  const gone: Change<Imported>[] = [];
  for (const of of owned)
    for (const { id } of look.all(of)) if (!named.has(`${of}/${id}`)) gone.push({ kind: "drop", of, id });
  return [...gone, ...records.map((record) => put(record))];
};
