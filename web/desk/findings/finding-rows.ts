// Findings as the desk lists them: open fires first, the longest open on top, then what else is open, then what was closed. [COV-3]

import { type FindingRec, isFireOverdue, isOpen } from "../../../domain/patrols/finding.ts";
import { routeOf } from "../../../domain/patrols/walkers.ts";
import type { LonLat } from "../../../domain/site/site.ts";
import { stampText } from "../../../domain/time.ts";
import type { Desk } from "../desk.svelte.ts";

/** The form's name in the address. */
export const tellForm = "+finding";

const rank = (finding: FindingRec): number => (isOpen(finding) ? (finding.sort === "fire" ? 0 : 1) : 2);

export const findingRows = (findings: Iterable<FindingRec>): readonly FindingRec[] =>
  [...findings].sort((a, b) => {
    const [first, second] = [rank(a), rank(b)];
    if (first !== second) return first - second;
    // A fire that burns longest is the most urgent; of all else the newest is looked for.
    const order = first === 0 ? a.at - b.at : b.at - a.at;
    return order || (a.id < b.id ? -1 : 1);
  });

/** The route of its patrol, else its unit. */
export const whereOf = (finding: FindingRec, desk: Pick<Desk, "records" | "named" | "unitName">): string => {
  const patrol = finding.patrol === undefined ? undefined : desk.records.get("patrol", finding.patrol);
  const route = patrol === undefined ? undefined : routeOf(patrol, (id) => desk.records.get("route", id));
  return route === undefined ? desk.unitName(finding.unit) : desk.named(route);
};

export const tellerOf = ({ by }: FindingRec, desk: Pick<Desk, "say" | "answererName">): string =>
  by === undefined ? desk.say("finding.who.nobody") : desk.answererName(by);

export const stateOf = (finding: FindingRec, desk: Pick<Desk, "say" | "now">): string => {
  if (!isOpen(finding)) return desk.say("finding.closed");
  return desk.say(isFireOverdue(finding, desk.now) ? "finding.fire-long" : "finding.open");
};

export const placeOf = ({ lonLat, acc }: FindingRec, desk: Pick<Desk, "say">): string => {
  if (lonLat === undefined) return desk.say("finding.place.none");
  const [lon, lat] = [lonLat[0].toFixed(5), lonLat[1].toFixed(5)];
  return acc === undefined
    ? desk.say("finding.place.bare", { lon, lat })
    : desk.say("finding.place.of", { lon, lat, acc: Math.round(acc) });
};

/** Its place for whoever goes there without a map: the route and, where it is known, where on the earth. */
export const foundAt = (
  finding: FindingRec,
  desk: Pick<Desk, "records" | "named" | "unitName" | "say" | "join">,
): string =>
  desk.join(whereOf(finding, desk), finding.lonLat === undefined ? "" : placeOf(finding, desk)).slice(0, 120);

/** More than this between seeing and hearing is said: the phone had no line. ms */
const lateBound = 120_000;
export const lateOf = ({ at, toldAt }: FindingRec, desk: Pick<Desk, "say" | "siteClock">): string =>
  toldAt - at > lateBound ? desk.say("finding.told-late", { at: stampText(desk.siteClock, toldAt) }) : "";

/** As typed: longitude, latitude; undefined where it cannot be read; `none` where nothing was typed. */
export const typedPlace = (text: string): LonLat | "none" | undefined => {
  const said = text.trim();
  if (said === "") return "none";
  const match = /^(-?\d{1,3}(?:\.\d+)?)\s*[,，\s]\s*(-?\d{1,2}(?:\.\d+)?)$/.exec(said);
  if (match === null) return undefined;
  const [lon, lat] = [Number(match[1]), Number(match[2])];
  return Math.abs(lon) <= 180 && Math.abs(lat) <= 90 ? [lon, lat] : undefined;
};
