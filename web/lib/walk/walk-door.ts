// Asks the server for a walk to be played again; its answer parsed once, a refusal told as its sentence.

import * as v from "valibot";
import { type WalkReplay, walkReplay } from "../../../domain/patrols/walk-replay.ts";
import { isRefusalCode, type Lang, refusalText } from "../../../domain/refusals.ts";
import { walkWords } from "./walk-words.ts";

export type WalkAnswer =
  | { readonly kind: "walk"; readonly walk: WalkReplay }
  | { readonly kind: "failed"; readonly says: string };
export type WalkDoor = (of: "patrols" | "tracks", id: string, lang: Lang) => Promise<WalkAnswer>;

const refused = v.object({
  refusal: v.object({
    code: v.string(),
    params: v.optional(v.record(v.string(), v.union([v.string(), v.number()]))),
  }),
});

/** A line on which nothing comes for so long is as good as down, ms. */
const patience = 15_000;

/** `token`: of a screen that stands for itself; a person is known by his session. */
export const createWalkDoor =
  (fetcher: (path: string, init: RequestInit) => Promise<Response>, token?: string): WalkDoor =>
  async (of, id, lang) => {
    const failed = (says: string): WalkAnswer => ({ kind: "failed", says });
    const headers: Record<string, string> = token === undefined ? {} : { Authorization: `Bearer ${token}` };
    try {
      const path = `/api/v1/${of}/${encodeURIComponent(id)}/walk`;
      const signal = AbortSignal.timeout(patience);
      const response = await fetcher(path, { headers, credentials: "same-origin", signal });
      const body: unknown = await response.json();
      const walk = v.safeParse(walkReplay, body);
      if (response.ok && walk.success) {
        const has = walk.output.rows.length > 0;
        return has ? { kind: "walk", walk: walk.output } : failed(walkWords(lang).empty);
      }
      const no = v.safeParse(refused, body);
      if (!no.success || !isRefusalCode(no.output.refusal.code)) return failed(walkWords(lang).unreachable);
      const { code, params } = no.output.refusal;
      return failed(refusalText(params === undefined ? { code } : { code, params }, lang));
    } catch (error) {
      // A line that is down, and an answer that is none of ours.
      if (!(error instanceof TypeError || error instanceof SyntaxError || error instanceof DOMException)) throw error;
      return failed(walkWords(lang).unreachable);
    }
  };
