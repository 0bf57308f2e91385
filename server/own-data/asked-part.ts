// What he asked of the house and what came of it: one list, the newest first, its state in words. [ACT-2, ACT-4, ORG-2]

import { type CorrectionRec, dueAt, endOf, isOverdue, registerSays } from "../../domain/corrections/correction.ts";
import type { OwnLine } from "../../domain/corrections/own-data.ts";
import { refusalText } from "../../domain/refusals.ts";
import { didText } from "../../domain/refused/did-words.ts";
import type { RefusedRec } from "../../domain/refused/refused-act.ts";
import { retention } from "../../domain/retire.ts";
import { dayLength } from "../../domain/time.ts";
import { entryText } from "./activities-part.ts";
import type { Section, Telling } from "./telling.ts";

type Dated = { readonly at: number; readonly line: OwnLine };

export const askedPart = (telling: Telling): Section => {
  const { self, say } = telling;
  const dated: Dated[] = telling
    .all("correction")
    .filter(({ worker }) => worker === self.id)
    .map((one) => ({ at: endOf(one), line: correctionLine(one, telling) }));
  for (const one of telling.all("refused"))
    if (one.worker === self.id) dated.push({ at: one.settled?.at ?? one.notedAt, line: refusedLine(one, telling) });
  dated.push(...heldLines(telling));
  for (const entry of telling.all("entry")) if (entry.worker === self.id) dated.push(...entryLines(entry, telling));
  return {
    part: "asked",
    title: say("part.asked"),
    lines: dated.sort((a, b) => b.at - a.at).map(({ line }) => line),
    says: say("says.asked", { days: retention.correction / dayLength }),
  };
};

const correctionLine = (one: CorrectionRec, telling: Telling): OwnLine => {
  const { say, stamp } = telling;
  const what = [say(`field.${one.field}`), one.about, one.wanted].filter((text) => text !== "").join(" · ");
  const back = one.is.state === "open" ? { back: one.id } : {};
  return { what: `${stamp(one.at).slice(0, 10)} ${what}`, value: stateText(one, telling), ...back };
};

const stateText = (one: CorrectionRec, { say, stamp, self, now }: Telling): string => {
  const { is } = one;
  if (is.state === "open")
    return say(isOverdue(one, now) ? "asked.overdue" : "asked.open", { until: stamp(dueAt(one)) });
  const at = stamp(is.at);
  if (is.state === "withdrawn") return say("asked.withdrawn", { at });
  const reason = is.reason === "" ? [] : [say("reason", { reason: is.reason })];
  if (is.state === "refused") return [say("asked.refused", { at }), ...reason].join(say("full"));
  if (one.field === "copy") return say("asked.printed", { at });
  const said = registerSays(one, self);
  // Agreed is not yet changed: the register comes by import, and what it says is told as it is.
  const comes = said === undefined ? "register.comes" : said ? "register.says" : "register.not-yet";
  const follows = one.field === "hours" ? [] : [say(comes)];
  return [say("asked.accepted", { at }), ...follows, ...reason].join(say("full"));
};

/** What a kiosk had kept and the server refused: it stands on the desk's list. */
const refusedLine = (one: RefusedRec, { say, stamp, lang }: Telling): OwnLine => {
  const { settled, words } = one;
  const done = settled === undefined ? [] : [say("refused.settled", { at: stamp(settled.at), note: settled.note })];
  const said = words === "" ? [] : [say("refused.words", { words })];
  return {
    what: say("refused.asked", { at: stamp(one.at), did: didText(one.did)[lang === "en" ? 1 : 0] }),
    value: [refusalText(one.refusal, lang), ...done, ...said].join(say("full")),
  };
};

/**
 * Acts of another that held him too: of a crew, as the one who took over, or who signed for it. What was done and that it was not
 * recorded is his to know; why, and what the other wrote, is the other's.
 */
const heldLines = ({ board, reader, self, say, stamp, lang }: Telling): readonly Dated[] => {
  const dated: Dated[] = [];
  for (const one of board.all("refused")) {
    const held = one.worker === self.id ? undefined : one.others?.find(({ worker }) => worker === self.id);
    if (held === undefined || (reader.by === "desk" && reader.sees(one) === undefined)) continue;
    const { settled } = one;
    const done = settled === undefined ? [] : [say("refused.done", { at: stamp(settled.at) })];
    dated.push({
      at: settled?.at ?? one.notedAt,
      line: {
        what: say("refused.asked", { at: stamp(one.at), did: didText(one.did)[lang === "en" ? 1 : 0] }),
        value: [say(`refused.held.${held.as}`), ...done].join(say("full")),
      },
    });
  }
  return dated;
};

const entryLines = (
  entry: Parameters<typeof entryText>[0] & { readonly activity: string },
  telling: Telling,
): readonly Dated[] => {
  const { say, tongue, board, now } = telling;
  const activity = board.get("activity", entry.activity);
  const name = activity === undefined ? "—" : tongue.named(activity);
  const { is } = entry;
  if (is.state === "cancel-requested")
    return [{ at: is.at, line: { what: say("cancel.asked", { name }), value: entryText(entry, say) } }];
  if ((is.state === "confirmed" || is.state === "cancelled") && is.told !== undefined) {
    const word = is.state === "cancelled" ? "cancel.granted" : "cancel.kept";
    return [{ at: is.at, line: { what: say("cancel.asked", { name }), value: say(word, { reason: is.told.reason }) } }];
  }
  if (is.state === "no-show" || is.state === "excused" || is.state === "no-show-final")
    return [{ at: Math.min(now, is.at), line: { what: say("noshow.asked", { name }), value: entryText(entry, say) } }];
  return [];
};
