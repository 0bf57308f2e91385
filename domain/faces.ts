// Records with what an audience may not know taken off: names, members of the party, who answered, why somebody could not sign. [ORG-2]

import { type ActivityRec, askedIn, type EntryRec } from "./activities/activity.ts";
import type { CreditRec } from "./activities/credits.ts";
import type { AlarmRec, Answerer } from "./alarms/alarm.ts";
import { wordlessAlarm } from "./alarms/sos-note.ts";
import type { CorrectionRec } from "./corrections/correction.ts";
import type { ZoneRec } from "./coverage/zone.ts";
import { type WorkerId, workerId } from "./ids.ts";
import type { FindingRec } from "./patrols/finding.ts";
import { publicOrigin } from "./patrols/moved.ts";
import type { PatrolRec } from "./patrols/patrol.ts";
import type { Handover, PostRec, Watch } from "./posts/post.ts";
import { emptyLog } from "./posts/post-log.ts";
import type { RefusedRec } from "./refused/refused-act.ts";
import { forgottenRecord, maskName, type WorkerRec } from "./workers.ts";

/** Nobody in particular: stands where an audience may know that somebody is there, not who. */
export const somebody = workerId("somebody");

/** Tags serve routing and counts of five or more. Party membership goes to the branch's own desk alone; a badge's hash nowhere at all; what he took or chose for himself is his. */
export const withoutSecrets = ({ copies: _, chosen: __, ...worker }: WorkerRec): WorkerRec => ({
  ...worker,
  badge: "",
  party: false,
  tags: [],
});

/** His own page need not say why a foreman signed for another. */
export const ownRecord = ({ relief: _, ...worker }: WorkerRec): WorkerRec => ({
  ...withoutSecrets(worker),
  ...(worker.chosen === undefined ? {} : { chosen: worker.chosen }),
});

export const nameOnly = (worker: WorkerRec): WorkerRec => ({
  ...forgottenRecord(worker, worker.seq),
  number: "",
  name: maskName(worker.name),
});

/** What the land is called, for who writes of it; its ground is drawn on walls. */
export const namedZone = (zone: ZoneRec): ZoneRec => ({ ...zone, ring: [], grid: { ...zone.grid, cells: [] } });

export const facelessPost = ({ responsible: _, deputy: __, ...post }: PostRec): PostRec => ({
  ...post,
  party: false,
  log: emptyLog(post.log.since),
  roster: post.roster.map((line) => ({ ...line, worker: somebody })),
  watch: facelessWatch(post.watch),
});

/** Why somebody could not sign is between him, his foreman and the desk; what one wrote for the other is between those two. */
export const publicWatch = (watch: Watch): Watch => {
  if (watch.state !== "held") return watch;
  if (watch.signedFor === undefined && watch.took === undefined && watch.handover?.words === undefined) return watch;
  const { signedFor: _, took: __, handover, ...open } = watch;
  return { ...open, ...(handover === undefined ? {} : { handover: wordless(handover) }) };
};

const wordless = ({ words: _, ...handover }: Handover): Handover => handover;

const facelessWatch = (full: Watch): Watch => {
  const watch = publicWatch(full);
  if (watch.state !== "held") return watch;
  const { handover } = watch;
  return { ...watch, holder: somebody, ...(handover === undefined ? {} : { handover: { ...handover, to: somebody } }) };
};

/** His own part of a watch with its face: that he holds, that it is handed to him. Who the other is stays unsaid. */
export const ownWatch = (watch: Watch, faceless: Watch, worker: WorkerId): Watch => {
  if (watch.state !== "held" || faceless.state !== "held") return watch;
  const { handover } = watch;
  const handed = handover?.to === worker ? { handover } : {};
  return { ...faceless, ...(watch.holder === worker ? { holder: worker } : {}), ...handed };
};

/** What a patrol came to is everybody's; who reviewed it and what he wrote is the desk's. */
export const publicPatrol = ({ review, setAside, origin, ...patrol }: PatrolRec): PatrolRec => ({
  ...patrol,
  ...(origin === undefined ? {} : { origin: publicOrigin(origin) }),
  ...(review === undefined ? {} : { review: { at: review.at, note: "" } }),
  ...(setAside === undefined ? {} : { setAside: { at: setAside.at, reason: "", days: [], visits: [] } }),
});

export const isOfPost = ({ sort }: AlarmRec): boolean => sort === "post-vacant" || sort === "post-overdue";

