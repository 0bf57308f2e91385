// The server's own rules asked beforehand, so that a kiosk offers only what would be granted. The server decides all the same.

import { isLive, isStanding } from "../domain/activities/activity.ts";
import type { Context } from "../domain/decider.ts";
import { commandId, type Millis, type WorkerId, workerId } from "../domain/ids.ts";
import type { PostRec } from "../domain/posts/post.ts";
import { decidePosts, type PostCommand } from "../domain/posts/posts.ts";
import type { Records } from "../domain/records.ts";
import type { Refusal } from "../domain/refusals.ts";
import type { SiteRec } from "../domain/site/site.ts";
import type { SiteClock } from "../domain/time.ts";
import type { WorkerRec } from "../domain/workers.ts";

export type Place = { readonly records: Records; readonly site: SiteRec; readonly clock: SiteClock };

const someForeman = { worker: workerId("foreman"), roles: ["foreman"], reason: "?" } as const;

export const lookOf = ({ records, site, clock }: Place) => ({
  site,
  clock,
  post: (id: string) => records.get("post", id),
  worker: (id: string) => records.get("worker", id),
  unit: (id: string) => records.get("unit", id),
  heldBy: (worker: WorkerId): PostRec | undefined => {
    for (const post of records.all("post"))
      if (post.watch.state === "held" && post.watch.holder === worker) return post;
    return undefined;
  },
  activity: (id: string) => records.get("activity", id),
  entry: (id: string) => records.get("entry", id),
  entriesOf: (worker: WorkerId) => [...records.all("entry")].filter((entry) => entry.worker === worker),
  standingOf: (worker: WorkerId) =>
    [...records.all("entry")].filter((entry) => entry.worker === worker && isStanding(entry)),
  liveOf: (worker: WorkerId) => [...records.all("entry")].filter((entry) => entry.worker === worker && isLive(entry)),
  rosteredPosts: (worker: WorkerId) =>
    [...records.all("post")].filter((post) => post.roster.some((line) => line.worker === worker)),
  quiz: () => undefined,
  waitingIn: () => [],
  crewSeats: () => 0,
  workers: () => [],
  numbered: () => undefined,
  offeredIn: () => [],
  scopeOf: () => [],
});

export const contextOf = (self: WorkerRec, now: Millis, proof: "badge" | "pin", countersigned: boolean): Context => ({
  now,
  at: now,
  id: commandId("asked-beforehand"),
  actor: { kind: "worker", worker: self.id, proof, roles: self.roles },
  ...(countersigned ? { countersign: someForeman } : {}),
});

/** Who may countersign, as [POST-2] names them; told at once, so that nobody confirms a briefing for nothing. */
export const mayCountersign = (worker: WorkerRec): boolean =>
  worker.roles.some((role) => role === "foreman" || role === "station-head");

/** Who may look after the machine itself, with his PIN. */
export const mayServe = (worker: WorkerRec): boolean =>
  mayCountersign(worker) || worker.roles.some((role) => role === "duty-officer" || role === "admin");

/** What would refuse this act at a post now; undefined: nothing known here. */
export const postRefusal = (
  place: Place,
  self: WorkerRec,
  command: PostCommand,
  now: Millis,
  countersigned = false,
): Refusal | undefined => {
  const look = lookOf(place);
  // The foreman of the question is nobody in particular, but one who answers for this post.
  const worker = (id: string): WorkerRec | undefined =>
    id === someForeman.worker
      ? { ...self, id: someForeman.worker, roles: someForeman.roles, unit: look.post(command.post)?.unit ?? self.unit }
      : look.worker(id);
  const decision = decidePosts(command, contextOf(self, now, "badge", countersigned), { ...look, worker });
  return decision.kind === "refused" ? decision.refusal : undefined;
};
