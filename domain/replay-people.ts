// What of people a record of an earlier moment may bear: a checkpoint holds none of it, and a replay tells it from today's board. [ORG-2, SCR-3]

import { bearsWords, creditWordedAs, entryWordedAs, withoutWords } from "./activities/said-of-him.ts";
import type { AlarmRec } from "./alarms/alarm.ts";
import { wordlessAlarm } from "./alarms/sos-note.ts";
import type { EntrantRec } from "./contests/contest.ts";
import { forgottenEntrant } from "./contests/contest-faces.ts";
import { type CorrectionRec, wordless } from "./corrections/correction.ts";
import { newLearner } from "./learning/learner.ts";
import { publicOrigin } from "./patrols/moved.ts";
import { leftAs, withoutLeftWords } from "./posts/left-words.ts";
import type { Rec, Records } from "./records.ts";
import { bareOthers, type RefusedRec, wordlessAct } from "./refused/refused-act.ts";
import { studyWordedAs, wordlessStudy } from "./study/study-words.ts";
import { forgottenRecord, isForgotten, type WorkerRec } from "./workers.ts";

/** Today's board, as far as a record of an earlier one is told by it. */
export type Today = Pick<Records, "get">;

type Told = {
  /** As a checkpoint keeps it; what the events after it change can still be folded in. */
  readonly bare: () => Rec;
  /** The same for the whole record and for its bare one: else a replay would depend on where its checkpoints lie. */
  readonly now: (today: Today) => Rec;
};
const plain = "bears nothing of a person";

/** Stands for a name that is not kept; an empty one would be a forgotten person's. */
const unnamed = "·";

/** Each kind has its place here: a new one does not compile until it is said what of a person it bears. */
const tellingOf = (record: Rec): Told | typeof plain => {
  switch (record.kind) {
    case "worker":
      return {
        bare: () => (isForgotten(record) ? record : { ...forgottenRecord(record, record.seq), name: unnamed }),
        now: (today) => namedAsNow(record, today.get("worker", record.id)),
      };
    case "entrant":
      return { bare: () => forgottenEntrant(record), now: (today) => placedAsNow(record, today) };
    case "entry":
      if (!bearsWords(record)) return plain;
      return { bare: () => withoutWords(record), now: (today) => entryWordedAs(record, today.get("entry", record.id)) };
    case "credit":
      if (!bearsWords(record)) return plain;
      return {
        bare: () => withoutWords(record),
        now: (today) => creditWordedAs(record, today.get("credit", record.id)),
      };
    case "learner": {
      const { id, seq, scope } = record;
      const bare = () => newLearner(id, seq, scope);
      return { bare, now: (today) => ({ ...(today.get("learner", id) ?? bare()), seq, scope }) };
    }
    case "alarm":
      return { bare: () => wordlessAlarm(record), now: (today) => calledAsNow(record, today.get("alarm", record.id)) };
    case "study":
      return {
        bare: () => wordlessStudy(record),
        now: (today) => studyWordedAs(record, today.get("study", record.id)),
      };
    case "post":
      return { bare: () => withoutLeftWords(record), now: (today) => leftAs(record, today.get("post", record.id)) };
    case "patrol": {
      const { origin } = record;
      if (origin === undefined) return plain;
      const bare = publicOrigin(origin);
      return {
        bare: () => ({ ...record, origin: bare }),
        // Its words never change, and name people whom the register does not hold.
        now: (today) => ({ ...record, origin: today.get("patrol", record.id)?.origin ?? bare }),
      };
    }
    case "correction":
      return {
        bare: () => wordless(record),
        now: (today) => askedAsNow(record, today.get("correction", record.id)),
      };
    case "refused":
      return { bare: () => wordlessAct(record), now: (today) => writtenAsNow(record, today.get("refused", record.id)) };
    // What an office wrote, or whoever answered for it: no key forgets it.
    case "finding":
    case "case":
    case "activity":
    case "contest":
    case "unit":
    case "tracker":
    case "round":
    case "screen":
    case "track":
    // And what speaks of no person.
    case "site":
    case "map":
    case "plan":
    case "route":
    case "zone":
    case "cover":
    case "coverday":
    case "daily":
    case "load":
    case "trail":
    case "quiz":
      return plain;
  }
};

/** As a checkpoint keeps it: without a name, and without a word by or about a person. */
export const withoutPeople = (record: Rec): Rec => {
  const told = tellingOf(record);
  return told === plain ? record : told.bare();
};

/** People as they are today. */
export const asToday = (record: Rec, today: Today): Rec => {
  const told = tellingOf(record);
  return told === plain ? record : told.now(today);
};

/** What a person's record says of him comes from today's board: names live in no copy of an earlier one. */
const namedAsNow = (then: WorkerRec, now: WorkerRec | undefined): WorkerRec =>
  now === undefined ? forgottenRecord(then, then.seq) : { ...now, seq: then.seq, unit: then.unit, scope: then.scope };

/** His rank then, with what he reached, his name and his will as today's board has them; marks, and what was said about them, are read at the desk, not replayed. */
const placedAsNow = (then: EntrantRec, today: Today): EntrantRec => {
  const now = today.get("entrant", then.id);
  const named = now?.name || today.get("worker", then.worker)?.name;
  return {
    ...forgottenEntrant(then),
    name: then.place === undefined ? "" : (named ?? ""),
    ...(then.place === undefined || now?.place?.total === undefined
      ? {}
      : { place: { ...then.place, total: now.place.total } }),
    ...(now?.byName === undefined ? {} : { byName: now.byName }),
  };
};

const askedAsNow = (then: CorrectionRec, now: CorrectionRec | undefined): CorrectionRec => {
  if (now === undefined) return wordless(then);
  const { about, wanted } = now;
  const reason = "reason" in now.is ? now.is.reason : "";
  return { ...then, about, wanted, is: "reason" in then.is ? { ...then.is, reason } : then.is };
};

/** What was written with a refused act and about it. */
const writtenAsNow = (then: RefusedRec, now: RefusedRec | undefined): RefusedRec => {
  const { settled } = then;
  return {
    ...then,
    words: now?.words ?? "",
    refusal: now?.refusal ?? { code: then.refusal.code },
    ...(now === undefined ? bareOthers(then) : now.others === undefined ? {} : { others: now.others }),
    ...(settled === undefined ? {} : { settled: { ...settled, note: now?.settled?.note ?? "" } }),
  };
};

/** What its caller added to a call for help, as far as it still stands there. */
const calledAsNow = (then: AlarmRec, now: AlarmRec | undefined): AlarmRec => {
  const bare = wordlessAlarm(then);
  if (bare.notes === undefined) return bare;
  return { ...bare, notes: bare.notes.map((note) => now?.notes?.find(({ at }) => at === note.at) ?? note) };
};
