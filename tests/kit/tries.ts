// How often a random property is tried: a share of what it is worth in `npm test`, the whole where TRIES=1 asks for it, more above.

const share = Number(process.env.TRIES ?? 0.4);

/** So many random runs where `whole` would be all of them; at least three. */
export const tries = (whole: number): number => Math.max(3, Math.ceil(whole * share));

/** Every so many bytes of a file are tried, all of them with TRIES=1; where to begin is chance, so that in time each is. */
export const bytesTried = (from: number, until: number): readonly number[] => {
  const step = Math.max(1, Math.round(1 / share));
  const first = from + Math.floor(Math.random() * step);
  const inner = Array.from({ length: Math.max(0, Math.ceil((until - first) / step)) }, (_, n) => first + n * step);
  return [...new Set([from, ...inner, until - 1])];
};
