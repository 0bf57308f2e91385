// A screen's name and condition in words.

import type { Desk } from "../desk.svelte.ts";
import { ageText } from "../texts.ts";
import type { Doubt, ScreenRow } from "./liveness.ts";

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
      return say("screen.silent", { age: ageText(say, desk.liveNow - (presence?.seen ?? desk.liveNow)) });
    case "behind":
      return say("screen.behind", { n: behind });
    case "error":
      return say("screen.error");
    case "disk":
      return say("screen.disk.short");
    case "clock":
      return clockOff(presence?.report?.clockOff ?? 0, say);
    case "old":
      return say("screen.old");
    case "off":
      return say("screen.off");
  }
};

const clockOff = (ms: number, say: Desk["say"]): string =>
  say(ms > 0 ? "screen.clock.fast" : "screen.clock.slow", { by: ageText(say, Math.abs(ms)) });

/** Why it is not to be trusted, one sentence for each doubt. */
export const whyDoubted = (row: ScreenRow, desk: Desk): readonly string[] =>
  row.screen?.revokedAt === undefined ? row.doubts.map((doubt) => reason(doubt, row, desk)) : [];

const reason = (doubt: Doubt, { presence, behind }: ScreenRow, { say, live, liveNow }: Desk): string => {
  const report = presence?.report;
  const shown = report?.seq ?? 0;
  switch (doubt) {
    case "silent":
      return say("why.silent", { age: ageText(say, liveNow - (presence?.seen ?? liveNow)) });
    case "behind":
      return say("why.behind", { owed: shown + behind, n: shown });
    case "error":
      return say("why.error", { error: report?.error ?? "" });
    case "disk":
      return say(`screen.disk.${report?.disk ?? "none"}`);
    case "clock":
      return say("why.clock", { by: clockOff(report?.clockOff ?? 0, say) });
    case "old":
      return say("why.old", { build: report?.build ?? "", server: live.build });
    case "off":
      return say("why.off");
  }
};
