// Opens the rehearsal on a server that listens: cast from the sample's folder, the machine's own clock.

import { readCast } from "./read-cast.ts";
import { type Rehearsal, startRehearsal } from "./start.ts";

/** Throws what the system says where the sample's folder cannot be read. */
export const openRehearsal = async (
  url: string,
  sampleDir: string,
  onFault: (error: unknown) => void = (error) => console.error("rehearsal:", error),
): Promise<Rehearsal> => startRehearsal({ url, cast: await readCast(sampleDir), now: () => Date.now(), onFault });
