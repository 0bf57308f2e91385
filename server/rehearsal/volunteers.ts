// The volunteers' part of the play: seats fill one by one, people come and go, and tomorrow's activities are announced. [ACT-1, ACT-3, ACT-6]

import {
  type ActivityRec,
  type ActivityRole,
  activityPhase,
  type EntryRec,
  isLive,
  seatsLeftIn,
} from "../../domain/activities/activity.ts";
import type { ActivityDraft } from "../../domain/activities/activity-draft.ts";
import { whyNot } from "../../domain/activities/seats.ts";
import { activityId, type Millis, roleId, type WorkerId } from "../../domain/ids.ts";
import { rootUnit } from "../../domain/site/root-unit.ts";
import { addDays, dayLength, hour, minute, second } from "../../domain/time.ts";
import { shuffled } from "./chance.ts";
import type { Cue } from "./cue.ts";
import type { Scene } from "./scene.ts";
import { trainingPrefix } from "./trainings.ts";

/** `spared`: workers whom the play leaves to the person at the kiosk. */
export const volunteerCues = (scene: Scene, spared: ReadonlySet<WorkerId>): readonly Cue[] => [
  ...attendance(scene, spared),
  ...fireWatches(scene),
  ...repeats(scene),
  ...signUps(scene, spared),
];

// ── announcing ───────────────────────────────────────────────────────────────────────────────────

/** Minutes of a fire watch: whatever the hour, one is under way and the next one fills. */
const watchLength = 240;
const watchPrefix = "rehearsal-watch-";

const fireWatches = (scene: Scene): readonly Cue[] => {
  const { clock, now } = scene;
  const block = Math.floor(clock.minuteOfDay(now) / watchLength);
  return [block, block + 1].flatMap((one): readonly Cue[] => {
    const on = addDays(clock.dayOf(now), Math.floor((one * watchLength) / 1440));
    const startsAt = clock.instant(on, (one * watchLength) % 1440);
    const endsAt = startsAt + watchLength * minute;
    const unit = rootUnit(scene)?.id;
    const id = activityId(`${watchPrefix}${on}-${(one * watchLength) % 1440}`);
    if (unit === undefined || scene.get("activity", id) !== undefined || now > endsAt - 10 * minute) return [];
    return [
      opening(
        {
          id,
          unit,
          sort: "volunteer",
          name: "防火值守志愿服务",
          nameEn: "Fire-watch volunteers",
          place: "各管护站",
          startsAt,
          endsAt,
          opensAt: startsAt - watchLength * minute,
          closesAt: endsAt - 10 * minute,
          cancelUntil: startsAt - hour,
          capacity: 16,
          roles: [{ id: roleId("watch"), name: "值守", nameEn: "Watch", capacity: 16, requires: [] }],
        },
        now,
      ),
    ];
  });
};

/** What the site announced is announced again for the next day once it is over; what a person opened here is his. */
const repeats = (scene: Scene): readonly Cue[] => {
  const { now } = scene;
  const latest = new Map<string, ActivityRec>();
  for (const activity of scene.all("activity")) {
    const series = activity.id.split("@")[0] ?? "";
    if (activity.id.startsWith(watchPrefix) || activity.id.startsWith(trainingPrefix) || isPersonal(series)) continue;
    const known = latest.get(series);
    if (known === undefined || activity.startsAt > known.startsAt) latest.set(series, activity);
  }
  return [...latest].flatMap(([series, activity]): readonly Cue[] => {
    const phase = activityPhase(activity, now);
    if (phase !== "finished" && phase !== "cancelled") return [];
    const later = Math.max(1, Math.ceil((now + hour - activity.startsAt) / dayLength)) * dayLength;
    const id = activityId(`${series.slice(0, 50)}@${scene.clock.dayOf(activity.startsAt + later)}`);
    if (scene.get("activity", id) !== undefined) return [];
    return [
      opening(
        {
          id,
          unit: activity.unit,
          sort: activity.sort,
          name: activity.name,
          nameEn: activity.nameEn,
          place: activity.place,
          capacity: activity.capacity,
          roles: activity.roles,
          startsAt: activity.startsAt + later,
          endsAt: activity.endsAt + later,
          opensAt: Math.min(now, activity.closesAt + later),
          closesAt: activity.closesAt + later,
          cancelUntil: activity.cancelUntil + later,
          ...(activity.training === undefined ? {} : { training: activity.training }),
        },
        now,
      ),
    ];
  });
};

/** Ids that the desk makes are UUIDs. */
const isPersonal = (id: string): boolean => /^[\da-f]{8}-[\da-f]{4}-/.test(id);

const opening = (activity: ActivityDraft, at: Millis): Cue => ({
  key: `open/${activity.id}`,
  slot: `activity/${activity.id}`,
  by: "desk",
  at,
  command: { type: "OpenActivity", activity },
});

// ── signing up ───────────────────────────────────────────────────────────────────────────────────

/** How many want to come: from some seats free to some people waiting. */
const wanted = (activity: ActivityRec, { chance }: Scene): number =>
  Math.round(activity.capacity * (0.7 + 0.4 * chance("wanted", activity.id)));

/** How many had signed up before anybody looked: up to half of those who want to, over six hours. */
const before = (activity: ActivityRec, scene: Scene): number =>
  Math.floor(wanted(activity, scene) * 0.5 * Math.min(1, Math.max(0, (scene.now - activity.opensAt) / (6 * hour))));

