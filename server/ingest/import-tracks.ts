// Several files in one upload have one datum: one that says another refuses them all, for then nobody knows what the others are. [PAT-2]

import { inBoth } from "../../domain/in-both.ts";
import type { Geodesy } from "../../domain/patrols/track.ts";
import type { Refusal } from "../../domain/refusals.ts";
import { namedDatum } from "./datum.ts";
import { datumNames } from "./declared.ts";
import { type Imported, importing, type TrackUpload } from "./import-track.ts";
import { inTurns } from "./steps.ts";

export type UploadedFile = { readonly name: string; readonly bytes: Uint8Array };
export type ImportedFiles =
  /** Each file for itself: one that is empty costs no other. */
  | { readonly ok: true; readonly files: readonly { readonly name: string; readonly imported: Imported }[] }
  | { readonly ok: false; readonly refusal: Refusal };

/** One datum of all that was said, however often; two of them are refused. */
export const oneDatum = (said: readonly string[]): string | Refusal | undefined => {
  const [first, ...rest] = said.filter((one) => one.trim() !== "");
  const other = rest.find((one) => nameOf(one) !== nameOf(first));
  return first === undefined || other === undefined
    ? first
    : { code: "datum_mixed", params: { one: nameOf(first), other: nameOf(other) } };
};
const nameOf = (said: string | undefined): string => {
  const named = namedDatum(said);
  return named.ok ? datumNames[named.datum] : (said ?? "").trim().slice(0, 40);
};

export const importTracks = async (
  files: readonly UploadedFile[],
  asked: Omit<TrackUpload, "bytes" | "name">,
  geodesy: Geodesy,
): Promise<ImportedFiles> => {
  const read: { readonly name: string; readonly imported: Imported }[] = [];
  for (const { name, bytes } of files) {
    const imported = await inTurns(importing({ ...asked, name, bytes }, geodesy));
    const refusal = imported.ok ? undefined : ofAll(imported.refusal, name, files.length);
    if (refusal !== undefined) return { ok: false, refusal };
    read.push({ name, imported });
  }
  return { ok: true, files: read };
};

/** The refusal where it speaks of the whole upload, with the file's name in it. */
const ofAll = (refusal: Refusal, name: string, count: number): Refusal | undefined => {
  const of = (what: string | number | undefined): string => (count > 1 ? `${what} (${name})` : String(what));
  const { params = {} } = refusal;
  switch (refusal.code) {
    case "datum_missing":
      return refusal;
    case "datum_contradicted": {
      if (count === 1) return refusal;
      const said = inBoth(`${params.said}（所选）`, `${params.said} (as chosen)`);
      return { code: "datum_mixed", params: { one: said, other: of(params.declared) } };
    }
    case "datum_mixed":
      return { code: "datum_mixed", params: { one: String(params.one), other: of(params.other) } };
    case "datum_unknown":
      return { code: "datum_unknown", params: { datum: of(params.datum) } };
    case "datum_implausible":
      return { code: "datum_implausible", params: { place: of(params.place) } };
  }
  return undefined;
};
