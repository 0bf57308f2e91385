// A screen's name and condition in words.

import type { Desk } from "../desk.svelte.ts";
import { ageText } from "../texts.ts";
import type { ScreenRow } from "./liveness.ts";

export const screenName = ({ screen, presence }: ScreenRow, desk: Desk): string => {
  if (screen !== undefined) return screen.name;
  const audience = presence?.audience ?? "";
  if (audience === "desk") return desk.say("screen.desk");
  return audience === "wall" || audience === "kiosk" ? desk.say(`profile.${audience}`) : audience;
};

/** The worst that is known of it, or that it is fine. */
export const screenState = ({ screen, presence, doubts, behind }: ScreenRow, desk: Desk): string => {
  const { say } = desk;
  if (screen?.revokedAt !== undefined) return say("screen.revoked");
  const [worst] = doubts;
  if (worst === undefined) {
    const queue = presence?.report?.queue ?? 0;
    return queue > 0 ? say("screen.queue", { n: queue }) : say("screen.fine");
  }
  switch (worst) {
    case "silent":
      return say("screen.silent", { age: ageText(say, desk.now - (presence?.seen ?? desk.now)) });
    case "behind":
      return say("screen.behind", { n: behind });
    case "error":
      return say("screen.error");
    case "clock": {
      const off = presence?.report?.clockOff ?? 0;
      return say(off > 0 ? "screen.clock.fast" : "screen.clock.slow", { by: ageText(say, Math.abs(off)) });
    }
    case "old":
      return say("screen.old");
    case "off":
      return say("screen.off");
  }
};
