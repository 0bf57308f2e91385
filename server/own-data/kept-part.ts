// Who may see what of him, asked of the very table that presents it; how long it stays; and what is not held at all.

import type { EntryRec } from "../../domain/activities/activity.ts";
import { bareEntrant, type Mark } from "../../domain/contests/contest.ts";
import type { OwnLine } from "../../domain/corrections/own-data.ts";
import { type Role, roles } from "../../domain/decider.ts";
import { activityId, day as asDay, commandId, correctionId, entryId, roleId, trackerId } from "../../domain/ids.ts";
import { newLearner } from "../../domain/learning/learner.ts";
import { present } from "../../domain/present.ts";
import type { Rec } from "../../domain/records.ts";
import { maskName } from "../../domain/workers.ts";
import type { Section, Telling } from "./telling.ts";
import type { OwnWord } from "./words.ts";

export const keptPart = (telling: Telling): Section => {
  const { self, say, tongue } = telling;
  const { scope, unit } = self;
  /** The offices of his unit whose desk is shown such a record of him. */
  const offices = (record: Rec, told: (seen: Rec) => boolean = () => true): string => {
    const who = roles.filter((role: Role) => {
      const seen = present(record, role === "auditor" ? { kind: "auditor" } : { kind: "desk", role, unit });
      return seen !== undefined && told(seen);
    });
    return who.length === 0 ? say("nobody") : who.map(tongue.role).join(say("list"));
  };
  const on = { seq: self.seq, scope, worker: self.id } as const;
  const entry: EntryRec = {
    kind: "entry",
    ...on,
    id: entryId("-"),
    activity: activityId("-"),
    role: roleId("-"),
    is: { state: "confirmed", at: 0, promoted: false },
  };
  const mark: Mark = { round: 0, judge: "-", points: [0], at: 0, by: "-", reason: "" };
  const line = (what: OwnWord, value: string): OwnLine => ({ what: say(what), value });
  return {
    part: "kept",
    title: say("part.kept"),
    says: "",
    lines: [
      line("who.worker", offices(self)),
      line(
        "who.party",
        offices({ ...self, party: true }, (seen) => seen.kind === "worker" && seen.party),
      ),
      line("who.entry", offices(entry)),
      line("who.no-show", offices({ ...entry, is: { state: "no-show", at: 0 } })),
      line(
        "who.credit",
        offices({
          kind: "credit",
          ...on,
          id: entryId("-"),
          activity: activityId("-"),
          unit,
          sort: "volunteer",
          name: "",
          nameEn: "",
          startsAt: 0,
          endsAt: 0,
          per: 60,
          lines: [],
        }),
      ),
      line(
        "who.correction",
        offices(
          {
            kind: "correction",
            ...on,
            id: correctionId("-"),
            field: "other",
            about: "",
            wanted: "-",
            at: 0,
            is: { state: "open" },
          },
          (seen) => seen.kind === "correction" && seen.wanted !== "",
        ),
      ),
      line(
        "who.refused",
        offices(
          {
            ...{
              kind: "refused",
              id: commandId("-"),
              seq: self.seq,
              units: [unit],
              scope,
              did: "-",
              at: 0,
              notedAt: 0,
            },
            ...{ worker: self.id, tail: "", refusal: { code: "too_old" }, words: "-" },
          },
          (seen) => seen.kind === "refused" && seen.words !== "",
        ),
      ),
      line(
        "who.entrant",
        offices(
          { ...bareEntrant({ ...on, id: entryId("-"), activity: activityId("-") }, self.seq), marks: [mark] },
          (seen) => seen.kind === "entrant" && seen.marks.length > 0,
        ),
      ),
      line("who.place", say("who.place.is")),
      line("who.learner", offices(newLearner(self.id, self.seq, scope))),
      line(
        "who.study",
        offices(
          {
            ...{
              kind: "study",
              id: activityId("-"),
              seq: self.seq,
              unit,
              scope,
              name: "",
              nameEn: "",
              startsAt: 0,
              endsAt: 0,
            },
            items: [{ id: "-", what: "-", who: { worker: self.id }, due: asDay("1970-01-01"), is: { state: "open" } }],
          },
          (seen) => seen.kind === "study" && seen.items.some(({ who }) => "worker" in who && who.worker === self.id),
        ),
      ),
      line(
        "who.tracker",
        offices({
          kind: "tracker",
          id: trackerId("-"),
          seq: self.seq,
          name: "",
          unit,
          scope,
          uniqueId: "",
          carried: { by: "worker", worker: self.id },
          since: 0,
          stints: [],
        }),
      ),
      { what: say("who.wall"), value: say("who.wall.is", { name: maskName(self.name) }) },
      line("who.kiosk", say("who.kiosk.is")),
      line("how.register", say("how.register.is")),
      line("how.ledger", say("how.ledger.is")),
      line("how.office", say("how.office.is")),
      line("how.not", say("how.not.is")),
      line("how.rights", say("how.rights.is")),
    ],
  };
};
