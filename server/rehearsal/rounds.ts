// The patrols' part of the play: four are under way, their fixes come every few seconds, one of them is out of reach for a while. [PAT-1, PAT-2]

import type { WireCommand } from "../../domain/board.ts";
import { type Millis, patrolId, type RouteId, type WorkerId } from "../../domain/ids.ts";
import type { PatrolRec, RouteRec } from "../../domain/patrol.ts";
import { maxReport } from "../../domain/patrol-acts.ts";
import { hour, minute, second } from "../../domain/time.ts";
import type { Profile } from "../../domain/track.ts";
import { shuffled } from "./chance.ts";
import type { Cue } from "./cue.ts";
import type { Scene } from "./scene.ts";
import { aside, type Walk, walkOf } from "./way.ts";

type Lane = {
  readonly profile: Profile;
  readonly speaks: "always" | "pauses";
  /** How long a patrol has been under way when the play begins. */
  readonly behind: Millis;
};
/** The last one is out of reach from its 40th minute on; the play begins 2 min before that is noticed. */
const quietFrom = 40 * minute;
const lanes: readonly Lane[] = [
  { profile: "foot", speaks: "always", behind: 95 * minute },
  { profile: "ride", speaks: "always", behind: 70 * minute },
  { profile: "vehicle", speaks: "always", behind: 45 * minute },
  { profile: "foot", speaks: "pauses", behind: quietFrom - 2 * minute },
];
/** Between two fixes. Together 0.3 reports a second. */
const step: Readonly<Record<Profile, Millis>> = { foot: 15 * second, ride: 10 * second, vehicle: 6 * second };
const shortest = 3 * hour;
const turnaround = 15 * minute;
/** Past this the next patrol is told as if it had started while nobody played. */
const pause = 45 * minute;

export const roundCues = (scene: Scene, spared: ReadonlySet<WorkerId>): readonly Cue[] => [
  ...lanes.flatMap((lane, n) => plan(lane, n, scene, spared)),
  ...[...scene.all("patrol")].flatMap((patrol) => walkOn(patrol, scene)),
];

const prefix = (n: number): string => `rehearsal-${n}-`;
const laneOf = (patrol: PatrolRec): Lane | undefined => lanes.find((_, n) => patrol.id.startsWith(prefix(n)));
const atLeastOf = (patrol: PatrolRec): Millis => (laneOf(patrol) === undefined ? 0 : shortest);
const isOver = (patrol: PatrolRec, now: Millis): boolean =>
  patrol.run.state === "completed" ||
  patrol.run.state === "cancelled" ||
  (patrol.run.state === "planned" && now >= patrol.windowEnd);

// ── planning ─────────────────────────────────────────────────────────────────────────────────────

/** The next patrol of the lane, once the one before it is over. */
const plan = (lane: Lane, n: number, scene: Scene, spared: ReadonlySet<WorkerId>): readonly Cue[] => {
  const { now, site } = scene;
  const before = [...scene.all("patrol")]
    .filter((one) => one.id.startsWith(prefix(n)))
    .reduce<PatrolRec | undefined>(
      (last, one) => (last === undefined || one.plannedAt > last.plannedAt ? one : last),
      undefined,
    );
  if (before !== undefined && !isOver(before, now)) return [];
  const over =
    before === undefined
      ? undefined
      : Math.max(before.run.state === "planned" ? before.windowEnd : before.run.since, 0);
  const isLate = over === undefined || now - over > pause;
  if (!isLate && now - over < turnaround) return [];
  const silence = lane.speaks === "pauses" ? site.settings.silentMin * minute : 0;
  const plannedAt = Math.floor((isLate ? now - lane.behind - silence : now) / minute) * minute;
  const route = routeFor(n, scene);
  const walk = route === undefined ? undefined : walkOf(route, lane.profile, shortest, scene.chance);
  if (route === undefined || walk === undefined) return [];
  const [leader, ...members] = teamFor(route, n, scene, spared);
  if (leader === undefined) return [];
  const patrol = patrolId(`${prefix(n)}${Math.round(plannedAt / minute).toString(36)}`);
  return [
    desk(patrol, now, {
      type: "PlanPatrol",
      patrol,
      route: route.id,
      leader,
      members,
      profile: lane.profile,
      plannedAt,
      windowEnd: plannedAt + Math.ceil(walk.duration / minute) * minute + 90 * minute,
    }),
  ];
};

/** A route that nobody walks now and that has waited longest; each lane has its own share of them, so that two never choose one. */
const routeFor = (n: number, scene: Scene): RouteRec | undefined => {
  const taken = new Set<RouteId>();
  const lastByRoute = new Map<RouteId, Millis>();
  for (const patrol of scene.all("patrol")) {
    if (!isOver(patrol, scene.now)) taken.add(patrol.route);
    lastByRoute.set(patrol.route, Math.max(lastByRoute.get(patrol.route) ?? 0, patrol.plannedAt));
  }
  const shared = shuffled(scene.all("route"), scene.chance, "lanes").filter(
    (_route, i, all) => all.length < lanes.length || i % lanes.length === n,
  );
  return shared
    .filter((route) => !taken.has(route.id))
    .toSorted((a, b) => (lastByRoute.get(a.id) ?? 0) - (lastByRoute.get(b.id) ?? 0))[0];
};

