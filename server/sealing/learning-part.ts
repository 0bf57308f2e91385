// Sealed of what a worker learned: the words that the desk wrote about it, and in a snapshot the whole record. [ORG-2, ACT-5]

import type { Event } from "../../domain/board.ts";
import { newLearner } from "../../domain/learning/learner.ts";
import { type EventPart, ownedRecord, sealedIn, whole } from "./part.ts";

type Told = Extract<Event, { readonly type: "QualificationWithdrawn" | "TrainingEntered" | "TrainingUndone" }>;
const isTold = (data: Event): data is Told =>
  data.type === "QualificationWithdrawn" || data.type === "TrainingEntered" || data.type === "TrainingUndone";

export const learningPart: EventPart = {
  types: ["QualificationWithdrawn", "TrainingEntered", "TrainingUndone"],
  whose: (data) => (isTold(data) ? [data.worker] : []),
  close: (data, close) => (isTold(data) ? { ...data, told: { sealed: close(data.told, data.worker) } } : data),
  open: (data, open, where) => {
    const sealed = isTold(data) ? sealedIn(data.told) : undefined;
    if (!isTold(data) || sealed === undefined) return data;
    const nothing = data.type === "TrainingEntered" ? { holder: "", reason: "" } : { reason: "" };
    return whole<Event>({ ...data, told: open(sealed, data.worker, where) ?? nothing });
  },
};

export const learnerPart = ownedRecord("learner", {
  clear: ["kind", "id", "seq", "scope"],
  whose: ({ id }) => id,
  forgotten: ({ id, seq, scope }) => newLearner(id, seq, scope),
});
