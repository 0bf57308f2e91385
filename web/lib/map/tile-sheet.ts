// Map tiles under the drawing: pictures laid where their corners lie, one that did not come is asked for again, and none is an error.

import type { Mercator, TileRect } from "./mercator.ts";
import type { Tiling } from "./tiling.svelte.ts";

export type TileSheet = {
  /** `point`: px of a place of Mercator. */
  readonly draw: (tiles: readonly TileRect[], point: (at: Mercator) => readonly [x: number, y: number]) => void;
  readonly close: () => void;
};

/** A tile that did not come is asked for again after this long, ms. */
const again = 60_000;
/** Px by which neighbours overlap: no seam between them, however they are rounded. */
const seam = 0.4;

export const createTileSheet = (pane: HTMLElement, { address }: Pick<Tiling, "address">): TileSheet => {
  const timers = new Set<ReturnType<typeof setTimeout>>();
  const callOff = (): void => {
    for (const timer of timers) clearTimeout(timer);
    timers.clear();
  };
  const load = (image: HTMLImageElement, path: string, n: number): void => {
    const retry = (): void => {
      const timer = setTimeout(() => {
        timers.delete(timer);
        load(image, path, n + 1);
      }, again);
      timers.add(timer);
    };
    image.onload = () => {
      // Of a tile that it could not get the server answers one clear pixel, of one that there is not, two.
      image.hidden = image.naturalWidth <= 2;
      if (image.naturalWidth <= 1) retry();
    };
    image.onerror = () => {
      image.hidden = true;
      retry();
    };
    image.src = n === 0 ? path : `${path}?again=${n}`;
  };
  return {
    draw: (tiles, point) => {
      callOff();
      pane.replaceChildren(
        ...tiles.map(({ z, x, y, from, to }) => {
          const [left, top] = point(from);
          const [right, bottom] = point(to);
          const image = document.createElement("img");
          image.alt = "";
          image.draggable = false;
          image.hidden = true;
          image.className = "tile";
          Object.assign(image.style, {
            left: `${left - seam}px`,
            top: `${top - seam}px`,
            width: `${right - left + 2 * seam}px`,
            height: `${bottom - top + 2 * seam}px`,
          });
          load(image, address(z, x, y), 0);
          return image;
        }),
      );
    },
    close: callOff,
  };
};
