// The patrols' part of the play: four are under way, their fixes come every few seconds, one of them is out of reach for a while. [PAT-1, PAT-2]

import { type Millis, type PatrolId, patrolId, type WorkerId } from "../../domain/ids.ts";
import type { PatrolRec, RouteRec } from "../../domain/patrols/patrol.ts";
import { maxReport } from "../../domain/patrols/patrol-acts.ts";
import type { Profile } from "../../domain/patrols/track.ts";
import { routeOf, walkersOf } from "../../domain/patrols/walkers.ts";
import { dayLength, hour, minute, second } from "../../domain/time.ts";
import { shuffled } from "./chance.ts";
import type { Cue } from "./cue.ts";
import type { Scene } from "./scene.ts";
import { aside, type Walk } from "./way.ts";

/** So many are under way: those that the site planned, and as many more as are missing. */
const wanted = 4;
const fill: readonly Profile[] = ["foot", "ride", "vehicle"];
/** Between two fixes. Four patrols give about 0.3 reports a second. */
const step: Readonly<Record<Profile, Millis>> = { foot: 15 * second, ride: 10 * second, vehicle: 6 * second };
const shortest = 3 * hour;
/** What a window leaves for coming home and writing it up. */
const slack = 90 * minute;
/** A plan older than this that nobody played is missed for good. */
const forgotten = 2 * dayLength;
/** In the play's first moments a patrol is told as if it had started a while ago. */
const opening = 2 * minute;

/** `spared`: workers whom the play leaves to the person at the kiosk. */
export const roundCues = (scene: Scene, spared: ReadonlySet<WorkerId>): readonly Cue[] => {
  const patrols = [...scene.all("patrol")];
  const quiet = quietOne(patrols, scene);
  return [...plan(patrols, scene, spared), ...patrols.flatMap((patrol) => walkOn(patrol, quiet, scene))];
};

// ── planning ─────────────────────────────────────────────────────────────────────────────────────

const isUnderWay = (patrol: PatrolRec): boolean => patrol.run.state === "active" || patrol.run.state === "paused";
/** Under way, or due to start within a quarter of an hour. */
const isOut = (patrol: PatrolRec, now: Millis): boolean =>
  isUnderWay(patrol) ||
  (patrol.run.state === "planned" && patrol.plannedAt <= now + 15 * minute && now < patrol.windowEnd);

const plan = (patrols: readonly PatrolRec[], scene: Scene, spared: ReadonlySet<WorkerId>): readonly Cue[] => {
  const { now, startedAt, chance } = scene;
  const out = patrols.filter((patrol) => isOut(patrol, now));
  if (out.length >= wanted) return [];
  const behind = now - startedAt < opening ? (40 + 50 * chance("behind", patrols.length)) * minute : 0;
  const plannedAt = Math.floor((now - behind) / minute) * minute;
  const patrol = patrolId(`rehearsal-${Math.round(plannedAt / minute).toString(36)}-${patrols.length}`);
  const profile = fill.find((one) => out.every((other) => other.profile !== one)) ?? "foot";
  const route = routeFor(patrols, out, scene);
  const walk = route === undefined ? undefined : scene.walkOf(route, profile, shortest);
  if (route === undefined || walk === undefined) return [];
  const [leader, ...members] = teamFor(route, out, scene, spared);
  if (leader === undefined) return [];
  const windowEnd = plannedAt + Math.ceil(walk.duration / minute) * minute + slack;
  const command = {
    type: "PlanPatrol",
    patrol,
    route: route.id,
    leader,
    members,
    profile,
    plannedAt,
    windowEnd,
  } as const;
  return [{ key: `plan/${patrol}`, slot: "plan", by: "desk", at: now, command }];
};

/** A route that nobody walks now, rather the one that has waited longest. */
const routeFor = (patrols: readonly PatrolRec[], out: readonly PatrolRec[], scene: Scene): RouteRec | undefined => {
  const last = (route: RouteRec): Millis => {
    const past = patrols.filter((one) => one.route === route.id && one.plannedAt <= scene.now);
    return Math.max(0, ...past.map((one) => one.plannedAt));
  };
  const isBusy = (route: RouteRec): number => (out.some((one) => one.route === route.id) ? 1 : 0);
  return shuffled(scene.all("route"), scene.chance, "routes").toSorted(
    (a, b) => isBusy(a) - isBusy(b) || last(a) - last(b),
  )[0];
};

/** Two or three people of the route's unit who stand on no roster; others where it has none. */
const teamFor = (
  route: RouteRec,
  out: readonly PatrolRec[],
  scene: Scene,
  spared: ReadonlySet<WorkerId>,
): readonly WorkerId[] => {
  const busy = new Set<WorkerId>([...spared, ...out.flatMap((patrol) => [...walkersOf(patrol)])]);
  const free = shuffled(scene.all("worker"), scene.chance, "team", route.id).filter(
    ({ id }) => !busy.has(id) && scene.badgeOf(id) !== undefined && scene.rosteredPosts(id).length === 0,
  );
  const home = free.filter((worker) => worker.scope.includes(route.unit));
  return [...home, ...free.filter((worker) => !home.includes(worker))]
    .slice(0, 2 + (out.length % 2))
    .map((worker) => worker.id);
};

