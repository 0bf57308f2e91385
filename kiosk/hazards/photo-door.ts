// The kiosk's way to the door of photos: sent while somebody stands here, answered at once, and never kept on this machine.

import * as v from "valibot";
import type { PhotoKind } from "../../domain/cases/case-photo.ts";
import type { CaseId } from "../../domain/ids.ts";
import type { Claim } from "../../domain/protocol.ts";
import { isRefusalCode, type Refusal } from "../../domain/refusals.ts";

export type PhotoSaid = { readonly id: string; readonly of: PhotoKind; readonly as?: Claim };

const refused = v.object({
  refusal: v.object({
    code: v.pipe(v.string(), v.check(isRefusalCode)),
    params: v.optional(v.record(v.string(), v.union([v.string(), v.number()]))),
  }),
});
/** 300 kB over a bad line; longer than that, and he is told that the server did not answer, ms. */
const patience = 15_000;

/** What the server says no with; undefined: the photo is on the case. */
export const sendPhoto = async (
  fetcher: typeof fetch,
  token: string | undefined,
  hazard: CaseId,
  told: PhotoSaid,
  photo: Blob,
): Promise<Refusal | undefined> => {
  const form = new FormData();
  form.append("said", JSON.stringify(told));
  form.append("photo", photo, "photo.jpg");
  const unsure: Refusal = { code: "no_answer" };
  try {
    const response = await fetcher(`/api/v1/cases/${encodeURIComponent(hazard)}/photos/kiosk`, {
      method: "POST",
      cache: "no-store",
      credentials: "omit",
      signal: AbortSignal.timeout(patience),
      headers: token === undefined ? {} : { Authorization: `Bearer ${token}` },
      body: form,
    });
    if (response.ok) return undefined;
    const no = v.safeParse(refused, await response.json());
    if (!no.success || !isRefusalCode(no.output.refusal.code)) return unsure;
    const { code, params } = no.output.refusal;
    return params === undefined ? { code } : { code, params };
  } catch (error) {
    // No line, no answer in time, or what came was none of ours.
    if (error instanceof TypeError || error instanceof SyntaxError || error instanceof DOMException) return unsure;
    throw error;
  }
};
