// GPX 1.0 and 1.1: tracks and their segments; waypoints and routes are only counted, for a planned route is not a patrol. [PAT-2]

import type { Points } from "./points.ts";
import type { Counts } from "./read-track.ts";
import { numberOf, timeOf } from "./values.ts";
import type { XmlReader } from "./xml.ts";

/** More characters than any time has: what is longer is none. */
const longest = 64;

export const createGpx = (points: Points, counts: Counts): XmlReader => {
  let lon = Number.NaN;
  let lat = Number.NaN;
  /** Undefined until the point's first time was read. */
  let time: string | undefined;
  let isTime = false;
  return {
    open: (name, attributes, parent) => {
      isTime = false;
      if (name === "trkpt" && parent === "trkseg") {
        lon = numberOf(attributes.get("lon"));
        lat = numberOf(attributes.get("lat"));
        time = undefined;
      } else if (name === "time" && parent === "trkpt" && time === undefined) {
        isTime = true;
        time = "";
      } else if (name === "trkseg" && parent === "trk") points.begin();
      else if (name === "trk" && parent === "gpx") counts.tracks += 1;
      else if (name === "wpt" && parent === "gpx") counts.waypoints += 1;
      else if (name === "rtept" && parent === "rte") counts.routePoints += 1;
    },
    text: (piece) => {
      if (isTime && time !== undefined && time.length < longest) time += piece;
    },
    close: (name, parent) => {
      isTime = false;
      if (name === "trkpt" && parent === "trkseg") points.add(timeOf(time), lon, lat);
    },
  };
};
