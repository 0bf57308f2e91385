// Whether somebody could take the post, said in the order in which it is checked. [POST-2]

import type { StoryActor } from "../../../domain/alarms/alarm-story.ts";
import type { Desk } from "../desk.svelte.ts";

export const fitness = ({ checks, on, as }: StoryActor, desk: Desk): readonly string[] => {
  const { say } = desk;
  const held = on === undefined ? [] : [say("fit.on", { post: desk.named(on) })];
  if (checks === undefined || as === "holder") return held;
  const flaws = checks.qualifications.flatMap((one) => {
    if (one.state === "missing") return [say("fit.missing", { name: desk.certificate(one.name) })];
    return one.state === "expired" ? [say("fit.expired", { name: desk.certificate(one.name), until: one.until })] : [];
  });
  const qualified = flaws.length > 0 ? flaws : checks.qualifications.length > 0 ? [say("fit.valid")] : [];
  const { rest } = checks;
  const rested =
    rest.hours === undefined ? [] : [say(rest.state === "kept" ? "fit.rested" : "fit.short", { n: rest.hours })];
  return [...held, ...qualified, ...rested];
};
