// KML: gx:Track and gx:MultiTrack have times and are tracks; a LineString has none, so it is a drawn line and only counted. [PAT-2]

import type { Limits } from "./limits.ts";
import type { Points } from "./points.ts";
import type { Counts } from "./read-track.ts";
import { numberOf, timeOf } from "./values.ts";
import type { XmlReader } from "./xml.ts";

const longest = 128;

/** `when` and `gx:coord` of a gx:Track stand in two rows, paired by their order. */
export const createKml = (points: Points, counts: Counts, limits: Limits): XmlReader => {
  let inTrack = false;
  let whens: number[] = [];
  let places: number[] = [];
  let wanted: "when" | "coord" | "drawn" | "none" = "none";
  let text = "";
  /** The last piece of drawn coordinates ended inside of a place. */
  let isOpen = false;

  const drawn = (piece: string): void => {
    let count = 0;
    for (let i = 0; i < piece.length; i++) {
      const isBlank = piece.charCodeAt(i) <= 0x20;
      if (!isBlank && !isOpen) count += 1;
      isOpen = !isBlank;
    }
    counts.routePoints += count;
  };
  const endTrack = (): void => {
    points.begin();
    for (let i = 0; i < places.length / 2; i++) {
      const when = whens[i] ?? Number.NaN;
      points.add(Number.isNaN(when) ? null : when, places[2 * i] ?? Number.NaN, places[2 * i + 1] ?? Number.NaN);
    }
    whens = [];
    places = [];
    inTrack = false;
  };
  return {
    open: (name, _attributes, parent) => {
      wanted = "none";
      text = "";
      if (name === "MultiTrack" || (name === "Track" && parent !== "MultiTrack")) counts.tracks += 1;
      if (name === "Track") inTrack = true;
      else if (inTrack && parent === "Track" && (name === "when" || name === "coord")) wanted = name;
      else if (name === "coordinates" && parent === "Point") counts.waypoints += 1;
      else if (name === "coordinates") {
        wanted = "drawn";
        isOpen = false;
      }
    },
    text: (piece) => {
      if (wanted === "drawn") drawn(piece);
      else if (wanted !== "none" && text.length < longest) text += piece;
    },
    close: (name) => {
      // One more than may be: then the whole is refused.
      if (whens.length > limits.points || places.length > 2 * limits.points) wanted = "none";
      if (wanted === "when") whens.push(timeOf(text) ?? Number.NaN);
      else if (wanted === "coord") {
        const [lon, lat] = text.trim().split(/\s+/);
        places.push(numberOf(lon), numberOf(lat));
      }
      wanted = "none";
      if (name === "Track" && inTrack) endTrack();
    },
  };
};
