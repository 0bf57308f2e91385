// What of a record decides who may see it: a screen that was away learns from it what it has lost sight of.

import { tellsNoShow } from "./activities/presence.ts";
import { withoutWords } from "./activities/said-of-him.ts";
import { wordlessAlarm } from "./alarms/sos-note.ts";
import { bound } from "./cases/case.ts";
import { publicCase } from "./cases/case-faces.ts";
import { forgottenEntrant, lastOnWall } from "./contests/contest-faces.ts";
import { wordless } from "./corrections/correction.ts";
import type { WorkerId } from "./ids.ts";
import { newLearner } from "./learning/learner.ts";
import { publicOrigin } from "./patrols/moved.ts";
import type { PatrolRec } from "./patrols/patrol.ts";
import { withoutLeftWords } from "./posts/left-words.ts";
import type { PostRec } from "./posts/post.ts";
import { emptyLog } from "./posts/post-log.ts";
import type { Rec } from "./records.ts";
import { wordlessAct } from "./refused/refused-act.ts";
import { isOpenItem } from "./study/study.ts";
import { wordlessStudy } from "./study/study-words.ts";
import { forgottenRecord } from "./workers.ts";

/** Whether everybody who could see the record before can see it after; asked at every change, so the common case is cheap. */
export const sameVisibility = (before: Rec, after: Rec): boolean => {
  if (before.kind === "post" && after.kind === "post" && before.roster === after.roster && before.scope === after.scope)
    return holderOf(before) === holderOf(after) && incomingOf(before) === incomingOf(after);
  return before.kind === "daily" || before.kind === "coverday" || visibilityOf(before) === visibilityOf(after);
};

const holderOf = (post: PostRec): WorkerId | undefined => (post.watch.state === "held" ? post.watch.holder : undefined);

const incomingOf = ({ watch }: PostRec): WorkerId | undefined =>
  watch.state === "held" ? watch.handover?.to : undefined;

/** Everything of a record that decides who may see it: where this stays the same, nobody's view of it can end. */
export const visibilityOf = (record: Rec): string => JSON.stringify(deciding(record));

const deciding = (record: Rec): readonly unknown[] => {
  switch (record.kind) {
    case "site":
    case "unit":
    case "map":
    case "daily":
    case "coverday":
    case "load":
    case "activity":
    case "trail":
      return [];
    case "entry":
      return [record.scope, record.worker, tellsNoShow(record.is)];
    case "refused":
      return [record.scope, record.worker];
    case "credit":
    case "correction":
      return [record.scope, record.worker];
    case "contest":
      return [record.scope, record.result.state === "final"];
    case "entrant":
      return [record.scope, record.worker, record.final, record.place !== undefined, isOnWall(record.place?.rank)];
    case "study":
      return [record.scope, record.items.map((item) => [item.who, isOpenItem(item)])];
    case "quiz":
    case "learner":
      return [record.scope];
    case "post":
      return [record.scope, holderOf(record), incomingOf(record), record.roster.map((line) => line.worker)];
    case "patrol":
      return [record.scope, record.leader, record.members];
    case "finding":
      return [record.scope, record.by];
    case "case":
      return [record.scope, record.by, bound(record)];
    case "worker":
    case "route":
    case "round":
    case "track":
    case "zone":
    case "cover":
    case "alarm":
    case "screen":
    case "tracker":
    case "plan":
      return [record.scope];
  }
};

const isOnWall = (rank = lastOnWall + 1): boolean => rank <= lastOnWall;

/** What must be kept of a record to tell later who could see it, and no more: nothing of a person stays behind, to be found when he is forgotten. */
export const remnantOf = (record: Rec): Rec => {
  switch (record.kind) {
    case "worker":
      return forgottenRecord(record, record.seq);
    case "post":
      return { ...withoutLeftWords(record), briefing: [], today: [], notes: [], log: emptyLog(record.log.since) };
    case "patrol":
      return remnantPatrol(record);
    case "alarm":
      return { ...wordlessAlarm(record), log: [] };
    case "finding":
      return { ...record, note: "" };
    case "case":
      return {
        ...publicCase(record),
        ...(record.by === undefined ? {} : { by: record.by }),
        ...(record.fixes === undefined ? {} : { fixes: { ...record.fixes, measure: "" } }),
      };
    case "learner":
      return newLearner(record.id, record.seq, record.scope);
    case "correction":
      return wordless(record);
    case "entrant":
      return forgottenEntrant(record);
    case "entry":
    case "credit":
      return withoutWords(record);
    case "study":
      return wordlessStudy(record);
    case "refused":
      return wordlessAct(record);
    case "tracker":
      return { ...record, carried: { by: "nobody" }, stints: [] };
    case "site":
    case "unit":
    case "map":
    case "daily":
    case "coverday":
    case "load":
    case "activity":
    case "trail":
    case "contest":
    case "quiz":
    case "route":
    case "round":
    case "track":
    case "zone":
    case "cover":
    case "screen":
    case "plan":
      return record;
  }
};

/** Names of those who reviewed it go, too, and those that it brought from elsewhere. */
const remnantPatrol = ({ review: _, setAside: __, origin, ...patrol }: PatrolRec): PatrolRec => ({
  ...patrol,
  ...(origin === undefined ? {} : { origin: publicOrigin(origin) }),
  line: [],
  visits: [],
});
