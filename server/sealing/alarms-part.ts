// Sealed of a call for help: what its caller added in his own words. What was written where no badge was read has nobody's key and
// stands in the clear, as the call does. [ORG-2]

import type { AlarmRec } from "../../domain/alarms/alarm.ts";
import { noterOf, wordlessAlarm } from "../../domain/alarms/sos-note.ts";
import { type EventPart, type RecordPart, reopened, sealedIn, whole } from "./part.ts";

export const sosNotePart: EventPart = {
  types: ["SosNoted"],
  whose: (data) => (data.type === "SosNoted" && data.by !== undefined ? [data.by] : []),
  close: (data, close) => {
    if (data.type !== "SosNoted" || data.by === undefined) return data;
    const { words, ...rest } = data;
    return { ...rest, sealed: close({ words }, data.by) };
  },
  open: (data, open, where) =>
    data.type === "SosNoted" && data.by !== undefined
      ? reopened(data, { whose: data.by, nothing: { words: "" }, open, where })
      : data,
};

type Notes = Pick<AlarmRec, "notes">;
/** `caller` tells whose key it is once the notes are away. */
type SealedAlarm = AlarmRec & { readonly sealed?: string; readonly caller?: NonNullable<ReturnType<typeof noterOf>> };

export const alarmPart: RecordPart = {
  kind: "alarm",
  close: (record, close) => {
    if (record.kind !== "alarm") return record;
    const caller = noterOf(record);
    if (caller === undefined) return record;
    const notes: Notes = { notes: record.notes ?? [] };
    return { ...wordlessAlarm(record), caller, sealed: close(notes, caller) };
  },
  open: (stored, open) => {
    const { sealed: _, caller, ...alarm } = whole<SealedAlarm>(stored);
    const sealed = sealedIn(stored);
    if (sealed === undefined || caller === undefined) return alarm;
    const found = open(sealed, caller, "snapshot");
    return found === undefined ? alarm : { ...alarm, ...whole<Notes>(found) };
  },
};
