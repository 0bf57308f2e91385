// What a file's folders say of it: datum, way of travel, unit and patrol, each by a folder's name, in any order. [PAT-2]

import { type PatrolId, patrolId, type UnitId } from "../../domain/ids.ts";
import { inBoth } from "../../domain/in-both.ts";
import { type Profile, profiles } from "../../domain/patrols/track.ts";
import type { Refusal } from "../../domain/refusals.ts";
import { namedDatum } from "./datum.ts";
import { datumNames } from "./declared.ts";

export type Place = {
  readonly datum: string | undefined;
  readonly profile: Profile;
  readonly unit: UnitId | undefined;
  readonly patrol: PatrolId | undefined;
};
export type PlaceLook = {
  readonly units: () => Iterable<{ readonly id: UnitId; readonly name: string; readonly nameEn: string }>;
  readonly hasPatrol: (id: PatrolId) => boolean;
};

const travel: ReadonlyMap<string, Profile> = new Map([
  ...profiles.map((one) => [one, one] as const),
  ["步行", "foot"],
  ["徒步", "foot"],
  ["骑行", "ride"],
  ["骑马", "ride"],
  ["滑雪", "ride"],
  ["车辆", "vehicle"],
  ["车巡", "vehicle"],
]);

/** `defaults` hold where no folder says otherwise. A folder that means nothing, or two that disagree, refuse the file. */
export const placeOf = (
  folders: readonly string[],
  defaults: { readonly datum: string | undefined; readonly profile: Profile },
  look: PlaceLook,
): { readonly ok: true; readonly place: Place } | { readonly ok: false; readonly refusal: Refusal } => {
  let said: { datum?: string; profile?: Profile; unit?: UnitId; patrol?: PatrolId } = {};
  for (const folder of folders) {
    const one = meaningOf(folder.trim(), look);
    if (one === undefined) return { ok: false, refusal: { code: "folder_unknown", params: { folder } } };
    if (one.datum !== undefined && said.datum !== undefined && one.datum !== said.datum)
      return { ok: false, refusal: { code: "datum_mixed", params: { one: said.datum, other: one.datum } } };
    if (Object.keys(one).some((key) => key in said && key !== "datum"))
      return { ok: false, refusal: { code: "folder_unknown", params: { folder: twice(folder) } } };
    said = { ...said, ...one };
  }
  const { datum = defaults.datum, profile = defaults.profile, unit, patrol } = said;
  return { ok: true, place: { datum, profile, unit, patrol } };
};
const twice = (folder: string): string => inBoth(`${folder}（重复）`, `${folder} (a second one of its kind)`);

const meaningOf = (folder: string, look: PlaceLook) => {
  const named = namedDatum(folder);
  if (named.ok) return { datum: datumNames[named.datum] };
  const profile = travel.get(folder.toLowerCase());
  if (profile !== undefined) return { profile };
  const patrol = patrolId(folder);
  if (look.hasPatrol(patrol)) return { patrol };
  for (const { id, name, nameEn } of look.units()) if ([id, name, nameEn].includes(folder)) return { unit: id };
  return undefined;
};
