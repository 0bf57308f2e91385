// How long to wait before the next try: full jitter, 0.5 s at first, at most 12 s, for ever. The ceiling is what lets every
// screen be fresh within 15 s of the server's return, however long it was away; the jitter keeps them from coming all at once.

const first = 500;
const most = 12_000;

/** Milliseconds before try number `attempt` (0 = the first again); `chance` is a number in [0, 1). */
export const backoff = (attempt: number, chance: number): number => {
  const span = Math.min(most, first * 2 ** Math.min(attempt, 16));
  return Math.round(first / 5 + chance * (span - first / 5));
};
