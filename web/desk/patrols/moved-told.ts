// Whether an import of another system's patrols brings anything: what the desk says once it is done, and over the preview. [PAT-1]

import type { PatrolsMoved } from "../doors.ts";

/** False: every patrol, finding and track of the files is here already, or is left out. */
export const isNew = ({ completed, cancelled, planned, findings, tracks }: PatrolsMoved["summary"]): boolean =>
  completed + cancelled + planned + tracks + Object.values(findings).reduce((sum, n) => sum + n, 0) > 0;
