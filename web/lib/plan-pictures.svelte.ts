// Plans' pictures in a page: fetched once with the screen's own token, kept on the device, shown from memory, also while the server is away.

import { SvelteMap } from "svelte/reactivity";
import * as v from "valibot";
import { isRefusalCode, type Refusal } from "../../domain/refusals.ts";

export type Picture =
  | { readonly state: "loading" }
  | { readonly state: "shown"; readonly url: string }
  /** The server says why there is none. */
  | { readonly state: "refused"; readonly refusal: Refusal }
  /** No answer, or bytes that are no picture; it is asked for again. */
  | { readonly state: "away" };

export type PlanPictures = {
  /** Asks for it at the first call; reading it inside a derived value follows what becomes of it. */
  readonly of: (hash: string) => Picture;
  /** The bytes that came cannot be drawn. */
  readonly broken: (hash: string) => void;
  /** Forgets every picture but these, in memory and on the device. */
  readonly keep: (hashes: ReadonlySet<string>) => void;
  readonly close: () => void;
};

type Kept = Pick<Cache, "match" | "put" | "keys" | "delete">;
export type PictureDeps = {
  readonly token: string | undefined;
  readonly fetch: (path: string, init: RequestInit) => Promise<Response>;
  /** The device's own keeping; none over plain HTTP, where the page itself is not kept either. */
  readonly kept: () => Promise<Kept | undefined>;
  readonly after: (ms: number, ring: () => void) => () => void;
  readonly toUrl: (blob: Blob) => string;
  readonly dropUrl: (url: string) => void;
};

const again = 15_000;
export const picturePath = (hash: string): string => `/api/v1/plans/${hash}`;
const refusedBody = v.object({
  refusal: v.object({ code: v.string(), params: v.optional(v.record(v.string(), v.union([v.string(), v.number()]))) }),
});

export const createPlanPictures = (deps: PictureDeps): PlanPictures => {
  const pictures = new SvelteMap<string, Picture>();
  const timers = new Map<string, () => void>();
  const asked = new Set<string>();
  let closed = false;

  const become = (hash: string, next: Picture): void => {
    if (closed || !asked.has(hash)) {
      if (next.state === "shown") deps.dropUrl(next.url);
      return;
    }
    const before = pictures.get(hash);
    if (before?.state === "shown") deps.dropUrl(before.url);
    pictures.set(hash, next);
    if (next.state === "refused" || next.state === "away")
      timers.set(
        hash,
        deps.after(again, () => void load(hash)),
      );
  };
  const refusalIn = async (response: Response): Promise<Refusal | undefined> => {
    const body: unknown = await response.json().catch((error: unknown) => {
      if (error instanceof SyntaxError) return undefined;
      throw error;
    });
    const parsed = v.safeParse(refusedBody, body);
    if (!parsed.success || !isRefusalCode(parsed.output.refusal.code)) return undefined;
    const { code, params } = parsed.output.refusal;
    return params === undefined ? { code } : { code, params };
  };
  const load = async (hash: string): Promise<void> => {
    try {
      const kept = await deps.kept();
      const hit = await kept?.match(picturePath(hash));
      const headers: Record<string, string> = deps.token === undefined ? {} : { Authorization: `Bearer ${deps.token}` };
      const response = hit ?? (await deps.fetch(picturePath(hash), { headers, credentials: "same-origin" }));
      if (!response.ok) {
        const refusal = await refusalIn(response);
        become(hash, refusal === undefined ? { state: "away" } : { state: "refused", refusal });
        return;
      }
      if (hit === undefined) await kept?.put(picturePath(hash), response.clone());
      become(hash, { state: "shown", url: deps.toUrl(await response.blob()) });
    } catch (error) {
      // A line that is down and a device that keeps nothing more are both told by these; another mistake is ours.
      if (!(error instanceof TypeError || error instanceof DOMException)) throw error;
      become(hash, { state: "away" });
    }
  };
  const forget = async (hash: string): Promise<void> => {
    await (await deps.kept())?.delete(picturePath(hash));
  };
  return {
    of: (hash) => {
      if (!asked.has(hash)) {
        asked.add(hash);
        void load(hash);
      }
      return pictures.get(hash) ?? { state: "loading" };
    },
    broken: (hash) => {
      void forget(hash).then(() => become(hash, { state: "away" }));
    },
    keep: (hashes) => {
      for (const hash of [...asked]) {
        if (hashes.has(hash)) continue;
        asked.delete(hash);
        timers.get(hash)?.();
        timers.delete(hash);
        const picture = pictures.get(hash);
        if (picture?.state === "shown") deps.dropUrl(picture.url);
        pictures.delete(hash);
      }
      void deps.kept().then(async (kept) => {
        for (const request of (await kept?.keys()) ?? []) {
          const hash = new URL(request.url).pathname.split("/").at(-1) ?? "";
          if (!hashes.has(hash)) await kept?.delete(request);
        }
      });
    },
    close: () => {
      closed = true;
      for (const stop of timers.values()) stop();
      for (const picture of pictures.values()) if (picture.state === "shown") deps.dropUrl(picture.url);
    },
  };
};

/** Those of a page, which fetches as the browser does; `keeps`: a screen that stands for itself keeps them over a restart, a person's does not. */
export const pagePictures = (token: string | undefined, keeps: "keeps" | "forgets"): PlanPictures =>
  createPlanPictures({
    token,
    fetch: (path, init) => fetch(path, init),
    kept: async () =>
      typeof caches === "undefined" || keeps === "forgets" ? undefined : caches.open("shouwang-plans"),
    after: (ms, ring) => {
      const timer = setTimeout(ring, ms);
      return () => clearTimeout(timer);
    },
    toUrl: (blob) => URL.createObjectURL(blob),
    dropUrl: (url) => URL.revokeObjectURL(url),
  });
