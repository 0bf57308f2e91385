// The plan under the finger: Leaflet on the picture's own pixels, posts as marks on it; a tap tells its place as shares of the sides.

import L from "leaflet";

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

/** A tap beside the picture is no place on it. */
export const shareAt = (
  point: { readonly lat: number; readonly lng: number },
  size: { readonly width: number; readonly height: number },
): { readonly x: number; readonly y: number } | undefined => {
  const [x, y] = [point.lng / size.width, 1 - point.lat / size.height];
  return x >= 0 && x <= 1 && y >= 0 && y <= 1 ? { x, y } : undefined;
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
      for (const post of posts) {
        const html = document.createElement("span");
        html.textContent = post.name;
        const icon = L.divIcon({ className: post.chosen ? "post chosen" : "post", html, iconSize: [20, 20] });
        L.marker([(1 - post.y) * size.height, post.x * size.width], { icon, keyboard: false })
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
