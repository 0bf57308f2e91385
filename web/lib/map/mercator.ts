// Web Mercator, in which map tiles are cut: metres from its middle, and the tiles that a view needs.

import type { LonLat } from "../../../domain/site/site.ts";

/** Metres east and north (EPSG:3857). */
export type Mercator = readonly [x: number, y: number];
const radius = 6_378_137;
const half = Math.PI * radius;

export const mercatorOf = ([lon, lat]: LonLat): Mercator => [
  (lon * half) / 180,
  radius * Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)),
];

export type TileRect = {
  readonly z: number;
  readonly x: number;
  readonly y: number;
  /** Its north-west and south-east corners. */
  readonly from: Mercator;
  readonly to: Mercator;
};

/** Edge of a tile in its source, px: at that size it is sharpest. */
const edge = 256;
/** More than a view of 4K ever needs. */
const most = 400;

/** The tiles that cover the view, as near to their own size as they come; `pxPerMetre`: of Mercator's metres. */
export const tilesIn = (
  view: { readonly west: number; readonly south: number; readonly east: number; readonly north: number },
  pxPerMetre: number,
  maxZoom: number,
): readonly TileRect[] => {
  const wanted = Math.round(Math.log2((2 * half * pxPerMetre) / edge));
  for (let z = Math.max(0, Math.min(maxZoom, wanted)); z >= 0; z -= 1) {
    const size = (2 * half) / 2 ** z;
    const last = 2 ** z - 1;
    const within = (n: number): number => Math.max(0, Math.min(last, Math.floor(n)));
    const [x0, x1] = [within((view.west + half) / size), within((view.east + half) / size)];
    const [y0, y1] = [within((half - view.north) / size), within((half - view.south) / size)];
    if ((x1 - x0 + 1) * (y1 - y0 + 1) > most) continue;
    const tiles: TileRect[] = [];
    for (let x = x0; x <= x1; x += 1)
      for (let y = y0; y <= y1; y += 1)
        tiles.push({
          z,
          x,
          y,
          from: [x * size - half, half - y * size],
          to: [(x + 1) * size - half, half - (y + 1) * size],
        });
    return tiles;
  }
  return [];
};
