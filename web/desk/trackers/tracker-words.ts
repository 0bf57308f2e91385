// How a tracker's bearer and its last sign are told, in the list and on its sheet.

import type { Carried } from "../../../domain/patrols/tracker.ts";
import { stampText } from "../../../domain/time.ts";
import type { Desk } from "../desk.svelte.ts";
import { ageText } from "../texts.ts";
import type { Heard } from "./tracker-rows.ts";

type Voice = Pick<Desk, "say" | "named" | "live" | "siteClock" | "join" | "workerName" | "isLive" | "liveNow">;

/** The route and the hour of a patrol; its id where it is not on the board any more. */
export const patrolText = (id: string, { live, named, siteClock, join }: Voice): string => {
  const patrol = live.records.get("patrol", id);
  const route = patrol === undefined ? undefined : live.records.get("route", patrol.route);
  return patrol === undefined
    ? id
    : join(route === undefined ? patrol.route : named(route), stampText(siteClock, patrol.plannedAt));
};

export const carriedText = (carried: Carried, desk: Voice): string => {
  switch (carried.by) {
    case "nobody":
      return desk.say("tracker.carried.nobody");
    case "worker":
      return desk.workerName(carried.worker);
    case "patrol":
      return patrolText(carried.patrol, desk);
  }
};

/** Nothing is said of an age that this screen cannot know. */
export const agoText = (at: number, { say, isLive, liveNow }: Voice): string =>
  isLive ? say("ago", { age: ageText(say, liveNow - at) }) : say("unknown");

export const heardText = (heard: Heard | undefined, desk: Voice): string =>
  heard === undefined ? desk.say("tracker.never") : agoText(heard.at, desk);
