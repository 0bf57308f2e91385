// A server on which nobody looks back, for tests and measurements of something else.

import type { ReplayAnswer, ReplayMoreAnswer } from "../../domain/protocol.ts";

/** For a server that nobody looks back on. */
export const noReplays = {
  open: (): Promise<ReplayAnswer> => Promise.resolve({ kind: "refused", refusal: { code: "forbidden" } }),
  more: (): Promise<ReplayMoreAnswer> => Promise.resolve({ kind: "gone" }),
  leave: (): void => {},
  held: (): number => 0,
} as const;
