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

/** Degrees between the places whose shift is reckoned: its shortest wave is a third of a degree, so between them it bends by 0.2 m at most. */
const step = 0.01;
const mostNodes = 50_000;

/** The shift taken evenly between the corners of a small net: exactly it is ten times dearer than a zone of 7,400 cells bears. */
export const netted = (shift: Tiling["shift"]): Tiling["shift"] => {
  const known = new Map<number, LonLat>();
  const nodeAt = (i: number, j: number): LonLat => {
    const name = i * 100_000 + j;
    const node = known.get(name);
    if (node !== undefined) return node;
    const [lon, lat] = shift([i * step, j * step]);
    const made: LonLat = [lon - i * step, lat - j * step];
    if (known.size >= mostNodes) known.clear();
    known.set(name, made);
    return made;
  };
  return ([lon, lat]) => {
    const [i, j] = [Math.floor(lon / step), Math.floor(lat / step)];
    const [s, t] = [lon / step - i, lat / step - j];
    const [sw, se, nw, ne] = [nodeAt(i, j), nodeAt(i + 1, j), nodeAt(i, j + 1), nodeAt(i + 1, j + 1)];
    const mixed = (n: 0 | 1): number => (1 - t) * ((1 - s) * sw[n] + s * se[n]) + t * ((1 - s) * nw[n] + s * ne[n]);
    return [lon + mixed(0), lat + mixed(1)];
  };
};

/** CGCS2000 is WGS-84 for this purpose; GCJ-02 is the published forward formula. */
export const shiftTo = async (datum: Datum): Promise<Tiling["shift"]> => {
  switch (datum) {
    case "wgs84":
    case "cgcs2000":
      return (at) => at;
    case "gcj02": {
      const { default: gcoord } = await import("gcoord");
      return netted(([lon, lat]) => {
        const [x = lon, y = lat] = gcoord.transform([lon, lat], gcoord.WGS84, gcoord.GCJ02);
        return [x, y];
      });
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
