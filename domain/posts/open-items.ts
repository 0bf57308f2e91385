// What is open at a post that changes hands: its ringing alarms, its hazards, what the outgoing left, the desk's words. [POST-5]

import { type AlarmRec, byUrgency, isOpen } from "../alarms/alarm.ts";
import { type CaseRec, isOpen as isUnmended } from "../cases/case.ts";
import { byDue } from "../cases/case-policy.ts";
import type { Records } from "../records.ts";
import { type HandoverNote, type Left, ownWordsId, type PostNote, type PostRec, type Watch } from "./post.ts";

/** What the incoming person has to read, the most pressing first; `id` is what he confirms. */
export type OpenItem =
  | { readonly is: "alarm"; readonly id: string; readonly alarm: AlarmRec }
  | { readonly is: "hazard"; readonly id: string; readonly hazard: CaseRec }
  | { readonly is: "left"; readonly id: HandoverNote }
  | { readonly is: "words"; readonly id: typeof ownWordsId; readonly text: string }
  | { readonly is: "note"; readonly id: string; readonly note: PostNote };

/** `left`: what the outgoing left, which a kiosk without a line knows only from its own page. */
export const openItems = (records: Records, post: PostRec, left: Left = leftAt(post.watch)): readonly OpenItem[] => [
  ...openAlarmsOf(records, post).map((alarm) => ({ is: "alarm", id: alarm.id, alarm }) as const),
  ...openHazardsOf(records, post).map((hazard) => ({ is: "hazard", id: hazard.id, hazard }) as const),
  ...left.notes.map((one) => ({ is: "left", id: one }) as const),
  ...(left.words === undefined ? [] : [{ is: "words", id: ownWordsId, text: left.words } as const]),
  ...post.notes.map((note) => ({ is: "note", id: note.id, note }) as const),
];

export const nothingLeft: Left = { notes: [] };
const leftAt = (watch: Watch): Left => (watch.state === "held" ? (watch.handover ?? nothingLeft) : nothingLeft);

/** What still rings of this post. */
export const openAlarmsOf = (records: Records, post: PostRec): readonly AlarmRec[] =>
  [...records.all("alarm")].filter((alarm) => alarm.source === post.id && isOpen(alarm)).sort(byUrgency);

/** Hazards told of this post that are not closed, the most urgent first. [CASE-1] */
export const openHazardsOf = (records: Records, post: PostRec): readonly CaseRec[] =>
  [...records.all("case")].filter((one) => one.post === post.id && isUnmended(one)).sort(byDue);