/** That it rings, since when and how urgently; nobody who answered it. */
export const facelessAlarm = ({ assigned: _, shelf: __, out: ___, notes: ____, ...alarm }: AlarmRec): AlarmRec => ({
  ...alarm,
  is: "by" in alarm.is && alarm.is.by !== undefined ? { ...alarm.is, by: { worker: somebody } } : alarm.is,
  log: [],
});

/** A worker's own record, which the name is read from, is masked already. */
export const maskedBy = (by: Answerer): Answerer => (typeof by === "string" ? maskName(by) : by);

export const maskedAlarm = (alarm: AlarmRec): AlarmRec => {
  const { is, shelf, out } = alarm;
  return {
    ...wordlessAlarm(alarm),
    is: "by" in is && is.by !== undefined ? { ...is, by: maskedBy(is.by) } : is,
    ...(shelf === undefined ? {} : { shelf: { ...shelf, by: maskedBy(shelf.by) } }),
    ...(out === undefined ? {} : { out: { ...out, by: maskedBy(out.by) } }),
    // What was said about it is the desk's.
    log: [],
  };
};

/** Whether the worker told of it himself. */
export const isTeller = ({ by }: FindingRec, worker: WorkerId): boolean =>
  typeof by === "object" && by.worker === worker;

/** Whoever told of it learns what became of it; the name of the desk that closed it is the desk's. */
export const ownFinding = ({ is, ...finding }: FindingRec): FindingRec => ({
  ...finding,
  is: is.state === "open" ? is : { ...is, by: maskedBy(is.by) },
});

/** Before everybody's eyes: what and where, and whom to call back; no words and no picture of people. */
export const publicFinding = ({ photo: _, note: __, by, is, ...record }: FindingRec): FindingRec => ({
  ...record,
  note: "",
  ...(typeof by === "object" ? { by } : {}),
  is: is.state === "open" ? is : { ...is, by: "", outcome: "" },
});

/** What became of his act, and in a word what was done about it; the name of the desk that did is the desk's. */
export const ownRefused = ({ settled, tail: _, others: __, ...record }: RefusedRec): RefusedRec => ({
  ...record,
  tail: "",
  ...(settled === undefined ? {} : { settled: { ...settled, by: maskedBy(settled.by) } }),
});

/** What was decided of him, and why; the name of the desk that did is the desk's. */
/** To whom he offers his seat is between the two of them, and whether there is such a person nobody's to learn. [SCR-2] */
export const withoutAsked = (entry: EntryRec): EntryRec => {
  if (askedIn(entry) === undefined || entry.is.state !== "confirmed" || entry.is.swapTo === undefined) return entry;
  const { state, at } = entry.is.swapTo;
  return { ...entry, is: { ...entry.is, swapTo: { state, at } } };
};

export const ownEntry = (record: EntryRec): EntryRec => {
  const entry = withoutAsked(record);
  const { is } = entry;
  if (is.state === "excused" || is.state === "no-show-final") return { ...entry, is: { ...is, by: maskedBy(is.by) } };
  return "entered" in is && is.entered !== undefined
    ? { ...entry, is: { ...is, entered: { ...is.entered, by: maskedBy(is.entered.by) } } }
    : entry;
};

export const ownCredit = (credit: CreditRec): CreditRec => ({
  ...credit,
  lines: credit.lines.map((line) =>
    line.corrected === undefined
      ? line
      : { ...line, corrected: { ...line.corrected, by: maskedBy(line.corrected.by) } },
  ),
});

/** The answer is his; the name of the desk that gave it is the desk's. */
export const ownCorrection = (one: CorrectionRec): CorrectionRec =>
  "by" in one.is ? { ...one, is: { ...one.is, by: maskedBy(one.is.by) } } : one;

/** Sickness is one of the answers: no medical word leaves the worker and whoever decides. [ORG-2] */
export const withoutAnswer = (entry: EntryRec): EntryRec => {
  const { is } = entry;
  if (!("answer" in is)) return entry;
  const { answer: _, ...told } = is;
  return { ...entry, is: told };
};

/** Until when seats are shared among the crews; how many each has tells how many people it is. [ACT-1] */
export const withoutShares = (activity: ActivityRec): ActivityRec =>
  activity.fair === undefined ? activity : { ...activity, fair: { ...activity.fair, shares: {} } };
