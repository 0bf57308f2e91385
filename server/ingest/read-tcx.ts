// TCX: the tracks of activities; a course is a plan to follow, not a ride that was ridden. [PAT-2]

import type { Points } from "./points.ts";
import type { Counts } from "./read-track.ts";
import { numberOf, timeOf } from "./values.ts";
import type { XmlReader } from "./xml.ts";

const fields = ["Time", "LongitudeDegrees", "LatitudeDegrees"] as const;
type Field = (typeof fields)[number];
const longest = 64;

export const createTcx = (points: Points, counts: Counts): XmlReader => {
  let courses = 0;
  let wanted: Field | undefined;
  let said: Partial<Record<Field, string>> = {};
  return {
    open: (name, _attributes, parent) => {
      wanted = undefined;
      if (name === "Course") courses += 1;
      else if (name === "Activity") counts.tracks += 1;
      else if (name === "CoursePoint") counts.waypoints += 1;
      else if (name === "Track" && courses === 0) points.begin();
      else if (name === "Trackpoint") said = {};
      else if (parent === "Position" || (name === "Time" && parent === "Trackpoint")) {
        wanted = fields.find((field) => field === name && said[field] === undefined);
        if (wanted !== undefined) said[wanted] = "";
      }
    },
    text: (piece) => {
      const known = wanted === undefined ? undefined : said[wanted];
      if (wanted !== undefined && known !== undefined && known.length < longest) said[wanted] = known + piece;
    },
    close: (name, parent) => {
      wanted = undefined;
      if (name === "Course") courses -= 1;
      else if (name === "Trackpoint" && parent === "Track" && courses > 0) counts.routePoints += 1;
      else if (name === "Trackpoint" && parent === "Track")
        points.add(timeOf(said.Time), numberOf(said.LongitudeDegrees), numberOf(said.LatitudeDegrees));
    },
  };
};
