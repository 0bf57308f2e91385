// What is read out to a crew, and the command that says who heard it: each of them for his own post. [NOT-1]

import type { Millis, UnitId, WorkerId } from "../../domain/ids.ts";
import { briefedRun, briefingOf } from "../../domain/posts/briefing.ts";
import type { CrewCommand, CrewMember } from "../../domain/posts/crew.ts";
import type { BriefingPoint } from "../../domain/posts/post.ts";
import type { Place } from "../rules.ts";

const pointsAt = ({ records, site, clock }: Place, post: string, now: Millis): readonly BriefingPoint[] => {
  const run = briefedRun(site.shifts, site.settings.earlyMin, clock, now);
  const record = records.get("post", post);
  return run === undefined || record === undefined ? [] : briefingOf(record, run.day);
};

/** Every point of the crew's posts, one that is told at many of them once. */
export const toldTo = (place: Place, crew: readonly CrewMember[], now: Millis): readonly BriefingPoint[] => {
  const told = new Map<string, BriefingPoint>();
  for (const { post } of crew)
    for (const point of pointsAt(place, post, now)) {
      const words = `${point.risk}\n${point.act}`;
      if (!told.has(words)) told.set(words, point);
    }
  return [...told.values()];
};

/** Undefined where nobody was called. */
export const crewCommand = (
  place: Place,
  unit: UnitId,
  here: readonly CrewMember[],
  now: Millis,
): CrewCommand | undefined => {
  const byPost = new Map<CrewMember["post"], WorkerId[]>();
  for (const { post, worker } of here) byPost.set(post, [...(byPost.get(post) ?? []), worker]);
  const crew = [...byPost].map(([post, workers]) => ({
    post,
    workers,
    points: pointsAt(place, post, now).map((point) => point.id),
  }));
  return crew.length === 0 ? undefined : { type: "ConfirmCrew", unit, crew };
};
