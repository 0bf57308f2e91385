// What a PIN opens: what he is asked comes before his own page. [ACT-4]

import type { Page } from "../pages.ts";
import { type Person, selfOf } from "../person.ts";
import type { Place } from "../rules.ts";
import { askedOf } from "./attending.ts";

export const ownPage = (place: Place | undefined, person: Person): Page => {
  const self = selfOf(person);
  const asked = place === undefined || self === undefined ? undefined : askedOf(place, self)[0];
  return asked === undefined ? { at: "mine", person, sheet: 0 } : { at: "asked", person, entry: asked.entry.id };
};
