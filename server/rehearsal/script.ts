// The whole play: what is to be done now on the board as it is. It remembers nothing, so a restart goes on where the board stands.

import { breakCues } from "./breaks.ts";
import { contestCues } from "./contests.ts";
import type { Cue } from "./cue.ts";
import { dutyCues } from "./duty.ts";
import { keyHolders } from "./keys.ts";
import { roundCues } from "./rounds.ts";
import type { Scene } from "./scene.ts";
import { sectorCues } from "./sectors.ts";
import { trainingCues } from "./trainings.ts";
import { volunteerCues } from "./volunteers.ts";
import { watchCues } from "./watches.ts";

/** Most urgent first: what the first beats leave out comes in the next. */
export const script = (scene: Scene): readonly Cue[] => {
  const spared = keyHolders(scene);
  return [
    ...watchCues(scene),
    ...breakCues(scene),
    ...roundCues(scene, spared),
    ...dutyCues(scene),
    ...trainingCues(scene),
    ...volunteerCues(scene, spared),
    ...contestCues(scene),
    ...sectorCues(scene),
  ];
};
