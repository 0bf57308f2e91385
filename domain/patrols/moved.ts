// What a patrol keeps of the system that it moved over from: its name there, its legs, and the people whom our register does not hold. [PAT-1]

import type { Millis } from "../ids.ts";
import type { Profile } from "./track.ts";

export const moveSystems = ["earthranger", "smart"] as const;
export type MoveSystem = (typeof moveSystems)[number];
export const systemNames: Readonly<Record<MoveSystem, string>> = { earthranger: "EarthRanger", smart: "SMART" };

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
  /** In that system's own words: people for whom the register holds nobody. Of two of one name, and of whoever may be a forgotten one, no name is kept. */
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
  title === "" ? `${systemNames[system]} ${number}` : title;
