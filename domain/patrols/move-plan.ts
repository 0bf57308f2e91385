// What an import of another system's patrols will make, and what it leaves out and why: the same for its preview and for its act. [PAT-1]

import type { FindingId, Millis, PatrolId, TrackId, WorkerId } from "../ids.ts";
import type { LonLat } from "../site/site.ts";
import { dayLength, type SiteClock, stampText } from "../time.ts";
import type { WorkerRec } from "../workers.ts";
import type { FindingRec, FindingSort } from "./finding.ts";
import { createMeeting, type Met } from "./move-people.ts";
import { type LeftOut, timesOf } from "./move-times.ts";
import { type PatrolLeg, systemNames } from "./moved.ts";
import { fastest, isFlown, profileOfKind, sortOfKind } from "./moved-kinds.ts";
import type { ImportPatrols, MovedEvent, MovedPatrol, MovedPerson } from "./moving.ts";
import type { MovedDraft, PatrolRec, TrailRec } from "./patrol.ts";
import { clockTolerance, gpsEpoch, type RawFix, type TrackRec } from "./track.ts";

export type MovedFinding = {
  readonly id: FindingId;
  readonly sort: FindingSort;
  readonly at: Millis;
  readonly patrol: PatrolId;
  readonly by?: WorkerId;
  readonly lonLat?: LonLat;
  readonly note: string;
  /** Settled there, or so long ago that nobody goes out for it today. */
  readonly isOver: boolean;
  /** What it came from, for the outcome. */
  readonly source: string;
};

/** Somebody whom the register does not hold, or holds twice. */
export type Stranger = { readonly name: string; readonly why: "nobody" | "several"; readonly times: number };

/** Whom of theirs we take for whom of ours. */
export type Match = { readonly name: string; readonly worker: WorkerId; readonly times: number };

export type MovePlan = {
  readonly made: readonly { readonly id: PatrolId; readonly draft: MovedDraft }[];
  /** Patrols of these are on the board and stay as they are. */
  readonly known: number;
  readonly leftOut: Readonly<Partial<Record<LeftOut, number>>>;
  readonly findings: readonly MovedFinding[];
  readonly knownFindings: number;
  /** Events of no kind of ours that are kept as words, and those that are kept nowhere. */
  readonly notes: number;
  readonly lost: number;
  readonly tracks: readonly { readonly patrol: PatrolId; readonly track: TrackId; readonly fixes: number }[];
  readonly knownTracks: number;
  /** Legs whose fixes do not count, because somebody flew. */
  readonly flown: number;
  readonly people: number;
  readonly strangers: readonly Stranger[];
  readonly matches: readonly Match[];
};

export type MoveLook = {
  readonly clock: SiteClock;
  readonly all: (kind: "worker") => Iterable<WorkerRec>;
  readonly patrol: (id: PatrolId) => PatrolRec | undefined;
  readonly trail: (id: PatrolId) => TrailRec | undefined;
  readonly finding: (id: FindingId) => FindingRec | undefined;
  readonly track: (id: TrackId) => TrackRec | undefined;
};

/** Words that a patrol keeps beside its findings: so many, each so long. */
const maxNotes = 40;
const noteLength = 200;
const maxLegs = 50;
/**
 * A report that nobody has settled there stays open here for so long after it was seen. A fire of yesterday no longer burns
 * unseen: open, it would ring with priority 1 as if it did.
 */
const freshFor = (sort: FindingSort): number => (sort === "fire" ? dayLength : 7 * dayLength);

const clip = (text: string, length: number): string => {
  const plain = text.replaceAll(/\s+/g, " ").trim();
  return plain.length <= length ? plain : `${plain.slice(0, length - 1)}…`;
};

