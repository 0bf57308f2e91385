// The plan under the finger: Leaflet on the picture's own pixels, posts as marks on it; a tap tells its place as shares of the sides.

import L from "leaflet";
import { shareAt } from "./plan-rows.ts";

export type BoardPost = {
  readonly id: string;
  readonly name: string;
  readonly x: number;
  readonly y: number;
  readonly chosen: boolean;
};
export type PlanBoard = {
  readonly picture: (url: string | undefined) => void;
  readonly posts: (posts: readonly BoardPost[]) => void;
  readonly zoom: (by: 1 | -1) => void;
  readonly whole: () => void;
  readonly close: () => void;
};

export const createPlanBoard = (
  element: HTMLElement,
  size: { readonly width: number; readonly height: number },
  told: { readonly tapped: (x: number, y: number) => void; readonly chose: (id: string) => void },
): PlanBoard => {
  // A sheet of its own for each: Leaflet leaves listeners on what it was given.
  const sheet = element.appendChild(document.createElement("div"));
  sheet.className = "leaflet-sheet";
  const bounds: L.LatLngBoundsLiteral = [
    [0, 0],
    [size.height, size.width],
  ];
  const map = L.map(sheet, {
    crs: L.CRS.Simple,
    zoomControl: false,
    attributionControl: false,
    keyboard: false,
    zoomSnap: 0,
    zoomDelta: 0.7,
    minZoom: -8,
    maxZoom: 3,
    maxBounds: L.latLngBounds(bounds).pad(0.5),
    fadeAnimation: false,
    zoomAnimation: false,
    markerZoomAnimation: false,
    doubleClickZoom: false,
  });
  map.fitBounds(bounds, { animate: false });
  const marks = L.layerGroup().addTo(map);
  let layer: L.ImageOverlay | undefined;
  map.on("click", ({ latlng }) => {
    const share = shareAt(latlng, size);
    if (share !== undefined) told.tapped(share.x, share.y);
  });
  return {
    picture: (url) => {
      layer?.remove();
      layer = url === undefined ? undefined : L.imageOverlay(url, bounds).addTo(map);
    },
    posts: (posts) => {
      marks.clearLayers();
      const at = (post: BoardPost): L.LatLngTuple => [(1 - post.y) * size.height, post.x * size.width];
      const drawn = [...posts].sort((a, b) => Number(a.chosen) - Number(b.chosen));
      // All names first: none lies over a mark, which must be tapped.
      for (const post of drawn) {
        const html = document.createElement("span");
        html.textContent = post.name;
        const icon = L.divIcon({ className: post.chosen ? "name chosen" : "name", html, iconSize: [20, 20] });
        L.marker(at(post), { icon, keyboard: false, interactive: false }).addTo(marks);
      }
      for (const post of drawn) {
        const icon = L.divIcon({ className: post.chosen ? "post chosen" : "post", iconSize: [20, 20] });
        L.marker(at(post), { icon, keyboard: false, zIndexOffset: 100_000 })
          .on("click", () => told.chose(post.id))
          .addTo(marks);
      }
    },
    zoom: (by) => {
      map.zoomIn(by * 0.7, { animate: false });
    },
    whole: () => {
      map.fitBounds(bounds, { animate: false });
    },
    close: () => {
      map.remove();
      sheet.remove();
    },
  };
};
