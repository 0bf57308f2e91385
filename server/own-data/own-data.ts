// All that the board holds of one person, part by part. Every kind of record is looked at here or said not to be of anybody. [ORG-2]

import type { Board } from "../../domain/board.ts";
import type { OwnData, OwnPart } from "../../domain/corrections/own-data.ts";
import type { Kind } from "../../domain/records.ts";
import type { Lang } from "../../domain/refusals.ts";
import type { WorkerRec } from "../../domain/workers.ts";
import { activitiesPart } from "./activities-part.ts";
import { askedPart } from "./asked-part.ts";
import { keptPart } from "./kept-part.ts";
import { patrolsPart } from "./patrols-part.ts";
import { registerPart } from "./register-part.ts";
import { shiftsPart } from "./shifts-part.ts";
import { createTelling, type Reader } from "./telling.ts";

/** Where each kind of record that may speak of a person is told; or why it speaks of nobody. A new kind does not compile until it is here. */
export const toldIn: Readonly<Record<Kind, OwnPart | { readonly not: string }>> = {
  worker: "register",
  post: "shifts",
  entry: "activities",
  credit: "activities",
  entrant: "activities",
  study: "activities",
  contest: { not: "rounds and judges; what is of a person stands with the entrant, and judges act by their office" },
  learner: "activities",
  patrol: "patrols",
  round: "patrols",
  tracker: "patrols",
  finding: "patrols",
  case: "patrols",
  alarm: "patrols",
  correction: "asked",
  refused: "asked",
  trail: { not: "the positions of a patrol, by the patrol; said in the patrols' part, and taken away as GPX" },
  track: { not: "an imported recording of a patrol, by the patrol" },
  activity: { not: "seats are counted, who has them stands in the entries" },
  quiz: { not: "questions of a training; who answered what stands with the learner" },
  site: { not: "the site" },
  unit: { not: "a unit" },
  map: { not: "the ground" },
  plan: { not: "a picture" },
  route: { not: "a way" },
  zone: { not: "a zone" },
  cover: { not: "when a cell was last walked, not by whom" },
  coverday: { not: "lengths of a day by unit" },
  load: { not: "how often alarms rang, by the alarm; a call for help bears its caller's id for a month, and no name" },
  screen: { not: "a machine" },
  daily: { not: "totals of a day" },
};

export const ownDataOf = (deps: {
  readonly board: Board;
  readonly self: WorkerRec;
  readonly reader: Reader;
  readonly now: number;
  readonly lang: Lang;
  readonly hasPin: boolean;
}): OwnData => {
  const telling = createTelling(deps);
  return {
    name: deps.self.name,
    number: deps.self.number,
    at: deps.now,
    lang: deps.lang,
    sections: [
      registerPart(telling, deps.hasPin),
      shiftsPart(telling),
      activitiesPart(telling),
      patrolsPart(telling),
      askedPart(telling),
      keptPart(telling),
    ],
  };
};
