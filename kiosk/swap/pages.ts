// The pages of a seat that is given to another, as part of the kiosk's union of pages.

import type { ActivityId } from "../../domain/ids.ts";
import type { Incoming } from "../others.ts";
import type { Person } from "../person.ts";

export type SwapPage =
  /** He gives his seat to another, who lays his badge down beside him; or offers it by number. `digits`: of it. [ACT-2] */
  | {
      readonly at: "swap";
      readonly person: Person;
      readonly activity: ActivityId;
      readonly incoming: Incoming;
      readonly digits?: string;
    }
  /** Others offer him their seat. [ACT-3] */
  | { readonly at: "swap-offer"; readonly person: Person };
