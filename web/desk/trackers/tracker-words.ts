// How a tracker's bearer and its last sign are told, in the list and on its sheet.

import type { Carried } from "../../../domain/patrols/tracker.ts";
import { clockText, stampText } from "../../../domain/time.ts";
import type { Desk } from "../desk.svelte.ts";
import { patrolName, routeIn } from "../patrols/patrol-names.ts";
import { ageText } from "../texts.ts";

type Voice = Pick<Desk, "say" | "named" | "lang" | "live" | "siteClock" | "join" | "workerName" | "isLive" | "liveNow">;

/** The route of a patrol and when it was planned; its id where it is not on the board any more. */
const patrolWith = (id: string, { live, lang, join }: Voice, when: (at: number) => string): string => {
  const patrol = live.records.get("patrol", id);
  return patrol === undefined
    ? id
    : join(patrolName(patrol, routeIn(patrol, live.records), lang), when(patrol.plannedAt));
};
export const patrolText = (id: string, desk: Voice): string =>
  patrolWith(id, desk, (at) => stampText(desk.siteClock, at));

/** `brief`: in a row the hour is enough. */
export const carriedText = (carried: Carried, desk: Voice, length: "whole" | "brief" = "whole"): string => {
  switch (carried.by) {
    case "nobody":
      return desk.say("tracker.carried.nobody");
    case "worker":
      return desk.workerName(carried.worker);
    case "patrol":
      return length === "whole"
        ? patrolText(carried.patrol, desk)
        : patrolWith(carried.patrol, desk, (at) => clockText(desk.siteClock, at));
  }
};

/** Nothing is said of an age that this screen cannot know. */
export const agoText = (at: number, { say, isLive, liveNow }: Voice): string =>
  isLive ? say("ago", { age: ageText(say, liveNow - at) }) : say("unknown");