export const planMove = (
  { patrols, unit, metres }: Pick<ImportPatrols, "patrols" | "unit" | "metres">,
  look: MoveLook,
  now: Millis,
): MovePlan => {
  const meet = createMeeting(look.all("worker"));
  const made: { id: PatrolId; draft: MovedDraft }[] = [];
  const findings = new Map<FindingId, MovedFinding>();
  const tracks: { patrol: PatrolId; track: TrackId; fixes: number }[] = [];
  const leftOut: Partial<Record<LeftOut, number>> = {};
  const met = new Set<WorkerId>();
  const strangers = new Map<string, Stranger>();
  const matches = new Map<string, Match>();
  const count = { known: 0, knownFindings: 0, notes: 0, lost: 0, knownTracks: 0, flown: 0 };

  const take = (person: MovedPerson): Met => {
    const found = meet(person);
    if (found.is === "worker") {
      const { name, worker } = found;
      met.add(worker);
      const key = `${worker} ${name}`;
      matches.set(key, { name, worker, times: (matches.get(key)?.times ?? 0) + 1 });
    } else {
      const { name, is: why } = found;
      strangers.set(name, { name, why, times: (strangers.get(name)?.times ?? 0) + 1 });
    }
    return found;
  };

  const seen = new Set<PatrolId>();
  for (const patrol of patrols) {
    // Of a patrol that a file tells twice the first holds.
    if (seen.has(patrol.id)) continue;
    seen.add(patrol.id);
    const before = look.patrol(patrol.id);
    let begun: Millis;
    let leader = before?.leader;
    const told = eventsOf(patrol);
    if (before === undefined) {
      const timed = timesOf(patrol, cancelReason(patrol), now);
      if (!timed.ok) {
        leftOut[timed.why] = (leftOut[timed.why] ?? 0) + 1;
        continue;
      }
      const crew = crewOf(patrol, take);
      const notes = [...patrol.notes, ...told.others.map((event) => noteText(event, look.clock))];
      const kept = notes.slice(0, maxNotes).map((note) => clip(note, noteLength));
      const { run, plannedAt, windowEnd, past } = timed;
      const origin = {
        ...originOf(patrol, metres?.get(patrol.id)),
        ...crew.origin,
        notes: kept,
        importedAt: now,
        past,
      };
      const profile = fastest(patrol.legs.map((leg) => profileOfKind(leg.kind)));
      const draft = { unit, members: crew.members, profile, plannedAt, windowEnd, run, origin };
      made.push({ id: patrol.id, draft: crew.leader === undefined ? draft : { ...draft, leader: crew.leader } });
      leader = crew.leader;
      begun = "startedAt" in run ? run.startedAt : plannedAt;
      const lost = Math.min(told.others.length, Math.max(0, notes.length - maxNotes));
      count.notes += told.others.length - lost;
      count.lost += lost;
    } else {
      count.known += patrol.bare ? 0 : 1;
      begun = "startedAt" in before.run ? before.run.startedAt : before.plannedAt;
    }
    for (const { event, sort } of told.ours) {
      const id = event.id;
      if (look.finding(id) !== undefined || findings.has(id)) {
        count.knownFindings += 1;
        continue;
      }
      const at = event.at !== null && event.at >= gpsEpoch && event.at <= now + clockTolerance ? event.at : begun;
      if (at > now + clockTolerance) {
        count.lost += 1;
        continue;
      }
      findings.set(id, {
        id,
        sort,
        at,
        patrol: patrol.id,
        ...(leader === undefined ? {} : { by: leader }),
        ...(event.lonLat === undefined ? {} : { lonLat: event.lonLat }),
        note: clip(event.words === "" ? event.kind : event.words, 500),
        isOver: !event.isOpen || now - at > freshFor(sort),
        source: `${systemNames[patrol.system]} ${patrol.number}`,
      });
    }
    count.flown += patrol.legs.filter((leg) => leg.raw.length > 0 && isFlown(leg.kind)).length;
    if (patrol.track !== undefined && (before ?? made.at(-1)?.draft)?.run.state !== "cancelled") {
      const { track, file, raw } = patrol.track;
      if (look.track(track) !== undefined || isWalked(raw, look.trail(patrol.id))) count.knownTracks += 1;
      else tracks.push({ patrol: patrol.id, track, fixes: file.timed });
    }
  }
  return {
    made,
    leftOut,
    findings: [...findings.values()],
    tracks,
    ...count,
    people: met.size,
    strangers: [...strangers.values()].sort(oftenFirst),
    matches: [...matches.values()].sort(oftenFirst),
  };
};

