// What stands in the codes: a sign's link, a phone's link, and the address that phones reach the server under. [PAT-1]

/** Opened by a phone's camera it scans this checkpoint; the phone's page reads the same from a tag. */
export const signLink = (origin: string, route: string, checkpoint: string): string =>
  `${origin}/scan?c=${encodeURIComponent(`${route}.${checkpoint}`)}`;

/** Opened once on a phone it makes that phone the tracker; the token never reaches a server's log, for it stands behind the #. */
export const phoneLink = (origin: string, token: string): string => `${origin}/scan#${token}`;

/** As typed: scheme, host and port; undefined where it is no such address. */
export const originIn = (text: string): string | undefined => {
  if (!/^https?:\/\//i.test(text.trim())) return undefined;
  try {
    return new URL(text.trim()).origin;
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
};
