// Random acts that must also have met something: run again while it was not met, for chance alone may leave it out.

import { expect } from "vitest";

/** A hundred random runs that miss one thing in fourteen times miss it twenty times over once in 10²³. */
const rounds = 20;

/** Runs the property until all of `names` were counted in `seen`; fails if they never are, for then it says nothing of them. */
export const untilSeen = (names: readonly string[], seen: ReadonlyMap<string, number>, runs: () => void): void => {
  for (let round = 0; round < rounds; round += 1) {
    runs();
    if (names.every((name) => (seen.get(name) ?? 0) > 0)) break;
  }
  for (const name of names) expect(seen.get(name) ?? 0, `${name} was met`).toBeGreaterThan(0);
};
