// The few questions the rules ask of the tables by, and which records answer to them.

import { askedIn, isSeated, isStanding } from "./activities/activity.ts";
import { wasSeen } from "./activities/presence.ts";
import { walkersOf } from "./patrols/walkers.ts";
import type { Rec, RecOf } from "./records.ts";
import { isForgotten } from "./workers.ts";

/** The questions that would otherwise need a walk through a whole table. */
export type Asked = {
  readonly post: "holder" | "rostered";
  readonly worker: "badge" | "number";
  readonly entry: "worker" | "activity" | "standing" | "waiting" | "offered" | "seated" | "seen" | "asked";
  readonly correction: "worker";
  readonly cover: "zone";
  readonly patrol: "walker";
  readonly tracker: "named";
  readonly entrant: "activity";
};
export type AskedKind = keyof Asked;

export const indexed = (record: Rec): readonly string[] => {
  switch (record.kind) {
    case "post":
      return [
        ...(record.watch.state === "held" ? [`holder ${record.watch.holder}`] : []),
        ...new Set(record.roster.map((line) => `rostered ${line.worker}`)),
      ];
    case "worker":
      // Nobody can come as a person who was forgotten.
      if (isForgotten(record)) return [];
      return [...(record.badge === "" ? [] : [`badge ${record.badge}`]), `number ${record.number}`];
    case "entry":
      return [
        `worker ${record.worker}`,
        `activity ${record.activity}`,
        ...(isStanding(record) ? [`standing ${record.worker}`] : []),
        ...(record.is.state === "waiting" || record.is.state === "offered"
          ? [`${record.is.state} ${record.activity}`]
          : []),
        ...(askedIn(record) === undefined ? [] : [`asked ${askedIn(record)}`]),
        ...(isSeated(record) ? [`seated ${record.activity}`] : []),
        ...(wasSeen(record) ? [`seen ${record.activity}`] : []),
      ];
    case "correction":
      return [`worker ${record.worker}`];
    case "cover":
      return [`zone ${record.zone}`];
    case "patrol":
      return [...walkersOf(record)].map((worker) => `walker ${worker}`);
    case "tracker":
      return record.uniqueId === "" || record.removedAt !== undefined ? [] : [`named ${record.uniqueId}`];
    case "entrant":
      return [`activity ${record.activity}`];
    case "site":
    case "unit":
    case "map":
    case "plan":
    case "route":
    case "round":
    case "trail":
    case "track":
    case "finding":
    case "case":
    case "zone":
    case "activity":
    case "credit":
    case "quiz":
    case "learner":
    case "contest":
    case "study":
    case "alarm":
    case "load":
    case "screen":
    case "refused":
    case "daily":
    case "coverday":
      return [];
  }
};

/** Whether the new record is found by the same questions as the old one; most changes leave them alone. */
export const sameIndex = (before: Rec, after: Rec): boolean => {
  switch (before.kind) {
    case "post":
      return after.kind === "post" && before.roster === after.roster && holderOf(before) === holderOf(after);
    case "worker":
      return (
        after.kind === "worker" &&
        before.badge === after.badge &&
        before.number === after.number &&
        isForgotten(before) === isForgotten(after)
      );
    case "entry":
      return (
        after.kind === "entry" &&
        before.is.state === after.is.state &&
        before.worker === after.worker &&
        askedIn(before) === askedIn(after)
      );
    case "patrol":
      return after.kind === "patrol" && before.leader === after.leader && before.members === after.members;
    case "tracker":
      return after.kind === "tracker" && before.removedAt === after.removedAt;
    case "cover":
    case "correction":
    case "entrant":
    case "site":
    case "unit":
    case "map":
    case "plan":
    case "route":
    case "round":
    case "trail":
    case "track":
    case "finding":
    case "case":
    case "zone":
    case "activity":
    case "credit":
    case "quiz":
    case "learner":
    case "contest":
    case "study":
    case "alarm":
    case "load":
    case "screen":
    case "refused":
    case "daily":
    case "coverday":
      return true;
  }
};

const holderOf = (post: RecOf<"post">): string | undefined =>
  post.watch.state === "held" ? post.watch.holder : undefined;
