// When a seat that was offered on the test site goes on, reckoned apart from the rules. [ACT-3]

import { dayLength, hour, minute } from "../../domain/time.ts";

/** Shifts of the test site begin at these minutes of its day, and its clocks are so far ahead of UTC. */
const shiftStarts = [0, 480, 960];
const ahead = 8 * hour;

/** The second shift of the site that begins after the offer, or the activity itself. */
export const keptUntil = (offeredAt: number, startsAt: number): number => {
  const midnight = Math.floor((offeredAt + ahead) / dayLength) * dayLength - ahead;
  const starts = [0, 1, 2].flatMap((d) => shiftStarts.map((start) => midnight + d * dayLength + start * minute));
  const after = starts.filter((start) => start > offeredAt).sort((a, b) => a - b);
  return Math.min(after[1] ?? Number.POSITIVE_INFINITY, startsAt);
};