/** Up to three people of the route's unit who stand on no roster; others where it has none. */
const teamFor = (route: RouteRec, n: number, scene: Scene, spared: ReadonlySet<WorkerId>): readonly WorkerId[] => {
  const busy = new Set<WorkerId>(spared);
  for (const patrol of scene.all("patrol"))
    if (!isOver(patrol, scene.now)) for (const one of [patrol.leader, ...patrol.members]) busy.add(one);
  const free = shuffled(scene.all("worker"), scene.chance, "team", route.id, n).filter(
    ({ id }) => !busy.has(id) && scene.badgeOf(id) !== undefined && scene.rosteredPosts(id).length === 0,
  );
  const lane = free.filter((_, i) => i % lanes.length === n);
  const home = lane.filter((worker) => worker.scope.includes(route.unit));
  return [...home, ...lane.filter((worker) => !home.includes(worker))].slice(0, 2 + (n % 2)).map((worker) => worker.id);
};

// ── walking ──────────────────────────────────────────────────────────────────────────────────────

const walkOn = (patrol: PatrolRec, scene: Scene): readonly Cue[] => {
  const { now } = scene;
  const { run } = patrol;
  const badge = scene.badgeOf(patrol.leader);
  if (badge === undefined || (run.state !== "planned" && run.state !== "active")) return [];
  const route = scene.get("route", patrol.route);
  const walk = route === undefined ? undefined : walkOf(route, patrol.profile, atLeastOf(patrol), scene.chance);
  if (walk === undefined) return [];
  const slot = `patrol/${patrol.id}`;
  const leader = (type: "StartPatrol" | "EndPatrol", at: Millis): Cue => ({
    key: `${type}/${patrol.id}`,
    slot,
    by: "kiosk",
    badge,
    at,
    command: { type, patrol: patrol.id },
  });
  if (run.state === "planned") {
    const at = patrol.plannedAt + Math.round(scene.chance("start", patrol.id) * 3 * minute);
    return now >= at && now < patrol.windowEnd ? [leader("StartPatrol", at)] : [];
  }
  const fixes = fixesUpTo(patrol, run.startedAt, walk, scene);
  if (fixes.length > 0)
    return [
      {
        key: `fixes/${patrol.id}/${patrol.seq}`,
        slot,
        by: "tracker",
        at: now,
        command: { type: "ReportFixes", patrol: patrol.id, datum: "wgs84", fixes },
      },
    ];
  const end = run.startedAt + walk.duration + minute;
  return now >= end ? [leader("EndPatrol", end)] : [];
};

type Fix = { readonly at: Millis; readonly lon: number; readonly lat: number; readonly acc: number };

/** The fixes since the last one that the board has; a long gap is filled as a receiver's memory would, at twice the step. */
const fixesUpTo = (patrol: PatrolRec, startedAt: Millis, walk: Walk, scene: Scene): readonly Fix[] => {
  const { chance } = scene;
  const every = step[patrol.profile];
  const until = Math.min(heardUntil(patrol, startedAt, scene), startedAt + walk.duration);
  const known = Math.max(patrol.last?.at ?? startedAt - 1, startedAt - 1);
  const stride = until - known > 8 * every ? 2 * every : every;
  const fixes: Fix[] = [];
  const first = startedAt + Math.ceil((known + 1 - startedAt) / stride) * stride;
  for (let at = first; at <= until && fixes.length < Math.min(400, maxReport); at += stride) {
    const stray = (axis: string): number => (chance("stray", axis, patrol.id, at) - 0.5) * 6;
    const [lon, lat] = aside(walk.placeAt(at - startedAt), stray("east"), stray("north"));
    fixes.push({ at, lon, lat, acc: 4 + Math.round(chance("acc", patrol.id, at) * 90) / 10 });
  }
  return fixes;
};

/** Up to when its fixes have arrived: in a valley without a signal they wait in the receiver. */
const heardUntil = (patrol: PatrolRec, startedAt: Millis, { now, site }: Scene): Millis => {
  if (laneOf(patrol)?.speaks !== "pauses") return now;
  const silentFrom = startedAt + quietFrom;
  const heardAgain = silentFrom + (site.settings.silentMin + 45) * minute;
  return now >= silentFrom && now < heardAgain ? silentFrom : now;
};

const desk = (patrol: string, at: Millis, command: WireCommand): Cue => ({
  key: `plan/${patrol}`,
  slot: `patrol/${patrol}`,
  by: "desk",
  at,
  command,
});
