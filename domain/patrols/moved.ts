// What another system says of its patrols, in one shape whichever it was, and what a patrol that moved over keeps of it. [PAT-1, PAT-2]

import type { FindingId, Millis, PatrolId } from "../ids.ts";
import type { LonLat } from "../site/site.ts";
import type { Profile, RawFix } from "./track.ts";

export const moveSystems = ["earthranger", "smart"] as const;
export type MoveSystem = (typeof moveSystems)[number];
export const systemNames: Readonly<Record<MoveSystem, string>> = { earthranger: "EarthRanger", smart: "SMART" };

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
  /** SHA-256 of its fixes, hex; undefined where it has none. */
  readonly digest?: string | undefined;
  /** Only a track or a finding names it: what it was is said elsewhere. */
  readonly bare: boolean;
};

/** A leg as it is kept. */
export type PatrolLeg = {
  readonly kind: string;
  readonly profile: Profile;
  readonly from?: Millis;
  readonly until?: Millis;
  /** Kept metres of its own fixes; undefined where none came with it. */
  readonly metres?: number;
};

/** What a patrol brought from the system that it comes from. */
export type PatrolOrigin = {
  readonly system: MoveSystem;
  readonly number: string;
  readonly title: string;
  readonly objective: string;
  /** In that system's own words: people for whom the register holds nobody, or more than one. */
  readonly leader?: string;
  readonly members: readonly string[];
  /** How many people those are, for whom their names are nobody's business. */
  readonly unnamed: number;
  readonly legs: readonly PatrolLeg[];
  /** What was told there and is none of our findings, with its time and its own words. */
  readonly notes: readonly string[];
  readonly importedAt: Millis;
  /** It was over when it came. */
  readonly past: boolean;
};

/** Before everybody's eyes: which patrol it was and how it went, not who, and none of the words that were written there. */
export const publicOrigin = ({ leader: _, ...origin }: PatrolOrigin): PatrolOrigin => ({
  ...origin,
  title: "",
  objective: "",
  members: [],
  notes: [],
});

/** The patrol's name where it has no route: what it was called there. */
export const movedName = ({ system, number, title }: PatrolOrigin): string =>
  title === "" ? `${systemNames[system]} ${number}` : `${title} · ${systemNames[system]} ${number}`;