const signUps = (scene: Scene, spared: ReadonlySet<WorkerId>): readonly Cue[] => {
  const { now, chance } = scene;
  const open = shuffled(scene.all("activity"), chance, "sign-up", Math.floor(now / minute)).filter(
    (activity) => now >= activity.opensAt && now < activity.closesAt && activity.cancelled === undefined,
  );
  const signed = (activity: ActivityRec): number => activity.counts.taken + activity.counts.waiting;
  const behind = open.filter((activity) => signed(activity) < before(activity, scene));
  if (behind.length > 0)
    return behind.flatMap((activity) => {
      const span = Math.min(now - activity.opensAt, 6 * hour);
      return signUp(activity, now - Math.round(span * chance("ago", activity.id, activity.seq)), scene, spared);
    });
  const wishes = open.filter((activity) => signed(activity) < wanted(activity, scene));
  let newest = 0;
  for (const { is } of scene.all("entry"))
    if (is.state === "confirmed" || is.state === "waiting") newest = Math.max(newest, is.at);
  const [next] = wishes;
  if (
    next === undefined ||
    now - newest < gapFor(wishes.reduce((sum, one) => sum + wanted(one, scene) - signed(one), 0))
  )
    return [];
  return signUp(next, now, scene, spared);
};

/** The fewer are still to come, the longer one waits for the next: there is always something left to see. */
const gapFor = (still: number): Millis => (still > 40 ? 15 : still > 20 ? 30 : still > 8 ? 90 : 300) * second;

/** Three who could, the first choice first; the board's own rule says who cannot. */
const signUp = (activity: ActivityRec, at: Millis, scene: Scene, spared: ReadonlySet<WorkerId>): readonly Cue[] => {
  const free = activity.roles.filter((role) => seatsLeftIn(activity, role) > 0);
  const roles = free.length > 0 ? free : activity.roles;
  const role = roles[Math.floor(scene.chance("role", activity.id, activity.seq) * roles.length)];
  if (role === undefined) return [];
  const cues: Cue[] = [];
  for (const worker of shuffled(scene.all("worker"), scene.chance, "volunteer", activity.id)) {
    const badge = scene.badgeOf(worker.id);
    if (badge === undefined || spared.has(worker.id) || !couldCome(activity, role, worker.id, scene)) continue;
    cues.push({
      key: `up/${activity.id}/${worker.id}/${activity.seq}`,
      slot: `activity/${activity.id}`,
      by: "kiosk",
      badge,
      at,
      command: { type: "SignUp", activity: activity.id, role: role.id, wait: true },
    });
    if (cues.length === 3) break;
  }
  return cues;
};

const couldCome = (activity: ActivityRec, role: ActivityRole, id: WorkerId, scene: Scene): boolean => {
  const worker = scene.get("worker", id);
  if (worker === undefined) return false;
  if (scene.entriesOf(id).some((entry) => entry.activity === activity.id)) return false;
  const look = {
    ...scene,
    activity: (one: string) => scene.get("activity", one),
    liveOf: (one: WorkerId) => scene.entriesOf(one).filter(isLive),
  };
  return whyNot(activity, role, worker, look) === undefined;
};

// ── being there ──────────────────────────────────────────────────────────────────────────────────

/** Who signed up comes around the start, one in twelve does not; they leave towards the end. */
const attendance = (scene: Scene, spared: ReadonlySet<WorkerId>): readonly Cue[] =>
  [...scene.all("activity")].flatMap((activity) =>
    activity.cancelled !== undefined || scene.now < activity.startsAt - 20 * minute
      ? []
      : scene
          .entriesIn(activity.id)
          .flatMap((entry) => (isLive(entry) ? presence(activity, entry, scene, spared) : [])),
  );

/** Some stand a short watch, so that hours are credited while the watch goes on. */
const afterShortWatch = (activity: ActivityRec, entry: EntryRec, since: Millis, { chance }: Scene): Millis =>
  activity.id.startsWith(watchPrefix) && chance("short", entry.id) < 0.4
    ? since + Math.round((40 + 50 * chance("watch", entry.id)) * minute)
    : Number.POSITIVE_INFINITY;

const presence = (
  activity: ActivityRec,
  entry: EntryRec,
  scene: Scene,
  spared: ReadonlySet<WorkerId>,
): readonly Cue[] => {
  const { now, chance } = scene;
  const badge = scene.badgeOf(entry.worker);
  if (badge === undefined) return [];
  const act = (type: "CheckInEntry" | "CheckOutEntry", at: Millis): readonly Cue[] =>
    now < at
      ? []
      : [
          {
            key: `${type}/${entry.id}`,
            slot: `entry/${entry.id}`,
            by: "kiosk",
            badge,
            at,
            command: { type, activity: activity.id },
          },
        ];
  if (entry.is.state === "checked-in") {
    const atEnd = Math.max(entry.is.at, activity.endsAt - Math.round(chance("leave", entry.id) * 8 * minute));
    return act("CheckOutEntry", Math.min(atEnd, afterShortWatch(activity, entry, entry.is.at, scene)));
  }
  if (entry.is.state !== "confirmed" || now > activity.endsAt || chance("absent", entry.id) < 1 / 12) return [];
  if (spared.has(entry.worker)) return [];
  const comes = activity.startsAt + Math.round((25 * chance("come", entry.id) - 12) * minute);
  return act("CheckInEntry", Math.max(comes, entry.is.at + 3 * minute));
};
