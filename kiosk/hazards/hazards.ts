// Hazards as a kiosk speaks of them: what a worker told and was answered, what waits for him, and what all may read. [CASE-1]

import type { Priority } from "../../domain/alarms/alarm.ts";
import { type CaseRec, type HazardClass, isOpen, rectifiers, teller, type Urgency } from "../../domain/cases/case.ts";
import { byDue } from "../../domain/cases/case-policy.ts";
import { naturalOrder } from "../../domain/posts/manning.ts";
import { openHazardsOf } from "../../domain/posts/open-items.ts";
import type { PostRec } from "../../domain/posts/post.ts";
import type { Lang } from "../../domain/refusals.ts";
import type { WorkerRec } from "../../domain/workers.ts";
import type { IconName } from "../parts/icons.ts";
import type { Person } from "../person.ts";
import type { Place } from "../rules.ts";
import { hazardWords } from "./words.ts";

/** Answered, and not read yet; the oldest answer first. */
export const answeredCases = (place: Place, self: WorkerRec | undefined): readonly CaseRec[] =>
  self === undefined
    ? []
    : [...place.records.all("case")]
        .filter((one) => one.news && teller(one) === self.id)
        .sort((a, b) => a.is.at - b.is.at);

/** The same person, who has read them: his next pages tell him nothing twice. */
export const afterHearing = (person: Person, heard: readonly CaseRec[]): Person => {
  if (person.kind === "badge") return person;
  const ids = new Set(heard.map(({ id }) => id));
  const records = person.card.records.map((record) =>
    record.kind === "case" && ids.has(record.id) ? { ...record, news: false } : record,
  );
  return { ...person, card: { ...person.card, records } };
};

/** What waits for his own act, the most urgent first: to mend, or to accept what others mended. */
export const tasksOf = (place: Place, self: WorkerRec | undefined): readonly CaseRec[] => {
  if (self === undefined) return [];
  const waits = (one: CaseRec): boolean => {
    switch (one.is.state) {
      case "assigned":
      case "working":
      case "returned":
        return rectifiers(one).includes(self.id);
      case "done":
        return one.fixes?.acceptor === self.id;
      default:
        return false;
    }
  };
  return [...place.records.all("case")].filter(waits).sort(byDue);
};

/** What is open where this kiosk stands, for everybody to read. (安全生产法 art. 41) */
export const openCases = (place: Place): readonly CaseRec[] =>
  [...place.records.all("case")].filter(isOpen).sort(byDue);

/** What is said of a post's open hazards before the risks of the day: each kind once, and what is stopped for it. Empty: none. [CASE-1] */
export const hazardsSaid = (place: Place, post: PostRec, lang: Lang): string => {
  const w = hazardWords(lang);
  const said = openHazardsOf(place.records, post).map(({ class: kind, fixes }) => {
    const control = fixes?.major?.control ?? "none";
    return control === "none" ? w.class[kind] : `${w.class[kind]} · ${w.stopped[control]}`;
  });
  return [...new Set(said)].join(lang === "en" ? ", " : "、");
};

/** Beside the key of where the kiosk stands and the one that turns the leaf. */
export const placesOnLeaf = 4;
/** Posts of the unit as places, his own first. */
export const placesOf = (place: Place, own: PostRec | undefined): readonly PostRec[] => {
  const others = [...place.records.all("post")]
    .filter((post) => post.id !== own?.id)
    .sort((a, b) => naturalOrder(a.name, b.name));
  return own === undefined ? others : [own, ...others];
};

export const iconOf = (sort: HazardClass): IconName => (sort === "roof" ? "rock" : sort === "other" ? "hazard" : sort);
/** The four priority shapes stand for the four, the gravest first. */
export const priorityOf = (urgency: Urgency): Priority => {
  switch (urgency) {
    case "now":
      return 1;
    case "likely":
      return 2;
    case "worse":
      return 3;
    case "minor":
      return 4;
  }
};
