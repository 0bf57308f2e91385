// The tiles that a site configured for its maps, if any: asked for once, and how the board's own places lie on them. [PAT-2]

import * as v from "valibot";
import { datums } from "../../../domain/patrols/track.ts";
import type { LonLat } from "../../../domain/site/site.ts";

export type Tiling = {
  readonly attribution: string;
  readonly maxZoom: number;
  /** A place of the board, WGS-84, in the tiles' own datum. */
  readonly shift: (at: LonLat) => LonLat;
  readonly address: (z: number, x: number, y: number) => string;
};

const about = v.variant("kind", [
  v.object({ kind: v.literal("none") }),
  v.object({
    kind: v.literal("tiles"),
    datum: v.picklist(datums),
    attribution: v.string(),
    maxZoom: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(22)),
  }),
]);
type Datum = (typeof datums)[number];

/** CGCS2000 is WGS-84 for this purpose; GCJ-02 is the published forward formula, to the millimetre. */
export const shiftTo = async (datum: Datum): Promise<Tiling["shift"]> => {
  switch (datum) {
    case "wgs84":
    case "cgcs2000":
      return (at) => at;
    case "gcj02": {
      const { default: gcoord } = await import("gcoord");
      return ([lon, lat]) => {
        const [x = lon, y = lat] = gcoord.transform([lon, lat], gcoord.WGS84, gcoord.GCJ02);
        return [x, y];
      };
    }
  }
};

const again = 30_000;

/** `undefined` until it is known, and where there are none. */
export const createTiling = (deps: {
  readonly fetch: (path: string) => Promise<Response>;
  readonly after: (ms: number, ring: () => void) => () => void;
}): { readonly now: Tiling | undefined; readonly close: () => void } => {
  let now = $state.raw<Tiling | undefined>(undefined);
  let stop: (() => void) | undefined;
  let closed = false;
  const ask = async (): Promise<void> => {
    try {
      const response = await deps.fetch("/tiles/about");
      const told = v.safeParse(about, await response.json());
      if (!response.ok || !told.success) throw new TypeError("no answer of ours");
      if (told.output.kind === "none") return;
      const { datum, attribution, maxZoom } = told.output;
      const shift = await shiftTo(datum);
      if (!closed) now = { attribution, maxZoom, shift, address: (z, x, y) => `/tiles/${z}/${x}/${y}` };
    } catch (error) {
      if (!(error instanceof TypeError || error instanceof SyntaxError || error instanceof DOMException)) throw error;
      if (!closed) stop = deps.after(again, () => void ask());
    }
  };
  void ask();
  return {
    get now() {
      return now;
    },
    close: () => {
      closed = true;
      stop?.();
    },
  };
};

/** That of a page. */
export const pageTiling = (): ReturnType<typeof createTiling> =>
  createTiling({
    fetch: (path) => fetch(path),
    after: (ms, ring) => {
      const timer = setTimeout(ring, ms);
      return () => clearTimeout(timer);
    },
  });
