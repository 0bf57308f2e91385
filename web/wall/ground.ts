// The map under the marks: Leaflet on a plane of kilometres, without tiles, controls or gestures, drawn in tokens by class.

import L from "leaflet";
import "./ground.css";
import type { LonLat, MapRec } from "../../domain/site/site.ts";
import type { CellMark, Freshness } from "./cells.ts";
import type { Projection } from "./map-plane.ts";

export type GroundLines = {
  readonly routes: readonly (readonly LonLat[])[];
  readonly walked: readonly (readonly LonLat[])[];
};

export type Ground = {
  readonly draw: (map: MapRec | undefined, zoneRings: readonly (readonly LonLat[])[]) => void;
  readonly cells: (cells: readonly CellMark[]) => void;
  readonly lines: (lines: GroundLines) => void;
  /** Fit the site into the box again, whose margins are in px. */
  readonly fit: (margin: number) => void;
  readonly point: (at: LonLat) => { readonly x: number; readonly y: number };
  readonly pxPerKm: () => number;
  readonly close: () => void;
};

/** Edge of a dot by freshness, in units of the sheet. */
const dots: Readonly<Record<Exclude<Freshness, "overdue" | "not-yet">, number>> = { 3: 4, 2: 2.5, 1: 1.5 };

export const createGround = (element: HTMLElement, projection: Projection, unit: number): Ground => {
  // A sheet of its own for each: Leaflet leaves listeners on what it was given, and with them the map that was taken away.
  const sheet = element.appendChild(document.createElement("div"));
  sheet.className = "leaflet-sheet";
  const map = L.map(sheet, {
    crs: L.CRS.Simple,
    zoomControl: false,
    attributionControl: false,
    dragging: false,
    touchZoom: false,
    scrollWheelZoom: false,
    doubleClickZoom: false,
    boxZoom: false,
    keyboard: false,
    zoomSnap: 0,
    minZoom: -20,
    maxZoom: 20,
    fadeAnimation: false,
    zoomAnimation: false,
    markerZoomAnimation: false,
    trackResize: false,
    renderer: L.svg({ padding: 0 }),
  });
  map.setView([0, 0], 0, { animate: false });
  const base = L.layerGroup().addTo(map);
  const cellLayer = L.layerGroup().addTo(map);
  const lineLayer = L.layerGroup().addTo(map);
  const spot = (at: LonLat): L.LatLngTuple => {
    const [north, east] = projection.plane(at);
    return [north, east];
  };
  const style = (className: string): L.PolylineOptions => ({
    className,
    interactive: false,
    smoothFactor: 0,
    noClip: true,
    weight: 1,
    stroke: true,
    opacity: 1,
    fillOpacity: 1,
  });
  const rings = (list: readonly (readonly LonLat[])[], className: string, to: L.LayerGroup): void => {
    if (list.length > 0)
      L.polygon(
        list.map((ring) => [ring.map(spot)]),
        { ...style(className), fill: true },
      ).addTo(to);
  };
  const strokes = (list: readonly (readonly LonLat[])[], className: string, to: L.LayerGroup): void => {
    if (list.length > 0)
      L.polyline(
        list.map((line) => line.map(spot)),
        style(className),
      ).addTo(to);
  };
  const pxPerKm = (): number => {
    const [a, b] = [map.latLngToContainerPoint([0, 0]), map.latLngToContainerPoint([0, 1])];
    return b.x - a.x;
  };
  let shown: readonly CellMark[] = [];

  const square = (at: LonLat, northKm: number, eastKm: number): L.LatLngTuple[] => {
    const [north, east] = projection.plane(at);
    return [
      [north - northKm, east - eastKm],
      [north + northKm, east - eastKm],
      [north + northKm, east + eastKm],
      [north - northKm, east + eastKm],
    ];
  };
  const drawCells = (): void => {
    cellLayer.clearLayers();
    const scale = pxPerKm();
    const late = shown.filter((cell) => cell.fresh === "overdue");
    for (const fresh of [3, 2, 1] as const) {
      const half = (dots[fresh] * unit) / 2 / scale;
      const list = shown.filter((cell) => cell.fresh === fresh).map((cell) => [square(cell.at, half, half)]);
      if (list.length > 0) L.polygon(list, { ...style("dot"), fill: true }).addTo(cellLayer);
    }
    const inset = unit / scale;
    const list = late.map((cell) => {
      const [north, east] = projection.plane(cell.at);
      const [n, e] = projection.plane([cell.at[0] + cell.half[0], cell.at[1] + cell.half[1]]);
      return [square(cell.at, Math.max(0, n - north - inset), Math.max(0, e - east - inset))];
    });
    if (list.length > 0) L.polygon(list, { ...style("over"), fill: true }).addTo(cellLayer);
  };

  return {
    draw: (drawn, zoneRings) => {
      base.clearLayers();
      const edge = drawn === undefined || drawn.edge.length === 0 ? zoneRings : drawn.edge;
      rings(edge, "farm", base);
      rings(
        (drawn?.compartments ?? []).map((one) => one.ring),
        "comp",
        base,
      );
      strokes(drawn?.rivers ?? [], "river", base);
      strokes(drawn?.roads ?? [], "road", base);
      rings(edge, "edge", base);
    },
    cells: (cells) => {
      shown = cells;
      drawCells();
    },
    lines: ({ routes, walked }) => {
      lineLayer.clearLayers();
      strokes(routes, "route", lineLayer);
      strokes(walked, "walked", lineLayer);
    },
    fit: (margin) => {
      map.invalidateSize({ animate: false, pan: false });
      const { bounds } = projection;
      if (bounds === undefined) return;
      const [[south, west], [north, east]] = bounds;
      map.fitBounds(
        [
          [south, west],
          [north, east],
        ],
        { animate: false, padding: [margin, margin] },
      );
      drawCells();
    },
    point: (at) => {
      const { x, y } = map.latLngToContainerPoint(spot(at));
      return { x, y };
    },
    pxPerKm,
    close: () => {
      map.remove();
      sheet.remove();
    },
  };
};
