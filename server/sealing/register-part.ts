// Sealed of the register: all of a worker's row and record but his id, his unit and when it changed; at a countersigned sign-on the
// reason and the certificate's number.

import type { Event } from "../../domain/board.ts";
import type { WorkerId } from "../../domain/ids.ts";
import { forgottenDraft, forgottenRecord, isForgotten, type WorkerDraft } from "../../domain/workers.ts";
import { type Close, type EventPart, type Open, ownedRecord, sealedIn, whole } from "./part.ts";

type SignedOn = Extract<Event, { readonly type: "SignedOn" }>;
type Countersigned = NonNullable<SignedOn["countersigned"]>;

const closeDraft = ({ id, unit, ...rest }: WorkerDraft, close: Close) => ({ id, unit, sealed: close(rest, id) });
const openDraft = (draft: WorkerDraft, open: Open, where: string): WorkerDraft => {
  const sealed = sealedIn(draft);
  if (sealed === undefined) return draft;
  const { id, unit } = draft;
  const rest = open(sealed, id, where);
  return rest === undefined ? forgottenDraft(id, unit) : whole<WorkerDraft>({ id, unit, ...rest });
};

export const importPart: EventPart = {
  types: ["SiteImported"],
  whose: (data): readonly WorkerId[] => (data.type === "SiteImported" ? data.import.workers.map(({ id }) => id) : []),
  close: (data, close) => {
    if (data.type !== "SiteImported") return data;
    const workers = data.import.workers.map((draft) => closeDraft(draft, close));
    return { ...data, import: { ...data.import, workers } };
  },
  open: (data, open, where) => {
    if (data.type !== "SiteImported") return data;
    const workers = data.import.workers.map((draft) => openDraft(draft, open, where));
    return { ...data, import: { ...data.import, workers } };
  },
};

export const countersignPart: EventPart = {
  types: ["SignedOn"],
  whose: (data) => (data.type === "SignedOn" && data.countersigned !== undefined ? [data.worker] : []),
  close: (data, close) => {
    if (data.type !== "SignedOn" || data.countersigned === undefined) return data;
    const { by, ...rest } = data.countersigned;
    return { ...data, countersigned: { by, sealed: close(rest, data.worker) } };
  },
  open: (data, open, where) => {
    if (data.type !== "SignedOn" || data.countersigned === undefined) return data;
    const sealed = sealedIn(data.countersigned);
    if (sealed === undefined) return data;
    const { by } = data.countersigned;
    const rest = open(sealed, data.worker, where) ?? { reason: "" };
    return { ...data, countersigned: whole<Countersigned>({ by, ...rest }) };
  },
};

export const workerPart = ownedRecord("worker", {
  clear: ["kind", "id", "seq", "unit", "scope"],
  whose: ({ id }) => id,
  inTheClear: isForgotten,
  forgotten: (known) => forgottenRecord(known, known.seq),
});
