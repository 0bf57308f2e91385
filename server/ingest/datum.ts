// What coordinates mean: every import says its datum, and only WGS-84 goes further. [PAT-2]

import gcoord from "gcoord";
import { type Datum, datums, isImplausible } from "../../domain/patrols/track.ts";
import type { Refusal } from "../../domain/refusals.ts";
import type { LonLat } from "../../domain/site/site.ts";

export type Named = { readonly ok: true; readonly datum: Datum } | { readonly ok: false; readonly refusal: Refusal };

/** The datum as a person or a device named it; saying nothing is refused, never guessed. */
export const namedDatum = (name: string | undefined): Named => {
  const wanted = (name ?? "").trim().toLowerCase().replaceAll(/[-_ ]/g, "");
  if (wanted === "") return { ok: false, refusal: { code: "datum_missing" } };
  const datum = datums.find((one) => one === wanted);
  if (datum !== undefined) return { ok: true, datum };
  return { ok: false, refusal: { code: "datum_unknown", params: { datum: (name ?? "").trim().slice(0, 40) } } };
};

/**
 * West, south, east, north of the places where GCJ-02 is used. It lies well inside the box of gcoord, whose reversal
 * would not end on that box's own edge.
 */
const china = [73.4, 3.8, 135.1, 53.6] as const;
const inChina = ([lon, lat]: LonLat): boolean =>
  lon >= china[0] && lon <= china[2] && lat >= china[1] && lat <= china[3];

/**
 * The place in WGS-84; undefined where the datum cannot hold it: GCJ-02 outside China. CGCS2000 is WGS-84 for this purpose
 * (EPSG:4490, a zero shift). GCJ-02 is reversed to about 0.1 m and rounded to 1e-7 degrees, so that a place sent twice stays one place.
 */
export const toWgs84 = (datum: Datum, at: LonLat): LonLat | undefined => {
  if (datum !== "gcj02" || isImplausible(at[0], at[1])) return at;
  if (!inChina(at)) return undefined;
  const [lon, lat] = gcoord.transform([at[0], at[1]], gcoord.GCJ02, gcoord.WGS84);
  return lon === undefined || lat === undefined
    ? undefined
    : [Math.round(lon * 1e7) / 1e7, Math.round(lat * 1e7) / 1e7];
};

export const datumMisfit = ([lon, lat]: LonLat): Refusal => ({
  code: "datum_implausible",
  params: {
    place: `${Math.abs(lat).toFixed(3)}°${lat < 0 ? "S" : "N"} ${Math.abs(lon).toFixed(3)}°${lon < 0 ? "W" : "E"}`,
  },
});
