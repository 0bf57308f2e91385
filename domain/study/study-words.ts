// What is written in a study day's follow-up items, apart from who answers for them and until when. [ACT-5]

import type { FollowUp, ItemState, StudyRec } from "./study.ts";

const wordlessState = (is: ItemState, words = ""): ItemState => ("words" in is ? { ...is, words } : is);
const wordlessItem = (item: FollowUp): FollowUp => ({ ...item, what: "", is: wordlessState(item.is) });

/** Its items without a word of what is to be done or was. */
export const wordlessStudy = (study: StudyRec): StudyRec => ({
  ...study,
  ...(study.none === undefined ? {} : { none: { ...study.none, reason: "" } }),
  items: study.items.map(wordlessItem),
});

/** The items of an earlier moment in the words of today; one that is there no more has none. */
export const studyWordedAs = (then: StudyRec, now: StudyRec | undefined): StudyRec => ({
  ...then,
  ...(then.none === undefined ? {} : { none: { ...then.none, reason: now?.none?.reason ?? "" } }),
  items: then.items.map((item) => {
    const same = now?.items.find(({ id }) => id === item.id);
    if (same === undefined) return wordlessItem(item);
    return { ...item, what: same.what, is: wordlessState(item.is, "words" in same.is ? same.is.words : "") };
  }),
});
