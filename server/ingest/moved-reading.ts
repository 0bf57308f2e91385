// What the readers of other systems hand on: their patrols in one shape, still in the datum and with the ids of the file. [PAT-1, PAT-2]

import { createHash } from "node:crypto";
import { type FindingId, findingId, type PatrolId, patrolId } from "../../domain/ids.ts";
import type { MoveSystem } from "../../domain/patrols/moved.ts";
import type { MovedEvent, MovedLeg, MovedPatrol } from "../../domain/patrols/moving.ts";
import type { LonLat } from "../../domain/site/site.ts";
import type { Json } from "./json-tree.ts";

/** A leg with what it is called there: fixes that come apart from it are brought to it by that. */
export type ReadLeg = Omit<MovedLeg, "raw"> & {
  readonly key: string;
  /** Whose tracks are its fixes: EarthRanger's subject. */
  readonly subject: string;
  readonly raw: MovedLeg["raw"][number][];
};
export type ReadPatrol = Omit<MovedPatrol, "legs" | "events" | "track" | "id"> & {
  readonly key: string;
  readonly legs: readonly ReadLeg[];
  readonly events: readonly (Omit<MovedEvent, "id"> & { readonly key: string })[];
};
/** Fixes of somebody, of whom the patrols alone say when he was on which. */
export type Loose = { readonly subject: string; readonly raw: MovedLeg["raw"][number] };
export type ReadMoved = {
  readonly system: MoveSystem;
  readonly patrols: readonly ReadPatrol[];
  readonly loose: readonly Loose[];
  /** Pictures and other attachments, which do not come over. */
  readonly files: number;
  /** What is of no kind that is read: a mission, a feature without a name. */
  readonly strange: number;
};

const digestOf = (text: string): string => createHash("sha256").update(text).digest("hex");
/** Of a system's own id, so that the same patrol is the same at every import. */
export const movedPatrolId = (system: MoveSystem, key: string): PatrolId =>
  patrolId(/^[\w-]{1,48}$/.test(key) ? `${system}-${key}` : `${system}-${digestOf(key).slice(0, 40)}`);
const hyphened = (hex: string): string =>
  [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join("-");
/** A finding's id is a UUID: that of the event, or one made of whatever names it. */
export const movedFindingId = (system: MoveSystem, key: string): FindingId => {
  const flat = key.toLowerCase().replaceAll("-", "");
  if (/^[0-9a-f]{32}$/.test(flat)) return findingId(hyphened(flat));
  const hex = digestOf(`${system} ${key}`);
  return findingId(hyphened(`${hex.slice(0, 12)}8${hex.slice(13, 16)}a${hex.slice(17, 32)}`));
};

/** A position of GeoJSON; undefined where it is none. It may lie off the globe: who places it counts that. */
export const positionOf = (value: Json | undefined): LonLat | undefined => {
  if (!Array.isArray(value)) return undefined;
  const [lon, lat]: readonly Json[] = value;
  if (typeof lon !== "number" || typeof lat !== "number") return undefined;
  return Number.isFinite(lon) && Number.isFinite(lat) ? [lon, lat] : undefined;
};
/** Where longitude and latitude were changed over, the degrees of many places are none of the globe. */
export const isOnGlobe = ([lon, lat]: LonLat): boolean => Math.abs(lon) <= 180 && Math.abs(lat) <= 90;
