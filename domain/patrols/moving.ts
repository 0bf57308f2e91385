// Patrols that move over from another system: what it says of them in one shape, and what is asked and recorded of it. [PAT-1, PAT-2]

import type { FindingId, Millis, PatrolId, UnitId } from "../ids.ts";
import type { LonLat } from "../site/site.ts";
import type { MoveSystem } from "./moved.ts";
import type { RecordTrack } from "./patrol-acts.ts";
import type { RawFix } from "./track.ts";

/** A person as he is told there: number, name, login; the one to be shown first. */
export type MovedPerson = { readonly names: readonly string[] };

/** EarthRanger's segment, SMART's leg. */
export type MovedLeg = {
  /** `routine_patrol`, `foot`. */
  readonly kind: string;
  readonly from: Millis | null;
  readonly until: Millis | null;
  readonly leader?: MovedPerson | undefined;
  readonly members: readonly MovedPerson[];
  /** WGS-84, a list for each stretch that was recorded without a break. */
  readonly raw: readonly (readonly RawFix[])[];
};

/** EarthRanger's event, SMART's observation. */
export type MovedEvent = {
  readonly id: FindingId;
  /** Its category there: `fire_rep`, `animals.carcass`. */
  readonly kind: string;
  readonly words: string;
  readonly at: Millis | null;
  readonly lonLat?: LonLat | undefined;
  /** Nobody there has said yet that it is settled. */
  readonly isOpen: boolean;
};

export type MovedPatrol = {
  readonly id: PatrolId;
  readonly system: MoveSystem;
  /** As people there call it: 23494, SMART_000002. */
  readonly number: string;
  readonly title: string;
  readonly objective: string;
  readonly state: "open" | "done" | "cancelled";
  readonly planned: { readonly from: Millis | null; readonly until: Millis | null };
  readonly legs: readonly MovedLeg[];
  readonly events: readonly MovedEvent[];
  readonly notes: readonly string[];
  /** All fixes of its legs that were walked; undefined where there are none. */
  readonly track?: RecordTrack | undefined;
  /** Only a track or a finding names it: what it was is told elsewhere. */
  readonly bare: boolean;
};

/** By the server's own door only. `tracks` and `metres` are computed between the import and `decide`. */
export type ImportPatrols = {
  readonly type: "ImportPatrols";
  readonly unit: UnitId;
  readonly patrols: readonly MovedPatrol[];
  readonly tracks?: readonly RecordTrack[];
  /** Kept metres of each leg with fixes, by the patrol's id. */
  readonly metres?: ReadonlyMap<PatrolId, readonly (number | undefined)[]>;
};

/** Patrols, their legs and their events of one import; more come in parts. */
export const maxMoved = { patrols: 300, legs: 3000, events: 2000 } as const;
/** Patrols that moved over and are still on the board. */
export const maxOnBoard = 5000;