// ── walking ──────────────────────────────────────────────────────────────────────────────────────

/** When it set out; for one that is still only planned, when it sets out. */
const startOf = ({ id, plannedAt, run }: PatrolRec, { chance }: Scene): Millis =>
  "startedAt" in run ? run.startedAt : plannedAt + Math.round(chance("start", id) * 3 * minute);

/** It has set out, or should have: what nobody played is told after the fact. */
const isGoing = (patrol: PatrolRec, scene: Scene): boolean =>
  patrol.run.state === "active" ||
  (patrol.run.state === "planned" && scene.now >= startOf(patrol, scene) && scene.now - patrol.windowEnd < forgotten);

/**
 * Its fixes come before its start is told, and the end of a walk that is over together with its start: nobody shall look for
 * a patrol only because the play has not got so far yet.
 */
const walkOn = (patrol: PatrolRec, quiet: Quiet | undefined, scene: Scene): readonly Cue[] => {
  const { now } = scene;
  const badge = patrol.leader === undefined ? undefined : scene.badgeOf(patrol.leader);
  const route = routeOf(patrol, (id) => scene.get("route", id));
  if (badge === undefined || route === undefined || !isGoing(patrol, scene)) return [];
  const walk = scene.walkOf(route, patrol.profile, timeFor(patrol));
  if (walk === undefined) return [];
  const slot = `patrol/${patrol.id}`;
  const startedAt = startOf(patrol, scene);
  const until = quiet?.patrol === patrol.id ? Math.min(now, quiet.since) : now;
  const fixes = fixesUpTo(until, patrol, startedAt, walk, scene);
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
  const leader = (type: "StartPatrol" | "EndPatrol", at: Millis): Cue => ({
    key: `${type}/${patrol.id}`,
    slot: `${slot}/${type}`,
    by: "kiosk",
    badge,
    at,
    command: { type, patrol: patrol.id },
  });
  const end = startedAt + walk.duration + minute;
  return [
    ...(patrol.run.state === "planned" ? [leader("StartPatrol", startedAt)] : []),
    ...(until >= end ? [leader("EndPatrol", end)] : []),
  ];
};

/** The patrol goes there and back as long as its window allows. */
const timeFor = ({ windowEnd, plannedAt }: PatrolRec): Millis => Math.max(0, windowEnd - plannedAt - slack - hour);

type Quiet = { readonly patrol: PatrolId; readonly since: Millis };
const quietFor = 45 * minute;
const heardFor = 40 * minute;

/**
 * One patrol after the other walks through a valley without a signal: its fixes wait in the receiver until it is silent for
 * 45 min, then all arrive. The first silence is noticed 2 min after the play began.
 */
const quietOne = (patrols: readonly PatrolRec[], scene: Scene): Quiet | undefined => {
  const { now, startedAt, site, chance } = scene;
  const silence = site.settings.silentMin * minute;
  const first = startedAt - silence + 2 * minute;
  const period = silence + quietFor + heardFor;
  const episode = Math.floor((now - first) / period);
  const since = first + episode * period;
  if (now >= since + silence + quietFor) return undefined;
  const [chosen] = shuffled(
    patrols.filter(
      (patrol) =>
        isGoing(patrol, scene) &&
        startOf(patrol, scene) <= since - 10 * minute &&
        patrol.windowEnd - slack > since + silence + quietFor,
    ),
    chance,
    "quiet",
    episode,
  );
  return chosen === undefined ? undefined : { patrol: chosen.id, since };
};

type Fix = { readonly at: Millis; readonly lon: number; readonly lat: number; readonly acc: number };

/** The fixes since the last one that the board has; a long gap is filled as a receiver's memory would, with longer steps. */
const fixesUpTo = (limit: Millis, patrol: PatrolRec, startedAt: Millis, walk: Walk, scene: Scene): readonly Fix[] => {
  const { chance } = scene;
  const every = step[patrol.profile];
  const until = Math.min(limit, startedAt + walk.duration);
  const known = Math.max(patrol.last?.at ?? startedAt - 1, startedAt - 1);
  const stride = until - known > 2 * hour ? minute : until - known > 8 * every ? 2 * every : every;
  const fixes: Fix[] = [];
  const first = startedAt + Math.ceil((known + 1 - startedAt) / stride) * stride;
  for (let at = first; at <= until && fixes.length < maxReport; at += stride) {
    const stray = (axis: string): number => (chance("stray", axis, patrol.id, at) - 0.5) * 6;
    const [lon, lat] = aside(walk.placeAt(at - startedAt), stray("east"), stray("north"));
    fixes.push({ at, lon, lat, acc: 4 + Math.round(chance("acc", patrol.id, at) * 90) / 10 });
  }
  return fixes;
};