type Told = { readonly name: string; readonly times: number };
const oftenFirst = (a: Told, b: Told): number => b.times - a.times || (a.name < b.name ? -1 : 1);

/** Whether every fix is in the trail already: a part of a track that came whole. */
const isWalked = (raw: readonly (readonly RawFix[])[], trail: TrailRec | undefined): boolean => {
  if (trail === undefined) return false;
  const known = new Set(trail.fixes.map(([at, lon, lat]) => `${at} ${lon} ${lat}`));
  return raw.every((segment) => segment.every(([at, lon, lat]) => known.has(`${at} ${lon} ${lat}`)));
};

const cancelReason = ({ system }: MovedPatrol): string =>
  `在 ${systemNames[system]} 已取消 cancelled in ${systemNames[system]}`;

const eventsOf = ({ events }: MovedPatrol) => {
  const ours: { readonly event: MovedEvent; readonly sort: FindingSort }[] = [];
  const others: MovedEvent[] = [];
  for (const event of events) {
    const sort = sortOfKind(event.kind);
    if (sort === undefined) others.push(event);
    else ours.push({ event, sort });
  }
  return { ours, others };
};

const noteText = ({ at, kind, words }: MovedEvent, clock: SiteClock): string =>
  [at !== null && at >= gpsEpoch ? `${clock.dayOf(at).slice(0, 5)}${stampText(clock, at)}` : "", kind, words]
    .filter((part) => part !== "")
    .join(" · ");

type Unmet = Exclude<Met, { readonly is: "worker" }>;
/** Leader of the first leg that has one; everybody else who walked any of them is a member. */
const crewOf = (patrol: MovedPatrol, take: (person: MovedPerson) => Met) => {
  const first = patrol.legs.find((leg) => leg.leader !== undefined)?.leader;
  const lead = first === undefined ? undefined : take(first);
  const members = new Set<WorkerId>();
  const others = new Map<string, Unmet>();
  for (const leg of patrol.legs)
    for (const person of [...(leg.leader === undefined || leg.leader === first ? [] : [leg.leader]), ...leg.members]) {
      const found = take(person);
      if (found.is === "worker") members.add(found.worker);
      else others.set(found.name, found);
    }
  const leader = lead?.is === "worker" ? lead.worker : undefined;
  const unmet = lead !== undefined && lead.is !== "worker" ? lead : undefined;
  if (leader !== undefined) members.delete(leader);
  if (unmet !== undefined) others.delete(unmet.name);
  const strangers = [...others.values()].filter((one) => one.isStranger);
  return {
    leader,
    members: [...members].slice(0, 50),
    origin: {
      ...(unmet?.isStranger === true ? { leader: unmet.name } : {}),
      members: strangers.map(({ name }) => name).slice(0, 50),
      unnamed: Math.min(50, others.size) + (unmet === undefined ? 0 : 1),
    },
  };
};

const originOf = (patrol: MovedPatrol, metres: readonly (number | undefined)[] = []) => ({
  system: patrol.system,
  number: clip(patrol.number, 60),
  title: clip(patrol.title, 120),
  objective: clip(patrol.objective, 400),
  legs: patrol.legs.slice(0, maxLegs).map(({ kind, from, until }, i): PatrolLeg => {
    const walked = metres[i];
    return {
      kind: clip(kind, 60),
      profile: profileOfKind(kind),
      ...(from === null ? {} : { from }),
      ...(until === null ? {} : { until }),
      ...(walked === undefined ? {} : { metres: walked }),
    };
  }),
});
