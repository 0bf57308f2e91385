// The map under the marks: Leaflet on a plane of kilometres, without controls or gestures, with tiles only where a site has them, drawn in tokens by class.

import L from "leaflet";
import "./ground.css";
import type { LonLat, MapRec } from "../../../domain/site/site.ts";
import { createCellSheet } from "./cell-sheet.ts";
import type { CellMark } from "./cells.ts";
import type { Projection } from "./map-plane.ts";
import { tilesIn } from "./mercator.ts";
import { createTileSheet } from "./tile-sheet.ts";

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
  });
  map.setView([0, 0], 0, { animate: false });
  // A pane for each, so that what is drawn anew stays under what lies over it.
  const sheetOf = (name: string): L.SVG => {
    map.createPane(name);
    return L.svg({ pane: name, padding: 0 });
  };
  const { tiles } = projection;
  const tileSheet = tiles === undefined ? undefined : createTileSheet(map.createPane("tiles"), tiles.tiling);
  element.classList.toggle("tiled", tiles !== undefined);
  const below = sheetOf("below");
  const cellSheet = createCellSheet(map.createPane("cells"));
  const above = sheetOf("above");
  const base = L.layerGroup().addTo(map);
  const lineLayer = L.layerGroup().addTo(map);
  const spot = (at: LonLat): L.LatLngTuple => {
    const [north, east] = projection.plane(at);
    return [north, east];
  };
  const style = (className: string, renderer: L.SVG): L.PolylineOptions => ({
    className,
    renderer,
    pane: renderer === below ? "below" : "above",
    interactive: false,
    smoothFactor: 0,
    noClip: true,
    weight: 1,
    stroke: true,
    opacity: 1,
    fillOpacity: 1,
  });
  const rings = (list: readonly (readonly LonLat[])[], className: string): void => {
    if (list.length > 0)
      L.polygon(
        list.map((ring) => [ring.map(spot)]),
        { ...style(className, below), fill: true },
      ).addTo(base);
  };
  const strokes = (list: readonly (readonly LonLat[])[], className: string, to: L.LayerGroup): void => {
    if (list.length > 0)
      L.polyline(
        list.map((line) => line.map(spot)),
        style(className, to === base ? below : above),
      ).addTo(to);
  };
  const pxPerKm = (): number => {
    const [a, b] = [map.latLngToContainerPoint([0, 0]), map.latLngToContainerPoint([0, 1])];
    return b.x - a.x;
  };
  let shown: readonly CellMark[] = [];

  const drawCells = (): void => {
    // The plane is drawn by a scale and an offset: reckoned once, not for each corner of each cell.
    const [zero, one] = [map.latLngToLayerPoint([0, 0]), map.latLngToLayerPoint([1, 1])];
    const [across, down] = [one.x - zero.x, one.y - zero.y];
    cellSheet.draw(
      shown,
      ([lon, lat]) => {
        const [north, east] = projection.plane([lon, lat]);
        return [zero.x + across * east, zero.y + down * north];
      },
      unit,
    );
  };

  const drawTiles = (): void => {
    if (tiles === undefined || tileSheet === undefined) return;
    const { x, y } = map.getSize();
    const [a, b] = [map.containerPointToLatLng([0, y]), map.containerPointToLatLng([x, 0])];
    const [[west, south], [east, north]] = [tiles.toMercator([a.lat, a.lng]), tiles.toMercator([b.lat, b.lng])];
    const px = x / (east - west);
    tileSheet.draw(tilesIn({ west, south, east, north }, px, tiles.tiling.maxZoom), (at) => {
      const { x: left, y: top } = map.latLngToLayerPoint([...tiles.ofMercator(at)]);
      return [left, top];
    });
  };

  return {
    draw: (drawn, zoneRings) => {
      base.clearLayers();
      const edge = drawn === undefined || drawn.edge.length === 0 ? zoneRings : drawn.edge;
      rings(edge, "farm");
      rings(
        (drawn?.compartments ?? []).map((one) => one.ring),
        "comp",
      );
      strokes(drawn?.rivers ?? [], "river", base);
      strokes(drawn?.roads ?? [], "road", base);
      rings(edge, "edge");
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
      drawTiles();
    },
    point: (at) => {
      const { x, y } = map.latLngToContainerPoint(spot(at));
      return { x, y };
    },
    pxPerKm,
    close: () => {
      tileSheet?.close();
      map.remove();
      sheet.remove();
    },
  };
};
