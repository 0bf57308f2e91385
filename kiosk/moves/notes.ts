// What is said beside an activity that was moved: what keeps him from it, and until when he may do something about it. [ACT-1, ACT-2]

import { offerUntil } from "../../domain/activities/offer-until.ts";
import { type Lang, type Refusal, refusalText } from "../../domain/refusals.ts";
import { whenText } from "../dates.ts";
import type { Place } from "../rules.ts";
import type { Untold } from "./moves.ts";
import { moveWords } from "./words.ts";

/** `hindrance`: by the new plan, as the server would say it of a sign-up. */
export const notesOf = (
  { entry, activity }: Pick<Untold, "entry" | "activity">,
  hindrance: Refusal | undefined,
  place: Place,
  now: number,
  lang: Lang,
): readonly string[] => {
  const w = moveWords(lang);
  const when = (at: number): string => whenText(place.clock, at, now, lang);
  const until = (): string => {
    if (entry.is.state === "waiting") return w.waits;
    if (entry.is.state === "offered") {
      // The seat is not his yet: he is asked next, and no longer than it is kept for him.
      const kept = offerUntil(entry.is.at, activity, place);
      return now < kept
        ? w.kept(when(kept))
        : refusalText(
            { code: "offer_past", params: { activity: lang === "en" ? activity.nameEn : activity.name } },
            lang,
          );
    }
    if (now >= activity.startsAt) return w.begun;
    return now > activity.cancelUntil ? w.late : w.hint(when(activity.cancelUntil));
  };
  return [...(hindrance === undefined ? [] : [refusalText(hindrance, lang)]), until()];
};
